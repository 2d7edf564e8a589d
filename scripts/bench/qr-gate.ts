/** A thread of the bench: the product's own verdict, as the studio and the print export come to it. */
import { parentPort } from 'node:worker_threads';
import { checkStyle } from '#domain/qr/findings.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Reads } from '#domain/qr/preflight.ts';
import { type Proof, runProof } from '#domain/qr/proof.ts';
import { proofDecoders } from '#server/codes/print/decoders.ts';

export interface GateTask {
  readonly style: StyleDocument;
  readonly payload: string;
}

export interface Verdict {
  /** May be printed. */
  readonly passes: boolean;
  /** Score of the proof, 0–100. */
  readonly score: number;
  /** Findings that refuse it. */
  readonly refusals: readonly string[];
  readonly proof: Proof;
  readonly proofMs: number;
}

const controls = new Map<string, Reads>();

async function judge({ style, payload }: GateTask): Promise<Verdict> {
  const refusals = checkStyle(style, payload)
    .filter(({ severity }) => severity === 'refuse')
    .map(({ code }) => code);
  const from = performance.now();
  const proof = await runProof(style, payload, { decoders: await proofDecoders(), controls });
  return {
    passes: refusals.length === 0 && proof.passes,
    score: proof.score,
    refusals,
    proof,
    proofMs: performance.now() - from,
  };
}

parentPort?.on('message', async (task: GateTask) => parentPort?.postMessage(await judge(task)));
