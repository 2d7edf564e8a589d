/** Holds a post against what its channel carries: how full each field is, and what would go wrong. */
import { findChannel, limitsOf } from './catalogue.ts';
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
import { countSms } from './count-sms.ts';
import { countSyllables, type SpeechLanguage, speechSeconds } from './count-speech.ts';
import { findLinks } from './links.ts';
import type {
  Channel,
  Count,
  FieldKey,
  Finding,
  FindingCode,
  Limit,
  LimitsOverride,
  MediaUnit,
  PostCheck,
  PostMedia,
  TextUnit,
} from './model.ts';
import { mediaUnits } from './model.ts';

/** Texts by field; what the channel has no field for is not looked at. */
export type PostFields = Readonly<Partial<Record<FieldKey, string>>> | Readonly<Record<string, string>>;

const addressOf = (url: string): string => url.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');

const counters: Readonly<Record<TextUnit, (text: string, lang: SpeechLanguage) => number>> = {
  weighted: countWeighted,
  graphemes: countGraphemes,
  mastodon: countMastodon,
  threads: countThreads,
  utf16: countUtf16,
  bytes: countBytes,
  words: countWords,
  syllables: countSyllables,
  // To the next tenth: a spot that is full to the brim must not look as if it had room.
  seconds: (text, lang) => Math.ceil(speechSeconds(text, lang) * 10) / 10,
  smsParts: (text) => countSms(text).parts,
  hashtags: (text) => listHashtags(text).length,
  mentions: (text) => listMentions(text).length,
  cashtags: (text) => listCashtags(text).length,
  links: (text) => findLinks(text).length,
  uniqueLinks: (text) => new Set(findLinks(text).map((link) => link.url)).size,
  addressLength: (text) => Math.max(0, ...findLinks(text).map((link) => addressOf(link.url).length)),
};

/** Length of a text in one unit. `lang` matters for what is spoken. */
export function countText(unit: TextUnit, text: string, lang: SpeechLanguage = 'en'): number {
  return counters[unit](text, lang);
}

const worst = (values: readonly number[]): number => Math.max(0, ...values);

const mediaCounters: Readonly<Record<MediaUnit, (media: readonly PostMedia[]) => number>> = {
  media: (media) => media.length,
  images: (media) => media.filter((item) => item.kind === 'image').length,
  videos: (media) => media.filter((item) => item.kind === 'video').length,
  kinds: (media) => new Set(media.map((item) => item.kind)).size,
  imageBytes: (media) => worst(media.map((item) => (item.kind === 'image' ? (item.bytes ?? 0) : 0))),
  videoBytes: (media) => worst(media.map((item) => (item.kind === 'video' ? (item.bytes ?? 0) : 0))),
  documentBytes: (media) => worst(media.map((item) => (item.kind === 'document' ? (item.bytes ?? 0) : 0))),
  videoSeconds: (media) => worst(media.map((item) => (item.kind === 'video' ? (item.seconds ?? 0) : 0))),
  altUtf16: (media) => worst(media.map((item) => countUtf16(item.alt ?? ''))),
  altGraphemes: (media) => worst(media.map((item) => countGraphemes(item.alt ?? ''))),
  videoAltGraphemes: (media) =>
    worst(media.map((item) => (item.kind === 'video' ? countGraphemes(item.alt ?? '') : 0))),
};

const isMediaUnit = (unit: string): unit is MediaUnit => (mediaUnits as readonly string[]).includes(unit);

/** True if there is nothing to read: white space and invisible characters do not count. */
const isBlank = (text: string): boolean => /^[\s\p{Cf}\p{Cc}\u2800\u3164]*$/u.test(text);

type Post = {
  readonly channel: Channel;
  readonly texts: ReadonlyMap<FieldKey, string>;
  readonly media: readonly PostMedia[];
  readonly lang: SpeechLanguage;
};

function applies(limit: Limit, media: readonly PostMedia[]): boolean {
  switch (limit.when) {
    case 'images':
      return media.some((item) => item.kind === 'image');
    case 'noImages':
      return !media.some((item) => item.kind === 'image');
    case 'media':
      return media.length > 0;
    case 'noMedia':
      return media.length === 0;
    default:
      return true;
  }
}

