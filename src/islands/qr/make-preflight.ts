import type { LogoPixels } from '#domain/qr/artwork.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import type { Preflight } from '#domain/qr/preflight.ts';
import type { PreflightAnswer, PreflightAsk } from './preflight-protocol.ts';

export interface PreflightClient {
  /** Judges a style; rejects with an AbortError when a newer request or `dispose` takes over. */
  judge(
    style: StyleDocument,
    payload: string,
    options?: { images?: ReadonlyMap<string, LogoPixels>; onProgress?: (done: number) => void },
  ): Promise<{ preflight: Preflight; findings: Finding[]; tookMs: number }>;
  /** The nearest style that passes, or null. */
  repair(
    style: StyleDocument,
    payload: string,
    options?: { images?: ReadonlyMap<string, LogoPixels>; onProgress?: (done: number) => void },
  ): Promise<StyleDocument | null>;
  /** Ends what is under way: its answer would be about a style of before. */
  cancel(): void;
  dispose(): void;
}

interface Waiting {
  id: number;
  resolve: (answer: PreflightAnswer) => void;
  reject: (reason: unknown) => void;
  onProgress: ((done: number) => void) | undefined;
}

const startWorker = () => new Worker(new URL('./preflight.worker.ts', import.meta.url), { type: 'module' });

/**
 * Starts the preflight workers of one editor: one that judges, and where the machine has a second core one that reads
 * photos for it. The maker calls `dispose`. Browser only.
 */
export function makePreflight(): PreflightClient {
  const worker = startWorker();
  const helper = navigator.hardwareConcurrency > 1 ? startWorker() : null;
  const tell = (to: Worker, message: PreflightAsk, transfer: Transferable[] = []) =>
    to.postMessage(message, transfer);
  let waiting: Waiting | null = null;
  let lastId = 0;
  let told: ReadonlyMap<string, LogoPixels> | null = null;

  if (helper) {
    const { port1, port2 } = new MessageChannel();
    tell(helper, { kind: 'help', port: port1 }, [port1]);
    tell(worker, { kind: 'helper', port: port2 }, [port2]);
    // The first one can do without.
    helper.addEventListener('error', () => tell(worker, { kind: 'helper', port: null }));
  }

  /** Pictures are megabytes: they go over once, not with every question. */
  function show(images: ReadonlyMap<string, LogoPixels>): void {
    if (images === told || (images.size === 0 && (told?.size ?? 0) === 0)) return;
    told = images;
    for (const one of [worker, helper]) if (one) tell(one, { kind: 'images', images: [...images] });
  }

  worker.addEventListener('message', (event: MessageEvent<PreflightAnswer>) => {
    const message = event.data;
    if (!waiting || message.id !== waiting.id) return;
    if (message.kind === 'progress') {
      waiting.onProgress?.(message.done);
      return;
    }
    const { resolve, reject } = waiting;
    waiting = null;
    if (message.kind === 'failed') reject(new Error(message.error));
    else resolve(message);
  });
  worker.addEventListener('error', (event) => {
    waiting?.reject(new Error(event.message));
    waiting = null;
  });

  function stop(): void {
    waiting?.reject(new DOMException('stale', 'AbortError'));
    waiting = null;
  }

  function ask(
    kind: 'preflight' | 'repair',
    style: StyleDocument,
    payload: string,
    options: Parameters<PreflightClient['judge']>[2] = {},
  ): Promise<PreflightAnswer> {
    stop();
    if (options.images) show(options.images);
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting = { id, resolve, reject, onProgress: options.onProgress };
      const message: PreflightAsk = {
        kind,
        id,
        // Reactive stores are proxies, which cannot be posted.
        style: JSON.parse(JSON.stringify(style)) as StyleDocument,
        payload,
      };
      tell(worker, message);
    });
  }

  return {
    judge: async (style, payload, options) => {
      const answer = await ask('preflight', style, payload, options);
      if (answer.kind !== 'judged') throw new Error('unexpected answer');
      return answer;
    },
    repair: async (style, payload, options) => {
      const answer = await ask('repair', style, payload, options);
      return answer.kind === 'repaired' ? answer.style : null;
    },
    dispose: () => {
      stop();
      worker.terminate();
      helper?.terminate();
    },
    cancel: () => {
      if (waiting) tell(worker, { kind: 'cancel' });
      stop();
    },
  };
}
