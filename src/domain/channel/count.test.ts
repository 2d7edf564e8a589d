import fc from 'fast-check';
import twitterText from 'twitter-text';
import { describe, expect, test } from 'vitest';
import {
  countBytes,
  countGraphemes,
  countMastodon,
  countThreads,
  countUtf16,
  countWeighted,
  countWords,
  listCashtags,
  listHashtags,
  listMentions,
} from './count.ts';
import { findLinks } from './links.ts';

/** Pieces that meet in real posts, and the ones that counters stumble over. */
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      ' ',
      '\n',
      '. ',
      ', ',
      ': ',
      ' – ',
      '(',
      ')',
      '"',
      '„',
      '“',
      '!',
      '-',
      '_',
      '/',
      '@',
      '#',
      '&',
      '.',
      '?',
      "'",
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Hafen',
      'straße',
      'Ähre',
      'naïve',
      'cafe\u0301',
      'Σίσυφος',
      'Привет',
      'שלום',
      'مرحبا',
      '日本語',
      '点看',
      '한국',
      'x',
      '7',
      '2026',
      '€',
      '™',
      '©',
      '☀',
      '\u200D',
      '\u2003',
      '\u200E',
      '\u3000',
      '\uFEFF',
      '½',
      '𝒜',
      '𠮷',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'example.de',
      'Example.COM',
      'https://example.de',
      'http://münchen.de/weg?a=b&c=d#e',
      'wegmarke.example/',
      'a.b.co.uk',
      'foo_bar.example.com',
      'https://t.co/abc123/def',
      'https://t.co/abc?x=1',
      'example.com/(a(b)c)',
      'example.com:8080/x',
      'example.com?q=1',
      'http://日本.jp/',
      '日本.jp',
      'x.日本',
      'xn--mnchen-3ya.de',
      'hallo@example.de',
      'Ende.Danach',
      'z.B.',
      'node.js',
      'https://example.de/ü/Weg_(Karte).',
      'https://-a.de',
      'пример.рф',
      'http://пример.рф/путь',
      'deviantart.com/@a/b',
      `${'l'.repeat(70)}.com`,
      `https://t.co/${'s'.repeat(45)}`,
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '😀',
      '👨‍👩‍👧‍👦',
      '👩🏽‍🚒',
      '🏳️‍🌈',
      '🇩🇪',
      '1️⃣',
      '☀️',
      '❤️',
      '👍🏿',
      '☕',
      '🕵️‍♂️',
      '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    ),
  },
);
const post = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));

/** The published counter measures some glued links in two ways (offsets and text); there is no answer to compare then. */
const isConsistent = (text: string): boolean =>
  twitterText
    .extractUrlsWithIndices(text.normalize())
    .every(({ url, indices }) => url.length === indices[1] - indices[0]);

