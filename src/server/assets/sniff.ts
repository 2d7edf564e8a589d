/** What an upload really is, told from its first bytes; names and declared types are not believed. */
export type AssetKind = 'image' | 'model' | 'audio' | 'video';

export interface Sniffed {
  readonly kind: AssetKind;
  readonly mime: string;
  readonly extension: string;
}

/** Largest accepted file by kind, in bytes. */
export const maxBytes: Record<AssetKind, number> = {
  image: 20_000_000,
  model: 50_000_000,
  audio: 30_000_000,
  video: 200_000_000,
};

/** How many leading bytes `sniff` wants to see. */
export const SNIFF_BYTES = 32;

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, to));

/** The kind of file behind these bytes, or null for anything we do not take (SVG, AVIF, HEIF, TIFF, Ogg, HTML …). */
export function sniff(head: Uint8Array): Sniffed | null {
  const [a = 0, b = 0, c = 0] = head;
  if (a === 0x89 && ascii(head, 1, 8) === 'PNG\r\n\x1a\n')
    return { kind: 'image', mime: 'image/png', extension: 'png' };
  if (a === 0xff && b === 0xd8 && c === 0xff) return { kind: 'image', mime: 'image/jpeg', extension: 'jpg' };
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP') {
    return { kind: 'image', mime: 'image/webp', extension: 'webp' };
  }
  if (ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WAVE') {
    return { kind: 'audio', mime: 'audio/wav', extension: 'wav' };
  }
  if (ascii(head, 4, 8) === 'ftyp' && ['M4A ', 'M4B '].includes(ascii(head, 8, 12))) {
    return { kind: 'audio', mime: 'audio/mp4', extension: 'm4a' };
  }
  if (ascii(head, 0, 4) === 'glTF') return { kind: 'model', mime: 'model/gltf-binary', extension: 'glb' };
  if (ascii(head, 0, 3) === 'ID3' || (a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x06) === 0x02)) {
    return { kind: 'audio', mime: 'audio/mpeg', extension: 'mp3' };
  }
  if (
    ascii(head, 4, 8) === 'ftyp' &&
    ['isom', 'iso2', 'mp41', 'mp42', 'avc1', 'M4V '].includes(ascii(head, 8, 12))
  ) {
    return { kind: 'video', mime: 'video/mp4', extension: 'mp4' };
  }
  return null;
}
