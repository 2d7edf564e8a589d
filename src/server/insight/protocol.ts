import type { OverviewQuestion } from '#domain/insight/model.ts';
import type { ExportQuestion } from './export.ts';

export interface WorkerSetup {
  readonly ledgerPath: string;
  readonly rollupPath: string;
  readonly foldEveryMs: number;
}

/** What the server asks its insight thread; `id` comes back with the answer. */
export type Ask =
  | { readonly ask: 'overview'; readonly question: OverviewQuestion }
  | { readonly ask: 'feed'; readonly campaignId: string; readonly limit: number }
  | { readonly ask: 'export'; readonly cursor: number; readonly question: ExportQuestion }
  | { readonly ask: 'exportNext' | 'exportEnd'; readonly cursor: number }
  | { readonly ask: 'rebuild' | 'status' };

export type Question = Ask & { readonly id: number };

export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };
