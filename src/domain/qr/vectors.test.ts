import fc from 'fast-check';
import { correction, generate, mode } from 'lean-qr';
import encodeQR from 'qr';
import { describe, expect, it } from 'vitest';
import type { ErrorCorrection } from './model.ts';
import { readCodewords } from './read-codewords.ts';
import { alignmentCentres, encode, type QrSymbol, symbol } from './symbol.ts';

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const NAMED = { L: 'low', M: 'medium', Q: 'quartile', H: 'high' } as const;
const MODES = { numeric: mode.numeric, alphanumeric: mode.alphaNumeric, byte: mode.ascii } as const;
type Mode = keyof typeof MODES;
type Mask = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Rows of 0 and 1, so that a difference can be seen. */
const rows = (size: number, isDark: (x: number, y: number) => boolean) =>
  Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => (isDark(x, y) ? '1' : '0')).join(''),
  );
const ours = ({ size, dark }: QrSymbol) => rows(size, (x, y) => dark[y * size + x] === 1);

function byQr(payload: string, level: ErrorCorrection, encoding: Mode, version: number, mask: Mask) {
  const bits = encodeQR(payload, 'raw', { ecc: NAMED[level], encoding, version, mask, border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  return rows(bits.length, (x, y) => bits[y]?.[x] === true);
}

function byLean(payload: string, level: ErrorCorrection, encoding: Mode, version: number, mask: Mask) {
  const at = correction[level];
  const code = generate(MODES[encoding](payload), {
    minCorrectionLevel: at,
    maxCorrectionLevel: at,
    minVersion: version,
    maxVersion: version,
    mask,
  });
  return rows(code.size, (x, y) => code.get(x, y));
}

/** The two copies of the format information (ISO/IEC 18004:2015, figure 25), most significant bit first. */
function formatOf({ size, dark }: QrSymbol): [string, string] {
  const bit = (x: number, y: number) => String(dark[y * size + x]);
  const around = [0, 1, 2, 3, 4, 5, 7, 8].map((x) => bit(x, 8)).join('');
  const up = [7, 5, 4, 3, 2, 1, 0].map((y) => bit(8, y)).join('');
  const below = Array.from({ length: 7 }, (_, k) => bit(8, size - 1 - k)).join('');
  const right = Array.from({ length: 8 }, (_, k) => bit(size - 8 + k, 8)).join('');
  return [around + up, below + right];
}

describe('published examples', () => {
  it('annex I: "01234567" in 1-M with mask 010', () => {
    const code = encode('01234567', 'M', { version: 1, mask: 2 });
    const hex = readCodewords(code).map((word) => word.toString(16).padStart(2, '0'));
    expect(hex.slice(0, 16).join(' ')).toBe('10 20 0c 56 61 80 ec 11 ec 11 ec 11 ec 11 ec 11');
    expect(hex.slice(16).join(' ')).toBe('a5 24 d4 c1 ed 36 c7 87 2c 55');
    expect(formatOf(code)).toEqual(['101111001111100', '101111001111100']);
    expect(ours(code)).toEqual(byQr('01234567', 'M', 'numeric', 1, 2));
    expect(ours(code)).toEqual(byLean('01234567', 'M', 'numeric', 1, 2));
  });

  it('annex C: level M with mask 101 is 100000011001110', () => {
    expect(formatOf(encode('01234567', 'M', { mask: 5 }))).toEqual(['100000011001110', '100000011001110']);
  });

  it('annex E: the alignment patterns of all versions are where the encoder put them', () => {
    for (let version = 1; version <= 40; version++) {
      const { size, dark, reserved } = encode('0', 'L', { version });
      const centres = alignmentCentres(size);
      const count = version === 1 ? 0 : Math.floor(version / 7) + 2;
      expect(centres.length).toBe(version === 1 ? 0 : count * count - 3);
      const places = new Set(centres.map(([x, y]) => y * size + x));
      for (let y = 2; y < size - 2; y++) {
        for (let x = 2; x < size - 2; x++) {
          // A dark module in a light ring in a dark ring, all of them reserved.
          const isCentre = [-2, -1, 0, 1, 2].every((dy) =>
            [-2, -1, 0, 1, 2].every((dx) => {
              const at = (y + dy) * size + x + dx;
              const ring = Math.max(Math.abs(dx), Math.abs(dy));
              return reserved[at] === 1 && dark[at] === (ring === 1 ? 0 : 1);
            }),
          );
          expect(isCentre, `version ${version} at ${x}, ${y}`).toBe(places.has(y * size + x));
        }
      }
    }
  });

  it('annex D: version 7 is 000111110010010100', () => {
    const { size, dark } = encode('0', 'L', { version: 7 });
    const bits = Array.from({ length: 18 }, (_, k) => {
      const [along, across] = [Math.floor(k / 3), size - 11 + (k % 3)];
      expect(dark[across * size + along]).toBe(dark[along * size + across]);
      return dark[along * size + across];
    });
    expect(bits.reverse().join('')).toBe('000111110010010100');
  });
});

describe('matrices', () => {
  const characters: Record<Mode, string> = {
    numeric: '0123456789',
    alphanumeric: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:',
    byte: 'abcdefghijklmnopqrstuvwxyz_~{}#@',
  };

  it('are those of two independent encoders at 200 payloads, versions, levels, modes and masks', () => {
    let compared = 0;
    const seen = { versions: new Set<number>(), masks: new Set<number>(), modes: new Set<string>() };
    const given = fc.record({
      encoding: fc.constantFrom<Mode>('numeric', 'alphanumeric', 'byte'),
      level: fc.constantFrom(...LEVELS),
      mask: fc.constantFrom<Mask>(0, 1, 2, 3, 4, 5, 6, 7),
      picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: 300 }),
      least: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(given, ({ encoding, level, mask, picks, least }) => {
        const set = characters[encoding];
        const payload = picks.map((pick) => set[pick % set.length]).join('');
        const smallest = encode(payload, level);
        const version = Math.max(smallest.version, least);
        const code = encode(payload, level, { version, mask });
        expect(code).toMatchObject({ version, mask, errorCorrection: level, size: 17 + 4 * version });
        expect(ours(code)).toEqual(byQr(payload, level, encoding, version, mask));
        expect(ours(code)).toEqual(byLean(payload, level, encoding, version, mask));
        // The smallest version is the smallest for them too.
        expect(smallest.version).toBe(
          ((encodeQR(payload, 'raw', { ecc: NAMED[level], encoding, border: 1 }).length - 19) / 4) as number,
        );
        compared++;
        seen.versions.add(version);
        seen.masks.add(mask);
        seen.modes.add(encoding + level);
      }),
      { numRuns: 200, seed: 18004 },
    );
    expect(compared).toBe(200);
    expect([seen.masks.size, seen.modes.size]).toEqual([8, 12]);
    expect(seen.versions.size).toBeGreaterThan(15);
  });

  it('reach from version 1 to 40', () => {
    for (let version = 1; version <= 40; version++) {
      const mask = (version % 8) as Mask;
      const level = LEVELS[version % 4] ?? 'Q';
      const code = ours(encode('WEGMARKE', level, { version, mask }));
      expect(code).toEqual(byQr('WEGMARKE', level, 'alphanumeric', version, mask));
      expect(code).toEqual(byLean('WEGMARKE', level, 'alphanumeric', version, mask));
    }
  });
});

describe('our own short address', () => {
  it.each(LEVELS)('is said in alphanumeric mode alone, at level %s', (level) => {
    for (const origin of [
      'HTTPS://WGMRK.EU',
      'HTTPS://CAMPAIGN.STADT-HAMBURG.DE:8443',
      'HTTP://192.168.1.20:4321',
    ]) {
      const payload = `${origin}/Q/7KQ2MX`;
      const code = symbol(payload, level);
      const words = readCodewords(code);
      // Blocks are interleaved: the first codeword is the first block's first, and with it the mode indicator.
      expect((words[0] ?? 0) >> 4).toBe(0b0010);
      expect(code.compact).toBe(true);
      expect(symbol(payload.toLowerCase(), level).version).toBeGreaterThanOrEqual(code.version);
    }
  });
});
