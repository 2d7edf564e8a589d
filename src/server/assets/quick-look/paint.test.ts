import { expect, it } from 'vitest';
import { type Painted, paint, toSrgb } from './paint.ts';
import type { Part } from './parts.ts';

const partOf = (
  triangles: readonly (readonly number[])[],
  colours: readonly (readonly number[])[],
): Part => ({
  points: Float32Array.from(colours.flatMap((_, at) => [at, 0, 0])),
  normals: Float32Array.from(colours.flatMap(() => [0, 0, 1])),
  colours: Float32Array.from(colours.flat()),
  indices: Uint32Array.from(triangles.flat()),
  uvs: new Map(),
});

/** What a graphics card draws of the picture: light between the middles of four pixels. */
function sample({ edge, pixels }: Painted, u: number, v: number): number[] {
  const [x, y] = [u * edge - 0.5, v * edge - 0.5];
  const [left, top] = [Math.floor(x + 1e-6), Math.floor(y + 1e-6)];
  return [0, 1, 2, 3].map((channel) => {
    const at = (dx: number, dy: number): number => {
      const [column, row] = [Math.min(edge - 1, left + dx), Math.min(edge - 1, top + dy)];
      const value = (pixels[(row * edge + column) * 4 + channel] ?? 0) / 255;
      if (channel === 3) return value;
      return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    };
    const [s, t] = [x - left, y - top];
    return (at(0, 0) * (1 - s) + at(1, 0) * s) * (1 - t) + (at(0, 1) * (1 - s) + at(1, 1) * s) * t;
  });
}

it('shows at every point of a triangle what the colours of its corners mix to', () => {
  const colours = [
    [1, 0.2, 0, 1],
    [0, 0.5, 0.3, 0.5],
    [0.1, 0.1, 0.9, 0.7],
    [0.4, 0.4, 0.4, 1],
  ];
  const triangles = [
    [0, 1, 2],
    [2, 3, 0],
    [3, 3, 3],
    [1, 1, 3],
  ];
  const painted = paint([partOf(triangles, colours)], [1, 1, 1, 1]);
  const [part] = painted?.parts ?? [];
  if (!painted || !part) throw new Error('not painted');
  const uv = part.uvs.get(0) ?? new Float32Array();
  for (const [index, triangle] of triangles.entries())
    for (const weights of [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.5, 0.5, 0],
      [0.2, 0.3, 0.5],
      [0.8, 0.1, 0.1],
    ]) {
      const corners = triangle.map((_, k) => part.indices[index * 3 + k] ?? 0);
      const mix = (of: (corner: number, k: number) => number) =>
        weights.reduce((sum, weight, k) => sum + weight * of(corners[k] ?? 0, k), 0);
      const drawn = sample(
        painted,
        mix((corner) => uv[corner * 2] ?? 0),
        mix((corner) => uv[corner * 2 + 1] ?? 0),
      );
      drawn.forEach((value, channel) => {
        const wanted = mix((_, k) => colours[triangle[k] ?? 0]?.[channel] ?? 0);
        expect(Math.abs(value - wanted), `${index} ${weights} ${channel}`).toBeLessThan(0.03);
      });
    }
});

it('splits a vertex only where its triangles differ in colour', () => {
  const same = [0.2, 0.4, 0.6, 1];
  const flat = paint(
    [
      partOf(
        [
          [0, 1, 2],
          [2, 1, 3],
        ],
        [same, same, same, same],
      ),
    ],
    [1, 1, 1, 1],
  );
  expect(flat?.parts[0]?.points).toHaveLength(12);
  expect(flat?.edge).toBe(2);
  const mixed = paint(
    [
      partOf(
        [
          [0, 1, 2],
          [2, 1, 3],
        ],
        [same, same, same, [1, 0, 0, 1]],
      ),
    ],
    [1, 1, 1, 1],
  );
  expect(mixed?.parts[0]?.points).toHaveLength(18);
});

it('multiplies the factor of the material in', () => {
  const white = [1, 1, 1, 1];
  const painted = paint([partOf([[0, 1, 2]], [white, white, white])], [0.5, 0.25, 0, 0.5]);
  expect([...(painted?.pixels.subarray(0, 4) ?? [])]).toEqual([toSrgb(0.5), toSrgb(0.25), 0, 128]);
});
