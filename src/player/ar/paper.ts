/**
 * The light on the print, from the paper in the camera's picture: the print's own colours are known, so what differs is the light's. It
 * tells how bright and how warm it is where the scene stands, which the mean of the picture cannot: a dark poster is no dark room.
 */
import { toLinear } from '#domain/shared/srgb.ts';
import { makePose, project } from './pose.ts';
import type { PrintPicture } from './template-picture.ts';

/** A light, even place on the print: symbol widths from the symbol's centre, and its colour in linear light, 0–1. */
export interface Paper {
  readonly x: number;
  readonly y: number;
  readonly colour: Colour;
}

/** Red, green and blue in linear light. */
export type Colour = readonly [number, number, number];

/** Colours of a picture, row by row. */
export interface Pixels {
  /** RGBA, sRGB, 0–255. */
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/** Places that are tried: a grid over symbol and quiet zone; those that are taken; and those that must be seen. */
const GRID = 41;
const MARGIN = 0.06;
const MOST = 60;
const LEAST_SEEN = 8;
/** Paper reflects more than this, in every colour; a place is even when it differs less than this, in levels. */
const LEAST_LIGHT = 0.25;
const EVEN = 10;
/** Half a side of a place, symbol widths: a small part of a module of a dense code. */
const HALF = 0.008;

const LINEAR = Float32Array.from({ length: 256 }, (_, level) => toLinear(level / 255));

function colourAt({ data, width }: Pixels, x: number, y: number): [number, number, number] {
  const at = 4 * (Math.floor(y) * width + Math.floor(x));
  return [LINEAR[data[at] ?? 0] ?? 0, LINEAR[data[at + 1] ?? 0] ?? 0, LINEAR[data[at + 2] ?? 0] ?? 0];
}

/** The lightest even places of a drawn print, at most 60, spread over it. */
export function paperOf(pixels: Pixels, symbol: PrintPicture['symbol']): Paper[] {
  const { width, height } = pixels;
  const found: Paper[] = [];
  const half = HALF * symbol.size;
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const [x, y] = [column, row].map((k) => ((1 + 2 * MARGIN) * k) / (GRID - 1) - 0.5 - MARGIN) as [
        number,
        number,
      ];
      const [u, v] = [symbol.x + (x + 0.5) * symbol.size, symbol.y + (y + 0.5) * symbol.size];
      if (u < half || v < half || u + half >= width || v + half >= height) continue;
      const colour = colourAt(pixels, u, v);
      if (Math.min(...colour) > LEAST_LIGHT && isEven(pixels, u, v, half)) found.push({ x, y, colour });
    }
  const step = Math.max(1, found.length / MOST);
  return Array.from({ length: Math.min(MOST, found.length) }, (_, k) => found[Math.floor(k * step)] as Paper);
}

function isEven({ data, width }: Pixels, u: number, v: number, half: number): boolean {
  for (let channel = 0; channel < 3; channel++) {
    let [least, most] = [255, 0];
    for (const dx of [-half, 0, half])
      for (const dy of [-half, 0, half]) {
        const level = data[4 * (Math.floor(v + dy) * width + Math.floor(u + dx)) + channel] ?? 0;
        least = Math.min(least, level);
        most = Math.max(most, level);
      }
    if (most - least > EVEN) return false;
  }
  return true;
}

/** How the picture shows the print, as the tracker says it. */
interface Seen {
  readonly rotation: ArrayLike<number>;
  readonly translation: ArrayLike<number>;
  readonly focalPx: number;
}

/**
 * How bright white paper would be in the picture, 0–1 in linear light for each colour: the median over the places that are seen, so that
 * a finger or a reflection on some of them does not count. Null where too few of them are seen.
 */
export function lightOn(papers: readonly Paper[], seen: Seen, pixels: Pixels): Colour | null {
  const pose = makePose(seen.rotation, seen.translation);
  const lens = { focal: seen.focalPx, cx: pixels.width / 2, cy: pixels.height / 2 };
  const parts: [number[], number[], number[]] = [[], [], []];
  for (const { x, y, colour } of papers) {
    const { u, v, depth } = project(pose, lens, x, y, 0);
    if (depth <= 0 || u < 0 || v < 0 || u >= pixels.width || v >= pixels.height) continue;
    const there = colourAt(pixels, u, v);
    for (const k of [0, 1, 2] as const) parts[k].push(there[k] / colour[k]);
  }
  if (parts[0].length < LEAST_SEEN) return null;
  return parts.map((part) => part.sort((a, b) => a - b)[part.length >> 1] ?? 0) as unknown as Colour;
}
