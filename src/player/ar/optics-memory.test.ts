import { describe, expect, it } from 'vitest';
import { makeOptics } from './optics.ts';
import { makeOpticsMemory } from './optics-memory.ts';

const optics = () => ({ ...makeOptics(), cx: 320, cy: 240 });

describe('what is known of the optics', () => {
  it('begins with a guess that leaves room for every phone, or with what is known', () => {
    const memory = makeOpticsMemory();
    const guessed = optics();
    memory.restart(guessed, null);
    expect(guessed.focal / 640).toBeCloseTo(0.8, 5);
    const loose = memory.focalWeightAt(0.5);
    memory.restart(guessed, 555);
    expect(guessed.focal).toBe(555);
    expect(memory.focalWeightAt(0.5)).toBeGreaterThan(100 * loose);
  });

  it('begins anew with a straight lens and a shutter that opens at once', () => {
    const memory = makeOpticsMemory();
    const learnt = { ...optics(), bend: -0.02, sweepX: 3, sweepY: 12 };
    memory.restart(learnt, null);
    expect(learnt).toMatchObject({ bend: 0, sweepX: 0, sweepY: 0 });
  });

  it('believes a frame less the more it is seen face-on', () => {
    const { beliefAt } = makeOpticsMemory();
    expect(beliefAt(0.02)).toBeLessThan(0.01 * beliefAt(0.5));
    expect(beliefAt(0.02)).toBeGreaterThan(0);
  });

  it('forgets a little of the focal length between frames, never more than autofocus moves, and nothing else', () => {
    const memory = makeOpticsMemory();
    memory.restart(optics(), null);
    const guess = memory.known[0] as number;
    memory.drift();
    expect(memory.known[0]).toBe(guess);
    memory.known[0] = 1e8;
    const bend = memory.known[5];
    memory.drift();
    expect(memory.known[0]).toBeLessThan(0.99e8);
    for (let frame = 0; frame < 3_000; frame++) memory.drift();
    expect(memory.known[0]).toBeGreaterThan(1 / 0.0062 ** 2);
    expect(memory.known[5]).toBe(bend);
  });

  it('knows as much of the shutter, in its own time, when a part of the picture is looked at, and the same again afterwards', () => {
    const memory = makeOpticsMemory();
    memory.restart(optics(), null);
    memory.known[11] = memory.known[14] = 0.002;
    const before = memory.known.slice();
    memory.zoom(2);
    // Deviations of half the milliseconds; the focal length is a part of itself.
    expect(memory.known[10]).toBe(4 * (before[10] as number));
    expect(memory.known[11]).toBe(4 * (before[11] as number));
    expect(memory.known[0]).toBe(before[0]);
    memory.zoom(0.5);
    expect(memory.known).toEqual(before);
  });
});
