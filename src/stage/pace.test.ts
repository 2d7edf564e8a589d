import type { WebGLRenderer } from 'three';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makePace } from './pace.ts';

/** Graphics that take so many milliseconds for a frame, and a screen of 60 pictures a second. */
let takesMs: number;
let graphics: WebGLRenderer;
let fences: number;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then, 1_000 / 60));
  vi.stubGlobal('cancelAnimationFrame', clearTimeout);
  vi.stubGlobal('devicePixelRatio', 3);
  takesMs = 5;
  fences = 0;
  const gl = {
    SYNC_STATUS: 1,
    UNSIGNALED: 2,
    SYNC_GPU_COMMANDS_COMPLETE: 3,
    fenceSync() {
      fences += 1;
      return { doneAt: performance.now() + takesMs };
    },
    deleteSync() {
      fences -= 1;
    },
    getSyncParameter: ({ doneAt }: { doneAt: number }) => (performance.now() < doneAt ? 2 : 4),
    flush() {},
  };
  graphics = { getContext: () => gl } as unknown as WebGLRenderer;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Asks for a frame at every picture of a camera; tells how many were drawn. */
function film(pace: ReturnType<typeof makePace>, pictures: number, everyMs = 33): number {
  let drawn = 0;
  for (let at = 0; at < pictures; at++) {
    if (pace.isFree()) {
      pace.drew();
      drawn += 1;
    }
    vi.advanceTimersByTime(everyMs);
  }
  return drawn;
}

test('quick graphics draw every picture in two pixels a side, however few pictures the camera gives', () => {
  const pace = makePace(graphics);
  expect(film(pace, 300)).toBe(300);
  expect(film(pace, 100, 120)).toBe(100);
  expect(pace.ratio()).toBe(2);
});

test('pictures that come while the graphics are behind are left out, and nothing piles up', () => {
  takesMs = 140;
  const pace = makePace(graphics);
  expect(film(pace, 100)).toBeLessThanOrEqual(25);
  expect(fences).toBeLessThanOrEqual(1);
});

test('slow graphics get fewer pixels, very slow ones soon, and never too few', () => {
  takesMs = 60;
  const slow = makePace(graphics);
  film(slow, 15);
  expect(slow.ratio()).toBe(2);
  film(slow, 10);
  expect(slow.ratio()).toBe(1.5);
  takesMs = 400;
  const worse = makePace(graphics);
  film(worse, 60);
  expect(worse.ratio()).toBe(1.5);
  film(worse, 600);
  expect(worse.ratio()).toBe(1);
  // A page that is shown smaller begins with fewer, and gets no more.
  vi.stubGlobal('devicePixelRatio', 0.5);
  const small = makePace(graphics);
  film(small, 600);
  expect(small.ratio()).toBe(0.5);
});

test('one long frame, as when shaders are made, costs no sharpness', () => {
  const pace = makePace(graphics);
  takesMs = 1_500;
  film(pace, 50);
  takesMs = 5;
  film(pace, 60);
  expect(pace.ratio()).toBe(2);
});

test('a fence that is never told, as after the graphics were lost, does not stop the drawing', () => {
  const pace = makePace(graphics);
  takesMs = Number.POSITIVE_INFINITY;
  expect(film(pace, 200)).toBeGreaterThanOrEqual(3);
  pace.drew();
  pace.dispose();
  expect(fences).toBe(0);
});
