import BitMatrix from '@zxing/library/cjs/core/common/BitMatrix.js';
import GenericGF from '@zxing/library/cjs/core/common/reedsolomon/GenericGF.js';
import ReedSolomonDecoder from '@zxing/library/cjs/core/common/reedsolomon/ReedSolomonDecoder.js';
import BitMatrixParser from '@zxing/library/cjs/core/qrcode/decoder/BitMatrixParser.js';
import DataBlock from '@zxing/library/cjs/core/qrcode/decoder/DataBlock.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codewordMap, unusedCorrection } from './codewords.ts';
import { logoCost } from './findings.ts';
import { layout } from './layout.ts';
import { GATE } from './limits.ts';
import { bestLogoPlace } from './logo-place.ts';
import { defaultStyle, type Logo, plainStyle, type StyleDocument } from './model.ts';
import { rasterise } from './raster.ts';
import { coveredModules } from './shapes.ts';
import { symbol } from './symbol.ts';

/**
 * What an independent decoder corrects in a matrix: per block, how many codewords it changed. It reads format, placement and
 * blocks by its own tables. Throws where it cannot correct.
 */
function correctedBy(dark: Uint8Array, size: number): number[] {
  const bits = new BitMatrix(size);
  dark.forEach((value, index) => {
    if (value) bits.set(index % size, Math.floor(index / size));
  });
  const parser = new BitMatrixParser(bits);
  const version = parser.readVersion();
  const level = parser.readFormatInformation().getErrorCorrectionLevel();
  const solver = new ReedSolomonDecoder(GenericGF.QR_CODE_FIELD_256);
  return DataBlock.getDataBlocks(parser.readCodewords(), version, level).map((block) => {
    const received = Int32Array.from(block.getCodewords());
    const corrected = received.slice();
    solver.decode(corrected, received.length - block.getNumDataCodewords());
    return corrected.reduce((sum, word, index) => sum + (word === received[index] ? 0 : 1), 0);
  });
}

const payloads = fc.constantFrom(
  'HTTPS://WGMRK.EU/Q/7KQ2MX',
  'HTTPS://CAMPAIGN.STADT-HAMBURG.DE/Q/7KQ2MX',
  `HTTPS://WGMRK.EU/${'LONG/'.repeat(24)}Q/7KQ2MX`,
);
const levels = fc.constantFrom<StyleDocument['errorCorrection']>('L', 'M', 'Q', 'H');
const art = (aspect: number): Logo['art'] => ({
  kind: 'paths',
  aspect,
  paths: [{ d: `M0 0L1 0L1 ${1 / aspect}L0 ${1 / aspect}Z`, fill: '#a82c15', rule: 'nonzero' }],
});
const logos = fc.record({
  art: fc.constantFrom(art(1), art(2), art(0.5)),
  size: fc.integer({ min: 8, max: 30 }).map((value) => value / 100),
  plate: fc.constantFrom<Logo['plate']>('square', 'rounded', 'circle'),
  padding: fc.constantFrom(0, 0.5, 1.25),
  shift: fc.record({ x: fc.integer({ min: -8, max: 8 }), y: fc.integer({ min: -8, max: 8 }) }),
});

