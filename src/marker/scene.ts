/** Walls with prints on them, for the simulated camera: pictures in linear light with mip levels. */
import type { Artwork, LogoPixels } from '#domain/qr/artwork.ts';
import { layout } from '#domain/qr/layout.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { rasterise } from '#domain/qr/raster.ts';
import { type Random, seeded } from '#domain/qr/sample.ts';
import type { PrintPicture, TemplateSource } from '#player/ar/template-picture.ts';

/** A flat picture on the wall. Lengths are widths of the marker's symbol, from its centre: x right, y down. */
export interface Print {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Mip levels, each half the one before. Linear luma, 0 to 1. */
  levels: { luma: Float32Array; width: number; height: number }[];
  /** Picture elements of the first level per symbol width. */
  perWidth: number;
}

/** What a camera may see: prints, the foremost first; the last one is the wall and is repeated beyond its edges. */
export interface Scene {
  prints: Print[];
}

export function makePrint(
  luma: Float32Array,
  width: number,
  height: number,
  place: { x: number; y: number; perWidth: number },
): Print {
  const levels = [{ luma, width, height }];
  for (;;) {
    const finer = levels[levels.length - 1];
    if (!finer || Math.min(finer.width, finer.height) < 4) break;
    const [w, h] = [finer.width >> 1, finer.height >> 1];
    const out = new Float32Array(w * h);
    for (let y = 0; y < h; y++)
      for (let x = 0; x < w; x++) {
        const at = 2 * y * finer.width + 2 * x;
        out[y * w + x] =
          ((finer.luma[at] as number) +
            (finer.luma[at + 1] as number) +
            (finer.luma[at + finer.width] as number) +
            (finer.luma[at + finer.width + 1] as number)) /
          4;
      }
    levels.push({ luma: out, width: w, height: h });
  }
  const { x, y, perWidth } = place;
  return { x0: x, y0: y, x1: x + width / perWidth, y1: y + height / perWidth, levels, perWidth };
}

const PAPER = 0.85;
const INK = 0.03;
/** Picture elements of a symbol's side. */
const SYMBOL_PX = 360;

/** Logo pictures by asset id. */
type Images = ReadonlyMap<string, LogoPixels> | undefined;

/** The artwork as it hangs on the wall, printed in ink on paper. `at`: its symbol's centre, `size`: its symbol's side. */
export function printOf(
  artwork: Artwork,
  { at = [0, 0], size = 1, images }: { at?: readonly [number, number]; size?: number; images?: Images } = {},
): Print {
  const perModule = SYMBOL_PX / artwork.symbol.size;
  const raster = rasterise(artwork, {
    left: 0,
    top: 0,
    width: artwork.width,
    height: artwork.height,
    pxPerModule: perModule,
    beyond: 1,
    ...(images ? { images } : {}),
  });
  const luma = raster.luma.map((value) => INK + (PAPER - INK) * value);
  const perWidth = SYMBOL_PX / size;
  const { symbol } = artwork;
  return makePrint(luma, raster.width, raster.height, {
    x: at[0] - ((symbol.x + symbol.size / 2) * perModule) / perWidth,
    y: at[1] - ((symbol.y + symbol.size / 2) * perModule) / perWidth,
    perWidth,
  });
}

/** The code's artwork as a tracker gets it: the whole print or no more than the quiet zone around the symbol, as sRGB luma. */
export function templateOf(
  artwork: Artwork,
  { whole = false, images }: { whole?: boolean; images?: Images } = {},
): TemplateSource {
  const { symbol } = artwork;
  const perModule = Math.max(6, Math.round(SYMBOL_PX / symbol.size));
  const margin = Math.min(3, symbol.x, symbol.y);
  const [left, top] = whole ? [0, 0] : [symbol.x - margin, symbol.y - margin];
  const raster = rasterise(artwork, {
    left,
    top,
    width: whole ? artwork.width : symbol.size + 2 * margin,
    height: whole ? artwork.height : symbol.size + 2 * margin,
    pxPerModule: perModule,
    beyond: 1,
    ...(images ? { images } : {}),
  });
  return {
    luma: Uint8Array.from(raster.luma, (value) => Math.round(255 * value ** (1 / 2.2))),
    width: raster.width,
    height: raster.height,
    symbol: {
      x: (symbol.x - left) * perModule,
      y: (symbol.y - top) * perModule,
      size: symbol.size * perModule,
    },
  };
}

