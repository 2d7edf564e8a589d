import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, countingDay, dayStart, fromLocalTime, isTimeZone, toLocalTime } from './time.ts';

// Half hours, quarter hours, a gap of half an hour (Lord Howe), gaps at midnight (Beirut, Santiago), a day that
// was left out (Apia, 2011-12-30), gaps of negative saving time (Dublin).
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'America/Santiago',
  'Asia/Kathmandu',
  'Asia/Beirut',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
] as const;
const MINUTE = 60_000;
const minutes = fc
  .integer({ min: Date.UTC(2000, 0, 1) / MINUTE, max: Date.UTC(2040, 0, 1) / MINUTE })
  .map((minute) => minute * MINUTE);

test('every instant comes back from its wall time, or is the second of two with the same', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (at, zone) => {
      const local = toLocalTime(at, zone);
      const back = fromLocalTime(local, zone);
      expect(toLocalTime(back, zone)).toBe(local);
      expect(back).toBeLessThanOrEqual(at);
      expect(at - back).toBeLessThanOrEqual(24 * 60 * MINUTE);
    }),
    { numRuns: 2_000 },
  );
});

test('a later wall time is never an earlier instant', () => {
  const local = fc
    .integer({ min: 0, max: 40 * 366 * 1_440 })
    .map((minute) => Date.UTC(2000, 0, 1) + minute * MINUTE);
  const text = (at: number) => new Date(at).toISOString().slice(0, 16);
  fc.assert(
    fc.property(local, fc.integer({ min: 1, max: 180 }), fc.constantFrom(...zones), (at, later, zone) => {
      const [one, two] = [fromLocalTime(text(at), zone), fromLocalTime(text(at + later * MINUTE), zone)];
      // Times inside an overlap of an hour are read as the first: up to there the order may only stand still or grow.
      expect(two).toBeGreaterThanOrEqual(one - 60 * MINUTE);
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:30:00Z'],
  ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z'],
  ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
  ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z'],
  ['Asia/Kathmandu', '2026-06-01T12:00', '2026-06-01T06:15:00Z'],
  ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00Z'],
  ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00Z'],
  ['America/Santiago', '2026-09-06T00:00', '2026-09-06T04:00:00Z'],
  ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00:00Z'],
])('%s %s is %s', (zone, local, instant) => {
  expect(new Date(fromLocalTime(local, zone)).toISOString().replace('.000', '')).toBe(instant);
});

test('the counting day begins at four and has no seam, over every change of the clocks', () => {
  fc.assert(
    fc.property(minutes, fc.constantFrom(...zones), (at, zone) => {
      const day = countingDay(at, zone);
      if (zone === 'Pacific/Apia' && /^2011-12-(?:29|30|31)$/.test(day)) return;
      expect(dayStart(day, zone)).toBeLessThanOrEqual(at);
      expect(dayStart(addDays(day, 1), zone)).toBeGreaterThan(at);
      expect(countingDay(dayStart(day, zone), zone)).toBe(day);
      expect(countingDay(dayStart(day, zone) - MINUTE, zone)).toBe(addDays(day, -1));
    }),
    { numRuns: 2_000 },
  );
});

test('zones the runtime does not know are told apart', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  for (const name of ['Mars/Olympus', '', '+99:00', 'Europe/Berlin\0'])
    expect([name, isTimeZone(name)]).toEqual([name, false]);
});
