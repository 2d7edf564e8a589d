import { describe, expect, test } from 'vitest';
import { type FoundInPhoto, judgePhoto } from './reading.ts';

const OWN = 'HTTPS://STORY.EXAMPLE/Q/7KQ2M4';
const OLD = 'HTTPS://FORMER.EXAMPLE/Q/7KQ2M4';
const OTHER = 'HTTPS://STORY.EXAMPLE/Q/ABC123';
const sharp = { dark: 20, bright: 230, clipped: 0, steepness: 0.8 };

const found = (
  texts: readonly (string | null)[],
  more: Partial<Pick<FoundInPhoto, 'symbol'>> & { light?: Partial<FoundInPhoto['light']> } = {},
): FoundInPhoto => ({
  symbol: more.symbol === undefined ? { modules: 29, pxPerModule: 8 } : more.symbol,
  decoders: texts.map((text, index) => ({ id: `d${index}`, text })),
  others: [],
  light: { ...sharp, ...more.light },
});

describe('a photo', () => {
  test.each([
    [[OWN, OWN, OWN, OWN], 'passed'],
    [[OWN, OWN, null, null], 'passed'],
    [[OWN, null, null, null], 'weak'],
    [[OWN, OWN, null, null, null], 'weak'],
    [[OWN, OWN, OWN, null, null], 'passed'],
    [[OWN, null], 'weak'],
    [[OWN], 'passed'],
    [[null, null, null], 'unread'],
    [[OTHER, OTHER, OTHER], 'wrong'],
    // One decoder that says something else is one too many.
    [[OWN, OWN, OTHER], 'wrong'],
    [[`${OWN}X`, null, null], 'wrong'],
  ] as const)('%j: %s', (texts, verdict) => {
    expect(judgePhoto(found(texts), [OWN]).verdict).toBe(verdict);
  });

  test('of a print with a former address that is still answered passes, and says so', () => {
    const reading = judgePhoto(found([OLD, OLD, OLD]), [OWN, OLD]);
    expect(reading).toMatchObject({ verdict: 'passed', expected: OLD });
    expect(judgePhoto(found([OLD, OLD, OLD]), [OWN])).toMatchObject({ verdict: 'wrong', expected: OWN });
  });

  test.each([
    [{ symbol: { modules: 29, pxPerModule: 1.8 } }, ['too_small']],
    [{ light: { steepness: 0.05 } }, ['blurred']],
    [{ light: { bright: 60, dark: 20 } }, ['dark']],
    [{ light: { bright: 170, dark: 130 } }, ['faint']],
    [{ light: { clipped: 0.2, bright: 255 } }, ['glare']],
    // A bare wall is neither blurred nor faint: there is nothing to see.
    [{ symbol: null, light: { bright: 150, dark: 140, steepness: 0 } }, []],
    [{}, []],
  ] as const)('that nobody reads says why: %j', (more, hints) => {
    expect(judgePhoto(found([null, null], more), [OWN]).hints).toEqual(hints);
  });

  test('that passes needs no advice', () => {
    expect(judgePhoto(found([OWN, OWN], { light: { steepness: 0.05 } }), [OWN]).hints).toEqual([]);
  });
});
