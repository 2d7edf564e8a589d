/** A proving thread that takes no photos; what the frame's words say is what happens. Tests only. */
import { PROOF_CAPTURES } from '#domain/qr/proof-captures.ts';
import type { ProofAsk, ProofReads } from '#server/codes/proofs/worker.ts';
import { answerThread, pause } from '#server/codes/thread.ts';

const decoders = [
  { id: 'one', family: 'one', version: '1.0.0' },
  { id: 'two', family: 'two', version: '2.0.0' },
];

answerThread<ProofAsk, ProofReads>(async ({ style }, signal, onProgress) => {
  const words = style.frame.callToAction;
  if (words === 'crash') process.exit(1);
  onProgress(1);
  while (words === 'wait') {
    await pause();
    signal.throwIfAborted();
  }
  const fails = words === 'fail' || (words === 'fail round' && style.eyes.frame !== 'square');
  const part = fails ? 0.5 : 1;
  return {
    reads: { rates: PROOF_CAPTURES.map(() => decoders.map(() => part)), misread: false },
    decoders,
  };
});
