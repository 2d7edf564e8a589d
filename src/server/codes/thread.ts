/** A worker thread that answers questions one after another; both sides of the line. */
import { parentPort, Worker } from 'node:worker_threads';
import { DomainError, type ErrorCode, type ErrorDetails } from '#domain/shared/error.ts';
import { stepBack } from '../step-back.ts';

type ToThread<Ask> = { kind: 'ask'; id: number; ask: Ask } | { kind: 'cancel'; id: number };

type FromThread<Answer> =
  | { kind: 'answer'; id: number; answer: Answer }
  | { kind: 'progress'; id: number; done: number }
  | { kind: 'failed'; id: number; code: ErrorCode; details: ErrorDetails; message: string };

export interface AskOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets the done part, 0–1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

export interface Thread<Ask, Answer> {
  /** Rejects with the thread's DomainError, `unavailable` when it dies, or the signal's reason. */
  ask(ask: Ask, options?: AskOptions): Promise<Answer>;
  /** Ends the thread; open questions reject with `unavailable`. */
  close(): Promise<void>;
}

interface Open<Answer> {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (reason: unknown) => void;
  readonly onProgress: AskOptions['onProgress'];
}

/** Starts nothing until the first question. A thread that dies rejects its questions; the next one starts another. */
export function makeThread<Ask, Answer>(file: URL, memoryMb = 512): Thread<Ask, Answer> {
  let worker: Worker | null = null;
  let closed = false;
  let lastId = 0;
  const open = new Map<number, Open<Answer>>();

  function start(): Worker {
    const made = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: memoryMb } });
    made.on('message', (message: FromThread<Answer>) => {
      const question = open.get(message.id);
      if (!question) return;
      if (message.kind === 'progress') {
        question.onProgress?.(message.done);
        return;
      }
      open.delete(message.id);
      if (open.size === 0) made.unref();
      if (message.kind === 'answer') question.resolve(message.answer);
      else
        question.reject(
          new DomainError(message.code, message.details, { cause: new Error(message.message) }),
        );
    });
    const lost = (cause?: unknown) => {
      if (worker !== made) return;
      worker = null;
      for (const question of open.values()) question.reject(new DomainError('unavailable', {}, { cause }));
      open.clear();
    };
    made.on('error', lost);
    made.on('exit', () => lost());
    return made;
  }

  return {
    ask(ask, { signal, onProgress } = {}) {
      if (closed) return Promise.reject(new DomainError('unavailable'));
      if (signal?.aborted) return Promise.reject(signal.reason);
      worker ??= start();
      const target = worker;
      target.ref();
      const id = ++lastId;
      return new Promise<Answer>((resolve, reject) => {
        const cancel = () => {
          open.delete(id);
          if (open.size === 0) target.unref();
          target.postMessage({ kind: 'cancel', id } satisfies ToThread<Ask>);
          reject(signal?.reason);
        };
        const settled = () => signal?.removeEventListener('abort', cancel);
        open.set(id, {
          resolve: (answer) => {
            settled();
            resolve(answer);
          },
          reject: (reason) => {
            settled();
            reject(reason);
          },
          onProgress,
        });
        signal?.addEventListener('abort', cancel, { once: true });
        target.postMessage({ kind: 'ask', id, ask } satisfies ToThread<Ask>);
      });
    },
    close: async () => {
      closed = true;
      const ending = worker;
      worker = null;
      for (const question of open.values()) question.reject(new DomainError('unavailable'));
      open.clear();
      await ending?.terminate();
    },
  };
}

/**
 * The thread's own side: answers each question after the one before, as two at once would only share a core and hold
 * the memory of both. What `work` throws is the answer's refusal.
 */
export function answerThread<Ask, Answer>(
  work: (ask: Ask, signal: AbortSignal, onProgress: (done: number) => void) => Promise<Answer>,
): void {
  stepBack('thread');
  const running = new Map<number, AbortController>();
  let queue: Promise<void> = Promise.resolve();
  const send = (message: FromThread<Answer>) => parentPort?.postMessage(message);

  async function answer(id: number, ask: Ask, { signal }: AbortController): Promise<void> {
    try {
      signal.throwIfAborted();
      const done = await work(ask, signal, (part) => send({ kind: 'progress', id, done: part }));
      send({ kind: 'answer', id, answer: done });
    } catch (error) {
      const known = error instanceof DomainError ? error : null;
      send({
        kind: 'failed',
        id,
        code: known?.code ?? 'unavailable',
        details: known?.details ?? {},
        message: error instanceof Error ? error.message : String(error),
      });
    } finally {
      running.delete(id);
    }
  }

  parentPort?.on('message', (message: ToThread<Ask>) => {
    if (message.kind === 'cancel') {
      running.get(message.id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(message.id, controller);
    queue = queue.then(() => answer(message.id, message.ask, controller));
  });
}

/** Lets waiting messages in, a cancel among them. */
export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
