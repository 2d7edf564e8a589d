const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;

/** How many bytes a GLB takes up to the end of its JSON; infinite until its first 20 are there. */
export const headBytes = (bytes: ArrayBuffer): number =>
  bytes.byteLength < 20 ? Number.POSITIVE_INFINITY : 20 + new DataView(bytes).getUint32(12, true);

/**
 * The extensions that a GLB file says it uses (glTF 2.0, section 4.4: header of 12 bytes, then a JSON chunk).
 * @throws Error when the bytes are no GLB 2.0 file.
 */
export function extensionsOf(bytes: ArrayBuffer): readonly string[] {
  const view = new DataView(bytes);
  if (bytes.byteLength < 20 || view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== 2) {
    throw new Error('not a GLB file');
  }
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== JSON_CHUNK || length > bytes.byteLength - 20)
    throw new Error('not a GLB file');
  const document: unknown = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 20, length)));
  const used = (document as { extensionsUsed?: unknown }).extensionsUsed;
  return Array.isArray(used) ? used.map(String) : [];
}

/** True when the meshopt decoder is needed. */
export const needsMeshopt = (extensions: readonly string[]): boolean =>
  extensions.some((name) => name.endsWith('_meshopt_compression'));
