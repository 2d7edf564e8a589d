/**
 * Long work of the studio: proofs, batches of print files, imports. A job is started by a service for a member,
 * looked after and cancelled over HTTP by any member of the workspace, and forgotten with its file some time after
 * its end. Jobs live in memory: a restart ends them and clears their files. The work itself belongs into a worker
 * thread; this folder keeps count, files and errors.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { JobState } from '#domain/shared/job.ts';
import { type Actor, found } from '../context.ts';

/** What the work is given. */
export interface JobContext {
  /** Tells how far it is, 0–1, and the name of the stretch it is in. */
  readonly progress: (done: number, step?: string) => void;
  /** Aborted when the job is cancelled or the server stops; its reason is the error to end with. */
  readonly signal: AbortSignal;
  /** Where the result's file may be written; in a folder that exists, removed with the job. */
  readonly path: string;
}

/** What the work answers: a file, by its bytes or already written at `path`, and data as JSON. */
export interface JobResult {
  readonly file?: { readonly name: string; readonly type: string; readonly bytes?: Uint8Array } | undefined;
  readonly data?: unknown;
}

export interface JobRequest {
  readonly actor: Actor;
  readonly campaignId: string;
  readonly kind: string;
  readonly run: (context: JobContext) => Promise<JobResult>;
}

export interface JobLimits {
  /** Jobs under way, in one workspace and in all. */
  readonly open: number;
  readonly openInAll: number;
  /** Ended jobs that are remembered; the oldest go first. */
  readonly kept: number;
  readonly keptMs: number;
}

const LIMITS: JobLimits = { open: 4, openInAll: 12, kept: 40, keptMs: 30 * 60_000 };
const SWEEP_MS = 60_000;
const CLOSE_MS = 5_000;

interface Job {
  state: JobState;
  readonly workspaceId: string;
  readonly path: string;
  readonly stop: AbortController;
  settled: Promise<void>;
}

export type Jobs = ReturnType<typeof makeJobs>;

