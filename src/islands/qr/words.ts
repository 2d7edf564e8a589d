import type { Finding } from '#domain/qr/model.ts';
import { qrTexts } from '#i18n/studio/qr.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';

type Key = keyof (typeof qrTexts)['en'];

const isKey = (key: string): key is Key => Object.hasOwn(qrTexts.en, key);

/** A sentence of the style texts by its key; the key itself when there is none. */
export const qrText = (lang: Lang, key: string): string => (isKey(key) ? qrTexts[lang][key] : key);

/** A finding's details as its sentence shows them: numbers in the reader's way, families by name. */
function spoken(lang: Lang, details: Finding['details']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(details).map(([key, value]) => {
      if (typeof value === 'number')
        return [key, formatNumber(lang, value, { maximumFractionDigits: 2, useGrouping: false })];
      return [key, key === 'family' ? qrText(lang, `family.${value}`) : value];
    }),
  );
}

/** A finding as a sentence that begins with a capital. */
export function findingWords(lang: Lang, { code, details }: Finding): string {
  const sentence = fill(qrText(lang, code), spoken(lang, details));
  return sentence.charAt(0).toLocaleUpperCase(lang) + sentence.slice(1);
}

/** The name of a finding's mend, null when it has none. */
export const mendWords = (lang: Lang, { mend, details }: Finding): string | null =>
  mend ? fill(qrText(lang, `mend.${mend.action}`), spoken(lang, details)) : null;
