import { expect, it } from 'vitest';
import { makeQuality } from './quality.ts';

const many = (next: (tookMs: number) => number, tookMs: number, times: number): number => {
  let side = 0;
  for (let count = 0; count < times; count += 1) side = next(tookMs);
  return side;
};

it('steps down when looking stays slow, and not for one slow frame', () => {
  const next = makeQuality();
  expect(next(200)).toBe(640);
  expect(many(next, 12, 20)).toBe(640);
  expect(many(next, 45, 12)).toBe(480);
  expect(many(next, 45, 200)).toBe(384);
});

it('comes back once there is time to spare for long', () => {
  const next = makeQuality();
  many(next, 45, 12);
  expect(many(next, 8, 119)).toBe(480);
  expect(next(8)).toBe(640);
});
