import { expect, test } from 'vitest';
import { firstReading } from './first-reading.ts';

const never = new Promise<string | null>(() => {});
const text = (value: string | null) => Promise.resolve(value);

test('one text is enough, whatever the others are doing', async () => {
  expect(await firstReading([never, text('A')])).toBe('A');
  expect(await firstReading([text(null), text('B')])).toBe('B');
});

test('nothing is nothing only when all have looked', async () => {
  expect(await firstReading([text(null), text(null)])).toBeNull();
  expect(await firstReading([])).toBeNull();
  const open = Symbol('open');
  const raced = Promise.race([
    firstReading([text(null), never]),
    new Promise((resolve) => setTimeout(resolve, 5, open)),
  ]);
  expect(await raced).toBe(open);
});
