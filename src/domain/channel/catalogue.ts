/**
 * The channels and their limits, as rows of data. Figures were collected from public documentation that partly
 * disagrees, so each row says where it comes from, when it was read and how far it can be trusted; an operator's
 * corrections (`LimitsOverride`) win over it.
 */
import type {
  Channel,
  ChannelId,
  Confidence,
  Effect,
  Field,
  Limit,
  LimitsOverride,
  MediaKind,
  Provenance,
  Scope,
} from './model.ts';
import { channelIds } from './model.ts';

type Row = Omit<Limit, 'id'>;
type Extra = Partial<Pick<Limit, 'bound' | 'when' | 'others'>>;

const from = (sourceUrl: string | null, confidence: Confidence, scope: Scope): Provenance => ({
  sourceUrl,
  verifiedOn: '2026-11-22',
  confidence,
  scope,
});

const row =
  (effect: Effect) =>
  (on: Limit['on'], unit: Limit['unit'], value: number, source: Provenance, extra: Extra = {}): Row => ({
    on,
    unit,
    bound: 'max',
    value,
    severity: effect === 'refused' ? 'hard' : 'advice',
    effect,
    ...source,
    ...extra,
  });

/** Beyond it the network refuses, hides the rest, ignores the rest; or it is only unwise. */
const refused = row('refused');
const folded = row('folded');
const ignored = row('ignored');
const advised = row('advised');

const atLeast = (value: Extra = {}): Extra => ({ bound: 'min', ...value });

const field = (key: Field['key'], required: Field['required'], lines: Field['lines'] = 'many'): Field => ({
  key,
  required,
  lines,
});

const limitId = (channel: string, { on, unit, effect, bound, when }: Row): string =>
  [channel, on, unit, effect, ...(bound === 'min' ? ['min'] : []), ...(when ? [when] : [])].join('.');

const channel = (
  id: ChannelId,
  given: Omit<Channel, 'id' | 'limits'> & { limits: readonly Row[] },
): Channel => ({
  id,
  ...given,
  limits: given.limits.map((limit) => ({ id: limitId(id, limit), ...limit })),
});

const pictures: readonly MediaKind[] = ['image', 'gif', 'video'];
const anything: readonly MediaKind[] = ['image', 'gif', 'video', 'audio', 'document'];
const ownText = [field('text', 'media')];

const MB = 1_000_000;

// Sources. Vendors' overviews are second hand: medium at best.
const ayrshareUrl = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const postizUrl = 'https://github.com/gitroomhq/postiz-app';
const marketingUrl =
  'https://github.com/coreyhaines31/marketingskills/blob/HEAD/skills/social/references/platform-limits.md';
const ayrshare = from(ayrshareUrl, 'medium', 'api');
const marketing = from(marketingUrl, 'low', 'practice');
const xDocs = from('https://docs.x.com/resources/fundamentals/counting-characters', 'high', 'account');
const blueskyLexicon = from(
  'https://github.com/bluesky-social/atproto/tree/main/lexicons/app/bsky',
  'high',
  'api',
);
const mastodonDocs = from('https://docs.joinmastodon.org/entities/Instance/', 'high', 'instance');
const mastodonPosting = from('https://docs.joinmastodon.org/user/posting/', 'high', 'instance');
const threadsDocs = from(
  'https://developers.facebook.com/docs/threads/create-posts/text-attachments',
  'high',
  'api',
);
const threadsOverview = from('https://developers.facebook.com/docs/threads/overview/', 'medium', 'api');
const postizFacebook = from(postizUrl, 'medium', 'api');
const instagramTags = from('https://routenote.com/blog/Instagram-hashtags', 'medium', 'app');
const instagramApi = from(
  'https://www.ayrshare.com/docs/apis/post/social-networks/instagram',
  'medium',
  'api',
);
const linkedinDocs = from(
  'https://learn.microsoft.com/linkedin/marketing/community-management/shares/multiimage-post-api',
  'high',
  'api',
);
const youtubeDocs = from('https://developers.google.com/youtube/v3/docs/videos', 'high', 'api');
const tiktokPhotos = from('https://docs.zernio.com/platforms/tiktok', 'medium', 'api');
const telegramDocs = from('https://core.telegram.org/bots/api', 'high', 'api');
const discordDocs = from('https://sapphirejs.dev', 'high', 'account');
const twilioDocs = from('https://www.twilio.com/docs/glossary/what-sms-character-limit', 'high', 'standard');
const mailHeader = from('https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1', 'high', 'standard');
const mailPractice = from('https://postmarkapp.com', 'low', 'practice');
const hubspot = from('https://www.buchreport.de', 'medium', 'practice');
const radioPractice = from('https://www.ppstudios.de', 'medium', 'practice');
const background = (scope: Scope): Provenance => from(null, 'low', scope);
const judgement = from(null, 'low', 'practice');

