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
  /** Width of the printed symbol, as proposed for its scan distance; null for a code that is no print. */
  readonly symbolMm: number | null;
}

/** The marker of a code of this style. @throws when the payload does not fit a symbol. */
export function markerOf(
  style: StyleDocument,
  payload: string,
  { logoUrl, scanDistanceM }: { logoUrl: string | undefined; scanDistanceM: number | null },
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
    symbolMm: scanDistanceM === null ? null : symbolMmFor(scanDistanceM * 1_000, art.symbol.size),
  };
}
