import { type Accessor, createSignal, onCleanup } from 'solid-js';
import type { JobState } from '#domain/shared/job.ts';
import { errorSentence, isErrorCode } from '#i18n/errors.ts';
import { paths } from '#paths';
import type { CallResult } from './call.ts';
import { uiLang } from './ui-lang.ts';

const LOOK_MS = 400;
/** After a look that failed, twice as long each time up to this. */
const LONGEST_MS = 5_000;

export interface MadeJob {
  /** The last state seen; null before the first job and while one is being started. */
  readonly job: Accessor<JobState | null>;
  /** True from the press of the button to the end, whatever it is. */
  readonly running: Accessor<boolean>;
  /** Why it failed or could not be started, as a sentence in the reader's language. */
  readonly error: Accessor<string | null>;
  /** Starts by an action that answers the job's id; what ran before is left to itself. */
  start(asked: Promise<CallResult<{ readonly job: string }>>): Promise<void>;
  /** Looks after a job that was started earlier. */
  follow(state: JobState): void;
  cancel(): Promise<void>;
  /** Back to the beginning; a running job goes on. */
  clear(): void;
}

/**
 * Looks after one long job of the server: asks for its state until it ends; a broken line is waited out. Make it
 * inside a component; clean-up stops the asking, not the job. `onEnd` gets the last state once.
 */
export function makeJob(onEnd: (state: JobState) => void = () => undefined): MadeJob {
  const [job, setJob] = createSignal<JobState | null>(null);
  const [running, setRunning] = createSignal(false);
  const [error, setError] = createSignal<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What a new start or a clear has overtaken is not listened to any more.
  let turn = 0;

  function take(state: JobState): void {
    setJob(state);
    if (state.error) setError(errorSentence(uiLang(), state.error.code, state.error.details));
    if (state.state === 'running') return;
    setRunning(false);
    onEnd(state);
  }

  async function look(id: string, mine: number, pauseMs: number): Promise<void> {
    let next = pauseMs;
    try {
      const answer = await fetch(paths.job(id), { headers: { Accept: 'application/json' } });
      const body: unknown = await answer.json();
      if (mine !== turn) return;
      if (answer.ok) {
        take(body as JobState);
        next = LOOK_MS;
      } else if (answer.status >= 500) next = Math.min(LONGEST_MS, pauseMs * 2);
      else {
        const code = (body as { code?: unknown }).code;
        setError(errorSentence(uiLang(), isErrorCode(code) ? code : 'unavailable'));
        setRunning(false);
      }
    } catch {
      if (mine !== turn) return;
      next = Math.min(LONGEST_MS, pauseMs * 2);
    }
    if (running()) timer = setTimeout(() => void look(id, mine, next), next);
  }

  function begin(): number {
    clearTimeout(timer);
    turn += 1;
    setError(null);
    return turn;
  }

  onCleanup(() => {
    turn += 1;
    clearTimeout(timer);
  });

  return {
    job,
    running,
    error,
    async start(asked) {
      const mine = begin();
      setJob(null);
      setRunning(true);
      const answer = await asked;
      if (mine !== turn) return;
      if (answer.ok) await look(answer.data.job, mine, LOOK_MS);
      else {
        setError(answer.error.message);
        setRunning(false);
      }
    },
    follow(state) {
      const mine = begin();
      setRunning(state.state === 'running');
      setJob(state);
      if (state.state === 'running') void look(state.id, mine, LOOK_MS);
      else if (state.error) setError(errorSentence(uiLang(), state.error.code, state.error.details));
    },
    async cancel() {
      const id = job()?.id;
      if (!id || !running()) return;
      try {
        const answer = await fetch(paths.job(id), { method: 'DELETE' });
        if (answer.ok) {
          begin();
          take((await answer.json()) as JobState);
        }
      } catch {
        setError(errorSentence(uiLang(), 'unavailable'));
      }
    },
    clear() {
      begin();
      setJob(null);
      setRunning(false);
    },
  };
}