const catalogue: Readonly<Record<ChannelId, Channel>> = {
  x: channel('x', {
    isOnline: true,
    fields: ownText,
    mediaKinds: pictures,
    limits: [
      refused('text', 'weighted', 280, xDocs, {
        others: [
          { value: 25_000, sourceUrl: ayrshareUrl, scope: 'account' },
          { value: 4_000, sourceUrl: postizUrl, scope: 'account' },
        ],
      }),
      refused('text', 'cashtags', 1, ayrshare),
      advised('text', 'hashtags', 2, marketing),
      refused('media', 'media', 4, ayrshare),
      refused('media', 'videos', 1, ayrshare),
      refused('media', 'kinds', 1, ayrshare),
      refused('media', 'altUtf16', 1_000, ayrshare),
    ],
    links: { use: 'tapped' },
    tone: ['oneThought', 'conversation', 'fewHashtags'],
  }),
  bluesky: channel('bluesky', {
    isOnline: true,
    fields: ownText,
    mediaKinds: pictures,
    limits: [
      refused('text', 'graphemes', 300, blueskyLexicon),
      refused('text', 'bytes', 3_000, blueskyLexicon),
      refused('media', 'images', 4, blueskyLexicon),
      refused('media', 'videos', 1, blueskyLexicon),
      refused('media', 'kinds', 1, blueskyLexicon),
      refused('media', 'imageBytes', 2 * MB, blueskyLexicon),
      refused('media', 'videoBytes', 100 * MB, blueskyLexicon),
      refused('media', 'videoAltGraphemes', 1_000, blueskyLexicon),
    ],
    links: { use: 'tapped' },
    tone: ['conversation', 'oneThought', 'community'],
  }),
  mastodon: channel('mastodon', {
    isOnline: true,
    fields: [field('warning', 'never', 'one'), field('text', 'media')],
    mediaKinds: [...pictures, 'audio'],
    limits: [
      refused('all', 'mastodon', 500, mastodonPosting),
      refused('media', 'media', 4, mastodonDocs),
      refused('media', 'imageBytes', 16 * MB, mastodonDocs),
      refused('media', 'videoBytes', 99 * MB, mastodonDocs),
      refused('media', 'altGraphemes', 1_500, mastodonDocs),
    ],
    links: { use: 'tapped', needsScheme: true },
    tone: ['community', 'conversation', 'disclose'],
  }),
  threads: channel('threads', {
    isOnline: true,
    fields: ownText,
    mediaKinds: pictures,
    limits: [
      refused('text', 'threads', 500, threadsDocs),
      refused('text', 'uniqueLinks', 5, threadsOverview),
      ignored('text', 'hashtags', 1, from(ayrshareUrl, 'medium', 'app')),
      refused('media', 'media', 20, ayrshare),
      refused('media', 'imageBytes', 8 * MB, ayrshare),
      refused('media', 'videoBytes', 1_000 * MB, ayrshare),
      refused('media', 'videoSeconds', 300, ayrshare),
    ],
    links: { use: 'tapped' },
    tone: ['conversation', 'personal', 'oneThought'],
  }),
  facebook: channel('facebook', {
    isOnline: true,
    fields: ownText,
    mediaKinds: pictures,
    limits: [
      refused('text', 'utf16', 63_206, ayrshare),
      folded('text', 'utf16', 480, from('https://orshot.com', 'medium', 'app')),
      advised('text', 'hashtags', 2, marketing),
      refused('media', 'images', 10, from('https://github.com/inovector/mixpost', 'medium', 'api')),
      refused('media', 'imageBytes', 4 * MB, postizFacebook),
    ],
    links: { use: 'tapped' },
    tone: ['personal', 'firstLine', 'community'],
  }),
  instagram: channel('instagram', {
    isOnline: true,
    fields: [field('text', 'never')],
    mediaKinds: ['image', 'video'],
    limits: [
      refused('text', 'utf16', 2_200, instagramApi),
      folded('text', 'utf16', 125, marketing),
      refused('text', 'hashtags', 5, instagramTags, {
        others: [{ value: 30, sourceUrl: 'https://routenote.com/blog/Instagram-hashtags', scope: 'app' }],
      }),
      refused('text', 'mentions', 3, instagramApi),
      refused('media', 'media', 1, instagramApi, atLeast()),
      refused('media', 'media', 10, instagramApi, {
        others: [{ value: 20, sourceUrl: instagramApi.sourceUrl ?? ayrshareUrl, scope: 'app' }],
      }),
      refused('media', 'altUtf16', 1_000, ayrshare),
    ],
    links: { use: 'read' },
    tone: ['pictureLeads', 'firstLine', 'fewHashtags'],
  }),
  linkedin: channel('linkedin', {
    isOnline: true,
    fields: ownText,
    mediaKinds: ['image', 'gif', 'video', 'document'],
    limits: [
      refused('text', 'utf16', 3_000, ayrshare),
      folded('text', 'utf16', 210, marketing),
      advised('text', 'hashtags', 5, marketing),
      refused('media', 'images', 20, linkedinDocs),
      refused('media', 'videos', 1, linkedinDocs),
      refused('media', 'kinds', 1, linkedinDocs),
      refused('media', 'documentBytes', 100 * MB, linkedinDocs),
    ],
    links: { use: 'tapped', costsReach: true },
    tone: ['useful', 'firstLine', 'personal'],
  }),
  xing: channel('xing', {
    isOnline: true,
    fields: ownText,
    mediaKinds: pictures,
    limits: [],
    links: { use: 'tapped' },
    isUnverified: true,
    tone: ['useful', 'personal'],
  }),
  youtube: channel('youtube', {
    isOnline: true,
    fields: [field('title', 'always', 'one'), field('description', 'never'), field('tags', 'never', 'one')],
    mediaKinds: ['video'],
    limits: [
      refused('title', 'utf16', 100, youtubeDocs),
      refused('description', 'bytes', 5_000, youtubeDocs),
      folded('description', 'utf16', 100, marketing),
      refused('tags', 'utf16', 500, youtubeDocs),
      ignored('description', 'hashtags', 15, marketing),
      refused('media', 'videos', 1, youtubeDocs, atLeast()),
      refused('media', 'videos', 1, youtubeDocs),
    ],
    links: { use: 'tapped' },
    forbidden: '<>',
    tone: ['searchable', 'firstLine'],
  }),
  tiktok: channel('tiktok', {
    isOnline: true,
    fields: [field('title', 'never', 'one'), field('text', 'never')],
    mediaKinds: ['image', 'video'],
    limits: [
      refused('text', 'utf16', 2_200, tiktokPhotos, { when: 'noImages' }),
      refused('title', 'utf16', 90, tiktokPhotos, { when: 'images' }),
      refused('text', 'utf16', 4_000, tiktokPhotos, { when: 'images' }),
      advised('text', 'hashtags', 5, marketing),
      refused('media', 'media', 1, tiktokPhotos, atLeast()),
      refused('media', 'images', 35, tiktokPhotos),
      refused('media', 'videos', 1, tiktokPhotos),
      refused('media', 'kinds', 1, tiktokPhotos),
      refused('media', 'videoBytes', 4_000 * MB, tiktokPhotos),
      refused('media', 'videoSeconds', 600, tiktokPhotos),
    ],
    links: { use: 'read' },
    ignoresLineBreaks: true,
    tone: ['pictureLeads', 'soundOff', 'fewHashtags'],
  }),
  pinterest: channel('pinterest', {
    isOnline: true,
    fields: [field('title', 'never', 'one'), field('description', 'never')],
    mediaKinds: ['image', 'video'],
    limits: [
      refused('title', 'utf16', 100, ayrshare),
      refused('description', 'utf16', 500, ayrshare),
      refused('media', 'media', 1, ayrshare, atLeast()),
      refused('media', 'images', 5, ayrshare),
      refused('media', 'videos', 1, ayrshare),
      refused('media', 'altUtf16', 500, ayrshare),
    ],
    links: { use: 'read' },
    tone: ['pictureLeads', 'searchable'],
  }),
  reddit: channel('reddit', {
    isOnline: true,
    fields: [field('title', 'always', 'one'), field('body', 'never')],
    mediaKinds: pictures,
    limits: [
      refused('title', 'utf16', 300, ayrshare),
      // Three vendors, three figures: none of them may block a post.
      advised('body', 'utf16', 10_000, from(postizUrl, 'low', 'api'), {
        others: [
          { value: 40_000, sourceUrl: 'https://orshot.com', scope: 'app' },
          {
            value: 5_000,
            sourceUrl: 'https://docs.upload-post.com/resources/character-limits/',
            scope: 'api',
          },
        ],
      }),
    ],
    links: { use: 'tapped' },
    tone: ['community', 'disclose', 'conversation'],
  }),
  telegram: channel('telegram', {
    isOnline: true,
    fields: ownText,
    mediaKinds: anything,
    limits: [
      refused('text', 'utf16', 4_096, telegramDocs, { when: 'noMedia' }),
      refused('text', 'utf16', 1_024, telegramDocs, { when: 'media' }),
      advised('media', 'media', 10, background('api')),
    ],
    links: { use: 'tapped' },
    tone: ['oneThought', 'firstLine'],
  }),
  whatsapp: channel('whatsapp', {
    isOnline: true,
    fields: ownText,
    mediaKinds: anything,
    limits: [advised('text', 'utf16', 4_096, from('https://support.apifycloud.io', 'low', 'api'))],
    links: { use: 'tapped' },
    isUnverified: true,
    tone: ['personal', 'oneThought'],
  }),
  discord: channel('discord', {
    isOnline: true,
    fields: ownText,
    mediaKinds: anything,
    limits: [
      refused('text', 'utf16', 2_000, discordDocs, {
        others: [
          { value: 4_000, sourceUrl: 'https://sapphirejs.dev', scope: 'account' },
          { value: 1_980, sourceUrl: postizUrl, scope: 'api' },
        ],
      }),
    ],
    links: { use: 'tapped' },
    tone: ['community', 'conversation'],
  }),
  newsletter: channel('newsletter', {
    isOnline: true,
    fields: [field('subject', 'always', 'one'), field('preheader', 'never', 'one'), field('body', 'always')],
    mediaKinds: pictures,
    limits: [
      refused('subject', 'bytes', 998, mailHeader),
      advised('subject', 'graphemes', 78, mailHeader),
      folded('subject', 'graphemes', 50, mailPractice),
      folded('preheader', 'graphemes', 90, background('practice')),
      advised('preheader', 'graphemes', 40, background('practice'), atLeast()),
    ],
    links: { use: 'tapped' },
    tone: ['subjectPromise', 'personal', 'useful'],
  }),
  sms: channel('sms', {
    isOnline: true,
    fields: [field('text', 'always')],
    mediaKinds: [],
    limits: [
      refused('text', 'utf16', 1_600, twilioDocs),
      advised('text', 'smsParts', 2, twilioDocs),
      advised('text', 'links', 1, judgement),
    ],
    links: { use: 'tapped' },
    tone: ['plainCharacters', 'oneThought'],
  }),
  blog: channel('blog', {
    isOnline: true,
    fields: [field('title', 'always', 'one'), field('description', 'never'), field('body', 'always')],
    mediaKinds: anything,
    limits: [folded('title', 'graphemes', 70, hubspot), folded('description', 'graphemes', 155, hubspot)],
    links: { use: 'tapped' },
    tone: ['searchable', 'useful', 'firstLine'],
  }),
  forum: channel('forum', {
    isOnline: true,
    fields: [field('title', 'always', 'one'), field('body', 'always')],
    mediaKinds: pictures,
    limits: [
      advised('title', 'graphemes', 255, background('instance')),
      advised('body', 'graphemes', 32_000, background('instance')),
    ],
    links: { use: 'tapped' },
    isUnverified: true,
    tone: ['community', 'disclose', 'useful'],
  }),
  review: channel('review', {
    isOnline: true,
    fields: [field('title', 'never', 'one'), field('text', 'always')],
    mediaKinds: pictures,
    limits: [],
    links: { use: 'read' },
    isUnverified: true,
    tone: ['disclose', 'personal'],
  }),
  poster: channel('poster', {
    isOnline: false,
    fields: [field('headline', 'always', 'one'), field('body', 'never')],
    mediaKinds: ['image', 'document'],
    limits: [
      advised('headline', 'words', 7, judgement),
      advised('all', 'words', 40, judgement),
      advised('all', 'links', 1, judgement),
      advised('all', 'addressLength', 30, judgement),
    ],
    links: { use: 'typed' },
    tone: ['fromAfar', 'oneThought'],
  }),
  tabletent: channel('tabletent', {
    isOnline: false,
    fields: [field('headline', 'always', 'one'), field('body', 'never')],
    mediaKinds: ['image', 'document'],
    limits: [
      advised('all', 'words', 25, judgement),
      advised('all', 'links', 1, judgement),
      advised('all', 'addressLength', 30, judgement),
    ],
    links: { use: 'typed' },
    tone: ['atTheTable', 'oneThought'],
  }),
  sticker: channel('sticker', {
    isOnline: false,
    fields: [field('text', 'always')],
    mediaKinds: ['image', 'document'],
    limits: [
      advised('text', 'words', 8, judgement),
      advised('text', 'links', 1, judgement),
      advised('text', 'addressLength', 30, judgement),
    ],
    links: { use: 'typed' },
    tone: ['inTheHand', 'oneThought'],
  }),
  packaging: channel('packaging', {
    isOnline: false,
    fields: [field('text', 'always')],
    mediaKinds: ['image', 'document'],
    limits: [
      advised('text', 'words', 8, judgement),
      advised('text', 'links', 1, judgement),
      advised('text', 'addressLength', 30, judgement),
    ],
    links: { use: 'typed' },
    tone: ['inTheHand'],
  }),
  flyer: channel('flyer', {
    isOnline: false,
    fields: [field('headline', 'always', 'one'), field('body', 'always')],
    mediaKinds: ['image', 'document'],
    limits: [
      advised('headline', 'words', 9, judgement),
      advised('all', 'words', 120, judgement),
      advised('all', 'addressLength', 30, judgement),
    ],
    links: { use: 'typed' },
    tone: ['inTheHand', 'firstLine'],
  }),
  radio: channel('radio', {
    isOnline: false,
    fields: [field('text', 'always')],
    mediaKinds: ['audio'],
    limits: [
      advised('text', 'seconds', 30, radioPractice),
      advised('text', 'seconds', 10, radioPractice, atLeast()),
      advised('text', 'syllables', 150, radioPractice),
      advised('text', 'links', 1, radioPractice),
    ],
    links: { use: 'heard' },
    tone: ['toTheEar', 'oneThought'],
  }),
  event: channel('event', {
    isOnline: false,
    fields: [field('title', 'always', 'one'), field('description', 'always')],
    mediaKinds: ['image', 'document'],
    limits: [advised('title', 'words', 9, judgement)],
    links: { use: 'tapped' },
    tone: ['whenAndWhere', 'personal'],
  }),
};

