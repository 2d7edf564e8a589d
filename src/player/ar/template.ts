import { eyeScore } from './eyes.ts';
import {
  greyOf,
  halved,
  lightAt,
  type Picture,
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
  /** Modules on a side. */
  modules: number;
  /** Whether the symbol is light on dark. */
  inverted: boolean;
  /** Middles of modules that tell this code from others of its kind: no eyes. As `TemplateLevel`, without slopes. */
  marks: { count: number; x: Float32Array; y: Float32Array; t: Float32Array; tiles: Int32Array };
}

const FINEST = 256;
const LEVELS = 4;
/** Tiles along a side of the symbol. */
const TILES = 5;
/** Points on the symbol at each level, and on all that is around it. */
const INNER_POINTS = [1700, 1500, 900, 420];
const OUTER_POINTS = [700, 600, 400, 200];
const MARKS = 640;

/**
 * Prepares the artwork once. Throws a RangeError when the symbol does not lie in the picture or is smaller than 40 pixels;
 * a template of fewer pixels than modules would be a template of noise.
 */
export function makeTemplate(source: TemplateSource): Template {
  const { symbol, width, height, luma } = source;
  if (luma.length < width * height) throw new RangeError('luma is shorter than width × height');
  const inside =
    symbol.x >= -1 &&
    symbol.y >= -1 &&
    symbol.x + symbol.size <= width + 1 &&
    symbol.y + symbol.size <= height + 1;
  if (!inside || !(symbol.size >= 40))
    throw new RangeError('the symbol must lie in the picture and be at least 40 pixels wide');
  const finest =
    symbol.size >= 0.75 * FINEST ? FINEST : symbol.size >= 0.375 * FINEST ? FINEST / 2 : FINEST / 4;
  let picture = scaled(source, finest, 2 ** (LEVELS - 1));
  const { modules, inverted } = kindOf(picture);
  const pictures: Picture[] = [picture];
  while (pictures.length < LEVELS && picture.scale > FINEST / 2 ** (LEVELS - 1)) {
    picture = halved(picture);
    pictures.push(picture);
  }
  const skipped = Math.round(Math.log2(FINEST / finest));
  const levels = pictures.map((one, k) =>
    pointsOf(smoothed(one), INNER_POINTS[k + skipped] ?? 400, OUTER_POINTS[k + skipped] ?? 200),
  );
  return { levels, modules, inverted, marks: marksOf(pictures[0] ?? picture, modules) };
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

function pointsOf(picture: Picture, inner: number, outer: number): TemplateLevel {
  const { luma, width, height, left, top, scale } = picture;
  const slope = new Float32Array(luma.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const k = y * width + x;
      const gx = (luma[k + 1] as number) - (luma[k - 1] as number);
      const gy = (luma[k + width] as number) - (luma[k - width] as number);
      slope[k] = Math.sqrt(gx * gx + gy * gy) / 2;
    }
  const strong = percentile(slope, 0.97);
  const least = Math.max(4, strong * 0.25);
  const cell = scale / TILES;
  const columns = Math.ceil(width / cell) + 2;
  const inTile = new Map<number, number[]>();
  const innerKeys = new Set<number>();
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      if ((slope[y * width + x] as number) < least) continue;
      const column = Math.floor((x + 0.5 - left) / cell);
      const line = Math.floor((y + 0.5 - top) / cell);
      // Half a tile of quiet zone belongs to the symbol: its edge is the best of all.
      const edge = 0.25 * cell;
      const [fromLeft, fromTop] = [x + 0.5 - left, y + 0.5 - top];
      const belongs =
        fromLeft > -edge && fromTop > -edge && fromLeft < scale + edge && fromTop < scale + edge;
      const clamp = (value: number): number => Math.max(0, Math.min(TILES - 1, value));
      const key = belongs
        ? clamp(line) * TILES + clamp(column)
        : 10_000 + (line + 64) * (columns + 64) + column + 64;
      if (belongs) innerKeys.add(key);
      const list = inTile.get(key);
      if (list) list.push(y * width + x);
      else inTile.set(key, [y * width + x]);
    }
  const keys = [...inTile.keys()].sort((a, b) => a - b);
  const outerCount = keys.length - innerKeys.size;
  const chosen: number[] = [];
  const tiles: number[] = [];
  for (const key of keys) {
    const quota = innerKeys.has(key) ? inner / innerKeys.size : Math.max(12, outer / Math.max(1, outerCount));
    tiles.push(chosen.length);
    // Row by row, which is kinder to the cache.
    chosen.push(
      ...shuffled(inTile.get(key) ?? [])
        .slice(0, Math.floor(quota))
        .sort((a, b) => a - b),
    );
  }
  tiles.push(chosen.length);
  const level: TemplateLevel = {
    scale,
    count: chosen.length,
    x: new Float32Array(chosen.length),
    y: new Float32Array(chosen.length),
    t: new Float32Array(chosen.length),
    gx: new Float32Array(chosen.length),
    gy: new Float32Array(chosen.length),
    tiles: Int32Array.from(tiles),
    innerTiles: innerKeys.size,
  };
  for (const [k, pixel] of chosen.entries()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    level.x[k] = (x + 0.5 - left) / scale - 0.5;
    level.y[k] = (y + 0.5 - top) / scale - 0.5;
    level.t[k] = luma[pixel] as number;
    level.gx[k] = (((luma[pixel + 1] as number) - (luma[pixel - 1] as number)) / 2) * scale;
    level.gy[k] = (((luma[pixel + width] as number) - (luma[pixel - width] as number)) / 2) * scale;
  }
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