/** The poster (the second print) with the code on it, as a picture file whose longer side has 1,000 pixels. */
export function pictureOf({ prints: [code, poster] }: Scene): PrintPicture {
  if (!code || !poster) throw new Error('a poster has a code on it');
  const perWidth = 1000 / Math.max(poster.x1 - poster.x0, poster.y1 - poster.y0);
  const width = Math.round((poster.x1 - poster.x0) * perWidth);
  const height = Math.round((poster.y1 - poster.y0) * perWidth);
  const luma = new Uint8Array(width * height);
  const TAPS = 3;
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      let light = 0;
      for (let tap = 0; tap < TAPS * TAPS; tap++) {
        const x = poster.x0 + (column + ((tap % TAPS) + 0.5) / TAPS) / perWidth;
        const y = poster.y0 + (row + (Math.floor(tap / TAPS) + 0.5) / TAPS) / perWidth;
        light += lightOf(isOn(code, x, y) ? code : poster, x, y);
      }
      luma[row * width + column] = Math.round(255 * (light / TAPS ** 2) ** (1 / 2.2));
    }
  const symbol = { x: (-0.5 - poster.x0) * perWidth, y: (-0.5 - poster.y0) * perWidth, size: perWidth };
  return { luma, width, height, symbol };
}

const isOn = ({ x0, y0, x1, y1 }: Print, x: number, y: number): boolean =>
  x >= x0 && y >= y0 && x < x1 && y < y1;

function lightOf({ levels: [finest], x0, y0, perWidth }: Print, x: number, y: number): number {
  if (!finest) return 0;
  const column = Math.min(finest.width - 1, Math.floor((x - x0) * perWidth));
  const row = Math.min(finest.height - 1, Math.floor((y - y0) * perWidth));
  return finest.luma[row * finest.width + column] ?? 0;
}

/** A code in a style, without words (they need font files). */
export const artworkOf = (style: StyleDocument, payload: string): Artwork => layout(style, payload, null);

const WALL_PX = 40;
const WALL_WIDTHS = 18;

