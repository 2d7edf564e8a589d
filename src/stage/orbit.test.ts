import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approach,
  cameraPosition,
  clipPlanes,
  DISTANCE_LIMITS,
  dragToOrbit,
  orbit,
  PITCH_LIMIT_DEG,
  verticalFovDeg,
  wrapDeg,
} from './orbit.ts';

const angle = fc.double({ min: -2_000, max: 2_000, noNaN: true });
const viewOf = fc.record({
  yawDeg: fc.double({ min: -179, max: 180, noNaN: true }),
  pitchDeg: fc.double({ min: -85, max: 85, noNaN: true }),
  distance: fc.double({ min: 1.05, max: 20, noNaN: true }),
});

describe('wrapDeg', () => {
  it('keeps the direction and the range', () => {
    fc.assert(
      fc.property(angle, (degrees) => {
        const wrapped = wrapDeg(degrees);
        expect(wrapped).toBeGreaterThan(-180);
        expect(wrapped).toBeLessThanOrEqual(180);
        expect(Math.cos((wrapped - degrees) * (Math.PI / 180))).toBeCloseTo(1, 9);
      }),
    );
  });
});

describe('cameraPosition', () => {
  it('looks from +z at yaw 0, from +x at 90, from above with pitch', () => {
    const round = (at: readonly number[]) => at.map((value) => Math.round(value * 1e6) / 1e6 + 0);
    expect(round(cameraPosition([0, 0, 0], 1, { yawDeg: 0, pitchDeg: 0, distance: 3 }))).toEqual([0, 0, 3]);
    expect(round(cameraPosition([0, 0, 0], 1, { yawDeg: 90, pitchDeg: 0, distance: 3 }))).toEqual([3, 0, 0]);
    expect(round(cameraPosition([1, 2, 3], 2, { yawDeg: 0, pitchDeg: 30, distance: 2 }))[1]).toBe(4);
  });

  it('stays at its distance', () => {
    fc.assert(
      fc.property(viewOf, fc.double({ min: 0.01, max: 100, noNaN: true }), (view, radius) => {
        const [x, y, z] = cameraPosition([0, 0, 0], radius, view);
        expect(Math.hypot(x, y, z) / (radius * view.distance)).toBeCloseTo(1, 9);
      }),
    );
  });
});

it('holds the sphere between the clip planes', () => {
  fc.assert(
    fc.property(viewOf, ({ distance }) => {
      const { near, far } = clipPlanes(2, distance);
      expect(near).toBeGreaterThan(0);
      expect(near).toBeLessThanOrEqual(Math.max(0.02, 2 * (distance - 1)));
      expect(far).toBeGreaterThan(2 * (distance + 1));
    }),
  );
});

it('keeps the angle of the narrower side', () => {
  expect(verticalFovDeg(35, 16 / 9)).toBe(35);
  const upright = verticalFovDeg(35, 0.5);
  const across = 2 * Math.atan(Math.tan((upright * Math.PI) / 360) * 0.5) * (180 / Math.PI);
  expect(across).toBeCloseTo(35, 9);
});

describe('orbit', () => {
  it('stays within its limits', () => {
    fc.assert(
      fc.property(
        viewOf,
        angle,
        angle,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (view, yaw, pitch, zoom) => {
          const next = orbit(view, { yawDeg: yaw, pitchDeg: pitch, zoom });
          expect(Math.abs(next.pitchDeg)).toBeLessThanOrEqual(PITCH_LIMIT_DEG);
          expect(next.distance).toBeGreaterThanOrEqual(DISTANCE_LIMITS.min);
          expect(next.distance).toBeLessThanOrEqual(DISTANCE_LIMITS.max);
        },
      ),
    );
  });

  it('turns the model with the finger', () => {
    expect(dragToOrbit(100, 0, 200).yawDeg).toBe(-90);
    expect(dragToOrbit(0, 100, 200).pitchDeg).toBe(90);
  });
});

describe('approach', () => {
  const from = { yawDeg: 170, pitchDeg: 0, distance: 3 };
  const to = { yawDeg: -170, pitchDeg: 10, distance: 4 };

  it('does half the way in one half-life, by the shorter side', () => {
    expect(approach(from, to, 70)).toEqual({ yawDeg: 180, pitchDeg: 5, distance: 3.5 });
  });

  it('depends on time, not on frames', () => {
    const once = approach(from, to, 64);
    let view: typeof from = from;
    for (let step = 0; step < 4; step++) view = approach(view, to, 16);
    expect(view.pitchDeg).toBeCloseTo(once.pitchDeg, 9);
  });

  it('arrives', () => {
    expect(approach(from, to, 5_000)).toBe(to);
  });
});
