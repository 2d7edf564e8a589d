import type { Device, EventKind, FunnelStep, Reason, ScanRoute, Verdict } from '../scan/model.ts';
import type { Localized } from '../shared/language.ts';
import type { LocalDay } from '../shared/time.ts';

/**
 * Insight: what the ledger means. Owns the words of the dashboard: days, people, funnel, what was left out.
 * Promises: exact counts (roll-up = raw), independent of the order and the portions in which scans are counted.
 */

/** What can be counted towards a goal; `chosen`, `completed` and `links` are visits, each counted once. */
export type GoalMeasure = 'scans' | 'people' | 'chosen' | 'completed' | 'links';

export interface GoalQuestion {
  readonly id: string;
  readonly measure: GoalMeasure;
  /** Last counting day that counts. */
  readonly deadline: LocalDay;
}

export interface OverviewQuestion {
  readonly campaignId: string;
  /** Counting days, both included; at most 1,000 of them. */
  readonly from: LocalDay;
  readonly until: LocalDay;
  /** Counts scans and visits with a studio session like those of people. */
  readonly includeStaff: boolean;
  readonly goals?: readonly GoalQuestion[];
}

/** Scans (verdict person, and staff when asked for) and unique people per day, summed. */
export interface Counts {
  readonly scans: number;
  readonly people: number;
}

export interface DayCounts extends Counts {
  readonly day: LocalDay;
}

export interface HourCounts {
  readonly day: LocalDay;
  /** Hour on the wall, 0–23. */
  readonly hour: number;
  readonly scans: number;
}

export interface PartCounts extends Counts {
  readonly id: string;
}

export interface CodeCounts extends Counts {
  readonly code: string;
  readonly codeId: string;
  readonly bearer: ScanRoute['bearer'];
  readonly placeId: string | null;
  readonly channel: string | null;
}

export interface LeftOut {
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly scans: number;
}

export interface BlockCount {
  readonly kind: EventKind;
  readonly versionId: string;
  readonly blockId: string | null;
  readonly optionId: string | null;
  readonly events: number;
}

/** A way that readers could take in a scene, and how many times it was taken; `text` is what the scene says there. */
export interface Way {
  /** Null for an end that no part tells. */
  readonly id: string | null;
  readonly text: Localized;
  readonly times: number;
}

/** What readers did in one scene, in all its versions together; ways that nobody took are among them. */
export interface SceneWays {
  readonly sceneId: string;
  readonly title: Localized;
  /** Each with its options in the order of the scene. */
  readonly choices: readonly {
    readonly id: string;
    readonly prompt: Localized;
    readonly options: readonly Way[];
  }[];
  readonly links: readonly Way[];
  readonly ends: readonly Way[];
}

/** Everything the dashboard shows at first sight. */
export interface Overview {
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly totals: Counts;
  /** One per day of the range, also where nothing happened. */
  readonly days: readonly DayCounts[];
  /** Hours with scans, for the last 7 days of the range at most. */
  readonly hours: readonly HourCounts[];
  /** Scans by weekday (0 = Monday) and hour on the wall, 7 × 24. */
  readonly hourOfWeek: readonly (readonly number[])[];
  readonly codes: readonly CodeCounts[];
  readonly places: readonly PartCounts[];
  readonly chapters: readonly PartCounts[];
  readonly channels: readonly PartCounts[];
  /** Scans that are not in the figures, by verdict and reason. */
  readonly leftOut: readonly LeftOut[];
  /** Visits of scans that were answered with a scene, each counted once per step. */
  readonly funnel: readonly { readonly step: FunnelStep; readonly visits: number }[];
  /** Choices taken, links opened and ends reached. */
  readonly blocks: readonly BlockCount[];
  readonly goals: readonly { readonly id: string; readonly reached: number }[];
  /** When the figures were brought up to date (epoch ms), and how many ledger rows are not counted yet. */
  readonly foldedAt: number;
  readonly behind: number;
}

/** How many of the newest scans the dashboard lists. */
export const LIVE_SCANS = 7;

/** A scan as the live feed lists it. */
export interface FeedScan {
  readonly at: number;
  readonly code: string;
  readonly bearer: ScanRoute['bearer'];
  readonly placeId: string | null;
  readonly chapterId: string | null;
  readonly channel: string | null;
  readonly language: string;
  readonly device: Device;
  readonly verdict: Verdict;
  readonly reason: Reason;
}