/** `folder` is made anew: what an earlier process left in it is removed. */
export function makeJobs(folder: string, clock: () => number, limits: JobLimits = LIMITS) {
  const jobs = new Map<string, Job>();
  let stopped = false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sweeping = setInterval(sweep, SWEEP_MS);
  sweeping.unref();

  const isOpen = ({ state }: Job) => state.state === 'running';

  function forget(job: Job): void {
    jobs.delete(job.state.id);
    void rm(job.path, { force: true }).catch(() => undefined);
  }

  /** Forgets what ended long ago, and the oldest of what is too many. */
  function sweep(): void {
    const ended = [...jobs.values()].filter((job) => !isOpen(job));
    ended.sort((a, b) => (a.state.endedAt ?? 0) - (b.state.endedAt ?? 0));
    const old = clock() - limits.keptMs;
    ended.forEach((job, index) => {
      if ((job.state.endedAt ?? 0) <= old || index < ended.length - limits.kept) forget(job);
    });
  }

  function find(actor: Actor, id: string): Job {
    sweep();
    const job = jobs.get(id);
    return found(job?.workspaceId === actor.workspaceId ? job : null, 'job');
  }

  function end(job: Job, change: Partial<JobState>): void {
    if (isOpen(job)) job.state = { ...job.state, ...change, endedAt: clock() };
  }

  async function work(job: Job, run: JobRequest['run']): Promise<void> {
    const { signal } = job.stop;
    const progress = (done: number, step?: string): void => {
      if (!isOpen(job)) return;
      const share = Math.max(job.state.done, Math.min(1, done || 0));
      job.state = { ...job.state, done: share, step: step ?? job.state.step };
    };
    try {
      const { file, data = null } = await run({ progress, signal, path: job.path });
      signal.throwIfAborted();
      if (file?.bytes) await writeFile(job.path, file.bytes, { mode: 0o600 });
      const bytes = file ? (await stat(job.path)).size : 0;
      signal.throwIfAborted();
      end(job, {
        state: 'done',
        done: 1,
        data,
        file: file ? { name: file.name, type: file.type, bytes } : null,
      });
    } catch (cause) {
      const error = signal.aborted ? refusalOf(signal.reason) : refusalOf(cause);
      end(job, { state: 'failed', error });
    }
    // A job that ended without a file leaves nothing, not even the half of one.
    if (!job.state.file) await rm(job.path, { force: true }).catch(() => undefined);
  }

  return {
    /**
     * Begins the work and answers its id at once. The caller has made sure that the campaign is the actor's.
     * @throws DomainError `busy` while too many are under way, `unavailable` once the server stops.
     */
    start({ actor, campaignId, kind, run }: JobRequest): string {
      if (stopped) throw new DomainError('unavailable');
      sweep();
      const open = [...jobs.values()].filter(isOpen);
      const own = open.filter(({ workspaceId }) => workspaceId === actor.workspaceId);
      if (open.length >= limits.openInAll || own.length >= limits.open) throw new DomainError('busy');
      const id = newId('job');
      const job: Job = {
        state: {
          id,
          campaignId,
          kind,
          state: 'running',
          done: 0,
          step: null,
          error: null,
          file: null,
          data: null,
          startedAt: clock(),
          endedAt: null,
        },
        workspaceId: actor.workspaceId,
        path: join(folder, id),
        stop: new AbortController(),
        settled: Promise.resolve(),
      };
      jobs.set(id, job);
      job.settled = work(job, run);
      return id;
    },

    /** @throws DomainError `not_found` for a job that is forgotten, or another workspace's. */
    get: (actor: Actor, id: string): JobState => find(actor, id).state,

    /** The campaign's jobs, the newest first; a page takes up there what it had started before. */
    list(actor: Actor, campaignId: string, kind?: string): JobState[] {
      sweep();
      const states = [...jobs.values()]
        .filter(({ workspaceId }) => workspaceId === actor.workspaceId)
        .map(({ state }) => state);
      return states
        .filter((state) => state.campaignId === campaignId && (kind === undefined || state.kind === kind))
        .reverse();
    },

    /** Ends a job that runs; one that has ended is forgotten with its file. Answers its last state. */
    cancel(actor: Actor, id: string): JobState {
      const job = find(actor, id);
      if (isOpen(job)) {
        end(job, { state: 'cancelled' });
        job.stop.abort(new DomainError('unavailable'));
      } else forget(job);
      return job.state;
    },

    /** The finished file. @throws DomainError `not_found` when there is none (yet, or any more). */
    file(actor: Actor, id: string): { path: string; name: string; type: string; bytes: number } {
      const job = find(actor, id);
      return { path: job.path, ...found(job.state.file, 'file') };
    },

    /** Settles when the job has ended in whatever way and its work has let go. */
    settled: (actor: Actor, id: string): Promise<void> => find(actor, id).settled,

    /** Takes no more jobs and ends those under way; what is finished can still be fetched. */
    drain(): void {
      stopped = true;
      for (const job of jobs.values()) if (isOpen(job)) job.stop.abort(new DomainError('unavailable'));
    },

    /** Drains, waits until all work has let go, and removes every file. */
    async close(): Promise<void> {
      this.drain();
      clearInterval(sweeping);
      const settled = Promise.all([...jobs.values()].map((job) => job.settled));
      // Work that does not listen to its signal does not hold the server up.
      let late: ReturnType<typeof setTimeout> | undefined;
      await Promise.race([settled, new Promise((resolve) => (late = setTimeout(resolve, CLOSE_MS)))]);
      clearTimeout(late);
      jobs.clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The name a reader gets for what went wrong; what no rule names is written to the log. */
function refusalOf(cause: unknown): NonNullable<JobState['error']> {
  // What went wrong in a thread comes as `unavailable` with its cause: nobody else would read of it.
  const isKnown = cause instanceof DomainError && !(cause.code === 'unavailable' && cause.cause);
  if (isKnown) return { code: cause.code, details: cause.details };
  if ((cause as { code?: string } | null)?.code === 'ENOSPC') return { code: 'disk_full', details: {} };
  const said = cause instanceof DomainError ? cause.cause : cause;
  console.error('job failed:', said instanceof Error ? said.stack : said);
  return { code: 'unavailable', details: {} };
}
