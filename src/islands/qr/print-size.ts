import { artworkSymbolMm } from '#domain/code/marker.ts';
import type { Placement } from '#domain/place/model.ts';
import type { Artwork } from '#domain/qr/artwork.ts';
import { scanDistanceMm, symbolMmFor } from '#domain/qr/findings.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { paperMm, trimmedMm } from '#domain/qr/sheet.ts';

/** What the bearer asks of a print; lengths in mm, distance in m. */
export interface Wanted {
  readonly widthMm: number;
  readonly heightMm: number;
  readonly scanDistanceM: number;
  /** How wide the symbol is in the artwork that it was placed in; null where there is none. */
  readonly artworkSymbolMm: number | null;
}

export const wantedOf = ({ widthMm, heightMm, scanDistanceM, artwork }: Placement): Wanted => ({
  widthMm,
  heightMm,
  scanDistanceM,
  artworkSymbolMm: artwork && artworkSymbolMm({ widthMm }, artwork),
});

/** Widths that fit any sheet of `GET /api/print`, mm. */
export const PRINT_WIDTH = { min: 10, max: 3_000, step: 1 } as const;

/** What a frame that is chosen later may take of the width without the code falling short. */
const ROOM_FOR_FRAME = 1.13;

/** Where nothing is known about the bearer, mm. */
const START_MM = 40;

const hold = (mm: number) => Math.min(PRINT_WIDTH.max, Math.max(PRINT_WIDTH.min, mm));

/** Modules of the symbol, from its artwork (drawn in modules). */
const modulesOf = (art: Artwork) => art.symbol.size;

/** The trimmed width at which the symbol is `symbolMm` wide, rounded up to whole millimetres. */
export const widthForSymbol = (art: Artwork, style: StyleDocument, symbolMm: number): number =>
  hold(Math.ceil(trimmedMm(style, (symbolMm * art.width) / art.symbol.size) - 1e-6));

/** The trimmed width at which the code is read from `distanceM`, rounded up to whole millimetres. */
export const widthFor = (art: Artwork, style: StyleDocument, distanceM: number): number =>
  widthForSymbol(art, style, symbolMmFor(distanceM * 1_000, modulesOf(art)));

/** The first width offered: as its artwork has it, else read from where it must be, at least 20 mm, and no larger than its bearer. */
export function startWidth(art: Artwork, style: StyleDocument, wanted: Wanted | null): number {
  if (!wanted) return START_MM;
  if (wanted.artworkSymbolMm !== null) return widthForSymbol(art, style, wanted.artworkSymbolMm);
  const room = style.frame.kind === 'none' ? ROOM_FOR_FRAME : 1;
  const fits = Math.min(wanted.widthMm, (wanted.heightMm * art.width) / art.height);
  return hold(Math.floor(Math.min(Math.max(20, widthFor(art, style, wanted.scanDistanceM) * room), fits)));
}

/** A trimmed width in figures: the code in it, a module, and from how far it is read. */
export function sizeOf(art: Artwork, style: StyleDocument, widthMm: number) {
  const paper = paperMm(style, widthMm);
  const artMm = widthMm - 2 * paper;
  const symbolMm = (artMm * art.symbol.size) / art.width;
  return {
    symbolMm,
    moduleMm: symbolMm / modulesOf(art),
    heightMm: (artMm * art.height) / art.width + 2 * paper,
    distanceM: scanDistanceMm(symbolMm, modulesOf(art)) / 1_000,
  };
}
