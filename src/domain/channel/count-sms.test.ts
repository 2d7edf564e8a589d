import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { countSms, plainSms } from './count-sms.ts';

const character = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom(...'abcäöüß €[]{}~^\\|\n@ÇΔ0§à\f\r') },
  { weight: 1, arbitrary: fc.constantFrom('–', '“', 'ç', '😀', 'é\u0301', '語', '\r\n') },
);
const plain = fc.array(fc.constantFrom(...'abc äöü€[]{}^|~\\\n'), { minLength: 1, maxLength: 700 });

describe('against the published calculator', () => {
  const agrees = (text: string): void => {
    const oracle = new SegmentedMessage(text);
    const ours = countSms(text);
    expect(ours.encoding).toBe(oracle.encodingName);
    expect(ours.parts).toBe(oracle.segmentsCount);
    expect(ours.used * (ours.encoding === 'GSM-7' ? 7 : 16)).toBe(oracle.messageSize);
    expect(ours.offending).toEqual([...new Set(oracle.getNonGsmCharacters())]);
  };

  test('mixed texts', () => {
    fc.assert(
      fc.property(fc.array(character, { minLength: 1, maxLength: 400 }), (parts) => agrees(parts.join(''))),
      { numRuns: 600 },
    );
  });

  test('plain texts with characters that cost two', () => {
    fc.assert(
      fc.property(plain, (parts) => agrees(parts.join(''))),
      { numRuns: 600 },
    );
  });

  test('every character of the basic plane', () => {
    for (let code = 1; code < 0xd800; code += 1) {
      const letter = String.fromCharCode(code);
      const { encodingName } = new SegmentedMessage(letter);
      if (countSms(letter).encoding !== encodingName) expect.fail(`U+${code.toString(16)}`);
    }
  });
});

test.each([
  ['a'.repeat(160), 'GSM-7', 1],
  ['a'.repeat(161), 'GSM-7', 2],
  ['a'.repeat(306), 'GSM-7', 2],
  ['a'.repeat(307), 'GSM-7', 3],
  ['€'.repeat(80), 'GSM-7', 1],
  ['€'.repeat(81), 'GSM-7', 2],
  [`${'a'.repeat(69)}–`, 'UCS-2', 1],
  [`${'a'.repeat(70)}–`, 'UCS-2', 2],
] as const)('%j is %s in %i part(s)', (text, encoding, parts) => {
  expect(countSms(text)).toMatchObject({ encoding, parts });
});

test('nothing is no message', () => {
  expect(countSms('')).toMatchObject({ parts: 0, used: 0, capacity: 160 });
});

test('a character is not torn apart, unless it is longer than a part', () => {
  expect(countSms('😀'.repeat(36)).parts).toBe(2);
  expect(countSms('😀'.repeat(67)).parts).toBe(3);
  expect(countSms(`a${'\u0301'.repeat(200)}`).parts).toBe(3);
});

test('typographic characters have plain twins, others stay', () => {
  expect(plainSms('„Komm“ – heute … ja')).toBe('"Komm" - heute ... ja');
  expect(countSms(plainSms('„Komm“ – heute')).encoding).toBe('GSM-7');
  expect(plainSms('Привет')).toBe('Привет');
});
