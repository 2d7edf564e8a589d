import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceM } from '#domain/place/position.ts';
import { gridLines, niceMetres, nudgeM } from './grid.ts';

test('steps are 1, 2 or 5 times a power of ten and never smaller than asked', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 1e7, noNaN: true }), (metres) => {
      const step = niceMetres(metres);
      expect(step).toBeGreaterThanOrEqual(metres * (1 - 1e-6));
      expect(step).toBeLessThanOrEqual(metres * 2.5 * (1 + 1e-6));
      expect(String(Math.round(step * 1e6))).toMatch(/^[125]0*$/);
    }),
  );
});

test('an arrow key moves a pin by 1 to 100 metres, however far away one looks', () => {
  expect(nudgeM(40_000)).toBe(100);
  expect(nudgeM(0.01)).toBe(1);
  expect(nudgeM(1)).toBe(10);
});

describe('the grid', () => {
  const anchor = { latitudeDeg: 53.25, longitudeDeg: 10.41 };
  const lines = gridLines(
    anchor,
    { latitudeDeg: 53.24, longitudeDeg: 10.4 },
    { latitudeDeg: 53.26, longitudeDeg: 10.42 },
    100,
  );
  test.each(['lng', 'lat'] as const)('lines of %s stand 100 m apart and meet the anchor', (axis) => {
    const degrees = lines.filter((line) => line.axis === axis).map(({ deg }) => deg);
    const at = (deg: number) =>
      axis === 'lng' ? { ...anchor, longitudeDeg: deg } : { ...anchor, latitudeDeg: deg };
    expect(distanceM(at(degrees[0] ?? 0), at(degrees[1] ?? 0))).toBeCloseTo(100, 1);
    expect(degrees).toContain(axis === 'lng' ? anchor.longitudeDeg : anchor.latitudeDeg);
  });
});
