import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultStyle } from '../qr/model.ts';
import { CODE_LENGTH, type Code, isDecent, mintCode, parseCode, resolveTarget } from './model.ts';

const url = (path: string) => ({ kind: 'url', url: `https://example.org/${path}` }) as const;
const code = (rules: Code['rules']): Code => ({
  schema: 1,
  style: defaultStyle,
  rules,
  otherwise: url('else'),
  retired: false,
});

describe('letters', () => {
  test('what is minted is read back as itself and spells nothing offensive', () => {
    for (let i = 0; i < 500; i += 1) {
      const minted = mintCode();
      expect(minted).toHaveLength(CODE_LENGTH);
      expect(parseCode(minted)).toBe(minted);
      expect(isDecent(minted)).toBe(true);
    }
  });

  test('minting goes on past an offensive draw', () => {
    const draws = [
      [15, 27, 12, 19, 1, 2], // FVCK12
      [7, 26, 2, 22, 20, 4], // 7T2PM4
    ];
    let at = 0;
    const minted = mintCode((bytes) => {
      bytes.set(draws[at] ?? []);
      at += 1;
      return bytes;
    });
    expect(at).toBe(2);
    expect(parseCode(minted)).toBe(minted);
  });

  test('an entry is read without case, with I and L as 1 and O as 0', () => {
    expect(parseCode(' 7kq2m0 ')).toBe('7KQ2M0');
    expect(parseCode('ILo789')).toBe('110789');
  });

  test.each(['', '7KQ2M', '7KQ2M00', '7KQ2MU', '7KQ 2M', 'https:', '７KQ2M0', '../../'])(
    '%j is no code',
    (entry) => {
      expect(parseCode(entry)).toBeNull();
    },
  );

  test('reading is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 8 }), (entry) => {
        const read = parseCode(entry);
        if (read !== null) expect(parseCode(read)).toBe(read);
      }),
    );
  });
});

describe('where a code leads', () => {
  const zone = 'Europe/Berlin';
  const at = (time: string) => Date.parse(`${time}Z`);

  test('the first rule whose time it is wins, its end not included', () => {
    const subject = code([
      {
        id: 'rul_0000000000000001',
        from: '2026-05-10T18:00',
        until: '2026-05-10T20:00',
        target: url('evening'),
      },
      { id: 'rul_0000000000000002', from: '2026-05-10T00:00', until: null, target: url('later') },
    ]);
    expect(resolveTarget(subject, at('2026-05-09T21:59:59'), zone)).toEqual({
      target: url('else'),
      rule: -1,
    });
    expect(resolveTarget(subject, at('2026-05-09T22:00:00'), zone)).toEqual({
      target: url('later'),
      rule: 1,
    });
    expect(resolveTarget(subject, at('2026-05-10T16:00:00'), zone)).toEqual({
      target: url('evening'),
      rule: 0,
    });
    expect(resolveTarget(subject, at('2026-05-10T18:00:00'), zone)).toEqual({
      target: url('later'),
      rule: 1,
    });
  });

  test('wall time follows daylight saving', () => {
    const subject = code([
      { id: 'rul_0000000000000001', from: '2026-10-25T12:00', until: null, target: url('winter') },
    ]);
    expect(resolveTarget(subject, at('2026-10-25T10:59:00'), zone).rule).toBe(-1);
    expect(resolveTarget(subject, at('2026-10-25T11:00:00'), zone).rule).toBe(0);
  });
});
