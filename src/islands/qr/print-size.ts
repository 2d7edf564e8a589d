import type { Artwork } from '#domain/qr/artwork.ts';
import { scanDistanceMm, symbolMmFor } from '#domain/qr/findings.ts';

/** What the bearer asks of a print; lengths in mm, distance in m. */
export interface Wanted {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly scanDistanceM: number;
}

/** Widths that fit any sheet of `GET /api/print`, mm. */
export const PRINT_WIDTH = { min: 10, max: 3_000, step: 1 } as const;

/** Where nothing is known about the bearer, mm. */
const START_MM = 40;

const hold = (mm: number) => Math.min(PRINT_WIDTH.max, Math.max(PRINT_WIDTH.min, mm));

/** Modules of the symbol, from its artwork (drawn in modules). */
const modulesOf = (art: Artwork) => art.symbol.size;

/** The trimmed width at which the code is read from `distanceM`, rounded up to whole millimetres. */
export const widthFor = (art: Artwork, distanceM: number): number =>
  hold(Math.ceil((symbolMmFor(distanceM * 1_000, modulesOf(art)) * art.width) / art.symbol.size - 1e-6));

/** The first width offered: read from where it must be, at least 20 mm, and no larger than its bearer. */
export function startWidth(art: Artwork, wanted: Wanted | null): number {
  if (!wanted) return START_MM;
  const fits = Math.min(wanted.widthMm, (wanted.heightMm * art.width) / art.height);
  return hold(Math.floor(Math.min(Math.max(20, widthFor(art, wanted.scanDistanceM)), fits)));
}

/** A trimmed width in figures: the code in it, a module, and from how far it is read. */
export function sizeOf(art: Artwork, widthMm: number) {
  const symbolMm = (widthMm * art.symbol.size) / art.width;
  return {
    symbolMm,
    moduleMm: symbolMm / modulesOf(art),
    heightMm: (widthMm * art.height) / art.width,
    distanceM: scanDistanceMm(symbolMm, modulesOf(art)) / 1_000,
  };
}
