import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { Preflight } from '#domain/qr/preflight.ts';
import type { ErrorCode, ErrorDetails } from '#domain/shared/error.ts';
import type { PrintJob } from './job.ts';

/** What a preflight on the server answers. `artworkHash` names the picture that was judged. */
export interface PreflightReport {
  preflight: Preflight;
  findings: Finding[];
  /** SHA-256 of style, payload and logo pictures. */
  artworkHash: string;
  decoders: { id: string; version: string }[];
}

export interface PreflightRequest {
  style: StyleDocument;
  payload: string;
  images?: { assetId: string; bytes: Uint8Array }[];
}

export type ToWorker =
  | { kind: 'render'; id: number; job: PrintJob }
  | { kind: 'preflight'; id: number; request: PreflightRequest }
  | { kind: 'repair'; id: number; request: PreflightRequest }
  | { kind: 'cancel'; id: number };

export type FromWorker =
  | { kind: 'rendered'; id: number; bytes: Uint8Array }
  | { kind: 'judged'; id: number; report: PreflightReport }
  | { kind: 'repaired'; id: number; result: { style: StyleDocument; preflight: Preflight } | null }
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'failed'; id: number; code: ErrorCode; details: ErrorDetails; message: string };