/** All channels in the order in which they are offered. */
export const channels: readonly Channel[] = channelIds.map((id) => catalogue[id]);

export const isChannelId = (value: string): value is ChannelId => Object.hasOwn(catalogue, value);

/** The channel's row, or undefined for an id that the catalogue does not know. */
export const findChannel = (id: string): Channel | undefined => (isChannelId(id) ? catalogue[id] : undefined);

/** The channel's row by a known id. */
export const getChannel = (id: ChannelId): Channel => catalogue[id];

/** The limits in force: the catalogue's with the operator's corrections applied. */
export function limitsOf(given: Channel, override: LimitsOverride = {}): readonly Limit[] {
  const known = given.limits.flatMap((limit) => {
    if (!Object.hasOwn(override, limit.id)) return [limit];
    const change = override[limit.id];
    return change === null ? [] : [{ ...limit, ...change }];
  });
  const ids = new Set(given.limits.map((limit) => limit.id));
  const added = Object.entries(override).flatMap(([id, change]): Limit[] => {
    if (ids.has(id) || !id.startsWith(`${given.id}.`) || !change) return [];
    const { on, unit, value } = change;
    if (on === undefined || unit === undefined || value === undefined) return [];
    return [{ ...refused(on, unit, value, background('account')), ...change, id }];
  });
  return [...known, ...added];
}
