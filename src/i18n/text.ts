import type { LocalDay, LocalTime } from '#domain/shared/time.ts';

/** A language of the interface. What the audience reads may be in more languages (`Localized`). */
export type Lang = 'en' | 'de';

export const langs = ['en', 'de'] as const satisfies readonly Lang[];

/**
 * The texts of one area, flat, with `{name}` placeholders. Used as `{ … } as const satisfies Texts`; the
 * texts picked by `areaTexts[lang]` are a union, so a key that one language lacks does not compile where it
 * is used. That both languages have the same keys and placeholders is also tested (`texts.test.ts`).
 */
export type Texts = Readonly<Record<Lang, Readonly<Record<string, string>>>>;

/** The picked texts of an area, for the props of what draws them. */
export type TextsOf<T extends Texts> = Readonly<Record<keyof T['en'] & keyof T['de'], string>>;

export const isLang = (value: unknown): value is Lang => value === 'en' || value === 'de';

/** Puts `values` into the `{name}` placeholders of `text`; a name without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    return value === undefined ? placeholder : String(value);
  });
}

const locales: Readonly<Record<Lang, string>> = { en: 'en-GB', de: 'de-DE' };

/** The BCP 47 tag that formats dates and numbers of `lang`. */
export const localeOf = (lang: Lang): string => locales[lang];

/** Formatters cost more to make than hundreds of uses, so they are kept: one for each language and set of options. */
function keep<Options, Formatter>(
  Make: new (locale: string, options: Options) => Formatter,
): (lang: Lang, options: Options) => Formatter {
  const kept = new Map<string, Formatter>();
  return (lang, options) => {
    const key = `${lang} ${JSON.stringify(options)}`;
    const found = kept.get(key) ?? new Make(locales[lang], options);
    kept.set(key, found);
    return found;
  };
}
const numbers = keep<Intl.NumberFormatOptions, Intl.NumberFormat>(Intl.NumberFormat);
const dates = keep<Intl.DateTimeFormatOptions, Intl.DateTimeFormat>(Intl.DateTimeFormat);
const plurals = keep<Intl.PluralRulesOptions, Intl.PluralRules>(Intl.PluralRules);

/** A number as read in `lang`: `1,234.5` or `1.234,5`. A line does not break before its unit. */
export const formatNumber = (lang: Lang, value: number, options: Intl.NumberFormatOptions = {}): string =>
  numbers(lang, options).format(value).replaceAll(' ', '\u00a0');

/** A number as it is typed in `lang`: `1234.5` or `1234,5`. */
export const formatTyped = (lang: Lang, value: number): string =>
  formatNumber(lang, value, { useGrouping: false, maximumFractionDigits: 12 });

/** A share (0..1) as a whole percentage: `94%`, `94 %`. */
export const formatPercent = (lang: Lang, share: number, digits = 0): string =>
  formatNumber(lang, share, { style: 'percent', maximumFractionDigits: digits });

/** The form for `n` by the language's plural rule, with `{n}` filled in. */
export function plural(lang: Lang, n: number, forms: Readonly<{ one: string; other: string }>): string {
  const form = plurals(lang, {}).select(n) === 'one' ? forms.one : forms.other;
  return fill(form, { n: formatNumber(lang, n) });
}

/** Day and time at `at` (epoch ms) in `timeZone`: `3 May 2026, 21:04`. */
export const formatDate = (lang: Lang, at: number, timeZone: string): string =>
  dates(lang, {
    timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);

/** The time of day at `at` (epoch ms) in `timeZone`, by default the reader's own: `21:04`. */
export const formatClock = (lang: Lang, at: number, timeZone: string | undefined): string =>
  dates(lang, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

const dayFormat: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };

/** The day on which `at` (epoch ms) falls in `timeZone`: `3 May 2026`. */
export const formatDayAt = (lang: Lang, at: number, timeZone: string): string =>
  dates(lang, { ...dayFormat, timeZone }).format(at);

/** A calendar day, which has no zone: `3 May 2026`. */
export const formatDay = (lang: Lang, day: LocalDay): string =>
  formatDayAt(lang, Date.parse(`${day}T00:00:00Z`), 'UTC');

/** Two calendar days: `3–9 May 2026`. */
export const formatDays = (lang: Lang, from: LocalDay, to: LocalDay): string =>
  dates(lang, { ...dayFormat, timeZone: 'UTC' }).formatRange(
    Date.parse(`${from}T00:00:00Z`),
    Date.parse(`${to}T00:00:00Z`),
  );

/** A wall time without a zone, as a campaign plans it: `3 May 2026, 21:04`. */
export const formatLocalTime = (lang: Lang, local: LocalTime): string =>
  formatDate(lang, Date.parse(`${local}:00Z`), 'UTC');

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** How long ago `at` was, seen from `now` (both epoch ms): `2 minutes ago`, `now`. */
export function formatAgo(lang: Lang, at: number, now: number): string {
  const format = new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' });
  for (const [unit, ms] of spans) {
    if (Math.abs(now - at) >= ms) return format.format(Math.trunc((at - now) / ms), unit);
  }
  return format.format(0, 'second');
}

/** A size by powers of 1000, to three digits: `950 byte`, `1.2 MB`. */
export function formatBytes(lang: Lang, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const unit = units[power] ?? 'byte';
  return formatNumber(lang, bytes / 1000 ** power, {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  });
}

/** A length in millimetres: `62 mm`, from one metre on `1.25 m`. */
export const formatMm = (lang: Lang, mm: number): string =>
  Math.abs(mm) < 1000
    ? formatNumber(lang, mm, { style: 'unit', unit: 'millimeter', maximumFractionDigits: 1 })
    : formatNumber(lang, mm / 1000, { style: 'unit', unit: 'meter', maximumFractionDigits: 2 });
