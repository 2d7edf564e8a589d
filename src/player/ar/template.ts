import { eyeScore } from './eyes.ts';
import {
  greyOf,
  halved,
  lightAt,
  type Picture,
  type PrintPicture,
  scaled,
  smoothed,
  type TemplateSource,
} from './template-picture.ts';

/** Points on edges of the artwork at one scale, sorted by tile. */
export interface TemplateLevel {
  /** Template pixels per symbol width. */
  scale: number;
  count: number;
  /** Place of each point, symbol widths from the symbol's centre. */
  x: Float32Array;
  y: Float32Array;
  /** Luma there, 0–255, and its change per symbol width. */
  t: Float32Array;
  gx: Float32Array;
  gy: Float32Array;
  /** First point of each tile, and the count at the end. */
  tiles: Int32Array;
  /** Tiles before this index are the symbol's, the others lie on the artwork around it. */
  innerTiles: number;
}

/** What is known about the marker, in the forms in which it is looked for. */
export interface Template {
  /** Finest first. */
  levels: TemplateLevel[];
  /** The finest level that knows the poster, too; 0 without one. */
  posterFrom: number;
  /** Where its points lie, symbol widths from the symbol's centre. */
  extent: { x0: number; y0: number; x1: number; y1: number };
  /** Modules on a side. */
  modules: number;
  /** Whether the symbol is light on dark. */
  inverted: boolean;
  /** Middles of modules that tell this code from others of its kind: no eyes. As `TemplateLevel`, without slopes. */
  marks: { count: number; x: Float32Array; y: Float32Array; t: Float32Array; tiles: Int32Array };
}

const FINEST = 256;
const COARSEST = 32;
/** Tiles along a side of the symbol. */
const TILES = 5;
/** Tiles on the poster around it, unless they were smaller than the symbol's. */
const OUTER_TILES = 120;
/** Points on the symbol at each level, and on all that is around it. */
const INNER_POINTS = [1700, 1500, 900, 420];
const OUTER_POINTS = [2400, 2400, 2400, 1600];
const MARKS = 640;

/**
 * Prepares the artwork once. Throws a RangeError when the symbol does not lie in the picture or is smaller than 40 pixels;
 * a template of fewer pixels than modules would be a template of noise.
 */
export function makeTemplate(source: TemplateSource): Template {
  check(source, 40);
  if (source.poster) check(source.poster, 20);
  const codes = scalesOf(source);
  const posters = source.poster ? scalesOf(source.poster) : [];
  const [finest] = codes as [Picture];
  const { modules, inverted } = kindOf(finest);
  const skipped = Math.round(Math.log2(FINEST / finest.scale));
  const levels = codes.map((code, k) => {
    // A picture of a whole poster shows less of it than a drawing of its code: fine levels have the code only.
    const poster = posters.find(({ scale }) => scale === code.scale);
    const [inner, outer] = [INNER_POINTS[k + skipped] ?? 400, OUTER_POINTS[k + skipped] ?? 200];
    return levelOf(smoothed(code), poster ? smoothed(poster) : null, inner, outer);
  });
  return {
    levels,
    posterFrom: Math.max(
      0,
      levels.findIndex(({ innerTiles, tiles }) => innerTiles < tiles.length - 1),
    ),
    extent: extentOf(posters[0] ?? finest),
    modules,
    inverted,
    marks: marksOf(finest, modules),
  };
}

function extentOf({ width, height, left, top, scale }: Picture): Template['extent'] {
  const [x0, y0] = [Math.min(-0.6, -left / scale - 0.5), Math.min(-0.6, -top / scale - 0.5)];
  return {
    x0,
    y0,
    x1: Math.max(0.6, (width - left) / scale - 0.5),
    y1: Math.max(0.6, (height - top) / scale - 0.5),
  };
}

