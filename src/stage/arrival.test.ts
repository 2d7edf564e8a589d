import { expect, it } from 'vitest';
import { makeArrival } from './arrival.ts';

it('comes once the print is seen, and never again because it was lost', () => {
  const arrival = makeArrival(false);
  expect(arrival.step(5_000, false)).toBe(0);
  const seen = [1, 2, 3].map(() => arrival.step(100, true));
  expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  expect(seen[2]).toBeLessThan(1);
  expect(arrival.step(300, true)).toBe(1);
  expect(arrival.step(5_000, false)).toBe(1);
  expect(arrival.step(16, true)).toBe(1);
});

it('leaves before the next one comes, seen or not', () => {
  const arrival = makeArrival(false);
  arrival.step(1_000, true);
  arrival.leave();
  expect(arrival.isGone()).toBe(false);
  expect(arrival.step(100, false)).toBeLessThan(1);
  expect(arrival.step(400, false)).toBe(0);
  expect(arrival.isGone()).toBe(true);
  arrival.come();
  expect(arrival.isGone()).toBe(false);
  expect(arrival.step(1_000, true)).toBe(1);
});

it('is there at once for those who want no movement', () => {
  const arrival = makeArrival(true);
  expect(arrival.step(0, false)).toBe(1);
  arrival.leave();
  expect(arrival.isGone()).toBe(true);
  expect(arrival.step(0, true)).toBe(0);
  arrival.come();
  expect(arrival.step(0, true)).toBe(1);
});
