import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codewordMap, unusedCorrection } from './codewords.ts';
import { readCodewords } from './read-codewords.ts';
import { symbol } from './symbol.ts';

/** Syndromes of a Reed–Solomon block over GF(256), polynomial 0x11d: all zero for a valid block. */
function syndromes(block: number[], count: number): number[] {
  const exp: number[] = [];
  for (let k = 0, value = 1; k < 255; k++) {
    exp.push(value);
    value = (value << 1) ^ (value & 128 ? 0x11d : 0);
  }
  const log = new Map(exp.map((value, k) => [value, k]));
  const times = (a: number, b: number) =>
    a && b ? (exp[((log.get(a) ?? 0) + (log.get(b) ?? 0)) % 255] ?? 0) : 0;
  return Array.from({ length: count }, (_, k) =>
    block.reduce((sum, word) => times(sum, exp[k] ?? 0) ^ word, 0),
  );
}

describe('the codeword map', () => {
  it('reads the worked example of ISO/IEC 18004 annex I, "01234567" in 1-M', () => {
    const code = symbol('01234567', 'M');
    const hex = readCodewords(code).map((word) => word.toString(16).padStart(2, '0'));
    expect(code.version).toBe(1);
    expect(hex.join(' ')).toBe(
      '10 20 0c 56 61 80 ec 11 ec 11 ec 11 ec 11 ec 11 a5 24 d4 c1 ed 36 c7 87 2c 55',
    );
  });

  it('gathers blocks that are valid Reed–Solomon words, at every level and in long versions', () => {
    for (const level of ['L', 'M', 'Q', 'H'] as const) {
      for (const length of [10, 60, 130, 290]) {
        const code = symbol(`HTTPS://WGMRK.EU/Q/${'7KQ2MX'.repeat(60)}`.slice(0, length), level);
        const map = codewordMap(code);
        const words = readCodewords(code);
        for (let block = 0; block < map.blocks; block++) {
          const members = words.filter((_, word) => map.blockOf[word] === block);
          const roots = Math.floor((map.blockOf.length - map.dataCodewords) / map.blocks);
          expect(syndromes(members, roots).every((one) => one === 0)).toBe(true);
        }
      }
    }
  });

  it('loses correction as more modules are covered, and all of it never comes back', () => {
    const code = symbol('HTTPS://WGMRK.EU/Q/7KQ2MX', 'H');
    const map = codewordMap(code);
    const area = code.size * code.size;
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(area - 1), { maxLength: 200 }), fc.nat(area - 1), (modules, one) => {
        const covered = new Uint8Array(area);
        for (const module of modules) covered[module] = 1;
        const before = unusedCorrection(map, covered);
        covered[one] = 1;
        expect(unusedCorrection(map, covered).worst).toBeLessThanOrEqual(before.worst);
        expect(before.damaged).toBeLessThanOrEqual(modules.length);
      }),
    );
  });

  it('counts a codeword once, and function patterns never', () => {
    const code = symbol('HTTPS://WGMRK.EU/Q/7KQ2MX', 'Q');
    const map = codewordMap(code);
    const covered = Uint8Array.from(code.reserved);
    expect(unusedCorrection(map, covered).worst).toBe(1);
    for (let bit = 0; bit < 8; bit++) covered[map.order[bit] ?? 0] = 1;
    expect(unusedCorrection(map, covered).damaged).toBe(1);
    expect(unusedCorrection(map, covered).worst).toBeCloseTo(1 - 1 / map.correctable);
  });
});

describe('a symbol', () => {
  it('is smaller for capitals, which it can say in alphanumeric mode', () => {
    expect(symbol('HTTPS://WGMRK.EU/Q/7KQ2MX', 'Q').version).toBe(2);
    expect(symbol('https://wgmrk.eu/q/7kq2mx', 'Q').version).toBe(3);
    expect(symbol('HTTPS://WGMRK.EU/Q/7KQ2MX', 'Q').compact).toBe(true);
  });
});
