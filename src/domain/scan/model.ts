/**
 * Scans: what a request for a code is worth counting as, and why. Owns the verdict rules (versioned, so that
 * stored scans can be judged again), the evidence that is kept with a scan, and the rules of a visit.
 * Promises: no address and no user agent survives in what these functions return, but for the interned
 * user-agent string that the ledger keeps as evidence.
 */

/** Position = the number stored in the ledger. Append only. */
export const verdicts = ['person', 'bot', 'preview', 'prefetch', 'staff', 'repeat'] as const;
export type Verdict = (typeof verdicts)[number];

/**
 * Why a scan got its verdict. Position = the number stored in the ledger. Append only.
 * `none` person · `bot_agent` the user agent names a crawler or a program · `no_agent` no user agent at all ·
 * `previewer` a messenger or network drawing a link preview · `head_request` HEAD, as previewers and link
 * checkers send · `prefetch_header` Sec-Purpose or Purpose says prefetch · `studio_session` a signed-in member
 * of the studio · `same_visitor` same visitor key and code within 10 s · `not_a_page` Sec-Fetch-* says that a
 * picture, frame or script asked, not a page.
 */
export const reasons = [
  'none',
  'bot_agent',
  'no_agent',
  'previewer',
  'head_request',
  'prefetch_header',
  'studio_session',
  'same_visitor',
  'not_a_page',
] as const;
export type Reason = (typeof reasons)[number];

/** Position = the number stored in the evidence of a scan. Append only. */
export const devices = ['unknown', 'phone', 'tablet', 'desktop', 'other'] as const;
export type Device = (typeof devices)[number];

/** Position = the number stored in the ledger. Append only. */
export const eventKinds = [
  'shown',
  'read',
  'chosen',
  'stage_started',
  'link',
  'completed',
  'ar_started',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The steps of the visit funnel, in order; a visit that reached a later step need not have reached the earlier. */
export const funnelSteps = ['scan', 'shown', 'read', 'chosen', 'completed'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

/** What a scan is attributed to, as it was when it was scanned; moving a poster later moves no figures. */
export interface ScanRoute {
  readonly campaignId: string;
  /** IANA zone of the campaign: decides the counting day. */
  readonly timeZone: string;
  /** The six characters. */
  readonly code: string;
  readonly codeId: string;
  readonly bearer: { readonly kind: 'placement' | 'post'; readonly id: string };
  readonly placeId: string | null;
  readonly chapterId: string | null;
  readonly channel: string | null;
  /** What the target was; null when there was none (not published, not open yet, over, retired). */
  readonly targetKind: 'chapter' | 'scene' | 'url' | null;
  /** Index of the rule that matched, −1 for "else". */
  readonly rule: number;
  /** The frozen version that was shown, when a scene was. */
  readonly sceneVersionId: string | null;
  /** Language it was answered in. */
  readonly language: string;
}

/** One step of a visit as the phone reports it. `atMs` counts from the start of the navigation. */
export interface VisitEvent {
  readonly kind: EventKind;
  readonly block: string | null;
  readonly option?: string | undefined;
  readonly atMs: number;
}
