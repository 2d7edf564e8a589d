/** The thread that proves. */
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Reads } from '#domain/qr/preflight.ts';
import { type ProofRecord, runProof } from '#domain/qr/proof.ts';
import { proofDecoders } from '../print/decoders.ts';
import { readLogoImages } from '../print/images.ts';
import { answerThread, pause } from '../thread.ts';

export interface ProofAsk {
  readonly style: StyleDocument;
  readonly payload: string;
  readonly images: readonly { assetId: string; bytes: Uint8Array<ArrayBuffer> }[];
}

/** Controls that are kept, a few kB each. */
const KEPT = 500;
const controls = new Map<string, Reads>();

answerThread<ProofAsk, ProofRecord>(async ({ style, payload, images }, signal, onProgress) => {
  if (controls.size > KEPT) controls.clear();
  const logos = await readLogoImages(images);
  const pixels = new Map([...logos].map(([assetId, image]) => [assetId, image.pixels]));
  return runProof(style, payload, {
    decoders: await proofDecoders(),
    images: pixels,
    controls,
    signal,
    onProgress: (done) => {
      onProgress(done);
      return pause();
    },
  });
});
