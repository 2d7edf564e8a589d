import { expect, test } from 'vitest';
import { REPEAT_MS } from '#domain/scan/visit.ts';
import { makeRepeats } from './repeats.ts';

const visit = { scanNo: 1, secret: 2 };

test('a visitor is known for ten seconds, at the same code only', () => {
  const repeats = makeRepeats();
  repeats.remember('ann', 'H4RB0R', 1_000_000, visit);
  expect(repeats.find('ann', 'H4RB0R', 1_000_000 + REPEAT_MS - 1)).toBe(visit);
  expect(repeats.find('ann', 'H4RB0R', 1_000_000 + REPEAT_MS)).toBeUndefined();
  expect(repeats.find('ann', 'M4RKET', 1_000_001)).toBeUndefined();
  expect(repeats.find('bob', 'H4RB0R', 1_000_001)).toBeUndefined();
});

test('forgetting gives up only what nobody would find', () => {
  const repeats = makeRepeats();
  repeats.remember('ann', 'H4RB0R', 1_000_000, visit);
  repeats.forget(1_000_000 + REPEAT_MS);
  expect(repeats.find('ann', 'H4RB0R', 1_000_000 + REPEAT_MS - 1)).toBe(visit);
  repeats.forget(1_000_000 + 2 * REPEAT_MS);
  expect(repeats.find('ann', 'H4RB0R', 1_000_000 + REPEAT_MS - 1)).toBeUndefined();
});
