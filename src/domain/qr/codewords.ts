import type { ErrorCorrection } from './model.ts';
import type { QrSymbol } from './symbol.ts';

// ISO/IEC 18004:2015, table 9: number of blocks and correction codewords per block, versions 1–40.
const row = (text: string) => text.split(' ').map(Number);
const BLOCKS: Record<ErrorCorrection, number[]> = {
  L: row('1 1 1 1 1 2 2 2 2 4 4 4 4 4 6 6 6 6 7 8 8 9 9 10 12 12 12 13 14 15 16 17 18 19 19 20 21 22 24 25'),
  M: row(
    '1 1 1 2 2 4 4 4 5 5 5 8 9 9 10 10 11 13 14 16 17 17 18 20 21 23 25 26 28 29 31 33 35 37 38 40 43 45 47 49',
  ),
  Q: row(
    '1 1 2 2 4 4 6 6 8 8 8 10 12 16 12 17 16 18 21 20 23 23 25 27 29 34 34 35 38 40 43 45 48 51 53 56 59 62 65 68',
  ),
  H: row(
    '1 1 2 4 4 4 5 6 8 8 11 11 16 16 18 16 19 21 25 25 25 34 30 32 35 37 40 42 45 48 51 54 57 60 63 66 70 74 77 81',
  ),
};
const CORRECTION: Record<ErrorCorrection, number[]> = {
  L: row(
    '7 10 15 20 26 18 20 24 30 18 20 24 26 30 22 24 28 30 28 28 28 28 30 30 26 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
  M: row(
    '10 16 26 18 24 16 18 22 22 26 30 22 22 24 24 28 28 26 26 26 26 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28 28',
  ),
  Q: row(
    '13 22 18 26 18 24 18 22 20 24 28 26 24 20 30 24 28 28 26 30 28 30 30 30 30 28 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
  H: row(
    '17 28 22 16 22 28 26 26 24 28 24 28 22 24 24 30 28 28 26 28 30 24 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30 30',
  ),
};

/** Codewords that a block keeps back to avoid a wrong reading (ISO/IEC 18004:2015, table 9, note b: p). */
function misdecodeReserve(version: number, level: ErrorCorrection): number {
  if (version === 1) return { L: 3, M: 2, Q: 1, H: 1 }[level];
  if (version === 2 && level === 'L') return 2;
  if (version === 3 && level === 'L') return 1;
  return 0;
}

/** Which module belongs to which codeword, and which codeword to which Reed–Solomon block. */
export interface CodewordMap {
  /** Per module the index of its codeword in placement order, −1 for function patterns and remainder bits. */
  codewordOf: Int16Array;
  /** Per codeword its block. */
  blockOf: Uint8Array;
  /** Module indices bit by bit, most significant bit of the first codeword first. */
  order: Int32Array;
  blocks: number;
  /** Codewords that each block can correct. */
  correctable: number;
  dataCodewords: number;
}

/** Placement of ISO/IEC 18004:2015, 7.7.3: two columns at a time from the lower right, upwards first. */
export function codewordMap(symbol: QrSymbol): CodewordMap {
  const found = kept.get(symbol);
  if (found) return found;
  const made = makeMap(symbol);
  kept.set(symbol, made);
  return made;
}

const kept = new WeakMap<QrSymbol, CodewordMap>();

function makeMap(symbol: QrSymbol): CodewordMap {
  const { size, reserved, version, errorCorrection } = symbol;
  const order: number[] = [];
  let up = true;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!reserved[y * size + x]) order.push(y * size + x);
    }
    up = !up;
  }
  const total = order.length >> 3;
  const blocks = BLOCKS[errorCorrection][version - 1] ?? 1;
  const correction = CORRECTION[errorCorrection][version - 1] ?? 0;
  const shortBlocks = blocks - (total % blocks);
  const shortData = Math.floor(total / blocks) - correction;
  const dataCodewords = total - correction * blocks;

  const codewordOf = new Int16Array(size * size).fill(-1);
  for (let bit = 0; bit < total * 8; bit++) codewordOf[order[bit] ?? 0] = bit >> 3;
  const blockOf = new Uint8Array(total);
  for (let index = 0; index < total; index++) {
    if (index < shortData * blocks) blockOf[index] = index % blocks;
    else if (index < dataCodewords) blockOf[index] = shortBlocks + index - shortData * blocks;
    else blockOf[index] = (index - dataCodewords) % blocks;
  }
  return {
    codewordOf,
    blockOf,
    order: Int32Array.from(order),
    blocks,
    correctable: Math.floor((correction - misdecodeReserve(version, errorCorrection)) / 2),
    dataCodewords,
  };
}

/** What error correction is left when the given modules cannot be trusted. */
export interface Correction {
  /** Unused error correction of the worst block, 0–1 (ISO/IEC 15415: 1 − errors ÷ correctable), below 0 = unreadable. */
  worst: number;
  /** The same per block. */
  blocks: number[];
  /** Codewords lost per block. */
  errors: number[];
  damaged: number;
  /** Per codeword whether it is lost, 1 or 0. */
  lost: Uint8Array;
}

/** Counts each codeword that has at least one module with `covered[module] = 1`. */
export function unusedCorrection(map: CodewordMap, covered: Uint8Array): Correction {
  const lost = new Uint8Array(map.blockOf.length);
  for (let module = 0; module < covered.length; module++) {
    const codeword = covered[module] ? (map.codewordOf[module] ?? -1) : -1;
    if (codeword >= 0) lost[codeword] = 1;
  }
  const errors = new Array<number>(map.blocks).fill(0);
  let damaged = 0;
  for (let codeword = 0; codeword < lost.length; codeword++) {
    if (!lost[codeword]) continue;
    const block = map.blockOf[codeword] ?? 0;
    errors[block] = (errors[block] ?? 0) + 1;
    damaged++;
  }
  const blocks = errors.map((count) => 1 - count / map.correctable);
  return { worst: Math.min(...blocks), blocks, errors, damaged, lost };
}
