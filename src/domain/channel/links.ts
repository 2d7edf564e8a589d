/**
 * Finds the links in a text the way X does, because X is the strictest of the networks: it also takes bare names
 * such as `example.de` for links. The rules are those of X's published counter, with which the tests compare.
 * Source: https://docs.x.com/resources/fundamentals/counting-characters
 */
import { dnsLabelLength } from './punycode.ts';
import { tlds } from './tlds.ts';

/** `text.slice(start, end)` is the link; `hasScheme` is false for a bare name (`example.de/a`). */
export type FoundLink = {
  readonly start: number;
  readonly end: number;
  readonly url: string;
  readonly hasScheme: boolean;
};

const maxUrlLength = 4096;
const maxLabelLength = 63;
/** So far beyond `maxLabelLength` that matching would only cost time. */
const hopelessLabelLength = 500;
const maxShortenerSlug = 40;

const latin =
  '\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\xFF\\u0100-\\u024F\\u0253\\u0254\\u0256\\u0257\\u0259\\u025B\\u0263\\u0268' +
  '\\u026F\\u0272\\u0289\\u028B\\u02BB\\u0300-\\u036F\\u1E00-\\u1EFF';
const direction = '\\u202A-\\u202E\\u061C\\u200E\\u200F\\u2066-\\u2069';
const noCharacter = '\\uFFFE\\uFEFF\\uFFFF';
const space = '\\x09-\\x0D\\x20\\x85\\xA0\\u1680\\u180E\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000';
const noLabel = `!'#%&()*+,\\\\./:;<=>?@\\[\\]^{|}~$${space}${noCharacter}${direction}`;
const label = `[^_\\-${noLabel}]`;

const suffix = `(?:(?:${[...tlds].sort((a, b) => b.length - a.length).join('|')})(?=[^0-9a-zA-Z@+-]|$)|xn--[-0-9a-z]+)`;
const domain = `(?:(?:${label}(?:[_-]|${label})*)?${label}\\.)*(?:${label}(?:-|${label})*)?${label}\\.${suffix}`;

const pathCharacter = `[a-z\\u0400-\\u04FF0-9!*';:=+,.$/%#\\[\\]\\-\\u2013_~@|&${latin}]`;
const pathEnd = `[+\\-a-z\\u0400-\\u04FF0-9=_#/${latin}]`;
const parens = `\\((?:${pathCharacter}+|${pathCharacter}*\\(${pathCharacter}+\\)${pathCharacter}*)\\)`;
const path =
  `(?:${pathCharacter}*(?:${parens}${pathCharacter}*)*(?:${pathEnd}|${parens})` + `|@${pathCharacter}+/)`;
const query = `\\?[a-z0-9!?*'@();:&=+$/%#\\[\\]\\-_.,~|]*[a-z0-9\\-_&=#/]`;

const linkPattern = new RegExp(
  `([^A-Za-z0-9@＠$#＃${noCharacter}]|^)((https?://)?(${domain})(?::[0-9]+)?(/${path}*)?(?:${query})?)`,
  'iy',
);
const suffixPattern = new RegExp(suffix, 'iy');
const dottedPattern = new RegExp(`[^${noLabel}]+(?:\\.[^${noLabel}]+)+`, 'gi');
const asciiDomainPattern = new RegExp(`(?:[\\-a-z0-9${latin}]+\\.)+${suffix}`, 'gi');
const shortenerPattern = new RegExp(`^https?://t\\.co/([a-z0-9]+)(?:${query})?`, 'i');

/** X also splits at the ideographic full stops, but only to measure. */
function labelLength(name: string): number {
  const parts = name.split(/[\u3002\uFF0E\uFF61]/);
  return parts.reduce((sum, part) => sum + dnsLabelLength(part), parts.length - 1);
}

function hasValidLabels(name: string): boolean {
  return name.split('.').every((part) => {
    // The encoder is quadratic; no label this long can be short enough.
    return part.length > 0 && part.length <= maxLabelLength && labelLength(part) <= maxLabelLength;
  });
}

/** The links of one match of `linkPattern`: one with a scheme, or the plain names within a bare one. */
function linksOf(text: string, match: RegExpExecArray): FoundLink[] {
  const [whole, before = '', url = '', scheme, name = '', tail] = match;
  const start = match.index + before.length;
  const end = match.index + whole.length;
  if (!hasValidLabels(name) || (scheme ?? 'https://').length + url.length > maxUrlLength) return [];

  if (scheme) {
    const short = shortenerPattern.exec(url);
    if (short && (short[1] ?? '').length > maxShortenerSlug) return [];
    const length = short ? short[0].length : url.length;
    return [{ start, end: start + length, url: url.slice(0, length), hasScheme: true }];
  }

  if (/[-_./]$/.test(before)) return [];
  const names = Array.from(name.matchAll(asciiDomainPattern), (part) => part[0]);
  let searched = 0;
  return names.map((part, index) => {
    const at = name.indexOf(part, searched);
    searched = at + part.length;
    // Only the last name can own the path that follows it.
    const to = tail !== undefined && index === names.length - 1 ? end : start + searched;
    return { start: start + at, end: to, url: text.slice(start + at, to), hasScheme: false };
  });
}

/** Index of the first dot from `from` on, before `to`, that a top-level domain follows; -1 if there is none. */
function findNameEnd(text: string, from: number, to: number): number {
  for (let dot = text.indexOf('.', from); dot >= 0 && dot < to; dot = text.indexOf('.', dot + 1)) {
    suffixPattern.lastIndex = dot + 1;
    if (suffixPattern.test(text)) return dot;
  }
  return -1;
}

/** All links in reading order, not overlapping. Offsets are UTF-16 units into `text`. */
export function findLinks(text: string): FoundLink[] {
  const found: FoundLink[] = [];
  let matchedTo = 0;
  // The pattern is tried only around dots that end a name: on text without spaces it would be quadratic.
  for (const { index: runStart, 0: run } of text.matchAll(dottedPattern)) {
    const runEnd = runStart + run.length;
    let at = Math.max(matchedTo, runStart);
    for (let dot = findNameEnd(text, at, runEnd); dot >= 0; dot = findNameEnd(text, at, runEnd)) {
      const first = Math.max(matchedTo, runStart - ' https://'.length, 0);
      const isTooLong = text
        .slice(at, dot)
        .split('.')
        .some((part) => part.length > hopelessLabelLength);
      let match: RegExpExecArray | null = null;
      for (let start = first; !isTooLong && !match && start < dot; start += 1) {
        linkPattern.lastIndex = start;
        match = linkPattern.exec(text);
      }
      if (match) {
        found.push(...linksOf(text, match));
        matchedTo = match.index + match[0].length;
      }
      at = Math.max(dot + 1, matchedTo);
    }
  }
  return found;
}

/** `text` with each link replaced by a blank, for rules that must not look inside links. */
export function withoutLinks(text: string): string {
  let rest = '';
  let from = 0;
  for (const link of findLinks(text)) {
    rest += `${text.slice(from, link.start)} `;
    from = link.end;
  }
  return rest + text.slice(from);
}