function measure(limit: Limit, post: Post): number {
  if (isMediaUnit(limit.unit)) return mediaCounters[limit.unit](post.media);
  const { unit } = limit;
  if (limit.on === 'media') return 0;
  if (limit.on !== 'all') return countText(unit, post.texts.get(limit.on) ?? '', post.lang);
  const each = [...post.texts.values()].map((text) => countText(unit, text, post.lang));
  return unit === 'addressLength' ? worst(each) : each.reduce((sum, count) => sum + count, 0);
}

const overCodes = {
  refused: 'over_limit',
  advised: 'over_limit',
  folded: 'folded',
  ignored: 'ignored',
} as const;

function judge(limit: Limit, used: number): Finding | undefined {
  const { unit, value } = limit;
  const severity = limit.severity === 'hard' ? 'stop' : 'advice';
  if (limit.bound === 'min') {
    if (used >= value) return undefined;
    // Too little text is said of a text only; an empty one is a matter of `field_missing`.
    if (limit.on !== 'media' && used === 0) return undefined;
    const code: FindingCode = limit.on === 'media' ? 'media_missing' : 'below_minimum';
    return { code, severity, field: limit.on, details: { unit, used, limit: value, missing: value - used } };
  }
  if (used <= value) return undefined;
  if (unit === 'kinds') return { code: 'media_mixed', severity, field: 'media', details: { kinds: used } };
  const over = Math.round((used - value) * 10) / 10;
  return {
    code: overCodes[limit.effect],
    severity,
    field: limit.on,
    details: { unit, used, limit: value, over },
  };
}

function* missingFields({ channel, texts, media }: Post): Generator<Finding> {
  for (const { key, required } of channel.fields) {
    if (required === 'never' || (required === 'media' && media.length > 0)) continue;
    if (!isBlank(texts.get(key) ?? '')) continue;
    yield {
      code: 'field_missing',
      severity: channel.isOnline ? 'stop' : 'advice',
      field: key,
      details: { field: key },
    };
  }
}

function* characterFindings({ channel, texts }: Post): Generator<Finding> {
  for (const [field, text] of texts) {
    const refused = [...(channel.forbidden ?? '')].filter((character) => text.includes(character));
    if (refused.length > 0) {
      yield {
        code: 'forbidden_characters',
        severity: 'stop',
        field,
        details: { characters: refused.join(' ') },
      };
    }
    if (channel.ignoresLineBreaks && text.trim().includes('\n')) {
      yield { code: 'line_breaks_ignored', severity: 'advice', field, details: {} };
    }
  }
}

function* mediaFindings({ channel, media }: Post): Generator<Finding> {
  const foreign = new Set(
    media.map((item) => item.kind).filter((kind) => !channel.mediaKinds.includes(kind)),
  );
  for (const kind of foreign) {
    const severity = channel.isOnline ? 'stop' : 'advice';
    yield { code: 'media_not_carried', severity, field: 'media', details: { kind } };
  }
  const silent = media.filter(
    (item) => item.kind !== 'audio' && item.kind !== 'document' && isBlank(item.alt ?? ''),
  );
  if (channel.isOnline && silent.length > 0) {
    yield { code: 'alt_missing', severity: 'advice', field: 'media', details: { count: silent.length } };
  }
}

