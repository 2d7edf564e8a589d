import { Worker } from 'node:worker_threads';
import type { FeedScan, Overview, OverviewQuestion } from '#domain/insight/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { ExportQuestion } from './export.ts';
import type { Answer, Ask, WorkerSetup } from './protocol.ts';

/**
 * Insight: the figures of the dashboard. Owns rollup.db and the thread that fills and reads it.
 * Promises: exact counts, answers that hold the scans of a moment ago, no work on the thread that answers scans.
 */

export type { ExportQuestion } from './export.ts';

export interface InsightStatus {
  /** When the ledger was last counted (epoch ms), and how many of its rows are not counted yet. */
  readonly foldedAt: number;
  readonly behind: number;
  /** What went wrong with the last fold (`SQLITE_FULL` …), null when nothing did. */
  readonly failure: string | null;
}

export interface Insight {
  /** The figures of a range of counting days, the scans of this moment included. */
  overview(question: OverviewQuestion): Promise<Overview>;
  /** The newest scans of a campaign with their verdicts, newest first; at most 200. */
  liveFeed(campaignId: string, limit?: number): Promise<FeedScan[]>;
  /** Every scan of a range and what its visits did, as UTF-8, page by page, without addresses; ends when the reader stops. */
  exportRows(question: ExportQuestion): AsyncGenerator<Uint8Array, void>;
  /** Counts everything again from the ledger, in the background. */
  rebuild(): Promise<void>;
  status(): Promise<InsightStatus>;
  close(): Promise<void>;
}

export interface InsightOptions {
  /** Must exist already (the ledger's writer makes it). */
  readonly ledgerPath: string;
  /** Made when missing; may be deleted while the server is down. */
  readonly rollupPath: string;
  readonly foldEveryMs?: number;
}

const RESTART_MS = 1_000;
const CLOSE_MS = 2_000;

/** Starts the insight thread; it is started again if it ever ends by itself. */
export function makeInsight({ ledgerPath, rollupPath, foldEveryMs = 1_000 }: InsightOptions): Insight {
  const setup: WorkerSetup = { ledgerPath, rollupPath, foldEveryMs };
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  let lastId = 0;
  let closing = false;
  let restartTimer: NodeJS.Timeout | null = null;
  let worker: Worker | null = start();

  function start(): Worker {
    const started = new Worker(new URL('./worker.ts', import.meta.url), { workerData: setup });
    started.on('message', (answer: Answer) => {
      const question = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.ok) question?.resolve(answer.value);
      else question?.reject(new DomainError('unavailable', { what: 'insight', why: answer.error }));
    });
    // Without a listener an error in the thread would end the process.
    started.on('error', () => undefined);
    started.on('exit', () => {
      worker = null;
      for (const { reject } of waiting.values()) reject(new DomainError('unavailable', { what: 'insight' }));
      waiting.clear();
      if (closing) return;
      restartTimer = setTimeout(() => {
        worker = start();
      }, RESTART_MS);
      restartTimer.unref();
    });
    started.unref();
    return started;
  }

  function ask<Value>(question: Ask): Promise<Value> {
    return new Promise((resolve, reject) => {
      if (worker === null || closing) {
        reject(new DomainError('unavailable', { what: 'insight' }));
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve: (value) => resolve(value as Value), reject });
      worker.postMessage({ ...question, id: lastId });
    });
  }

  return {
    overview: (question) => ask<Overview>({ ask: 'overview', question }),
    liveFeed: (campaignId, limit = 50) =>
      ask<FeedScan[]>({ ask: 'feed', campaignId, limit: Math.min(limit, 200) }),
    async *exportRows(question) {
      lastId += 1;
      const cursor = lastId;
      await ask({ ask: 'export', cursor, question });
      try {
        for (;;) {
          const page = await ask<Uint8Array | null>({ ask: 'exportNext', cursor });
          if (page === null) return;
          yield page;
        }
      } finally {
        if (!closing) await ask({ ask: 'exportEnd', cursor }).catch(() => undefined);
      }
    },
    rebuild: () => ask<void>({ ask: 'rebuild' }),
    status: () => ask<InsightStatus>({ ask: 'status' }),
    async close() {
      closing = true;
      if (restartTimer !== null) clearTimeout(restartTimer);
      const running = worker;
      if (running === null) return;
      // Nothing else may keep the process alive any more: without this it would end before the thread did.
      running.ref();
      await new Promise<void>((resolve) => {
        running.once('exit', () => resolve());
        running.postMessage('close');
        // A thread in the middle of a long count is ended; what it had not committed is counted again.
        setTimeout(() => void running.terminate(), CLOSE_MS).unref();
      });
    },
  };
}
