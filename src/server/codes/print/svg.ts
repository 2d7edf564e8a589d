import type { Sheet } from '#domain/qr/sheet.ts';
import { toSvg } from '#domain/qr/svg.ts';
import type { LogoImage } from './images.ts';

/** The page as SVG, its outer size in true millimetres. */
export function printSvg(sheet: Sheet, images: ReadonlyMap<string, LogoImage>, title: string): string {
  const urls = new Map<string, string>();
  for (const [id, image] of images) {
    urls.set(id, `data:image/png;base64,${Buffer.from(image.png).toString('base64')}`);
  }
  return toSvg(sheet.artwork, { widthMm: sheet.pageMm.width, title, images: urls });
}
