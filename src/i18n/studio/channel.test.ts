import { describe, expect, test } from 'vitest';
import { channels } from '#domain/channel/catalogue.ts';
import { checkPost } from '#domain/channel/check.ts';
import {
  channelIds,
  fieldKeys,
  findingCodes,
  mediaKinds,
  mediaUnits,
  type PostMedia,
  textUnits,
  toneHints,
} from '#domain/channel/model.ts';
import { channelName, channelTexts, describeFinding, unitHint, unitName } from './channel.ts';

const keys = Object.keys(channelTexts.en);

describe.each(['en', 'de'] as const)('%s', (lang) => {
  const texts: Readonly<Record<string, string>> = channelTexts[lang];

  test.each([
    ['channel', channelIds],
    ['field', [...fieldKeys, 'all', 'media']],
    ['unit', [...textUnits, ...mediaUnits, 'smsSeptets', 'smsUcs2']],
    ['media', mediaKinds],
    ['finding', findingCodes],
    ['tone', toneHints],
    ['scope', channels.flatMap((channel) => channel.limits.map((limit) => limit.scope))],
    ['confidence', ['high', 'medium', 'low']],
  ] as const)('has a text for every %s', (prefix, names) => {
    expect(names.filter((name) => !texts[`${prefix}_${name}`])).toEqual([]);
  });

  test('has the keys and placeholders of English, and shouts nowhere', () => {
    expect(Object.keys(texts)).toEqual(keys);
    for (const [key, text] of Object.entries(channelTexts.en)) {
      const names = (value: string): string[] => (value.match(/\{\w+\}/g) ?? []).sort();
      expect(names(texts[key] ?? '')).toEqual(names(text));
      expect(texts[key]).not.toContain('!');
    }
  });

  test('says every finding without a placeholder left over', () => {
    const long = 'Wort <> example.de/?a=1 #a1 #b $AB $CD @a @b @c @d – € \n'.repeat(1_300);
    const fields = Object.fromEntries(fieldKeys.map((key) => [key, long]));
    const media: PostMedia[] = [
      ...Array.from({ length: 40 }, (): PostMedia => ({ kind: 'image', bytes: 3e7, alt: 'a'.repeat(2_000) })),
      { kind: 'video', bytes: 9e9, seconds: 7_000, alt: 'a'.repeat(2_000) },
      { kind: 'audio' },
      { kind: 'gif' },
    ];
    const seen = new Set<string>();
    for (const channel of [...channelIds, 'fax']) {
      for (const [given, things] of [
        [fields, media],
        [{}, []],
        [{ text: 'a €'.repeat(45), preheader: 'a' }, []],
      ] as const) {
        for (const finding of checkPost(channel, given, things).findings) {
          const sentence = describeFinding(lang, finding);
          expect(sentence).not.toMatch(/[{}]|finding_|unit_|undefined|NaN/);
          expect(sentence).toMatch(/\.$/);
          seen.add(finding.code);
        }
      }
    }
    expect(findingCodes.filter((code) => !seen.has(code))).toEqual([]);
  });
});

test('says how much too long a text is, with the right form', () => {
  const [one] = checkPost('x', { text: 'a'.repeat(281) }).findings;
  expect(one && describeFinding('en', one)).toBe('Text: 1 character too many. The limit is 280.');
  const [many] = checkPost('linkedin', { text: 'a'.repeat(4_500) }).findings;
  expect(many && describeFinding('de', many)).toBe(
    'Text: 1.500 Zeichen zu viel. Die Grenze liegt bei 3.000.',
  );
  const [size] = checkPost('bluesky', { text: 'a' }, [{ kind: 'image', bytes: 3e6, alt: 'a' }]).findings;
  expect(size && describeFinding('en', size)).toBe('Largest picture: 3\u00a0MB. The limit is 2\u00a0MB.');
});

test('names what it knows and leaves the rest', () => {
  expect(channelName('de', 'poster')).toBe('Plakat');
  expect(channelName('de', 'fax')).toBe('fax');
  expect(unitName('en', 'words', 1)).toBe('word');
  expect(unitHint('en', 'smsSeptets')).toContain('{ }');
  expect(unitHint('en', 'words')).toBeUndefined();
});
