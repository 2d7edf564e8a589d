import { addDays, type LocalDay } from '#domain/shared/time.ts';

/** What the dashboard is asked for. Counting days, both included. */
export interface Range {
  readonly from: LocalDay;
  readonly until: LocalDay;
}

/** The range of `days` counting days that ends with `today`. */
export const lastDays = (today: LocalDay, days: number): Range => ({
  from: addDays(today, 1 - days),
  until: today,
});
