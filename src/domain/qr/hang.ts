import type { LogoPixels } from './artwork.ts';
import { SURROUND, WALL } from './camera.ts';
import { layout } from './layout.ts';
import type { StyleDocument } from './model.ts';
import { type Raster, rasterise } from './raster.ts';

/** A code on its wall, before the camera: lengths in modules of the raster's artwork. */
export interface Hung {
  readonly raster: Raster;
  readonly symbol: { cx: number; cy: number; size: number };
}

/** Draws a style once, without words, with as much wall as a photo shows. Throws when the payload does not fit. */
export function hang(
  style: StyleDocument,
  payload: string,
  pxPerModule: number,
  images: ReadonlyMap<string, LogoPixels> | undefined,
): Hung {
  const artwork = layout(style, payload, null);
  const { x, y, size } = artwork.symbol;
  const side = size + 2 * SURROUND;
  const raster = rasterise(artwork, {
    left: x - SURROUND,
    top: y - SURROUND,
    width: side,
    height: side,
    pxPerModule,
    beyond: WALL,
    ...(images ? { images } : {}),
  });
  return { raster, symbol: { cx: x + size / 2, cy: y + size / 2, size } };
}
