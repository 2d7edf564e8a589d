import { describe, expect, it } from 'vitest';
import { plainStyle, type StyleDocument } from '#domain/qr/model.ts';
import { changesFor } from './changes.ts';
import { scoreOf, tried } from './score.ts';
import { GLANCES, NEAREST, type Trial, trial } from './trial.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/4KZ7QD';
/** Half as wide again as its scan distance asks for. */
const PRINTED = { symbolMm: 94, distanceM: 1 };
const inked = (colour: string): StyleDocument => ({ ...plainStyle, paint: { kind: 'solid', colour } });
const square = (size: number): StyleDocument => ({
  ...plainStyle,
  errorCorrection: 'H',
  logo: {
    art: { kind: 'paths', aspect: 1, paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }] },
    size,
    plate: 'square',
    padding: 1,
    shift: { x: 0, y: 0 },
  },
});

const kept = new Map<string, Trial>();
const of = (style: StyleDocument): Trial => {
  const key = JSON.stringify(style);
  const known = kept.get(key) ?? tried(trial(style, PAYLOAD));
  kept.set(key, known);
  return known;
};
const score = (style: StyleDocument): number => scoreOf(of(style), PRINTED).score;

describe('trial of a marker', () => {
  it('finds a plain black code in every glance and holds it', () => {
    const { modules, locks, holds, covered, wobblePx } = of(plainStyle);
    expect(modules).toBe(25);
    expect(locks).toHaveLength(GLANCES.length);
    for (const size of locks) expect(size).toBeLessThan(NEAREST);
    for (const size of holds) expect(size).toBeLessThan(3);
    expect(covered).toEqual([1, 1]);
    expect(wobblePx).toBeLessThan(2);
    expect(score(plainStyle)).toBeGreaterThanOrEqual(90);
  });

  it('is the same each time and says how far it is', () => {
    const steps = trial(plainStyle, PAYLOAD);
    const parts: number[] = [];
    for (;;) {
      const { done, value } = steps.next();
      if (done) {
        expect(value).toEqual(of(plainStyle));
        break;
      }
      parts.push(value);
    }
    expect(parts).toEqual(parts.toSorted((one, other) => one - other));
    expect(parts.at(-1)).toBe(1);
  });

  it('never sees from farther what is harder to see', () => {
    const { locks } = of(inked('#909090'));
    const at = (light: string, tiltDeg: number) =>
      locks[GLANCES.findIndex((one) => one.light === light && one.tiltDeg === tiltDeg)] ?? Number.NaN;
    expect(at('good', 30)).toBeGreaterThanOrEqual(at('good', 0));
    expect(at('good', 60)).toBeGreaterThanOrEqual(at('good', 30));
    expect(at('dim', 30)).toBeGreaterThanOrEqual(at('good', 30));
  });

  it('never finds less contrast better', () => {
    const scores = ['#000000', '#909090', '#d8d8d8', '#f6f6f6'].map((ink) => score(inked(ink)));
    for (const [k, one] of scores.entries()) expect(one).toBeLessThanOrEqual((scores[k - 1] ?? 100) + 3);
    expect(scores[2]).toBeLessThan((scores[0] as number) - 15);
    expect(scores[3]).toBe(0);
  });

  it('marks down small dots and pale eyes by what dim light makes of them', () => {
    const dots: StyleDocument = { ...plainStyle, modules: { shape: 'dots', size: 0.5 } };
    const eyes: StyleDocument = {
      ...plainStyle,
      eyes: { ...plainStyle.eyes, frameColour: '#dddddd', pupilColour: '#dddddd' },
    };
    for (const style of [dots, eyes]) expect(score(style)).toBeLessThan(score(plainStyle) - 15);
  });

  it('sees nothing of a code whose logo lies on its eyes, without looking for long', () => {
    const { locks, holds, covered, wobblePx } = of(square(0.6));
    expect(locks.every((size) => size === null)).toBe(true);
    expect(holds).toEqual([null, null]);
    expect(covered).toEqual([0, 0]);
    expect(wobblePx).toBeNull();
    expect(score(square(0.6))).toBe(0);
  });

  it('throws when the payload does not fit', () => {
    expect(() => trial(plainStyle, 'X'.repeat(8_000)).next()).toThrow();
  });
});

describe('changes of a style', () => {
  it('has none for a plain code', () => {
    expect(changesFor(plainStyle, PAYLOAD)).toEqual([]);
  });

  it('moves one control at a time', () => {
    const style: StyleDocument = {
      ...square(0.4),
      modules: { shape: 'dots', size: 0.6 },
      paint: { kind: 'solid', colour: '#909090' },
      eyes: { ...plainStyle.eyes, frameColour: '#dddddd' },
      quietZone: 2,
    };
    const changes = changesFor(style, PAYLOAD);
    expect(changes.map(({ change }) => change)).toEqual(['eyes', 'ink', 'modules', 'logo', 'edge']);
    for (const { style: changed } of changes) {
      const differs = (Object.keys(style) as (keyof StyleDocument)[]).filter(
        (key) => JSON.stringify(style[key]) !== JSON.stringify(changed[key]),
      );
      expect(differs).toHaveLength(1);
    }
  });

  it('puts an inverted code on a light plate', () => {
    const [first] = changesFor({ ...inked('#ffffff'), plate: '#000000' }, PAYLOAD);
    expect(first).toMatchObject({ change: 'plate', style: { plate: '#ffffff' } });
  });

  it.each([
    ['ink', inked('#d8d8d8')],
    ['modules', { ...plainStyle, modules: { shape: 'dots' as const, size: 0.5 } }],
    ['eyes', { ...plainStyle, eyes: { ...plainStyle.eyes, frameColour: '#dddddd', pupilColour: '#dddddd' } }],
  ] satisfies [string, StyleDocument][])('helps where %s limits', (change, style) => {
    const changed = changesFor(style, PAYLOAD).find((one) => one.change === change);
    expect(changed && score(changed.style)).toBeGreaterThan(score(style) + 10);
  });
});