describe('correction as computed', () => {
  it('is, block by block, what a decoder corrects when every module under a plate is read wrong', () => {
    let corrected = 0;
    fc.assert(
      fc.property(payloads, levels, logos, (payload, level, logo) => {
        const code = symbol(payload, level);
        const covered = coveredModules(code.size, logo);
        const map = codewordMap(code);
        const computed = unusedCorrection(map, covered);
        // Where a codeword's block holds, and off the patterns that a decoder needs first.
        fc.pre(computed.worst >= 0 && !covered.some((hit, module) => hit && code.reserved[module] === 1));
        const flipped = code.dark.map((value, module) => (covered[module] ? 1 - value : value));
        expect(correctedBy(flipped, code.size)).toEqual(computed.errors);
        expect(computed.blocks).toEqual(computed.errors.map((count) => 1 - count / map.correctable));
        corrected += computed.damaged;
      }),
      { numRuns: 150 },
    );
    expect(corrected).toBeGreaterThan(500);
  });

  it('is, block by block, what a decoder corrects for any modules that are read wrong', () => {
    fc.assert(
      fc.property(payloads, levels, fc.array(fc.nat(1e6), { maxLength: 12 }), (payload, level, picks) => {
        const code = symbol(payload, level);
        const map = codewordMap(code);
        const wrong = new Uint8Array(code.size ** 2);
        for (const pick of picks) wrong[map.order[pick % (map.blockOf.length * 8)] ?? 0] = 1;
        const computed = unusedCorrection(map, wrong);
        fc.pre(computed.worst >= 0);
        const flipped = code.dark.map((value, module) => (wrong[module] ? 1 - value : value));
        expect(correctedBy(flipped, code.size)).toEqual(computed.errors);
      }),
      { numRuns: 150 },
    );
  });

  it('is never less than what a drawn logo costs a decoder', () => {
    fc.assert(
      fc.property(payloads, logos, (payload, logo) => {
        const style: StyleDocument = { ...plainStyle, errorCorrection: 'H', logo };
        const cost = logoCost(style, payload);
        fc.pre(cost.unused > 0 && !cost.onFunction);
        const picture = layout(style, payload, null);
        const { x, y, size } = picture.symbol;
        const raster = rasterise(picture, {
          left: x,
          top: y,
          width: size,
          height: size,
          pxPerModule: 5,
          beyond: 1,
        });
        const drawn = Uint8Array.from({ length: size * size }, (_, module) => {
          const at = (Math.floor(module / size) * 5 + 2) * raster.width + (module % size) * 5 + 2;
          return (raster.luma[at] ?? 1) < 0.5 ? 1 : 0;
        });
        const code = symbol(payload, 'H');
        const computed = unusedCorrection(codewordMap(code), coveredModules(size, logo));
        correctedBy(drawn, size).forEach((used, block) => {
          expect(used).toBeLessThanOrEqual(computed.errors[block] ?? 0);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('counts up to the limit at which a decoder gives up', () => {
    const code = symbol('HTTPS://WGMRK.EU/Q/7KQ2MX', 'Q');
    const map = codewordMap(code);
    const wrong = new Uint8Array(code.size ** 2);
    for (let word = 0; word < map.correctable; word++) wrong[map.order[word * 8 + 3] ?? 0] = 1;
    const flip = () => code.dark.map((value, module) => (wrong[module] ? 1 - value : value));
    expect(map.blocks).toBe(1);
    expect(unusedCorrection(map, wrong).worst).toBe(0);
    expect(correctedBy(flip(), code.size)).toEqual([map.correctable]);
    wrong[map.order[map.correctable * 8] ?? 0] = 1;
    expect(unusedCorrection(map, wrong).worst).toBeLessThan(0);
    expect(() => correctedBy(flip(), code.size)).toThrow();
  });
});

describe('the best place of a logo', () => {
  it('leaves at least as much as any other that covers no more patterns, and is the middle where that is as good', () => {
    fc.assert(
      fc.property(payloads, logos, (payload, logo) => {
        const style: StyleDocument = { ...defaultStyle, errorCorrection: 'H', logo };
        const best = bestLogoPlace(style, payload);
        const { size, reserved } = symbol(payload, 'H');
        const at = (shift: Logo['shift']) => {
          const moved = { ...logo, shift };
          const cost = logoCost({ ...style, logo: moved }, payload);
          const isClear = !coveredModules(size, moved).some((hit, module) => hit && reserved[module]);
          return { ...cost, passes: cost.unused >= GATE.unusedCorrection, isClear };
        };
        const here = at(logo.shift);
        if (!best) return expect(here.onFunction).toBe(true);
        const there = at({ x: best.x, y: best.y });
        expect(there).toMatchObject({ unused: best.unused, onFunction: false });
        for (const other of [here, at({ x: 0, y: 0 })]) {
          if (other.onFunction) continue;
          if (other.passes) expect(there.passes).toBe(true);
          if (other.passes && other.isClear) expect(there.isClear).toBe(true);
          const alike = other.passes === there.passes && other.isClear === there.isClear;
          if (alike) expect(best.unused).toBeGreaterThanOrEqual(other.unused);
          if (alike && other.unused === best.unused && other !== here)
            expect(best).toMatchObject({ x: 0, y: 0 });
        }
      }),
      { numRuns: 20 },
    );
    expect(bestLogoPlace(defaultStyle, 'A')).toBeNull();
  });
});
