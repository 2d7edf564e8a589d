import { describe, expect, test } from 'vitest';
import {
  fill,
  formatAgo,
  formatBytes,
  formatDate,
  formatDay,
  formatDays,
  formatLocalTime,
  formatMm,
  formatNumber,
  formatPercent,
  formatTyped,
  plural,
} from './text.ts';

/** Intl puts no-break spaces between figure and unit, of a width that depends on its data. */
const spaces = (text: string) => text.replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('fill', () => {
  test('fills every place a name occurs', () => {
    expect(fill('{a} and {b}, {a}', { a: 1, b: 'two' })).toBe('1 and two, 1');
  });
  test('leaves what has no value, and takes no name from the prototype', () => {
    expect(fill('{missing} {constructor}', {})).toBe('{missing} {constructor}');
  });
  test('does not fill what a value brings along', () => {
    expect(fill('{a}', { a: '{b}', b: 'no' })).toBe('{b}');
  });
});

describe('plural', () => {
  const forms = { one: '{n} place', other: '{n} places' };
  test('knows one from many, and zero is many', () => {
    expect([0, 1, 2, 1_200].map((n) => plural('en', n, forms))).toEqual([
      '0 places',
      '1 place',
      '2 places',
      '1,200 places',
    ]);
    expect(plural('de', 1_200, { one: '{n} Ort', other: '{n} Orte' })).toBe('1.200 Orte');
  });
});

describe('formats', () => {
  test('numbers and shares', () => {
    expect(formatNumber('en', 1234.5)).toBe('1,234.5');
    expect(formatNumber('de', 1234.5)).toBe('1.234,5');
    expect(spaces(formatPercent('de', 0.94))).toBe('94 %');
    expect(formatPercent('en', 0.945, 1)).toBe('94.5%');
  });
  test('a moment is told in the zone it is asked in', () => {
    const at = Date.UTC(2026, 4, 3, 22, 30);
    expect(spaces(formatDate('en', at, 'UTC'))).toBe('3 May 2026, 22:30');
    expect(spaces(formatDate('de', at, 'Europe/Berlin'))).toBe('4. Mai 2026, 00:30');
  });
  test('days and wall times have no zone', () => {
    expect(formatDay('en', '2026-05-03')).toBe('3 May 2026');
    expect(formatDay('de', '2026-05-03')).toBe('3. Mai 2026');
    expect(spaces(formatDays('en', '2026-05-03', '2026-05-09'))).toBe('3 – 9 May 2026');
    expect(spaces(formatLocalTime('en', '2026-05-03T21:04'))).toBe('3 May 2026, 21:04');
  });
  test('how long ago', () => {
    const now = 10 * 86_400_000;
    expect(formatAgo('en', now - 10_000, now)).toBe('now');
    expect(formatAgo('en', now - 125_000, now)).toBe('2 minutes ago');
    expect(formatAgo('de', now - 3 * 3_600_000, now)).toBe('vor 3 Stunden');
    expect(formatAgo('de', now - 86_400_000, now)).toBe('gestern');
  });
  test('sizes go by powers of 1000', () => {
    expect([0, 1, 999, 1_000, 1_234_567, 5e9].map((bytes) => spaces(formatBytes('en', bytes)))).toEqual([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1 kB',
      '1.23 MB',
      '5 GB',
    ]);
    expect(spaces(formatBytes('de', 1_500_000))).toBe('1,5 MB');
  });
  test('lengths turn to metres at one metre', () => {
    expect([62.25, 999, 1_000, 1_250].map((mm) => spaces(formatMm('en', mm)))).toEqual([
      '62.3 mm',
      '999 mm',
      '1 m',
      '1.25 m',
    ]);
    expect(spaces(formatMm('de', 1_250))).toBe('1,25 m');
  });
  test('a unit stays on the line of its number', () => {
    for (const lang of ['en', 'de'] as const)
      for (const text of [formatMm(lang, 62), formatMm(lang, 2_010), formatBytes(lang, 51_200)])
        expect(text).not.toContain(' ');
  });
});

describe('numbers to type', () => {
  test('have the comma of the language, and no groups', () => {
    expect(formatTyped('en', 1_293.8)).toBe('1293.8');
    expect(formatTyped('de', 1_293.8)).toBe('1293,8');
    expect(formatTyped('de', -4.1)).toBe('-4,1');
    expect(formatTyped('de', 0.001824)).toBe('0,001824');
  });
});
