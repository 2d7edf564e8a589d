import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { Preflight, Sight, Take } from '#domain/qr/preflight.ts';

/** What the studio asks its preflight workers: the first judges, the second reads photos for the first. */
export type PreflightAsk =
  /** A newer request, or `cancel`, ends the older one. */
  | { kind: 'preflight'; id: number; style: StyleDocument; payload: string }
  | { kind: 'repair'; id: number; style: StyleDocument; payload: string }
  | { kind: 'cancel' }
  /** The logo pictures from now on. */
  | { kind: 'images'; images: [string, LogoPixels][] }
  /** To the first: another worker reads photos too, asked through this port; or none does any more. */
  | { kind: 'helper'; port: MessagePort | null }
  /** To the second: read photos for whoever asks through this port. */
  | { kind: 'help'; port: MessagePort };

export type PreflightAnswer =
  /** Part done, 0–1. */
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'judged'; id: number; preflight: Preflight; findings: Finding[]; tookMs: number }
  | { kind: 'repaired'; id: number; style: StyleDocument | null; preflight: Preflight | null }
  /** `error` is for a log; nothing of it is for a reader. */
  | { kind: 'failed'; id: number; error: string };

/** Between the workers. Photos of an older `style` are dropped when a newer one comes. */
export interface HelpAsk {
  id: number;
  style: StyleDocument;
  payload: string;
  takes: readonly Take[];
  /** Asset ids of the logo pictures that the style is drawn with. */
  images: readonly string[];
}
export interface HelpAnswer {
  id: number;
  /** Per one and decoder; null when they could not be read. */
  sights: Sight[][] | null;
}