/** A plastered wall with `posters` posters, none of which covers the middle. */
export function makeWall(seed: number, posters = 5): Print {
  const random = seeded(seed * 31 + 7);
  const side = WALL_PX * WALL_WIDTHS;
  const luma = new Float32Array(side * side);
  const base = 0.2 + 0.35 * random();
  const [fx, fy, phase] = [1 + 2 * random(), 1 + 2 * random(), 6 * random()];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const wave = Math.sin((fx * x) / 90 + phase) * Math.cos((fy * y) / 110);
      luma[y * side + x] = base * (1 + 0.12 * wave + 0.1 * (random() - 0.5));
    }
  for (let k = 0; k < posters; k++) {
    const angle = (2 * Math.PI * (k + random() * 0.6)) / posters;
    const far = 2.6 + 3.5 * random();
    const width = 1.4 + 2.2 * random();
    const at = (part: number): number => side / 2 + part * WALL_PX;
    drawPoster(luma, side, random, {
      x: Math.round(at(far * Math.cos(angle) - width / 2)),
      y: Math.round(at(far * Math.sin(angle) - width * 0.7)),
      width: Math.round(width * WALL_PX),
      height: Math.round(width * 1.4 * WALL_PX),
    });
  }
  return makePrint(luma, side, side, { x: -WALL_WIDTHS / 2, y: -WALL_WIDTHS / 2, perWidth: WALL_PX });
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A picture, a disc, bars, lines that look like words. */
function drawPoster(luma: Float32Array, side: number, random: Random, box: Box, shapes = 4): void {
  const paint = (
    { x, y, width, height }: Box,
    value: (u: number, v: number, old: number) => number,
  ): void => {
    for (let j = Math.max(0, Math.floor(y)); j < Math.min(side, y + height); j++)
      for (let i = Math.max(0, Math.floor(x)); i < Math.min(side, x + width); i++) {
        const k = j * side + i;
        luma[k] = value((i - x) / width, (j - y) / height, luma[k] as number);
      }
  };
  const tone = (): number => INK + (PAPER - INK) * random() ** 1.5;
  const [from, to, slant] = [tone(), tone(), random()];
  paint(box, (u, v) => from + (to - from) * (slant * u + (1 - slant) * v));
  for (let k = 0; k < shapes; k++) {
    const value = tone();
    const [cx, cy, r] = [random(), random(), 0.08 + 0.25 * random()];
    if (random() < 0.5) paint(box, (u, v, old) => ((u - cx) ** 2 + (v - cy) ** 2 * 2 < r * r ? value : old));
    else
      paint(
        {
          x: box.x + cx * 0.7 * box.width,
          y: box.y + cy * 0.7 * box.height,
          width: (0.1 + 0.3 * random()) * box.width,
          height: (0.05 + 0.3 * random()) * box.height,
        },
        () => value,
      );
  }
  const ink = tone();
  for (let row = 0; row < 6; row++)
    for (let word = 0; word < 7; word++)
      if (random() < 0.75)
        paint(
          {
            x: box.x + (0.08 + 0.12 * word) * box.width,
            y: box.y + (0.62 + 0.05 * row) * box.height,
            width: (0.04 + 0.06 * random()) * box.width,
            height: 0.025 * box.height,
          },
          (u, _v, old) => (Math.floor(u * 6) % 2 === 0 ? ink : old),
        );
}

/** A poster by itself, `size` symbol widths wide, around a place where its middle is; larger than life, for scenes without a code. */
export function makePoster(
  seed: number,
  size = 3,
  {
    at = [0, 0],
    widthPx = 240,
    shapes = 4,
  }: { at?: readonly [number, number]; widthPx?: number; shapes?: number } = {},
): Print {
  const random = seeded(seed * 17 + 3);
  const [width, height] = [widthPx, Math.round(widthPx * 1.375)];
  const luma = new Float32Array(height * height);
  drawPoster(luma, height, random, { x: 0, y: 0, width, height }, shapes);
  const cropped = new Float32Array(width * height);
  for (let y = 0; y < height; y++) cropped.set(luma.subarray(y * height, y * height + width), y * width);
  return makePrint(cropped, width, height, {
    x: at[0] - size / 2,
    y: at[1] - size * 0.7,
    perWidth: width / size,
  });
}

/** Checks, stripes, rings, tiles of chance: what looks most like a code without being one. */
export function makeTexture(seed: number): Print {
  const random = seeded(seed * 13 + 5);
  const side = 420;
  const luma = new Float32Array(side * side);
  const kind = Math.floor(random() * 5);
  const step = 8 + Math.floor(random() * 14);
  const cells = new Map<number, number>();
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [i, j] = [Math.floor(x / step), Math.floor(y / step)];
      let dark = 0;
      if (kind === 0) dark = (i + j) % 2;
      else if (kind === 1) dark = i % 2;
      else if (kind === 2) {
        const key = i * 1000 + j;
        if (!cells.has(key)) cells.set(key, random() < 0.5 ? 1 : 0);
        dark = cells.get(key) ?? 0;
      } else if (kind === 3) {
        const [u, v] = [(x % (7 * step)) - 3.5 * step, (y % (7 * step)) - 3.5 * step];
        dark = [1, 1, 0, 1][Math.min(3, Math.floor(Math.max(Math.abs(u), Math.abs(v)) / step))] ?? 0;
      } else dark = random() < 0.5 ? 1 : 0;
      luma[y * side + x] = dark ? INK : PAPER;
    }
  return makePrint(luma, side, side, { x: -1.5, y: -1.5, perWidth: side / 3 });
}
