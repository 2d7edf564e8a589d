import type { Pixels } from './read-luma.ts';
import type { Answer, Ask } from './reader-protocol.ts';

/** A reader in a thread of its own. */
export interface WorkerReader {
  /** Whether it could be loaded. */
  readonly loaded: Promise<boolean>;
  /** The text of a QR code in the picture; null as well before it is loaded and after its end. */
  read(picture: Pixels): Promise<string | null>;
  end(): void;
}

/** Speaks with a worker of `reader-protocol.ts`; a worker that dies reads nothing any more. */
export function makeWorkerReader(worker: Worker): WorkerReader {
  let settle: (loaded: boolean) => void = () => {};
  const loaded = new Promise<boolean>((resolve) => {
    settle = resolve;
  });
  let ready = false;
  let last = 0;
  const waiting = new Map<number, (text: string | null) => void>();
  const giveUp = () => {
    ready = false;
    settle(false);
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if ('ready' in data) {
      ready = data.ready;
      settle(ready);
      return;
    }
    waiting.get(data.id)?.(data.text);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', giveUp);
  return {
    loaded,
    read({ data, width, height }) {
      if (!ready) return Promise.resolve(null);
      last += 1;
      // A copy, as the other reader gets the same picture.
      const ask: Ask = { id: last, rgba: new Uint8ClampedArray(data), width, height };
      return new Promise((answer) => {
        waiting.set(ask.id, answer);
        worker.postMessage(ask, [ask.rgba.buffer]);
      });
    },
    end() {
      worker.terminate();
      giveUp();
    },
  };
}
