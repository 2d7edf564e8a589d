import { expect, test } from 'vitest';
import { toLinear, toSrgb } from './srgb.ts';

test('half of the way up is a fifth of the light', () => {
  expect(toLinear(0.5)).toBeCloseTo(0.21404, 5);
  expect(toSrgb(0.21404)).toBeCloseTo(0.5, 4);
});

test('each curve undoes the other, and both rise', () => {
  for (let byte = 0; byte <= 255; byte++) {
    expect(toSrgb(toLinear(byte / 255)) * 255).toBeCloseTo(byte, 3);
    if (byte > 0) expect(toLinear(byte / 255)).toBeGreaterThan(toLinear((byte - 1) / 255));
  }
});
