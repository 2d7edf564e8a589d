import type { ErrorCode, ErrorDetails } from './error.ts';

/** What a member sees of work that the server does for them; times in epoch ms. */
export interface JobState {
  readonly id: string;
  readonly campaignId: string;
  /** What is made, as whoever started it named it: `proof`, `print`. */
  readonly kind: string;
  readonly state: 'running' | 'done' | 'failed' | 'cancelled';
  /** The part that is done, 0–1; it never falls. */
  readonly done: number;
  /** The stretch of work it is in, as its kind names them; null while it names none. */
  readonly step: string | null;
  readonly error: { readonly code: ErrorCode; readonly details: ErrorDetails } | null;
  /** The result's file, fetched from `paths.jobFile(id)` until the job is forgotten. */
  readonly file: { readonly name: string; readonly type: string; readonly bytes: number } | null;
  /** What the work answered beside its file, as JSON. */
  readonly data: unknown;
  readonly startedAt: number;
  readonly endedAt: number | null;
}
