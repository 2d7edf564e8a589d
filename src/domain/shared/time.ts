/** A wall time without a zone, `YYYY-MM-DDTHH:mm`, as a campaign plans it. */
export type LocalTime = string;
/** A day without a zone, `YYYY-MM-DD`. */
export type LocalDay = string;

/** The counting day runs from this hour to the same hour of the next day, in campaign time. */
export const DAY_STARTS_AT_HOUR = 4;

export const localTimePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d$/;
export const localDayPattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formatters.set(timeZone, formatter);
  }
  return formatter;
}

/** True when the runtime knows the IANA time zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    formatterOf(timeZone);
    return true;
  } catch {
    return false;
  }
}

/** The wall time in `timeZone` at `at` (epoch ms), to the minute. */
export function toLocalTime(at: number, timeZone: string): LocalTime {
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(at)) part[type] = value;
  return `${part['year']}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}`;
}

/**
 * The instant (epoch ms) of a wall time. A time that daylight saving skips is read as the instant after the
 * gap; one that occurs twice as the first.
 */
export function fromLocalTime(local: LocalTime, timeZone: string): number {
  const asUtc = Date.parse(`${local}:00Z`);
  const offsetAt = (at: number): number =>
    Date.parse(`${toLocalTime(at, timeZone)}:00Z`) - Math.floor(at / 60_000) * 60_000;
  const early = asUtc - offsetAt(asUtc - 86_400_000);
  if (offsetAt(early) === asUtc - early) return early;
  const late = asUtc - offsetAt(asUtc + 86_400_000);
  return offsetAt(late) === asUtc - late ? late : early;
}

/** The counting day (04:00 to 04:00 in `timeZone`) that `at` belongs to. */
export function countingDay(at: number, timeZone: string): LocalDay {
  const local = toLocalTime(at, timeZone);
  const day = local.slice(0, 10);
  if (Number(local.slice(11, 13)) >= DAY_STARTS_AT_HOUR) return day;
  return addDays(day, -1);
}

/** `day` moved by whole days; calendar arithmetic, free of zones. */
export function addDays(day: LocalDay, days: number): LocalDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant (epoch ms) at which a counting day begins. */
export const dayStart = (day: LocalDay, timeZone: string): number =>
  fromLocalTime(`${day}T${String(DAY_STARTS_AT_HOUR).padStart(2, '0')}:00`, timeZone);
