/** A proving thread that takes no photos; what the frame's words say is what happens. Tests only. */
import { judgeProof } from '#domain/qr/proof.ts';
import { PROOF_CAPTURES } from '#domain/qr/proof-captures.ts';
import type { ProofAsk } from '#server/codes/proofs/worker.ts';
import { answerThread, pause } from '#server/codes/thread.ts';

const decoders = [
  { id: 'one', family: 'one', version: '1.0.0' },
  { id: 'two', family: 'two', version: '2.0.0' },
];

answerThread<ProofAsk, ReturnType<typeof judgeProof>>(async ({ style, payload }, signal, onProgress) => {
  const words = style.frame.callToAction;
  if (words === 'crash') process.exit(1);
  while (words === 'wait') {
    onProgress(0.5);
    await pause();
    signal.throwIfAborted();
  }
  const reads = (part: number) => ({
    rates: PROOF_CAPTURES.map(() => decoders.map(() => part)),
    misread: false,
  });
  return judgeProof(style, payload, reads(words === 'fail' ? 0.5 : 1), reads(1), decoders);
});
