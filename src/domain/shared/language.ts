/** ISO 639-1 code of a language the audience reads, in lower case. */
export type Language = string;

/** A text by language; a missing or empty one falls back to the campaign's first language. */
export type Localized = Record<Language, string>;

/** The languages a campaign can be told in, offered by the studio. */
export const offeredLanguages = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'da', 'sv', 'tr', 'uk'] as const;

/** A text found, and the language it is in: `fallback` when it is not the one asked for. */
export interface Picked {
  readonly text: string;
  readonly language: Language;
  readonly fallback: boolean;
}

/** The text in `language`, else in the first of `languages` that has one. */
export function pick(text: Localized, language: Language, languages: readonly Language[]): Picked {
  const own = text[language];
  if (own) return { text: own, language, fallback: false };
  for (const other of languages) {
    const found = text[other];
    if (found) return { text: found, language: other, fallback: true };
  }
  return { text: '', language, fallback: false };
}

/**
 * The language to answer in: an explicit wish, else the best of an Accept-Language header
 * (RFC 9110 §12.5.4, by quality then order), else the first of `languages`.
 */
export function negotiate(
  languages: readonly [Language, ...Language[]] | readonly Language[],
  wish: string | null | undefined,
  acceptLanguage: string | null | undefined,
): Language {
  const first = languages[0] ?? 'en';
  if (wish && languages.includes(wish)) return wish;
  const ranked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return {
        language: tag.slice(0, 2),
        quality: quality ? Number(quality.trim().slice(2)) || 0 : 1,
        order,
      };
    })
    .filter((entry) => entry.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.order - b.order);
  return ranked.find((entry) => languages.includes(entry.language))?.language ?? first;
}
