import { describe, expect, it } from 'vitest';
import type { Sighting } from './tracker.ts';
import { CLOSE, closestOf, nextZoom } from './zoom.ts';

const PLANE = { width: 640, height: 480, closest: CLOSE };
/** A symbol seen face-on, `px` wide in the whole picture, its middle so many pixels right of the picture's. */
const seen = (px: number, right: number, zoom = 1): Sighting => ({
  state: 'locked',
  score: 1,
  focalPx: 500 * zoom,
  focalSure: true,
  rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  translation: [right / px, 0, 500 / px],
});
const next = (zoom: number, sighting: Sighting): number => nextZoom(zoom, sighting, PLANE);

describe('how closely the camera’s picture is looked at', () => {
  it('changes from frame to frame until the print is found', () => {
    const nothing: Sighting = { state: 'searching' };
    expect(next(1, nothing)).toBe(CLOSE);
    expect(next(CLOSE, nothing)).toBe(1);
    expect(next(CLOSE, { ...seen(60, 0, CLOSE), state: 'held' } as Sighting)).toBe(1);
  });

  it('is close for a small symbol in the middle, the same from either side', () => {
    for (const zoom of [1, CLOSE]) {
      expect(next(zoom, seen(60, 0, zoom))).toBe(CLOSE);
      expect(next(zoom, seen(60, 150, zoom))).toBe(1);
      expect(next(zoom, seen(200, 0, zoom))).toBe(1);
    }
  });

  it('is pixel by pixel, and never where a camera has no more of them', () => {
    expect(closestOf(1_280, 640)).toBe(CLOSE);
    expect(closestOf(1_280, 384)).toBeCloseTo(3.33, 2);
    expect(closestOf(640, 640)).toBe(1);
    expect(closestOf(640, 480)).toBe(1);
    const coarse = { ...PLANE, closest: 1 };
    expect(nextZoom(1, { state: 'searching' }, coarse)).toBe(1);
    expect(nextZoom(1, seen(60, 0), coarse)).toBe(1);
  });

  it('does not waver on the border', () => {
    // A symbol that grows and one that wanders off: what was begun is kept for a while.
    for (const one of [seen(135, 0), seen(60, 105)]) {
      expect(next(1, one)).toBe(1);
      expect(next(CLOSE, { ...one, focalPx: 500 * CLOSE } as Sighting)).toBe(CLOSE);
    }
  });
});