function check({ luma, width, height, symbol }: PrintPicture, leastPx: number): void {
  if (luma.length < width * height) throw new RangeError('luma is shorter than width × height');
  const inside =
    symbol.x >= -1 &&
    symbol.y >= -1 &&
    symbol.x + symbol.size <= width + 1 &&
    symbol.y + symbol.size <= height + 1;
  if (!inside || !(symbol.size >= leastPx))
    throw new RangeError(`the symbol must lie in the picture and be at least ${leastPx} pixels wide`);
}

/** The picture at the scales that it has pixels for, the finest first. */
function scalesOf(source: PrintPicture): Picture[] {
  let scale = FINEST;
  while (scale > COARSEST && source.symbol.size < 0.75 * scale) scale /= 2;
  const pictures = [scaled(source, scale, scale / COARSEST)];
  for (let last = pictures[0]; last && last.scale > COARSEST; last = pictures.at(-1))
    pictures.push(halved(last));
  return pictures;
}

/** Modules on a side and polarity: the number for which three corners look most like eyes. */
function kindOf(picture: Picture): { modules: number; inverted: boolean } {
  let best = { modules: 29, inverted: false };
  let most = 0.5;
  for (let modules = 21; modules <= 97; modules += 4) {
    const score = eyeScore(modules, (x, y) => lightAt(picture, x, y));
    if (Math.abs(score) > most) {
      most = Math.abs(score);
      best = { modules, inverted: score < 0 };
    }
  }
  return best;
}

/** Numbers that are the same on every run, for picking points (Numerical Recipes' LCG). */
function shuffled(values: number[]): number[] {
  let state = 12_345;
  for (let k = values.length - 1; k > 0; k--) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const other = state % (k + 1);
    const kept = values[k] as number;
    values[k] = values[other] as number;
    values[other] = kept;
  }
  return values;
}

/** Pixels on strong edges by tile; `tileOf` answers a negative number where none are wanted. */
function edgesOf({ luma, width, height }: Picture, tileOf: (x: number, y: number) => number): number[][] {
  const slope = new Float32Array(luma.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const k = y * width + x;
      const gx = (luma[k + 1] as number) - (luma[k - 1] as number);
      const gy = (luma[k + width] as number) - (luma[k - width] as number);
      slope[k] = Math.sqrt(gx * gx + gy * gy) / 2;
    }
  const least = Math.max(4, percentile(slope, 0.97) * 0.25);
  const tiles: number[][] = [];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      if ((slope[y * width + x] as number) < least) continue;
      const tile = tileOf(x + 0.5, y + 0.5);
      if (tile < 0) continue;
      tiles[tile] ??= [];
      tiles[tile].push(y * width + x);
    }
  return tiles.filter((tile) => tile.length > 0);
}

/** At most `most` pixels, as many of each tile. */
const spread = (tiles: number[][], most: number): number[][] =>
  tiles.map((tile) =>
    shuffled(tile)
      .slice(0, Math.floor(most / tiles.length))
      // Row by row, which is kinder to the cache.
      .sort((a, b) => a - b),
  );

/** Half a tile of quiet zone belongs to the symbol: its edge is the best of all. */
const EDGE = 0.5 / (2 * TILES);

const isOfSymbol = ({ left, top, scale }: Picture, x: number, y: number): boolean =>
  Math.min(x - left, y - top) > -EDGE * scale && Math.max(x - left, y - top) < (1 + EDGE) * scale;

function innerTilesOf(code: Picture, most: number): number[][] {
  const at = (px: number): number => Math.max(0, Math.min(TILES - 1, Math.floor((px * TILES) / code.scale)));
  const tileOf = (x: number, y: number): number =>
    isOfSymbol(code, x, y) ? at(y - code.top) * TILES + at(x - code.left) : -1;
  return spread(edgesOf(code, tileOf), most);
}

function outerTilesOf(poster: Picture, most: number): number[][] {
  const { width, height, scale } = poster;
  const cell = Math.max(scale / TILES, Math.sqrt((width * height) / OUTER_TILES));
  const columns = Math.ceil(width / cell);
  const tileOf = (x: number, y: number): number =>
    isOfSymbol(poster, x, y) ? -1 : Math.floor(y / cell) * columns + Math.floor(x / cell);
  return spread(edgesOf(poster, tileOf), most);
}

