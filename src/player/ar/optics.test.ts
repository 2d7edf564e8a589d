import { describe, expect, it } from 'vitest';
import { makeOptics, straightened } from './optics.ts';
import { makePose, project, turnInCamera } from './pose.ts';

const LENS = { ...makeOptics(), focal: 520, cx: 320, cy: 240, bend: -0.03 };
const CORNERS = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y) => [x, y] as const));

describe('a bent lens', () => {
  it.each([
    ['in the middle', [0, 0, 2.2], 0],
    ['aside', [0.8, 0.3, 3], 0.5],
    ['in a corner', [1.2, -0.8, 3.2], 0.3],
  ] as const)('is drawn by a pinhole where it shows the print, %s', (_, translation, tilt) => {
    const pose = makePose([1, 0, 0, 0, 1, 0, 0, 0, 1], translation);
    turnInCamera(pose, tilt, 0.5 * tilt, 0);
    const drawn = pose.slice();
    straightened(pose, LENS, drawn.subarray(9));
    const errorsOf = (one: typeof pose): number[] =>
      CORNERS.map(([x, y]) => {
        const { u, v } = project(pose, LENS, x, y, 0);
        const [p, q] = [(u - LENS.cx) / LENS.focal, (v - LENS.cy) / LENS.focal];
        const stretch = 1 + LENS.bend * (p * p + q * q);
        const there = project(one, LENS, x, y, 0);
        return Math.hypot(
          there.u - LENS.cx - p * stretch * LENS.focal,
          there.v - LENS.cy - q * stretch * LENS.focal,
        );
      });
    const [bent, straight] = [errorsOf(drawn), errorsOf(pose)].map((all) => Math.max(...all)) as [
      number,
      number,
    ];
    expect(bent).toBeLessThan(0.5 * straight);
  });

  it('draws what is seen of a poster at its place when the symbol has left the picture', () => {
    const pose = makePose([1, 0, 0, 0, 1, 0, 0, 0, 1], [2.6, 1.4, 3]);
    turnInCamera(pose, 0.2, 0.1, 0);
    const [nx, ny, nz, tx, ty, tz] = [2, 5, 8, 9, 10, 11].map((index) => pose[index] ?? Number.NaN) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    // Where the camera's axis meets the print, from its symbol's middle.
    const from = [-tx, -ty, (nx * tx + ny * ty + nz * tz) / nz - tz];
    const on = (column: 0 | 1): number =>
      from.reduce((sum, part, axis) => sum + part * (pose[3 * axis + column] ?? Number.NaN), 0);
    const drawn = pose.slice();
    straightened(pose, LENS, drawn.subarray(9));
    const { u, v } = project(drawn, LENS, on(0), on(1), 0);
    expect(Math.hypot(u - LENS.cx, v - LENS.cy)).toBeLessThan(0.01);
  });

  it('changes nothing when it is not bent', () => {
    const pose = makePose([1, 0, 0, 0, 1, 0, 0, 0, 1], [0.4, 0.2, 3]);
    const out = new Float64Array(3);
    straightened(pose, { ...LENS, bend: 0 }, out);
    expect([...out]).toEqual([0.4, 0.2, 3]);
  });
});
