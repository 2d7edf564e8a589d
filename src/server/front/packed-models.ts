import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const MAX_FILE_BYTES = 4_000_000;
const MAX_KEPT_BYTES = 32_000_000;
/** At least this part must be saved to be worth unpacking on the phone. */
const WORTH = 0.03;
/** Of 11: the last steps save a tenth more and take fifty times as long. */
const QUALITY = 5;

const compress = promisify(brotliCompress);

/**
 * Models as they go over the line, compressed when they are first asked for (RFC 7932) and kept in memory, the least
 * used given up first. Vertices shrink by a fifth even when they are compressed as geometry already, by half when not.
 */
export function makePackedModels() {
  /** Oldest use first. */
  const kept = new Map<string, { readonly body: Promise<Buffer | null>; bytes: number }>();

  async function pack(file: string, bytes: number): Promise<Buffer | null> {
    const made = await compress(await readFile(file), {
      params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes },
    });
    return made.length > bytes * (1 - WORTH) ? null : made;
  }

  function makeRoom(): void {
    let sum = 0;
    for (const { bytes } of kept.values()) sum += bytes;
    for (const [file, { bytes }] of kept) {
      if (sum <= MAX_KEPT_BYTES) return;
      sum -= bytes;
      kept.delete(file);
    }
  }

  return {
    /** The file as brotli; null when that is not worth it. `bytes` is its size. */
    get(file: string, bytes: number): Promise<Buffer | null> {
      if (bytes > MAX_FILE_BYTES) return Promise.resolve(null);
      const known = kept.get(file);
      if (known) {
        kept.delete(file);
        kept.set(file, known);
        return known.body;
      }
      const made = { body: pack(file, bytes), bytes: 0 };
      kept.set(file, made);
      made.body.then(
        (body) => {
          made.bytes = body?.length ?? 0;
          makeRoom();
        },
        () => kept.delete(file),
      );
      return made.body;
    },
  };
}
