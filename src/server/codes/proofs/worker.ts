/** A thread that takes and reads the photos of one code: the style's or the control's. */
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Reads } from '#domain/qr/preflight.ts';
import { PROOF_PHOTO_COUNT, type ProofDecoder, readCaptures } from '#domain/qr/proof.ts';
import { proofDecoders } from '../print/decoders.ts';
import { readLogoImages } from '../print/images.ts';
import { answerThread, pause } from '../thread.ts';

export interface ProofAsk {
  readonly style: StyleDocument;
  readonly payload: string;
  readonly images: readonly { assetId: string; bytes: Uint8Array<ArrayBuffer> }[];
}

export interface ProofReads {
  readonly reads: Reads;
  readonly decoders: readonly Omit<ProofDecoder, 'decode'>[];
}

answerThread<ProofAsk, ProofReads>(async ({ style, payload, images }, signal, onProgress) => {
  const logos = await readLogoImages(images);
  const pixels = new Map([...logos].map(([assetId, image]) => [assetId, image.pixels]));
  const decoders = await proofDecoders();
  let done = 0;
  const reads = await readCaptures(style, payload, { decoders, images: pixels, signal }, () => {
    done += 1;
    onProgress(done / PROOF_PHOTO_COUNT);
    return pause();
  });
  return { reads, decoders: decoders.map(({ id, family, version }) => ({ id, family, version })) };
});
