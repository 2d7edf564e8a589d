import { describe, expect, it } from 'vitest';
import { toLinear, toSrgb } from '#domain/shared/srgb.ts';
import { type Colour, lightOn, type Paper, type Pixels, paperOf } from './paper.ts';

const SYMBOL = { x: 40, y: 40, size: 210 };
const MODULE = 10;
type Rgb = readonly [number, number, number];

function picture(colourAt: (x: number, y: number) => Rgb, width = 290, height = 290): Pixels {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) data.set([...colourAt(x, y), 255], 4 * (y * width + x));
  return { data, width, height };
}
/** A chequered symbol, dark on cream. */
const CREAM: Rgb = [250, 240, 215];
const isDark = (x: number, y: number): boolean =>
  x >= 40 && y >= 40 && x < 250 && y < 250 && (Math.floor(x / MODULE) + Math.floor(y / MODULE)) % 2 === 0;
const print = picture((x, y) => (isDark(x, y) ? [20, 30, 60] : CREAM));

const linear = (level: number): number => toLinear(level / 255);
const level = (light: number): number => 255 * toSrgb(light);

/** The print face-on, a symbol of 210 pixels in the middle of the frame, under a light. */
const lit = ([r, g, b]: Colour, over?: (x: number, y: number) => Rgb | null): Pixels =>
  picture((x, y) => {
    const [pr, pg, pb] = isDark(x, y) ? [20, 30, 60] : CREAM;
    return over?.(x, y) ?? [level(linear(pr) * r), level(linear(pg) * g), level(linear(pb) * b)];
  });
const at = (x: number, z: number) => ({
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  translation: [x, 0, z],
  focalPx: 420,
});

describe('paper of a print', () => {
  it('is light and even, and never a module', () => {
    const papers = paperOf(print, SYMBOL);
    expect(papers.length).toBeGreaterThan(40);
    expect(papers.length).toBeLessThanOrEqual(60);
    for (const { x, y, colour } of papers) {
      expect(isDark(40 + (x + 0.5) * 210, 40 + (y + 0.5) * 210)).toBe(false);
      expect(colour[2]).toBeCloseTo(linear(215), 6);
    }
  });

  it('is none on a print that is dark all over', () => {
    expect(
      paperOf(
        picture(() => [60, 40, 30]),
        SYMBOL,
      ),
    ).toEqual([]);
  });
});

describe('light on a print', () => {
  const papers: Paper[] = paperOf(print, SYMBOL);

  it('is told by its brightness and colour, whatever the colour of the paper', () => {
    for (const light of [
      [0.8, 0.8, 0.8],
      [0.7, 0.5, 0.28],
      [0.1, 0.12, 0.2],
    ] as const) {
      const seen = lightOn(papers, at(0, 2), lit(light)) ?? [0, 0, 0];
      for (const k of [0, 1, 2] as const) expect(seen[k] / light[k]).toBeCloseTo(1, 1);
    }
  });

  it('does not count a finger on a third of it, nor a reflection', () => {
    const light: Colour = [0.6, 0.5, 0.4];
    const over = (x: number, y: number): Rgb | null =>
      x < 115 ? [120, 60, 50] : x > 220 && y > 220 ? [255, 255, 255] : null;
    const seen = lightOn(papers, at(0, 2), lit(light, over));
    for (const [k, value] of (seen ?? [0, 0, 0]).entries()) expect(value).toBeCloseTo(light[k] ?? 0, 1);
  });

  it('is not known where too little of the print is seen', () => {
    expect(lightOn(papers, at(1.5, 2), print)).toBeNull();
    expect(lightOn([], at(0, 2), print)).toBeNull();
    expect(lightOn(papers, at(0, -2), print)).toBeNull();
  });
});
