import { open } from 'node:fs/promises';

/** A JSON chunk beyond this is no list of movements that anybody chooses from. */
const MAX_JSON_BYTES = 4_000_000;
const HEAD_BYTES = 20;

/**
 * The movements of a GLB that was examined, named as the phone's loader names them (glTF 2.0, section 4.4: header of
 * 12 bytes, JSON chunk first).
 */
export async function clipsOf(file: string): Promise<string[]> {
  const handle = await open(file);
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    await handle.read(head, 0, HEAD_BYTES, 0);
    const length = head.readUInt32LE(12);
    if (length > MAX_JSON_BYTES) return [];
    const json = Buffer.alloc(length);
    await handle.read(json, 0, length, HEAD_BYTES);
    const { animations = [] } = JSON.parse(json.toString('utf8')) as { animations?: { name?: string }[] };
    return animations.map(({ name }, index) => name || `animation_${index}`);
  } finally {
    await handle.close();
  }
}
