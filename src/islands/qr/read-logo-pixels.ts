import type { LogoPixels } from '#domain/qr/artwork.ts';

// As the print worker keeps it.
const LONGEST = 1200;

/** Decodes a raster logo for the preview's preflight. Rejects when the browser cannot read the picture. Browser only. */
export async function readLogoPixels(picture: Blob): Promise<LogoPixels> {
  const bitmap = await createImageBitmap(picture);
  try {
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    const context = new OffscreenCanvas(width, height).getContext('2d', { colorSpace: 'srgb' });
    if (!context) throw new Error('no 2d context');
    context.drawImage(bitmap, 0, 0, width, height);
    return { width, height, rgba: context.getImageData(0, 0, width, height).data };
  } finally {
    bitmap.close();
  }
}
