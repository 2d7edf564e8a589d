import { describe, expect, it } from 'vitest';
import { makeFocalMemory } from './focal.ts';

const lens = () => ({ focal: 0, cx: 320, cy: 240 });

describe('focal length', () => {
  it('begins with a guess that leaves room for every phone, or with what is known', () => {
    const memory = makeFocalMemory();
    const guessed = lens();
    memory.restart(guessed, null);
    expect(guessed.focal / 640).toBeCloseTo(0.8, 5);
    const loose = memory.weightAt(0.5);
    memory.restart(guessed, 555);
    expect(guessed.focal).toBe(555);
    expect(memory.weightAt(0.5)).toBeGreaterThan(100 * loose);
  });

  it('learns from tilted frames and does not listen face-on to what it knows better', () => {
    const memory = makeFocalMemory();
    memory.restart(lens(), null);
    const before = memory.weightAt(0.5);
    memory.learn(1e8, 0.5);
    expect(memory.weightAt(0.5)).toBeGreaterThan(100 * before);
    const learnt = memory.weightAt(0.5);
    memory.learn(1e6, 0.02);
    expect(memory.weightAt(0.02)).toBe(Number.POSITIVE_INFINITY);
    memory.learn(1e8, 0.5);
    expect(memory.weightAt(0.5)).toBeGreaterThanOrEqual(learnt);
  });
});
