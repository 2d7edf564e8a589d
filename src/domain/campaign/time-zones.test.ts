import { describe, expect, it } from 'vitest';
import { isTimeZone } from '../shared/time.ts';
import { modernZone, timeZones } from './time-zones.ts';

describe('timeZones', () => {
  it('offers names in force only, each of them once and understood here', () => {
    const offered = timeZones();
    expect(offered).toEqual(expect.arrayContaining(['UTC', 'Europe/Kyiv', 'Asia/Kolkata', 'Europe/Berlin']));
    expect(offered.filter((name) => modernZone(name) !== name)).toEqual([]);
    expect(new Set(offered).size).toBe(offered.length);
    expect(offered.filter((name) => !isTimeZone(name))).toEqual([]);
  });

  it('keeps the clock of a zone that was renamed', () => {
    const hour = (timeZone: string) =>
      new Intl.DateTimeFormat('en', { timeZone, dateStyle: 'short', timeStyle: 'long' }).format(0);
    for (const old of ['Europe/Kiev', 'Asia/Calcutta', 'America/Godthab', 'America/Buenos_Aires']) {
      expect(hour(modernZone(old))).toBe(hour(old));
    }
  });
});
