import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lumaOf, smooth } from './luma.ts';

test('white is 255, black 0, green lighter than blue', () => {
  expect([...lumaOf(new Uint8ClampedArray([255, 255, 255, 255, 0, 0, 0, 255]))]).toEqual([255, 0]);
  const [green = 0, blue = 0] = lumaOf(new Uint8ClampedArray([0, 255, 0, 255, 0, 0, 255, 255]));
  expect(green).toBeGreaterThan(blue);
});

test('one bright pixel spreads as the kernel says', () => {
  const dot = new Uint8ClampedArray(25);
  dot[12] = 160;
  const out = smooth(dot, 5, 5);
  expect([out[6], out[7], out[8], out[11], out[12], out[17]]).toEqual([10, 20, 10, 20, 40, 20]);
  expect(out[0]).toBe(0);
});

test('an even picture stays as it is', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 255 }),
      (w, h, light) => {
        expect([...smooth(new Uint8ClampedArray(w * h).fill(light), w, h)]).toEqual(Array(w * h).fill(light));
      },
    ),
  );
});
