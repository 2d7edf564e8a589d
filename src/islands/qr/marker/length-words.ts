import { formatNumber, type Lang } from '#i18n/text.ts';

/** A distance as people say it, unit on the same line: `17 cm`, `1.6 m`. */
export const lengthWords = (lang: Lang, metres: number): string =>
  metres < 1
    ? formatNumber(lang, metres * 100, { style: 'unit', unit: 'centimeter', maximumFractionDigits: 0 })
    : formatNumber(lang, metres, { style: 'unit', unit: 'meter', maximumFractionDigits: 1 });
