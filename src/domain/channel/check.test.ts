import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channels, findChannel, getChannel, limitsOf } from './catalogue.ts';
import { checkPost, countText, tightestCount } from './check.ts';
import { channelIds, type Finding, type PostMedia } from './model.ts';

const codes = (findings: readonly Finding[]): string[] => findings.map((finding) => finding.code);
const image: PostMedia = { kind: 'image', bytes: 900_000, alt: 'The harbour gate at night' };

describe('the catalogue', () => {
  const rows = channels.flatMap((channel) => channel.limits.map((limit) => ({ channel, limit })));

  test('has every channel once, and none by an inherited name', () => {
    expect(channels.map((channel) => channel.id)).toEqual([...channelIds]);
    expect(findChannel('constructor')).toBeUndefined();
  });

  test('names each limit once', () => {
    const ids = rows.map(({ limit }) => limit.id);
    expect(ids).toHaveLength(new Set(ids).size);
  });

  test.each(rows.map((entry) => [entry.limit.id, entry] as const))(
    '%s is a sound row',
    (_, { channel, limit }) => {
      expect(limit.value).toBeGreaterThan(0);
      expect(limit.verifiedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(limit.severity === 'hard').toBe(limit.effect === 'refused');
      if (limit.sourceUrl !== null) expect(new URL(limit.sourceUrl).protocol).toBe('https:');
      // Only what is known well enough may stand in an author's way, and only a network can refuse.
      if (limit.severity === 'hard') {
        expect(limit.confidence).not.toBe('low');
        expect(limit.sourceUrl).not.toBeNull();
        expect(channel.isOnline).toBe(true);
      }
      if (limit.on !== 'all' && limit.on !== 'media') {
        expect(channel.fields.map((field) => field.key)).toContain(limit.on);
      }
    },
  );

  test('operators replace, switch off and add limits', () => {
    const mastodon = getChannel('mastodon');
    const id = 'mastodon.all.mastodon.refused';
    expect(limitsOf(mastodon, { [id]: { value: 5_000 } }).find((limit) => limit.id === id)?.value).toBe(
      5_000,
    );
    expect(limitsOf(mastodon, { [id]: null }).map((limit) => limit.id)).not.toContain(id);
    const own = { 'xing.text.utf16.own': { on: 'text', unit: 'utf16', value: 10 } } as const;
    expect(checkPost('xing', { text: 'much longer than ten' }, [], own).blocked).toBe(true);
    expect(checkPost('bluesky', { text: 'much longer than ten' }, [], own).blocked).toBe(false);
  });
});

describe('what a network refuses', () => {
  test.each([
    ['x', { text: 'a'.repeat(280) }, [], false],
    ['x', { text: 'a'.repeat(281) }, [], true],
    ['x', { text: `${'a'.repeat(256)} example.de` }, [], false],
    ['x', { text: `${'a'.repeat(257)} example.de` }, [], true],
    ['x', { text: '$ABC and $DEF' }, [], true],
    ['bluesky', { text: '👨‍👩‍👧‍👦'.repeat(120) }, [], false],
    ['bluesky', { text: '👨‍👩‍👧‍👦'.repeat(121) }, [], true],
    ['bluesky', { text: 'a'.repeat(301) }, [], true],
    ['mastodon', { warning: 'a'.repeat(100), text: 'b'.repeat(400) }, [], false],
    ['mastodon', { warning: 'a'.repeat(101), text: 'b'.repeat(400) }, [], true],
    ['instagram', { text: 'No picture' }, [], true],
    ['instagram', { text: 'A picture' }, [image], false],
    ['instagram', { text: '#a #b #c #d #e #f' }, [image], true],
    ['telegram', { text: 'a'.repeat(1_025) }, [], false],
    ['telegram', { text: 'a'.repeat(1_025) }, [image], true],
    ['tiktok', { text: 'a'.repeat(2_201) }, [image], false],
    ['tiktok', { text: 'a'.repeat(2_201) }, [{ kind: 'video', alt: 'x' }], true],
    ['youtube', { title: 'A < B' }, [{ kind: 'video', alt: 'x' }], true],
    ['youtube', { title: 'A', description: 'ä'.repeat(2_501) }, [{ kind: 'video', alt: 'x' }], true],
    ['threads', { text: [1, 2, 3, 4, 5, 6].map((n) => `https://example.de/${n}`).join(' ') }, [], true],
    ['threads', { text: 'https://example.de/1 '.repeat(6) }, [], false],
    ['newsletter', { subject: '', body: 'Text' }, [], true],
    ['sms', { text: 'a'.repeat(1_601) }, [], true],
    ['sms', { text: 'Hello' }, [image], true],
    ['linkedin', { text: 'Both' }, [image, { kind: 'video', alt: 'x' }], true],
    ['poster', { headline: 'word '.repeat(500) }, [], false],
    ['poster', {}, [], false],
    ['x', { text: ' \u200B\u2060 ' }, [], true],
    ['x', {}, [image], false],
  ] as const)('%s %j %j: %s', (channel, fields, media, blocked) => {
    expect(checkPost(channel, fields, media).blocked).toBe(blocked);
  });

  test('blocked is the same as a finding that stops, and stops come first', () => {
    const fields = fc.record({
      text: fc.string({ unit: 'grapheme', maxLength: 600 }),
      title: fc.string({ maxLength: 400 }),
      headline: fc.lorem(),
      body: fc.lorem(),
      subject: fc.string(),
    });
    const media = fc.array(
      fc.constantFrom<PostMedia>(image, { kind: 'video', bytes: 2e8, seconds: 700 }, { kind: 'document' }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.constantFrom(...channelIds), fields, media, (channel, texts, items) => {
        const { findings, blocked, counts } = checkPost(channel, texts, items);
        const severities = findings.map((finding) => finding.severity);
        expect(blocked).toBe(severities.includes('stop'));
        expect([...severities].sort().reverse()).toEqual(severities);
        for (const count of counts) {
          const beyond = count.bound === 'max' ? count.used > count.limit : count.used < count.limit;
          if (beyond && count.severity === 'hard') expect(blocked).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('advice', () => {
  test('Mastodon makes no link of a bare name', () => {
    const { findings } = checkPost('mastodon', { text: 'See example.de and https://example.de' });
    expect(findings).toEqual([
      { code: 'link_needs_scheme', severity: 'advice', field: 'text', details: { url: 'example.de' } },
    ]);
  });

  test('an address is named once, however often it stands there', () => {
    const { findings } = checkPost('instagram', { text: 'example.de, example.de' }, [image]);
    expect(codes(findings)).toEqual(['link_not_tappable']);
  });

  test('Instagram does not open links, and shows 125 characters', () => {
    const { findings } = checkPost('instagram', { text: `${'a'.repeat(130)} example.de` }, [image]);
    expect(codes(findings)).toEqual(['folded', 'link_not_tappable']);
  });

  test('pictures need words for those who do not see them', () => {
    const { findings } = checkPost('bluesky', { text: 'Hi' }, [
      { kind: 'image' },
      image,
      { kind: 'image', alt: ' ' },
    ]);
    expect(findings).toEqual([
      { code: 'alt_missing', severity: 'advice', field: 'media', details: { count: 2 } },
    ]);
  });

  test('one dash makes two messages of one', () => {
    const text = `${'a'.repeat(100)} – ${'b'.repeat(20)}`;
    const { counts, findings } = checkPost('sms', { text });
    expect(findings).toEqual([
      {
        code: 'sms_unicode',
        severity: 'advice',
        field: 'text',
        details: { characters: '–', parts: 2, plainParts: 1 },
      },
    ]);
    expect(counts[0]).toMatchObject({ unit: 'smsUcs2', used: 123, limit: 134 });
  });

  test('characters that cost two are named when they cost a message', () => {
    expect(codes(checkPost('sms', { text: `${'a'.repeat(159)}€` }).findings)).toEqual(['sms_double']);
    expect(codes(checkPost('sms', { text: '5 €' }).findings)).toEqual([]);
  });

  test('a poster is read in passing', () => {
    const fields = {
      headline: 'one two three four five six seven eight',
      body: 'go to wegmarke.de/?x=1',
    };
    expect(codes(checkPost('poster', fields).findings)).toEqual(['over_limit', 'address_hard_to_type']);
  });

  test('a radio spot has seconds, and an address that can be said', () => {
    const { counts, findings } = checkPost(
      'radio',
      { text: `${'Wer wohnt im alten Leuchtturm am Hafen? '.repeat(6)} wegmarke.de/h4` },
      [],
      {},
      'de',
    );
    expect(counts.find((count) => count.unit === 'seconds')?.used).toBeGreaterThan(10);
    expect(codes(findings)).toEqual(['address_hard_to_say']);
    expect(codes(checkPost('radio', { text: 'Zu kurz.' }, [], {}, 'de').findings)).toEqual(['below_minimum']);
  });

  test('unknown channels and unverified limits are said, not guessed', () => {
    expect(checkPost('fax', { text: 'Hi' })).toMatchObject({ blocked: false, counts: [] });
    expect(codes(checkPost('fax', {}).findings)).toEqual(['unknown_channel']);
    expect(codes(checkPost('xing', { text: 'Hi' }).findings)).toEqual(['unverified']);
  });

  test('inherited names are no fields', () => {
    expect(checkPost('x', Object.create({ text: 'Hi' }) as Record<string, string>).blocked).toBe(true);
  });
});

test('all fields together are the sum of each', () => {
  const { counts } = checkPost('poster', { headline: 'Wer wohnt hier?', body: 'Scannen und fragen.' });
  expect(counts.find((count) => count.field === 'all' && count.unit === 'words')?.used).toBe(6);
  expect(countText('words', 'Wer wohnt hier?')).toBe(3);
});

test('the count beside a field is the limit that bites', () => {
  const counted = (
    channel: string,
    fields: Record<string, string>,
    field: 'text' | 'headline' | 'subject',
  ) => {
    const count = tightestCount(checkPost(channel, fields).counts, field);
    return count && [count.unit, count.limit];
  };
  expect(counted('bluesky', { text: 'Hallo' }, 'text')).toEqual(['graphemes', 300]);
  expect(counted('bluesky', { text: '👨‍👩‍👧‍👦'.repeat(100) }, 'text')).toEqual(['bytes', 3_000]);
  expect(counted('linkedin', { text: 'a'.repeat(100) }, 'text')).toEqual(['utf16', 3_000]);
  expect(counted('linkedin', { text: 'a'.repeat(211) }, 'text')).toEqual(['utf16', 210]);
  expect(counted('poster', { headline: 'Wer wohnt hier?' }, 'headline')).toEqual(['words', 7]);
  expect(counted('xing', { text: 'Hallo' }, 'text')).toBeUndefined();
});
