import { describe, expect, it } from 'vitest';
import { hintOf, tiltDeg } from './hint.ts';
import type { Sighting } from './protocol.ts';

const rotationBy = (deg: number): number[] => {
  const [c, s] = [Math.cos((deg * Math.PI) / 180), Math.sin((deg * Math.PI) / 180)];
  return [1, 0, 0, 0, c, -s, 0, s, c];
};
const seen = (deg: number, distance: number): Sighting => ({
  state: 'locked',
  pose: {
    score: 0.9,
    focalPx: 500,
    focalSure: true,
    rotation: rotationBy(deg),
    translation: [0, 0, distance],
  },
  width: 480,
  height: 640,
  zoom: 1,
  light: 0.5,
  white: null,
  tookMs: 5,
});
const nothing: Sighting = { ...seen(0, 1), state: 'searching', pose: null };

describe('what a reader is told', () => {
  it('is nothing while the print is seen well', () => {
    expect(hintOf(seen(30, 3), true)).toBe('none');
  });
  it('is to look for the print, or to look back at it', () => {
    expect(hintOf(nothing, false)).toBe('search');
    expect(hintOf(nothing, true)).toBe('lost');
  });
  it('is what stands in the way: the dark, the distance, the angle', () => {
    expect(hintOf({ ...nothing, light: 0.05 }, true)).toBe('dark');
    expect(hintOf(seen(10, 14), true)).toBe('far');
    expect(hintOf({ ...seen(10, 14), zoom: 2 }, true)).toBe('none');
    expect(hintOf(seen(70, 2), true)).toBe('steep');
  });
});

it('measures the angle to the print’s normal, whatever the distance', () => {
  for (const deg of [0, 15, 45, 80]) expect(tiltDeg(rotationBy(deg), [0, 0, 2 + deg])).toBeCloseTo(deg);
});