function levelOf(code: Picture, poster: Picture | null, inner: number, outer: number): TemplateLevel {
  const own = innerTilesOf(code, inner);
  const around = poster ? outerTilesOf(poster, outer) : [];
  const tiles = [0];
  for (const tile of [...own, ...around]) tiles.push((tiles.at(-1) ?? 0) + tile.length);
  const count = tiles.at(-1) ?? 0;
  const level: TemplateLevel = {
    scale: code.scale,
    count,
    x: new Float32Array(count),
    y: new Float32Array(count),
    t: new Float32Array(count),
    gx: new Float32Array(count),
    gy: new Float32Array(count),
    tiles: Int32Array.from(tiles),
    innerTiles: own.length,
  };
  const take = ({ luma, width, left, top, scale }: Picture, pixels: number[], from: number): void => {
    for (const [index, pixel] of pixels.entries()) {
      const k = from + index;
      const x = pixel % width;
      const y = (pixel - x) / width;
      level.x[k] = (x + 0.5 - left) / scale - 0.5;
      level.y[k] = (y + 0.5 - top) / scale - 0.5;
      level.t[k] = luma[pixel] as number;
      level.gx[k] = (((luma[pixel + 1] as number) - (luma[pixel - 1] as number)) / 2) * scale;
      level.gy[k] = (((luma[pixel + width] as number) - (luma[pixel - width] as number)) / 2) * scale;
    }
  };
  take(code, own.flat(), 0);
  if (poster) take(poster, around.flat(), tiles[own.length] ?? 0);
  return level;
}

function marksOf(picture: Picture, modules: number): Template['marks'] {
  const inTile: number[][] = Array.from({ length: TILES * TILES }, () => []);
  for (let line = 0; line < modules; line++)
    for (let column = 0; column < modules; column++) {
      const inEye = (column < 8 && (line < 8 || line >= modules - 8)) || (column >= modules - 8 && line < 8);
      if (inEye) continue;
      const tile = Math.floor((line * TILES) / modules) * TILES + Math.floor((column * TILES) / modules);
      inTile[tile]?.push(line * modules + column);
    }
  const all = inTile.reduce((sum, list) => sum + list.length, 0);
  const part = Math.min(1, MARKS / all);
  const chosen: number[] = [];
  const tiles: number[] = [];
  for (const list of inTile) {
    if (list.length === 0) continue;
    tiles.push(chosen.length);
    chosen.push(...shuffled(list).slice(0, Math.ceil(list.length * part)));
  }
  tiles.push(chosen.length);
  const place = (index: number): number => (index + 0.5) / modules;
  const column = (index: number): number => index % modules;
  const line = (index: number): number => Math.floor(index / modules);
  const spread = 0.22 / modules;
  return {
    count: chosen.length,
    x: Float32Array.from(chosen, (index) => place(column(index)) - 0.5),
    y: Float32Array.from(chosen, (index) => place(line(index)) - 0.5),
    t: Float32Array.from(chosen, (index) => {
      const [x, y] = [place(column(index)), place(line(index))];
      let sum = 0;
      for (const [dx, dy] of CROSS) sum += lightAt(picture, x + dx * spread, y + dy * spread);
      return greyOf(sum / CROSS.length);
    }),
    tiles: Int32Array.from(tiles),
  };
}

const CROSS: readonly [number, number][] = [
  [0, 0],
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
];

/** Of a sample of the values, which is enough for a threshold. */
function percentile(values: Float32Array, part: number): number {
  const step = Math.max(1, Math.floor(values.length / 8192));
  const sample = new Float32Array(Math.floor(values.length / step))
    .map((_, k) => values[k * step] ?? 0)
    .sort();
  return sample[Math.floor(sample.length * part)] ?? 0;
}
