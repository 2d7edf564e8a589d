import { gzipSync } from 'node:zlib';
import type { Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { cutPolygon, worldOutlines } from './world.ts';

const area = (ring: readonly Position[]): number =>
  Math.abs(
    ring.reduce((sum, [x = 0, y = 0], index) => {
      const [nx = 0, ny = 0] = ring[index + 1] ?? ring[0] ?? [];
      return sum + (x * ny - nx * y) / 2;
    }, 0),
  );

describe('cut at the antimeridian', () => {
  test('what does not cross stays one piece', () => {
    expect(
      cutPolygon([
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 0],
        ],
      ]),
    ).toEqual([
      [
        [
          [0, 0],
          [10, 0],
          [10, 10],
          [0, 0],
        ],
      ],
    ]);
  });
  test('a square across it becomes two halves of the same area', () => {
    const pieces = cutPolygon([
      [
        [170, 0],
        [-170, 0],
        [-170, 10],
        [170, 10],
        [170, 0],
      ],
    ]);
    expect(pieces).toHaveLength(2);
    expect(pieces.map((rings) => area(rings[0] ?? []))).toEqual([100, 100]);
  });
  test('a cap around the pole reaches it and spans the globe', () => {
    const ring: Position[] = [
      [-180, -80],
      [-90, -80],
      [0, -80],
      [90, -80],
      [180, -80],
      [-180, -80],
    ];
    const total = cutPolygon([ring.toReversed()]).reduce((sum, rings) => sum + area(rings[0] ?? []), 0);
    expect(total).toBeCloseTo(3600, 0);
  });
});

describe('the world', () => {
  const world = worldOutlines();
  const land = world.features[0]?.geometry;
  const rings = land?.type === 'MultiPolygon' ? land.coordinates.flat() : [];

  test('lies within ±180° and has no edge across the map', () => {
    expect(rings.length).toBeGreaterThan(100);
    for (const ring of rings) {
      for (const [index, [lng = 0]] of ring.entries()) {
        expect(Math.abs(lng)).toBeLessThanOrEqual(180);
        const [before = lng, beforeLat] = ring[index - 1] ?? [];
        if (beforeLat !== -90) expect(Math.abs(lng - before)).toBeLessThan(60);
      }
    }
  });
  test('stays under 60 kB on the line', () => {
    expect(gzipSync(JSON.stringify(world)).length).toBeLessThan(60_000);
  });
});
