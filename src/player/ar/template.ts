import { eyeScore } from './eyes.ts';

/** A luma picture and where the symbol is in it. */
export interface TemplateSource {
  /** Row by row, 0–255. */
  luma: Uint8Array;
  width: number;
  height: number;
  /** The symbol without quiet zone, picture pixels; `size` is its side. */
  symbol: { x: number; y: number; size: number };
}

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
/** How far beyond the symbol's edge artwork is used, symbol widths. */
const REACH = 2;

interface Picture {
  luma: Float32Array;
  width: number;
  height: number;
  /** Pixels from the picture's left top to the symbol's. */
  left: number;
  top: number;
  scale: number;
}

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
  let picture = scaled(source, finest);
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

/**
 * A lens mixes light, not grey levels: areas are averaged and blurred in linear light (0–1), and points take grey levels of what
 * came of it. Otherwise white would seem to grow into black, and the symbol's edge to lie nearer to its middle.
 */
const LIGHT = Float32Array.from({ length: 256 }, (_, level) => (level / 255) ** 2.2);
const greyOf = (light: number): number => 255 * Math.max(0, light) ** (1 / 2.2);

/** The artwork around the symbol at `scale` pixels per symbol width, on a grid that halves evenly. Means over areas. */
function scaled({ luma, width, height, symbol }: TemplateSource, scale: number): Picture {
  const per = symbol.size / scale;
  const grid = 2 ** (LEVELS - 1);
  const room = (px: number): number =>
    Math.max(0, Math.floor(Math.min(px / per + 0.5, REACH * scale) / grid) * grid);
  const left = room(symbol.x);
  const top = room(symbol.y);
  const w = left + scale + room(width - symbol.x - symbol.size);
  const h = top + scale + room(height - symbol.y - symbol.size);
  const across = new Float32Array(w * height);
  const x0 = symbol.x - left * per;
  const y0 = symbol.y - top * per;
  for (let x = 0; x < w; x++) {
    const parts = spans(x0 + x * per, x0 + (x + 1) * per, width);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (const [at, part] of parts) sum += part * (LIGHT[luma[y * width + at] as number] as number);
      across[y * w + x] = sum;
    }
  }
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const parts = spans(y0 + y * per, y0 + (y + 1) * per, height);
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (const [at, part] of parts) sum += part * (across[at * w + x] as number);
      out[y * w + x] = sum;
    }
  }
  return { luma: out, width: w, height: h, left, top, scale };
}

/** The pixels under an interval and the part of it that each takes; edges are repeated. */
function spans(from: number, to: number, count: number): [at: number, part: number][] {
  const parts: [number, number][] = [];
  for (let at = Math.floor(from); at < to; at++) {
    const part = (Math.min(to, at + 1) - Math.max(from, at)) / (to - from);
    if (part > 1e-9) parts.push([Math.max(0, Math.min(count - 1, at)), part]);
  }
  return parts;
}

function halved({ luma, width, height, left, top, scale }: Picture): Picture {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x;
      out[y * w + x] =
        ((luma[at] as number) +
          (luma[at + 1] as number) +
          (luma[at + width] as number) +
          (luma[at + width + 1] as number)) /
        4;
    }
  return { luma: out, width: w, height: h, left: left / 2, top: top / 2, scale: scale / 2 };
}

/** As a lens would: (1 2 1)² / 16, edges repeated; in grey levels. */
function smoothed(picture: Picture): Picture {
  const { luma, width, height } = picture;
  const across = new Float32Array(luma.length);
  const out = new Float32Array(luma.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width;
      across[at + x] =
        ((luma[at + Math.max(0, x - 1)] as number) +
          2 * (luma[at + x] as number) +
          (luma[at + Math.min(width - 1, x + 1)] as number)) /
        4;
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      out[y * width + x] =
        ((across[Math.max(0, y - 1) * width + x] as number) +
          2 * (across[y * width + x] as number) +
          (across[Math.min(height - 1, y + 1) * width + x] as number)) /
        4;
  for (let k = 0; k < out.length; k++) out[k] = greyOf(out[k] as number);
  return { ...picture, luma: out };
}

/** Light at a place in symbol widths from the symbol's top left, between four pixels. */
function at(picture: Picture, x: number, y: number): number {
  const { luma, width, height } = picture;
  const u = Math.max(0, Math.min(width - 1.001, x * picture.scale + picture.left - 0.5));
  const v = Math.max(0, Math.min(height - 1.001, y * picture.scale + picture.top - 0.5));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const k = j * width + i;
  const upper = (luma[k] as number) * (1 - u + i) + (luma[k + 1] as number) * (u - i);
  const lower = (luma[k + width] as number) * (1 - u + i) + (luma[k + width + 1] as number) * (u - i);
  return upper + (lower - upper) * (v - j);
}

/** Modules on a side and polarity: the number for which three corners look most like eyes. */
function kindOf(picture: Picture): { modules: number; inverted: boolean } {
  let best = { modules: 29, inverted: false };
  let most = 0.5;
  for (let modules = 21; modules <= 97; modules += 4) {
    const score = eyeScore(modules, (x, y) => at(picture, x, y));
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
      for (const [dx, dy] of CROSS) sum += at(picture, x + dx * spread, y + dy * spread);
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
