import type { PathData } from './path.ts';

/** A gradient in the artwork's own units. */
export type Fill =
  | { kind: 'solid'; colour: string }
  | { kind: 'linear'; x1: number; y1: number; x2: number; y2: number; stops: GradientStop[] }
  | { kind: 'radial'; cx: number; cy: number; r: number; stops: GradientStop[] };

export interface GradientStop {
  at: number;
  colour: string;
}

/** What a shape is for; a preview may animate or outline by it, writers ignore it. */
export type Part = 'ground' | 'frame' | 'plate' | 'modules' | 'eye-frame' | 'pupil' | 'logo' | 'text';

export type Shape =
  | { kind: 'path'; part: Part; path: PathData; fill: Fill; rule: 'nonzero' | 'evenodd' }
  /** A picture, stretched to its box; writers get its bytes by `assetId`. */
  | { kind: 'image'; part: 'logo'; assetId: string; x: number; y: number; width: number; height: number };

/** The one geometry that every output draws: shapes from back to front, in modules, the canvas's top left at (0, 0). */
export interface Artwork {
  width: number;
  height: number;
  shapes: Shape[];
  /** The symbol without its quiet zone. */
  symbol: { x: number; y: number; size: number };
  /** The light square behind symbol and quiet zone. */
  plate: { x: number; y: number; size: number; colour: string };
  /** Characters of the texts that the fonts cannot draw. */
  missingGlyphs: string[];
}

/** Pixels of a raster logo: sRGB, 8 bit, not premultiplied. */
export interface LogoPixels {
  width: number;
  height: number;
  rgba: Uint8Array | Uint8ClampedArray;
}
