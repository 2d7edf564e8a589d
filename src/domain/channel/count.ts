/**
 * How long a text is, in each of the units in which networks and printed things count. Pure, and the same in the
 * browser and on the server.
 */
import { findLinks, withoutLinks } from './links.ts';

const graphemeSegmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const encoder = new TextEncoder();

/** Characters as people see them: grapheme clusters (UAX #29). `👩‍👩‍👧` is one. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of graphemeSegmenter.segment(text)) count += 1;
  return count;
}

/** UTF-8 bytes. */
export function countBytes(text: string): number {
  return encoder.encode(text).length;
}

/** UTF-16 units, as JavaScript, Java and C# count. */
export function countUtf16(text: string): number {
  return text.length;
}

// https://docs.x.com/resources/fundamentals/counting-characters, configuration v3
const linkWeight = 23;
const heavyWeight = 2;
const lightRanges = [
  [0x0000, 0x10ff],
  [0x2000, 0x200d],
  [0x2010, 0x201f],
  [0x2032, 0x2037],
] as const;

const emojiPattern = /\p{RGI_Emoji}|[\p{Emoji}--[0-9#*]]\uFE0F|[0-9#*]\uFE0F?\u20E3/gv;

/** X: weighted characters. Links cost 23, CJK and emoji 2 (a joined emoji too), the rest 1, after NFC. */
export function countWeighted(text: string): number {
  const normal = text.normalize('NFC');
  const jumps = new Map<number, { end: number; weight: number }>();
  for (const match of normal.matchAll(emojiPattern)) {
    jumps.set(match.index, { end: match.index + match[0].length, weight: heavyWeight });
  }
  for (const link of findLinks(normal)) jumps.set(link.start, { end: link.end, weight: linkWeight });

  let weight = 0;
  let at = 0;
  while (at < normal.length) {
    const jump = jumps.get(at);
    if (jump) {
      weight += jump.weight;
      at = jump.end;
      continue;
    }
    const point = normal.codePointAt(at) ?? 0;
    weight += lightRanges.some(([from, to]) => point >= from && point <= to) ? 1 : heavyWeight;
    at += point > 0xffff ? 2 : 1;
  }
  return weight;
}

/**
 * Mastodon: grapheme clusters, where a link with http(s) costs 23 whatever its length and a mention is counted
 * without its server. Source: https://docs.joinmastodon.org/user/posting/
 */
export function countMastodon(text: string): number {
  let countable = '';
  let from = 0;
  for (const link of findLinks(text)) {
    if (!link.hasScheme) continue;
    countable += text.slice(from, link.start) + 'x'.repeat(linkWeight);
    from = link.end;
  }
  countable += text.slice(from);
  return countGraphemes(
    countable.replace(
      /(^|[^/\w])@([a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]/gi,
      (_, before, name) => `${before}@${name}`,
    ),
  );
}

/**
 * Threads: characters, where an emoji counts as its UTF-8 bytes.
 * Source: https://developers.facebook.com/docs/threads/create-posts/text-attachments
 */
export function countThreads(text: string): number {
  let count = 0;
  let from = 0;
  for (const match of text.matchAll(emojiPattern)) {
    count += [...text.slice(from, match.index)].length + countBytes(match[0]);
    from = match.index + match[0].length;
  }
  return count + [...text.slice(from)].length;
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
const wordSegmenter = new Intl.Segmenter('ja', { granularity: 'word' });

/** Words as a writer counts them: by white space (a hyphened word is one), by dictionary where none is written. */
export function countWords(text: string): number {
  let count = 0;
  for (const [token] of text.matchAll(/\S+/g)) {
    if (!/[\p{L}\p{N}]/u.test(token)) continue;
    count += unspaced.test(token)
      ? Array.from(wordSegmenter.segment(token)).filter((part) => part.isWordLike).length
      : 1;
  }
  return count;
}

const hashtagPattern =
  /(?<![[\p{L}\p{M}\p{Nd}_\&]--[\uFE0E\uFE0F]])[#＃](?![\uFE0F\u20E3])([\p{L}\p{M}\p{Nd}_]*[\p{L}\p{M}][\p{L}\p{M}\p{Nd}_]*)(?![\p{L}\p{M}\p{Nd}_#＃]|:\/\/)/gv;

/** Hashtags without their `#`, in order, repeated ones too. Digits alone are no hashtag, and links hold none. */
export function listHashtags(text: string): string[] {
  const links = findLinks(text);
  return Array.from(text.matchAll(hashtagPattern))
    .filter((match) => !links.some((link) => match.index >= link.start && match.index < link.end))
    .map((match) => match[1] ?? '');
}

/** `@name`, also with a server behind it. */
export function listMentions(text: string): string[] {
  const pattern = /(?<![\w!#$%&*@＠.-])[@＠]([A-Za-z0-9_](?:[\w.]*\w)?)/g;
  return Array.from(withoutLinks(text).matchAll(pattern), (match) => match[1] ?? '');
}

/** `$NAME`, one to six letters. */
export function listCashtags(text: string): string[] {
  const pattern = /(?<=^|\s)\$([a-z]{1,6}(?:[._][a-z]{1,2})?)(?=$|\s|[!-/:-@[-`{-~])/gi;
  return Array.from(text.matchAll(pattern), (match) => match[1] ?? '');
}