describe('X, against the published counter', () => {
  test('weighs made-up posts alike', () => {
    fc.assert(
      fc.property(post.filter(isConsistent), (text) => {
        expect(countWeighted(text)).toBe(twitterText.parseTweet(text).weightedLength);
      }),
      { numRuns: 4000 },
    );
  });

  test('weighs arbitrary characters alike', () => {
    const plain = fc
      .string({ unit: 'binary', maxLength: 40 })
      .filter((text) => !/\p{Emoji_Presentation}|\p{ExtPict}/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        expect(countWeighted(text)).toBe(twitterText.parseTweet(text).weightedLength);
      }),
      { numRuns: 2000 },
    );
  });

  test('weighs every character of the basic plane alike', () => {
    const differing: string[] = [];
    for (let from = 1; from < 0xffff; from += 64) {
      const letters = Array.from({ length: 64 }, (_, index) => String.fromCharCode(from + index)).join('\n');
      if (countWeighted(letters) !== twitterText.parseTweet(letters).weightedLength)
        differing.push(from.toString(16));
    }
    expect(differing).toEqual([]);
  });

  test('finds the same links', () => {
    fc.assert(
      fc.property(post, (text) => {
        const ours = findLinks(text).map((link) => [link.start, link.end]);
        expect(ours).toEqual(twitterText.extractUrlsWithIndices(text).map((link) => [...link.indices]));
      }),
      { numRuns: 4000 },
    );
  });

  test('finds the same hashtags and cashtags', () => {
    fc.assert(
      fc.property(
        fc
          .array(
            fc.constantFrom(
              '#',
              '＃',
              '$',
              'Hafen',
              'straße',
              '7',
              '_',
              ' ',
              '&',
              '/',
              '-',
              '.',
              '日本',
              '☀️',
              '😀',
              'a',
              'https://example.de/#a ',
              '\u20E3',
            ),
            { maxLength: 12 },
          )
          .map((parts) => parts.join('')),
        (text) => {
          expect(listHashtags(text)).toEqual([...twitterText.extractHashtags(text)]);
          expect(listCashtags(text)).toEqual([...twitterText.extractCashtags(text)]);
        },
      ),
      { numRuns: 4000 },
    );
  });

  test.each([
    ['', 0],
    ['example.de', 23],
    ['https://example.de/a/very/long/path?with=query', 23],
    ['Ende.Danach', 11],
    ['日本語', 6],
    ['👨‍👩‍👧‍👦', 2],
    ['cafe\u0301', 4],
    ['Mehr auf example.de.', 9 + 23 + 1],
  ])('%j weighs %i', (text, weight) => {
    expect(countWeighted(text)).toBe(weight);
  });

  test('stays quick where no white space is written', () => {
    const text = `${'日'.repeat(3000)}.${'本'.repeat(3000)}`;
    expect(countWeighted(text)).toBe(12_001);
  });
});

describe('simple units', () => {
  test('a joined emoji in each unit', () => {
    const family = '👨‍👩‍👧‍👦';
    expect(countGraphemes(family)).toBe(1);
    expect(countUtf16(family)).toBe(11);
    expect(countBytes(family)).toBe(25);
    expect(countThreads(family)).toBe(25);
  });

  test('bytes as the platform encodes them, graphemes never more than UTF-16 units', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(countBytes(text)).toBe(Buffer.byteLength(text, 'utf8'));
        expect(countGraphemes(text)).toBeLessThanOrEqual(countUtf16(text));
      }),
    );
  });

  test('Threads counts letters as one and an emoji by its bytes', () => {
    expect(countThreads('Grüße')).toBe(5);
    expect(countThreads('Hallo 😀')).toBe(6 + 4);
  });

  test.each([
    ['', 0],
    ['– –', 0],
    ['Der Hafen-Automat spricht.', 3],
    ["don't stop", 2],
    ['wegmarke.example/ABC', 1],
    ['私は学生です', 4],
  ])('%j has %i words', (text, words) => {
    expect(countWords(text)).toBe(words);
  });

  test('mentions with and without a server, none inside addresses', () => {
    expect(listMentions('@anna trifft @ben@example.social. Mail: c@example.de')).toEqual(['anna', 'ben']);
  });
});

// Published at https://docs.joinmastodon.org/user/posting/ and in Mastodon's own status_length_validator_spec.rb.
describe('Mastodon', () => {
  test('a link costs 23, whatever its length', () => {
    expect(countMastodon(`http://${'b'.repeat(30)}.com/example`)).toBe(23);
    expect(countMastodon(`${'a'.repeat(476)} http://${'b'.repeat(30)}.com/example`)).toBe(500);
  });

  test('a bare name is no link there', () => {
    expect(countMastodon('example.de')).toBe(10);
  });

  test('a mention costs its name alone', () => {
    expect(countMastodon(`@alice@${'b'.repeat(30)}.com`)).toBe(6);
    expect(countMastodon(`${'a'.repeat(475)} @alice@${'b'.repeat(30)}.com`)).toBe(475 + 1 + 6);
  });

  test('an emoji with many parts costs one', () => {
    expect(countMastodon(`${'✨'.repeat(499)}🏳️‍⚧️`)).toBe(500);
  });
});
