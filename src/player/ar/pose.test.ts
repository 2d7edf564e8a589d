import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { posesFromRightAngle } from './planar-pose.ts';
import {
  angleBetween,
  compose,
  makePose,
  type Pose,
  project,
  rotationOf,
  rotationVector,
  sidePx,
  straighten,
  turnInCamera,
} from './pose.ts';

interface View {
  tilt: number;
  lean: number;
  roll: number;
  widthPx: number;
  at: readonly [number, number];
}

/** Tilted about an axis in the print, then turned about the camera's. */
function poseOf({ tilt, lean, roll, widthPx, at }: View, focal: number): Pose {
  const out = makePose([1, 0, 0, 0, 1, 0, 0, 0, 1], [0, 0, 0]);
  turnInCamera(out, tilt * Math.cos(lean), tilt * Math.sin(lean), 0);
  turnInCamera(out, 0, 0, roll);
  out.set([at[0] / widthPx, at[1] / widthPx, focal / widthPx], 9);
  return out;
}

const LENS = { focal: 520, cx: 320, cy: 240 };
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const pose: fc.Arbitrary<Pose> = fc
  .record({
    tilt: number(0.1, 1),
    lean: number(0, 6.28),
    roll: number(-3, 3),
    widthPx: number(90, 320),
    at: fc.tuple(number(-100, 100), number(-80, 80)),
  })
  .map((view) => poseOf(view, LENS.focal));

describe('pose', () => {
  it('takes a rotation to its vector and back', () => {
    fc.assert(
      fc.property(number(-1.5, 1.5), number(-1.5, 1.5), number(-1.5, 1.5), (x, y, z) => {
        const turned = new Float64Array(12);
        rotationOf(x, y, z, turned);
        const still = new Float64Array(12);
        rotationOf(0, 0, 0, still);
        const back = new Float64Array(3);
        rotationVector(turned, still, back);
        expect(Math.hypot(x - (back[0] ?? 0), y - (back[1] ?? 0), z - (back[2] ?? 0))).toBeLessThan(1e-7);
        expect(angleBetween(turned, still)).toBeCloseTo(Math.hypot(x, y, z), 7);
      }),
    );
  });

  it('stays a rotation under many twists', () => {
    fc.assert(
      fc.property(pose, fc.array(number(-0.2, 0.2), { minLength: 6, maxLength: 6 }), (start, twist) => {
        const moved = start.slice();
        for (let k = 0; k < 50; k++) compose(moved, twist);
        const before = moved.slice();
        straighten(moved);
        expect(angleBetween(before, moved)).toBeLessThan(1e-9);
      }),
      { numRuns: 30 },
    );
  });

  it('finds, from the eyes alone, a pose that shows the fourth corner where it is', () => {
    let lost = 0;
    fc.assert(
      fc.property(pose, (truth) => {
        const leg = 22 / 29;
        const at = (x: number, y: number) => project(truth, LENS, x, y, 0);
        const [corner, right, below] = [at(-leg / 2, -leg / 2), at(leg / 2, -leg / 2), at(-leg / 2, leg / 2)];
        const fourth = at(0.5, 0.5);
        const poses = posesFromRightAngle(corner, right, below, leg, LENS);
        expect(poses.length).toBeLessThanOrEqual(4);
        const errors = poses.map((one) => {
          const there = project(one, LENS, 0.5, 0.5, 0);
          return Math.hypot(there.u - fourth.u, there.v - fourth.v) / sidePx(truth, LENS);
        });
        // Within the reach of the coarse alignment, a module or two.
        if (Math.min(9, ...errors) > 0.06) lost++;
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(lost).toBeLessThan(7);
  });

  it('sees nothing in mirrored points or from behind', () => {
    expect(
      posesFromRightAngle({ u: 400, v: 200 }, { u: 300, v: 200 }, { u: 400, v: 300 }, 0.76, LENS),
    ).toEqual([]);
    const behind = poseOf({ tilt: Math.PI, lean: 0, roll: 0, widthPx: 200, at: [0, 0] }, LENS.focal);
    expect(sidePx(behind, LENS)).toBe(0);
  });
});
