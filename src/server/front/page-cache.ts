import { crc32, deflateRawSync, constants as zlib } from 'node:zlib';

/** The place in a page where the visit's id goes; exactly one. */
export const VISIT_MARK = '__VISIT__';

/**
 * A page compressed beforehand but for one short text. A gzip member may hold several deflate blocks, so the
 * parts before and after are deflated once, and the text goes between them as a stored block (RFC 1951 §3.2.4).
 */
export interface PreparedPage {
  readonly status: number;
  /** Raw headers of the page's own policy, as `writeHead` takes them. */
  readonly headers: readonly string[];
  /** The whole page as gzip (RFC 1952) with `text` filled in. */
  gzip(text: string): Buffer;
  /** The whole page uncompressed with `text` filled in. */
  plain(text: string): Buffer;
}

const GZIP_HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255]);

/** @throws Error when the mark is not there exactly once, or not in quotes, where text cannot break out. */
export function preparePage(html: string, status = 200, headers: readonly string[] = []): PreparedPage {
  const parts = html.split(`"${VISIT_MARK}"`);
  const [first, last] = parts;
  if (parts.length !== 2 || first === undefined || last === undefined) {
    throw new Error(`a play page holds the visit's mark ${parts.length - 1} times`);
  }
  const before = Buffer.from(`${first}"`);
  const after = Buffer.from(`"${last}`);
  const deflatedBefore = deflateRawSync(before, { level: 9, finishFlush: zlib.Z_FULL_FLUSH });
  const deflatedAfter = deflateRawSync(after, { level: 9 });
  const crcBefore = crc32(before);

  return {
    status,
    headers,
    gzip(text) {
      const middle = Buffer.from(text);
      const block = Buffer.alloc(5 + middle.length);
      block.writeUInt8(0, 0);
      block.writeUInt16LE(middle.length, 1);
      block.writeUInt16LE(~middle.length & 0xffff, 3);
      middle.copy(block, 5);
      const trailer = Buffer.alloc(8);
      trailer.writeUInt32LE(crc32(after, crc32(middle, crcBefore)), 0);
      trailer.writeUInt32LE(before.length + middle.length + after.length, 4);
      return Buffer.concat([GZIP_HEADER, deflatedBefore, block, deflatedAfter, trailer]);
    },
    plain: (text) => Buffer.concat([before, Buffer.from(text), after]),
  };
}
