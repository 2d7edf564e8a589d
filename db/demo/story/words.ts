import { createHash } from 'node:crypto';
import type { Id, IdPrefix } from '#domain/shared/id.ts';

export type Text = { en: string; de: string };

/** A text in both languages of the campaign. */
export const t = (en: string, de: string): Text => ({ en, de });

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** The id of a thing of the demo: always the same for the same key. An import gives new ones. */
export function idOf<P extends IdPrefix>(prefix: P, key: string): Id<P> {
  const hash = createHash('sha256').update(`${prefix}:${key}`).digest();
  return `${prefix}_${Array.from(hash.subarray(0, 16), (byte) => ALPHABET[byte & 31]).join('')}`;
}

export const chapterKeys = [
  'one-hole',
  'watch-book',
  'where-it-falls',
  'aft',
  'clockwork',
  'letter',
  'longest-watch',
  'seven-and-one',
] as const;
export type ChapterKey = (typeof chapterKeys)[number];
