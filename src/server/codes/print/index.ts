/**
 * Print files of codes, made only of an artwork whose proof passed. All work runs in a worker thread, one job after
 * another, so that scans are answered meanwhile. Owns nothing on disk.
 */
import { makeThread } from '../thread.ts';
import type { PrintJob } from './job.ts';

export type { PrintJob } from './job.ts';

export interface Printer {
  /**
   * The bytes of an SVG, PNG or PDF file. Rejects with `preflight_failed` (details.findings) when the job's proof is not
   * of this very artwork or did not pass, or when words, logo or size stand against it; `invalid` (details.path) when the
   * job is malformed, `image_too_large`, or the signal's reason.
   */
  render(job: PrintJob, signal?: AbortSignal): Promise<Uint8Array>;
  /** Ends the worker; open jobs reject with `unavailable`. */
  close(): Promise<void>;
}

/** Starts no thread until the first job. A worker that dies rejects its jobs and is replaced by the next one. */
export function makePrinter(): Printer {
  const thread = makeThread<PrintJob, Uint8Array>(new URL('./worker.ts', import.meta.url));
  return { render: (job, signal) => thread.ask(job, { signal }), close: thread.close };
}
