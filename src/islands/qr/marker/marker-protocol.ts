import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Changed } from '#marker/changes.ts';
import type { Trial } from '#marker/trial.ts';

/** What the studio asks its marker worker. A newer question, or `cancel`, ends the older one. */
export type MarkerAsk =
  /** How far a style carries; after it how far each change of it does. */
  | { kind: 'trial' | 'changes'; id: number; style: StyleDocument; payload: string }
  | { kind: 'cancel' }
  /** The logo pictures from now on. */
  | { kind: 'images'; images: [string, LogoPixels][] };

export interface TriedChange extends Changed {
  readonly trial: Trial;
}

export type MarkerAnswer =
  /** Part done, 0–1. */
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'trial'; id: number; trial: Trial; tookMs: number }
  | { kind: 'changes'; id: number; changes: TriedChange[] }
  /** `error` is for a log; nothing of it is for a reader. */
  | { kind: 'failed'; id: number; error: string };
