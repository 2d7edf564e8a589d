import { formatMm, formatNumber, type Lang } from '#i18n/text.ts';

/** Cut, not rounded: what falls short by a centimetre does not suffice. */
export const metres = (lang: Lang, value: number): string => {
  const digits = value < 10 ? 100 : 10;
  return formatNumber(lang, Math.floor(value * digits + 1e-6) / digits, {
    style: 'unit',
    unit: 'meter',
    maximumFractionDigits: 2,
  });
};

export const millimetres = (lang: Lang, value: number): string =>
  formatMm(lang, value >= 100 ? Math.round(value) : value);
