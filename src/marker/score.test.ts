import { describe, expect, it } from 'vitest';
import { FAIR, GOOD, neededMm, scoreOf, tried } from './score.ts';
import { GLANCES, type Trial } from './trial.ts';

const fine: Trial = {
  modules: 25,
  locks: GLANCES.map(() => 3),
  holds: [1.7, 2],
  covered: [1, 1],
  wobblePx: 1,
};
const print = (symbolMm: number, distanceM = 1) => ({ symbolMm, distanceM });

describe('marker score', () => {
  it('is whole where every glance reaches as far as scenes are looked at from', () => {
    // 3 px a module × 25 modules, at a metre, with twice 520 px of focal length.
    const symbolMm = (3 * 25 * 1_000) / 1_040;
    expect(scoreOf(fine, print(symbolMm))).toMatchObject({ score: 100, locks: 100, holds: 100 });
    expect(scoreOf(fine, print(symbolMm)).lockM.good).toBeCloseTo(1, 6);
    // From half of the distance: a third of those between all of it and a quarter.
    expect(scoreOf(fine, print(symbolMm / 2)).locks).toBe(33);
    expect(scoreOf(fine, print(symbolMm / 4)).locks).toBe(0);
  });

  it('tells the wobble where scenes are looked at from', () => {
    expect(scoreOf(fine, print(100, 2)).wobbleMm).toBeCloseTo(1_000 / 520, 6);
    expect(scoreOf({ ...fine, wobblePx: null }, print(100)).wobbleMm).toBeNull();
  });

  it('never rises when the print shrinks or the reader steps back, and depends on their ratio only', () => {
    let before = 0;
    for (let symbolMm = 4; symbolMm < 300; symbolMm *= 1.1) {
      const { score } = scoreOf(fine, print(symbolMm));
      expect(score).toBeGreaterThanOrEqual(before);
      expect(scoreOf(fine, print(symbolMm * 3, 3)).score).toBe(score);
      before = score;
    }
    expect(before).toBe(100);
    expect(scoreOf(fine, print(4)).score).toBe(0);
  });

  it('is the weaker of found and held', () => {
    const slippery = { ...fine, holds: [1.7, null], covered: [0.5, 0] };
    expect(scoreOf(slippery, print(100))).toMatchObject({ locks: 100, holds: 38, score: 38 });
    const blind = { ...fine, locks: fine.locks.map(() => null) };
    expect(scoreOf(blind, print(100))).toMatchObject({ score: 0, lockM: { good: null, dim: null } });
  });

  it('loses three tenths where dim light shows nothing', () => {
    const locks = GLANCES.map(({ light }) => (light === 'dim' ? null : 3));
    expect(scoreOf({ ...fine, locks }, print(100))).toMatchObject({ locks: 70, lockM: { dim: null } });
  });

  it('names the smallest print that is good, and none where size does not help', () => {
    const needed = neededMm(fine, 1, GOOD) ?? Number.NaN;
    expect(scoreOf(fine, print(needed)).score).toBeGreaterThanOrEqual(GOOD);
    expect(scoreOf(fine, print(needed * 0.95)).score).toBeLessThan(GOOD);
    const locks = GLANCES.map(({ light }) => (light === 'good' ? 3 : null));
    expect(neededMm({ ...fine, locks }, 1, GOOD)).toBeNull();
    expect(FAIR).toBeLessThan(GOOD);
  });

  it('runs a generator to its end', () => {
    const steps = (function* () {
      yield 0.5;
      return 'done';
    })();
    expect(tried(steps)).toBe('done');
  });
});
