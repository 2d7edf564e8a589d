import { describe, expect, it } from 'vitest';
import type { Vec3 } from './orbit.ts';
import { type CubeLevel, reflectionsOf } from './reflections.ts';
import { moods, skyColour } from './sky.ts';

/** The mean of the four pixels around the middle of a face. */
function centre({ size, faces }: CubeLevel, face: number): number[] {
  const half = size / 2;
  const around = [half - 1, half].flatMap((row) => [half - 1, half].map((column) => row * size + column));
  return [0, 1, 2].map(
    (channel) => around.reduce((sum, at) => sum + (faces[face]?.[at * 4 + channel] ?? 0), 0) / 4,
  );
}

describe('reflectionsOf', () => {
  it('gives halving levels of six faces, and an even sky is even in all of them', () => {
    const levels = reflectionsOf(() => [0.5, 1, 2]);
    expect(levels.map(({ size }) => size)).toEqual([64, 32, 16, 8]);
    for (const { size, faces } of levels) {
      expect(faces).toHaveLength(6);
      for (const face of faces) {
        expect(face).toHaveLength(size * size * 4);
        expect(face[0]).toBeCloseTo(0.5, 4);
        expect(face[face.length - 2]).toBeCloseTo(2, 4);
        expect(face[3]).toBe(1);
      }
    }
  });

  it('has each direction on the face where three looks for it', () => {
    const [sharp] = reflectionsOf(([x, y, z]) => [x, y, z]);
    if (!sharp) throw new Error('no level');
    // Three turns x: the face towards +x shows what lies towards −x.
    const expected: [number, Vec3][] = [
      [0, [-1, 0, 0]],
      [1, [1, 0, 0]],
      [2, [0, 1, 0]],
      [3, [0, -1, 0]],
      [4, [0, 0, 1]],
      [5, [0, 0, -1]],
    ];
    for (const [face, direction] of expected)
      for (const axis of [0, 1, 2] as const)
        expect(centre(sharp, face)[axis]).toBeCloseTo(direction[axis], 1);
  });

  it('a rough surface sees the sky above it weighted by the cosine', () => {
    // Light from above alone: of a sky white over y > 0, a rough floor sees all, a wall half, a ceiling nothing.
    const levels = reflectionsOf(([, y]) => (y > 0 ? [1, 1, 1] : [0, 0, 0]));
    const rough = levels.at(-1);
    if (!rough) throw new Error('no level');
    expect(centre(rough, 2)[0]).toBeCloseTo(1, 1);
    expect(centre(rough, 4)[0]).toBeCloseTo(0.5, 1);
    expect(centre(rough, 3)[0]).toBeCloseTo(0, 1);
  });

  it.each(Object.entries(moods))('%s grows softer from level to level', (_name, { sky }) => {
    const spread = (level: CubeLevel): number => {
      const reds = level.faces.flatMap((face) => [...face.filter((_, at) => at % 4 === 0)]);
      return Math.max(...reds) - Math.min(...reds);
    };
    const spreads = reflectionsOf((direction) => skyColour(sky, direction)).map(spread);
    expect([...spreads].sort((a, b) => b - a)).toEqual(spreads);
  });
});
