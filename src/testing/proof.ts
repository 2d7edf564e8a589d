import type { StyleDocument } from '#domain/qr/model.ts';
import { judgeProof, type StoredProof } from '#domain/qr/proof.ts';
import { PROOF_CAPTURES } from '#domain/qr/proof-captures.ts';

const decoders = [
  { id: '@zxing/library', family: 'zxing', version: '1.0.0' },
  { id: 'zxing-wasm', family: 'zxing', version: '1.0.0' },
  { id: 'jsqr', family: 'jsqr', version: '1.0.0' },
  { id: 'qr', family: 'qr', version: '1.0.0' },
];

/** A proof of this artwork whose every decoder read the part `rate` (0–1) of what it read of the control. */
export function storedProof(style: StyleDocument, payload: string, rate = 1): StoredProof {
  const reads = (part: number) => ({
    rates: PROOF_CAPTURES.map(() => decoders.map(() => part)),
    misread: false,
  });
  const { table: _, ...proof } = judgeProof(style, payload, reads(rate), reads(1), decoders);
  return {
    id: 'prf_0000000000000000',
    codeId: 'cod_0000000000000000',
    origin: 'https://wgmrk.eu',
    madeAt: Date.UTC(2026, 10, 22),
    byName: 'Ada',
    proof,
  };
}
