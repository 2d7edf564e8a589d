import { symbolMmFor } from '../qr/findings.ts';
import { layout } from '../qr/layout.ts';
import type { StyleDocument } from '../qr/model.ts';
import { toSvg } from '../qr/svg.ts';

/** A printed code as the camera looks for it. Lengths in modules but where the name says otherwise. */
export interface Marker {
  /** Symbol, quiet zone and logo, without a frame. Pictures are left out: whoever draws it puts them on top. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly pictures: readonly {
    readonly url: string;
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
  }[];
  /** The symbol without its quiet zone. */
  readonly symbol: { readonly x: number; readonly y: number; readonly size: number };
  /** Width of the printed symbol: in its poster, else as proposed for its scan distance; null for a code that is no print. */
  readonly symbolMm: number | null;
  /** The picture that it is printed on; null when none is known. */
  readonly poster: Poster | null;
}

/** A picture and where the code is in it: the symbol's middle, its side, and its turn clockwise. In widths of the picture. */
export interface Poster {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly turnDeg: number;
}

/** The marker of a code of this style. @throws when the payload does not fit a symbol. */
export function markerOf(
  style: StyleDocument,
  payload: string,
  {
    logoUrl,
    poster,
    print,
  }: {
    logoUrl: string | undefined;
    poster: Poster | null;
    print: { readonly widthMm: number; readonly scanDistanceM: number } | null;
  },
): Marker {
  const art = layout({ ...style, frame: { ...style.frame, kind: 'none' } }, payload, null);
  const pictures = art.shapes.flatMap((shape) => {
    if (shape.kind !== 'image' || logoUrl === undefined) return [];
    const { x, y, width, height } = shape;
    return { url: logoUrl, x, y, width, height };
  });
  return {
    svg: toSvg(art),
    width: art.width,
    height: art.height,
    pictures,
    symbol: art.symbol,
    symbolMm: print && symbolMmOf(print, poster, art.symbol.size),
    poster,
  };
}

/** Width of a printed symbol in the artwork that it was placed in. */
export const artworkSymbolMm = (
  print: { readonly widthMm: number },
  artwork: { readonly size: number },
): number => artwork.size * print.widthMm;

/** Width of a printed symbol of that many modules: measured in its artwork, else as its scan distance asks for. */
export const symbolMmOf = (
  print: { readonly widthMm: number; readonly scanDistanceM: number },
  artwork: { readonly size: number } | null,
  modules: number,
): number => (artwork ? artworkSymbolMm(print, artwork) : symbolMmFor(print.scanDistanceM * 1_000, modules));
