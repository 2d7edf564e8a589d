import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { Preflight } from '#domain/qr/preflight.ts';

/** What the studio asks its preflight worker. A newer request of a kind cancels the older one. */
export type PreflightAsk =
  | { kind: 'preflight'; id: number; style: StyleDocument; payload: string; images: [string, LogoPixels][] }
  | { kind: 'repair'; id: number; style: StyleDocument; payload: string; images: [string, LogoPixels][] }
  | { kind: 'cancel' };

export type PreflightAnswer =
  /** Part done, 0–1. */
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'judged'; id: number; preflight: Preflight; findings: Finding[]; tookMs: number }
  | { kind: 'repaired'; id: number; style: StyleDocument | null; preflight: Preflight | null }
  /** `error` is for a log; nothing of it is for a reader. */
  | { kind: 'failed'; id: number; error: string };
