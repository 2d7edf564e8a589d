import { addDays, countingDay, type LocalDay, toLocalTime } from '../shared/time.ts';

/** A counting day as days since 1970-01-01. */
export type DayNo = number;

export const dayNoOf = (day: LocalDay): DayNo => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
export const dayOf = (no: DayNo): LocalDay => addDays('1970-01-01', no);

export interface CountingHour {
  readonly day: DayNo;
  /** Hour on the wall, 0–23; hours 0–3 belong to the day that began the morning before. */
  readonly hour: number;
}

const QUARTER_MS = 900_000;

/**
 * Answers in which counting hour an instant falls. Zones are offset by whole quarters of an hour (IANA tz), so
 * one answer holds for a quarter; up to 50,000 answers are remembered.
 */
export function makeHourOf(): (at: number, timeZone: string) => CountingHour {
  const known = new Map<string, Map<number, CountingHour>>();
  let size = 0;
  return (at, timeZone) => {
    let zone = known.get(timeZone);
    if (zone === undefined) {
      zone = new Map();
      known.set(timeZone, zone);
    }
    const quarter = Math.floor(at / QUARTER_MS);
    let hour = zone.get(quarter);
    if (hour === undefined) {
      if (size >= 50_000) {
        for (const map of known.values()) map.clear();
        size = 0;
      }
      hour = {
        day: dayNoOf(countingDay(at, timeZone)),
        hour: Number(toLocalTime(at, timeZone).slice(11, 13)),
      };
      zone.set(quarter, hour);
      size += 1;
    }
    return hour;
  };
}
