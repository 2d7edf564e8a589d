import { codewordMap } from './codewords.ts';
import type { QrSymbol } from './symbol.ts';

// Data mask conditions of ISO/IEC 18004:2015, table 10; i = row, j = column.
const MASKS = [
  (i: number, j: number) => (i + j) % 2 === 0,
  (i: number) => i % 2 === 0,
  (_: number, j: number) => j % 3 === 0,
  (i: number, j: number) => (i + j) % 3 === 0,
  (i: number, j: number) => (Math.floor(i / 2) + Math.floor(j / 3)) % 2 === 0,
  (i: number, j: number) => ((i * j) % 2) + ((i * j) % 3) === 0,
  (i: number, j: number) => (((i * j) % 2) + ((i * j) % 3)) % 2 === 0,
  (i: number, j: number) => (((i + j) % 2) + ((i * j) % 3)) % 2 === 0,
];

/** For tests. The codewords of a symbol in placement order, unmasked: data first, correction last, blocks interleaved. */
export function readCodewords(code: QrSymbol): number[] {
  const map = codewordMap(code);
  const words = new Array<number>(map.blockOf.length).fill(0);
  words.forEach((_, word) => {
    for (let bit = 0; bit < 8; bit++) {
      const module = map.order[word * 8 + bit] ?? 0;
      const [i, j] = [Math.floor(module / code.size), module % code.size];
      const flip = MASKS[code.mask]?.(i, j) ? 1 : 0;
      words[word] = ((words[word] ?? 0) << 1) | ((code.dark[module] ?? 0) ^ flip);
    }
  });
  return words;
}
