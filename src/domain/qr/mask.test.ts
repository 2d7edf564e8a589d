import fc from 'fast-check';
import QRCode from 'qrcode';
import { expect, it } from 'vitest';
import { encode } from './symbol.ts';

const LEVELS = ['L', 'M', 'Q', 'H'] as const;

it('chooses the mask that another encoder finds by trying all eight, and draws the same symbol', () => {
  const masks = new Set<number>();
  const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ:/.-%'.split(''));
  const texts = fc.oneof(
    fc.string({ unit: letters, minLength: 1, maxLength: 60 }),
    // Long runs of one letter: many blocks and runs.
    fc.tuple(letters, fc.integer({ min: 1, max: 900 })).map(([letter, times]) => letter.repeat(times)),
  );
  fc.assert(
    fc.property(texts, fc.constantFrom(...LEVELS), (text, level) => {
      const theirs = QRCode.create([{ data: text, mode: 'alphanumeric' }], { errorCorrectionLevel: level });
      const ours = encode(text, level);
      expect(ours.mask).toBe(Number(theirs.maskPattern));
      expect([...ours.dark]).toEqual([...(theirs.modules.data as unknown as Uint8Array)]);
      masks.add(ours.mask);
    }),
    { numRuns: 300 },
  );
  expect(masks.size).toBe(8);
});
