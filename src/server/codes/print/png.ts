import { crc32 } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import type { Sheet } from '#domain/qr/sheet.ts';
import { DomainError } from '#domain/shared/error.ts';

// 60 megapixels are 240 MB of pixels: an A3 page at 600 dpi, and what one worker may take.
const MOST_PIXELS = 60_000_000;

/** The page as PNG. Its `pHYs` chunk says how many pixels make a metre, so that it opens at its true size. */
export function printPng(sheet: Sheet, svg: string, dpi: number): Uint8Array {
  const width = Math.round((sheet.pageMm.width / 25.4) * dpi);
  const height = Math.round((sheet.pageMm.height / 25.4) * dpi);
  if (width * height > MOST_PIXELS) {
    throw new DomainError('image_too_large', { limit: MOST_PIXELS / 1e6 });
  }
  // Without its size in mm, which the renderer would turn into 96 dpi first.
  const plain = svg.replace(/ width="[^"]*mm" height="[^"]*mm"/, '');
  const image = new Resvg(plain, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false },
  }).render();
  return withPixelSize(image.asPng(), image.width / sheet.pageMm.width, image.height / sheet.pageMm.height);
}

/** Puts a `pHYs` chunk behind the header of a PNG (PNG specification, 11.3.4.3). */
export function withPixelSize(png: Uint8Array, xPerMm: number, yPerMm: number): Uint8Array {
  const chunk = Buffer.alloc(21);
  chunk.writeUInt32BE(9, 0);
  chunk.write('pHYs', 4, 'latin1');
  chunk.writeUInt32BE(Math.round(xPerMm * 1000), 8);
  chunk.writeUInt32BE(Math.round(yPerMm * 1000), 12);
  chunk.writeUInt8(1, 16);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 17)), 17);
  // Signature (8 bytes) and IHDR (25 bytes) come first in every PNG.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}
