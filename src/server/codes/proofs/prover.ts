import { plainStyle } from '#domain/qr/model.ts';
import { judgeProof, type ProofRecord } from '#domain/qr/proof.ts';
import { type AskOptions, makeThread } from '../thread.ts';
import type { ProofAsk, ProofReads } from './worker.ts';

export interface Prover {
  /** Rejects with `unavailable` when a thread dies, `image_too_large`, or the signal's reason. */
  prove(ask: ProofAsk, options?: AskOptions): Promise<ProofRecord>;
  close(): Promise<void>;
}

/** Controls that are kept, a few kB each. */
const KEPT = 500;

/** Two threads, started with the first proof: one reads the code while the other reads its control. */
export function makeProver(worker: URL): Prover {
  const [own, plain] = [makeThread<ProofAsk, ProofReads>(worker), makeThread<ProofAsk, ProofReads>(worker)];
  // The decoders stay the same while the process lives.
  const controls = new Map<string, ProofReads>();

  return {
    async prove(ask, { signal, onProgress } = {}) {
      const { style, payload } = ask;
      const stop = new AbortController();
      const both = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
      const kept = controls.get(payload);
      const done = { own: 0, plain: kept ? 1 : 0 };
      const tell = (part: keyof typeof done) => (share: number) => {
        done[part] = share;
        onProgress?.(kept ? done.own : (done.own + done.plain) / 2);
      };
      try {
        const [code, control] = await Promise.all([
          own.ask(ask, { signal: both, onProgress: tell('own') }),
          kept ??
            plain.ask(
              { style: plainStyle, payload, images: [] },
              { signal: both, onProgress: tell('plain') },
            ),
        ]);
        if (controls.size >= KEPT) controls.delete(controls.keys().next().value ?? '');
        controls.set(payload, control);
        return judgeProof(style, payload, code.reads, control.reads, code.decoders);
      } catch (cause) {
        // What the other one reads is of no use any more.
        stop.abort(cause);
        throw cause;
      }
    },
    close: async () => {
      await Promise.all([own.close(), plain.close()]);
    },
  };
}
