import { sha256 } from '#domain/shared/sha256.ts';
import type { Fill, Shape } from './artwork.ts';
import { layout } from './layout.ts';
import type { StyleDocument } from './model.ts';
import { place } from './path.ts';

/** Coordinates in thousandths of a module: finer than any print, coarser than what engines round differently. */
const thousandths = (value: number): number => Math.round(value * 1000) || 0;

/**
 * SHA-256 (hexadecimal) of what the camera of a proof sees: the symbol's paths with their inks, plate, logo and frame,
 * placed from the symbol's top left. A picture counts by its asset id, which names the stored file's own hash. Words
 * around the code are left out: they lie beyond the quiet zone, and rows of a batch may differ in them.
 * Throws when the payload does not fit.
 */
export function artworkHash(style: StyleDocument, payload: string): string {
  const { shapes, symbol, plate } = layout(style, payload, null, { callToAction: '', url: '' });
  const at = (x: number, y: number) => [thousandths(x - symbol.x), thousandths(y - symbol.y)];
  const inkOf = (fill: Fill): unknown => {
    if (fill.kind === 'solid') return fill.colour.toLowerCase();
    const stops = fill.stops.map((stop) => [thousandths(stop.at), stop.colour.toLowerCase()]);
    return fill.kind === 'radial'
      ? [at(fill.cx, fill.cy), thousandths(fill.r), stops]
      : [at(fill.x1, fill.y1), at(fill.x2, fill.y2), stops];
  };
  const canonical = (shape: Shape): unknown => {
    if (shape.kind === 'image')
      return [shape.assetId, at(shape.x, shape.y), at(shape.x + shape.width, shape.y + shape.height)];
    return [inkOf(shape.fill), shape.rule, place(shape.path, -symbol.x, -symbol.y).map(thousandths)];
  };
  const text = JSON.stringify([
    payload,
    thousandths(symbol.size),
    at(plate.x, plate.y),
    thousandths(plate.size),
    shapes.map(canonical),
  ]);
  return sha256(new TextEncoder().encode(text));
}
