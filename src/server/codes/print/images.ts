import sharp from 'sharp';
import type { LogoPixels } from '#domain/qr/artwork.ts';

/** A raster logo as writers need it (PNG bytes) and as the preflight sees it (pixels). */
export interface LogoImage {
  png: Uint8Array;
  pixels: LogoPixels;
}

// More than any print needs of a logo that is a quarter of a code; bounds memory.
const LONGEST = 1200;

/** Decodes logo pictures (already examined at upload) and re-encodes them, so that no foreign bytes reach a print file. */
export async function readLogoImages(
  images: readonly { assetId: string; bytes: Uint8Array }[],
): Promise<Map<string, LogoImage>> {
  const out = new Map<string, LogoImage>();
  for (const image of images) {
    const picture = sharp(image.bytes, { limitInputPixels: 40_000_000 })
      .rotate()
      .resize({ width: LONGEST, height: LONGEST, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha();
    const { data, info } = await picture.clone().raw().toBuffer({ resolveWithObject: true });
    const png = await picture.png().toBuffer();
    out.set(image.assetId, {
      png,
      pixels: { width: info.width, height: info.height, rgba: new Uint8Array(data) },
    });
  }
  return out;
}
