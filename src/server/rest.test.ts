import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeRest } from './rest.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const stirs = (rest: { stir(): void }, times: number) => {
  for (let time = 0; time < times; time += 1) rest.stir();
};

test('collects once after a burst, when nothing happened for a whole look', () => {
  const collect = vi.fn();
  const rest = makeRest({ collect, lookMs: 1_000, least: 100 });
  stirs(rest, 150);
  vi.advanceTimersByTime(1_000);
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(collect).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledTimes(1);
  rest.close();
});

test('never while something happens, never for little, never after its end', () => {
  const collect = vi.fn();
  const rest = makeRest({ collect, lookMs: 1_000, least: 100 });
  for (let look = 0; look < 20; look += 1) {
    stirs(rest, 50);
    vi.advanceTimersByTime(1_000);
  }
  expect(collect).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2_000);
  expect(collect).toHaveBeenCalledTimes(1);
  stirs(rest, 99);
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledTimes(1);
  stirs(rest, 1);
  rest.close();
  vi.advanceTimersByTime(10_000);
  expect(collect).toHaveBeenCalledTimes(1);
});

test('really gives the memory back', async () => {
  vi.useRealTimers();
  let kept: number[][] | null = Array.from({ length: 3_000 }, () =>
    Array.from({ length: 1_000 }, (_, at) => at),
  );
  const full = process.memoryUsage().heapTotal;
  expect(kept.length).toBe(3_000);
  kept = null;
  const rest = makeRest({ lookMs: 10, least: 1 });
  rest.stir();
  await vi.waitFor(() => expect(process.memoryUsage().heapTotal).toBeLessThan(full - 15_000_000), 5_000);
  rest.close();
});