function* linkFindings({ channel, texts }: Post): Generator<Finding> {
  const { use, needsScheme, costsReach } = channel.links;
  for (const [field, text] of texts) {
    const once = new Map(findLinks(text).map((link) => [link.url, link.hasScheme]));
    for (const [url, hasScheme] of once) {
      const note = (code: FindingCode): Finding => ({ code, severity: 'advice', field, details: { url } });
      const address = addressOf(url);
      if (use === 'read') yield note('link_not_tappable');
      if (use === 'typed' && /[?=&_%#~]/.test(address)) yield note('address_hard_to_type');
      if (use === 'heard' && /[/\d_?=&%-]/.test(address)) yield note('address_hard_to_say');
      if (needsScheme && !hasScheme) yield note('link_needs_scheme');
      if (costsReach) yield note('link_costs_reach');
    }
  }
}

function smsFindings({ texts }: Post): { count: Count; findings: Finding[] } {
  const text = texts.get('text') ?? '';
  const { encoding, used, capacity, parts, offending, double } = countSms(text);
  const count: Count = {
    limitId: null,
    field: 'text',
    unit: encoding === 'GSM-7' ? 'smsSeptets' : 'smsUcs2',
    bound: 'max',
    used,
    limit: capacity,
    severity: 'advice',
  };
  const findings: Finding[] = [];
  const partsWithout = (characters: readonly string[]): number =>
    countSms(characters.reduce((rest, character) => rest.replaceAll(character, 'x'), text)).parts;
  const plainParts = partsWithout(offending);
  const singleParts = partsWithout(double);
  if (offending.length > 0) {
    const details = { characters: offending.join(' '), parts, plainParts };
    findings.push({ code: 'sms_unicode', severity: 'advice', field: 'text', details });
  } else if (singleParts < parts) {
    const details = { characters: double.join(' '), parts, plainParts: singleParts };
    findings.push({ code: 'sms_double', severity: 'advice', field: 'text', details });
  }
  return { count, findings };
}

/**
 * Checks a post as it stands.
 *
 * @param channelId    a `ChannelId`; any other text yields the single finding `unknown_channel`
 * @param fields       texts by the channel's field keys; a missing one counts as empty
 * @param media        what is attached
 * @param override     the operator's corrections to the limits, by limit id
 * @param lang         language of the text, for what is spoken; all but German are estimated by English rules
 * @returns counts for every limit in force, findings with what stops first, and whether the network would refuse
 */
export function checkPost(
  channelId: string,
  fields: PostFields,
  media: readonly PostMedia[] = [],
  override: LimitsOverride = {},
  lang: string = 'en',
): PostCheck {
  const channel = findChannel(channelId);
  if (!channel) {
    const details = { channel: channelId };
    const finding: Finding = { code: 'unknown_channel', severity: 'advice', field: 'all', details };
    return { counts: [], findings: [finding], blocked: false };
  }
  const given: Readonly<Record<string, string | undefined>> = fields;
  const post: Post = {
    channel,
    texts: new Map(
      channel.fields.map(({ key }) => [key, Object.hasOwn(given, key) ? (given[key] ?? '') : '']),
    ),
    media,
    lang: lang === 'de' ? 'de' : 'en',
  };

  const counts: Count[] = [];
  const findings: Finding[] = [...missingFields(post)];
  for (const limit of limitsOf(channel, override)) {
    if (!applies(limit, media)) continue;
    const used = measure(limit, post);
    const { id, on, unit, bound, value, severity } = limit;
    counts.push({ limitId: id, field: on, unit, bound, used, limit: value, severity });
    const finding = judge(limit, used);
    if (finding) findings.push(finding);
  }
  if (channel.id === 'sms') {
    const sms = smsFindings(post);
    counts.unshift(sms.count);
    findings.push(...sms.findings);
  }
  findings.push(...mediaFindings(post), ...characterFindings(post), ...linkFindings(post));
  if (channel.isUnverified)
    findings.push({ code: 'unverified', severity: 'advice', field: 'all', details: {} });

  const stops = findings.filter((finding) => finding.severity === 'stop');
  const advice = findings.filter((finding) => finding.severity === 'advice');
  return { counts, findings: [...stops, ...advice], blocked: stops.length > 0 };
}

/**
 * The count to show beside a field: the fullest of its upper limits, a hard one before advice where both are kept.
 * Undefined if nothing limits the field.
 */
export function tightestCount(counts: readonly Count[], field: Count['field']): Count | undefined {
  const share = (count: Count): number => count.used / count.limit;
  const upper = counts.filter((count) => count.field === field && count.bound === 'max');
  const fullest = (some: readonly Count[]): Count | undefined =>
    some.toSorted((a, b) => share(b) - share(a))[0];
  const hard = fullest(upper.filter((count) => count.severity === 'hard'));
  const advice = fullest(upper.filter((count) => count.severity === 'advice'));
  if (!hard || !advice) return hard ?? advice;
  return share(advice) > 1 && share(hard) <= 1 ? advice : hard;
}
