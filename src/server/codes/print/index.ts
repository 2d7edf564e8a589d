/**
 * Print files of codes, and the preflight that must pass before one is made. All work runs in a worker thread, one job
 * after another, so that scans are answered meanwhile. Owns nothing on disk.
 */
import { Worker } from 'node:worker_threads';
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Preflight } from '#domain/qr/preflight.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { PrintJob } from './job.ts';
import type { FromWorker, PreflightReport, PreflightRequest, ToWorker } from './protocol.ts';

export type { PrintJob } from './job.ts';
export type { PreflightReport, PreflightRequest } from './protocol.ts';

export interface Printer {
  /**
   * The bytes of an SVG, PNG or PDF file. Rejects with `preflight_failed` (details.findings) when the artwork does not
   * pass, `invalid` (details.path) when the job is malformed, `image_too_large`, or the signal's reason.
   */
  render(job: PrintJob, signal?: AbortSignal): Promise<Uint8Array>;
  /** Judges a style; `onProgress` gets the done part, 0–1. */
  preflight(
    request: PreflightRequest,
    options?: { signal?: AbortSignal; onProgress?: (done: number) => void },
  ): Promise<PreflightReport>;
  /** The nearest style that passes, or null. */
  repair(
    request: PreflightRequest,
    options?: { signal?: AbortSignal; onProgress?: (done: number) => void },
  ): Promise<{ style: StyleDocument; preflight: Preflight } | null>;
  /** Ends the worker; open jobs reject with `unavailable`. */
  close(): Promise<void>;
}

interface Open {
  resolve: (message: FromWorker) => void;
  reject: (reason: unknown) => void;
  onProgress: ((done: number) => void) | undefined;
}

type Asked =
  | { kind: 'render'; job: PrintJob }
  | { kind: 'preflight'; request: PreflightRequest }
  | { kind: 'repair'; request: PreflightRequest };

/** Starts no thread until the first job. A worker that dies rejects its jobs and is replaced by the next one. */
export function makePrinter(): Printer {
  let worker: Worker | null = null;
  let closed = false;
  let lastId = 0;
  const open = new Map<number, Open>();

  function start(): Worker {
    const made = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    made.on('message', (message: FromWorker) => {
      const job = open.get(message.id);
      if (!job) return;
      if (message.kind === 'progress') {
        job.onProgress?.(message.done);
        return;
      }
      open.delete(message.id);
      if (open.size === 0) made.unref();
      if (message.kind === 'failed') {
        const cause = new Error(message.message);
        job.reject(new DomainError(message.code, message.details, { cause }));
      } else job.resolve(message);
    });
    const lost = (cause?: unknown) => {
      if (worker !== made) return;
      worker = null;
      for (const job of open.values()) job.reject(new DomainError('unavailable', {}, { cause }));
      open.clear();
    };
    made.on('error', lost);
    made.on('exit', () => lost());
    return made;
  }

  function ask(
    asked: Asked,
    options: { signal?: AbortSignal | undefined; onProgress?: ((done: number) => void) | undefined },
  ): Promise<FromWorker> {
    const { signal } = options;
    if (closed) return Promise.reject(new DomainError('unavailable'));
    if (signal?.aborted) return Promise.reject(signal.reason);
    worker ??= start();
    const target = worker;
    target.ref();
    const id = ++lastId;
    return new Promise<FromWorker>((resolve, reject) => {
      const cancel = () => {
        open.delete(id);
        if (open.size === 0) target.unref();
        target.postMessage({ kind: 'cancel', id } satisfies ToWorker);
        reject(signal?.reason);
      };
      const settled = () => signal?.removeEventListener('abort', cancel);
      open.set(id, {
        resolve: (message) => {
          settled();
          resolve(message);
        },
        reject: (reason) => {
          settled();
          reject(reason);
        },
        onProgress: options.onProgress,
      });
      signal?.addEventListener('abort', cancel, { once: true });
      target.postMessage({ ...asked, id } satisfies ToWorker);
    });
  }

  return {
    render: async (job, signal) => {
      const answer = await ask({ kind: 'render', job }, { signal });
      if (answer.kind !== 'rendered') throw new DomainError('unavailable');
      return answer.bytes;
    },
    preflight: async (request, options = {}) => {
      const answer = await ask({ kind: 'preflight', request }, options);
      if (answer.kind !== 'judged') throw new DomainError('unavailable');
      return answer.report;
    },
    repair: async (request, options = {}) => {
      const answer = await ask({ kind: 'repair', request }, options);
      if (answer.kind !== 'repaired') throw new DomainError('unavailable');
      return answer.result;
    },
    close: async () => {
      closed = true;
      const ending = worker;
      worker = null;
      for (const job of open.values()) job.reject(new DomainError('unavailable'));
      open.clear();
      await ending?.terminate();
    },
  };
}
