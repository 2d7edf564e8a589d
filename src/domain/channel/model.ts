/**
 * Channels: where the story is told, and what each of them carries. This folder owns the limits (as data with
 * source, date and confidence, which the operator may correct), the exact counters, the check of a post and the
 * likeness of two posts. It is pure and runs the same in the browser and on the server.
 */

export const channelIds = [
  'x',
  'bluesky',
  'mastodon',
  'threads',
  'facebook',
  'instagram',
  'linkedin',
  'xing',
  'youtube',
  'tiktok',
  'pinterest',
  'reddit',
  'telegram',
  'whatsapp',
  'discord',
  'newsletter',
  'sms',
  'blog',
  'forum',
  'review',
  'poster',
  'tabletent',
  'sticker',
  'packaging',
  'flyer',
  'radio',
  'event',
] as const;

export type ChannelId = (typeof channelIds)[number];

export const fieldKeys = [
  'warning',
  'subject',
  'preheader',
  'title',
  'headline',
  'text',
  'description',
  'body',
  'tags',
] as const;

export type FieldKey = (typeof fieldKeys)[number];

export const mediaKinds = ['image', 'gif', 'video', 'audio', 'document'] as const;

export type MediaKind = (typeof mediaKinds)[number];

/** One thing attached to a post. What is not known is left out and then not checked. */
export type PostMedia = {
  readonly kind: MediaKind;
  readonly bytes?: number;
  readonly seconds?: number;
  /** What it shows, for those who do not see it. */
  readonly alt?: string;
};

export type Field = {
  readonly key: FieldKey;
  /** `media`: may stay empty if something is attached. */
  readonly required: 'always' | 'media' | 'never';
  readonly lines: 'one' | 'many';
};

export const textUnits = [
  'weighted',
  'graphemes',
  'mastodon',
  'threads',
  'utf16',
  'bytes',
  'words',
  'syllables',
  'seconds',
  'smsParts',
  'hashtags',
  'mentions',
  'cashtags',
  'links',
  'uniqueLinks',
  'addressLength',
] as const;

export type TextUnit = (typeof textUnits)[number];

/** `imageBytes` … `altGraphemes` are about the worst single item, the others about all of them together. */
export const mediaUnits = [
  'media',
  'images',
  'videos',
  'kinds',
  'imageBytes',
  'videoBytes',
  'documentBytes',
  'videoSeconds',
  'altUtf16',
  'altGraphemes',
  'videoAltGraphemes',
] as const;

export type MediaUnit = (typeof mediaUnits)[number];

/** Room of a text message in its own encoding; only in counts, never a limit of its own. */
export type CountUnit = TextUnit | MediaUnit | 'smsSeptets' | 'smsUcs2';

/** Who says so: the network's interface, its app, a tier of account, a server, a norm, or practice. */
export type Scope = 'api' | 'app' | 'account' | 'instance' | 'standard' | 'practice';

export type Confidence = 'high' | 'medium' | 'low';

/** Where a figure comes from. */
export type Provenance = {
  /** null: our own judgement, without a source. */
  readonly sourceUrl: string | null;
  /** ISO day on which the source was last read. */
  readonly verifiedOn: string;
  readonly confidence: Confidence;
  readonly scope: Scope;
};

/** What happens beyond the limit: the network refuses, hides the rest, ignores it, or readers suffer. */
export type Effect = 'refused' | 'folded' | 'ignored' | 'advised';

export type Limit = Provenance & {
  /** `channel.where.unit.effect`, stable: operators' corrections hang on it. */
  readonly id: string;
  /** `all`: all fields together. */
  readonly on: FieldKey | 'all' | 'media';
  readonly unit: TextUnit | MediaUnit;
  readonly bound: 'max' | 'min';
  readonly value: number;
  readonly severity: 'hard' | 'advice';
  readonly effect: Effect;
  /** Applies only to posts with these things attached. */
  readonly when?: 'images' | 'noImages' | 'media' | 'noMedia';
  /** Other figures in circulation, with who says so. */
  readonly others?: readonly { readonly value: number; readonly sourceUrl: string; readonly scope: Scope }[];
};

/**
 * What an operator changed, by limit id: fields of the row to replace, or null to switch the limit off. An id that
 * the catalogue does not know adds a row, if it names at least `on`, `unit` and `value`.
 */
export type LimitsOverride = Readonly<Record<string, Partial<Omit<Limit, 'id'>> | null>>;

/** How a link in the text is used: tapped, only read, typed from print, or heard. */
export type LinkRule = {
  readonly use: 'tapped' | 'read' | 'typed' | 'heard';
  /** Only addresses that begin with http(s) become links. */
  readonly needsScheme?: true;
  /** Posts with a link are said to be shown to fewer people. */
  readonly costsReach?: true;
};

export const toneHints = [
  'oneThought',
  'firstLine',
  'conversation',
  'community',
  'fewHashtags',
  'pictureLeads',
  'soundOff',
  'useful',
  'personal',
  'subjectPromise',
  'plainCharacters',
  'searchable',
  'disclose',
  'fromAfar',
  'atTheTable',
  'inTheHand',
  'toTheEar',
  'whenAndWhere',
] as const;

export type ToneHint = (typeof toneHints)[number];

export type Channel = {
  readonly id: ChannelId;
  readonly isOnline: boolean;
  readonly fields: readonly Field[];
  readonly mediaKinds: readonly MediaKind[];
  readonly limits: readonly Limit[];
  readonly links: LinkRule;
  /** Characters that the network refuses. */
  readonly forbidden?: string;
  readonly ignoresLineBreaks?: true;
  /** No figure for it could be confirmed: shown as such, to be filled in by the operator. */
  readonly isUnverified?: true;
  readonly tone: readonly ToneHint[];
};

export type Count = {
  readonly limitId: string | null;
  readonly field: FieldKey | 'all' | 'media';
  readonly unit: CountUnit;
  readonly bound: 'max' | 'min';
  readonly used: number;
  readonly limit: number;
  readonly severity: 'hard' | 'advice';
};

export const findingCodes = [
  'over_limit',
  'below_minimum',
  'folded',
  'ignored',
  'field_missing',
  'media_missing',
  'media_not_carried',
  'media_mixed',
  'forbidden_characters',
  'alt_missing',
  'link_not_tappable',
  'link_needs_scheme',
  'link_costs_reach',
  'address_hard_to_type',
  'address_hard_to_say',
  'line_breaks_ignored',
  'sms_unicode',
  'sms_double',
  'unverified',
  'unknown_channel',
] as const;

export type FindingCode = (typeof findingCodes)[number];

export type Finding = {
  readonly code: FindingCode;
  /** `stop`: the network would refuse the post. */
  readonly severity: 'stop' | 'advice';
  readonly field: FieldKey | 'all' | 'media';
  /** Values for the sentence; `unit` is a `CountUnit`, `kind` a `MediaKind`. */
  readonly details: Readonly<Record<string, string | number>>;
};

export type PostCheck = {
  readonly counts: readonly Count[];
  /** What stops first, then advice, each in the catalogue's order. */
  readonly findings: readonly Finding[];
  readonly blocked: boolean;
};
