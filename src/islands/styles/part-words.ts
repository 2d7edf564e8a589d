import type { LockPart } from '#domain/qr/style-library.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { type Lang, localeOf } from '#i18n/text.ts';

/** Parts of a look as a list in a sentence: "shapes and colours". */
export const partWords = (lang: Lang, parts: readonly LockPart[]): string =>
  new Intl.ListFormat(localeOf(lang)).format(parts.map((part) => stylesTexts[lang][`part_${part}`]));
