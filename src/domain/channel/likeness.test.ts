import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alikeFrom, findAlike, likeness, sameFrom } from './likeness.ts';

const teaser =
  'Im alten Leuchtturm brennt seit drei Nächten wieder Licht, obwohl dort niemand mehr wohnt. Wer hat den Schlüssel?';
const copy =
  '🔦 Im alten Leuchtturm brennt seit drei Nächten wieder Licht, obwohl dort niemand mehr wohnt! #Hafen https://example.de/x';
const other =
  'Die Hafenmeisterin zählt jeden Morgen die Boote. Heute fehlt eines, und am Steg liegt ein nasser Handschuh.';
const shortened = 'Im alten Leuchtturm brennt seit drei Nächten wieder Licht.';

describe('likeness', () => {
  test('a copy with another link and tag is the same', () => {
    expect(likeness(teaser, copy)).toBeGreaterThan(sameFrom);
    expect(likeness(teaser, shortened)).toBeGreaterThan(sameFrom);
  });

  test('another part of the same story is not alike', () => {
    expect(likeness(teaser, other)).toBeLessThan(0.2);
  });

  test('a few common words in short texts are not alike', () => {
    expect(likeness('Heute am Hafen', 'Morgen am Hafen, und dann die ganze Geschichte')).toBeLessThan(
      alikeFrom,
    );
  });

  test('nothing is like nothing', () => {
    expect(likeness('', '')).toBe(0);
    expect(likeness('https://example.de', 'https://example.de')).toBe(0);
  });

  test('is symmetric, between 0 and 1, and 1 for itself', () => {
    const text = fc.oneof(fc.lorem({ maxCount: 30 }), fc.string({ unit: 'grapheme' }));
    fc.assert(
      fc.property(text, text, (a, b) => {
        const value = likeness(a, b);
        expect(value).toBe(likeness(b, a));
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect([0, 1]).toContain(likeness(a, a));
      }),
    );
  });

  test('a text with words is like itself', () => {
    fc.assert(
      fc.property(fc.lorem(), (text) => {
        expect(likeness(text, text)).toBe(1);
      }),
    );
  });

  test('case, spacing and punctuation make no difference', () => {
    fc.assert(
      fc.property(fc.lorem({ maxCount: 20 }), fc.lorem({ maxCount: 20 }), (a, b) => {
        expect(likeness(a.toUpperCase().replaceAll(' ', '  – '), b)).toBe(likeness(a, b));
      }),
    );
  });
});

test('findAlike names the posts that repeat this one, the closest first', () => {
  const others = [
    { id: 'pst_other', fields: { text: other } },
    { id: 'pst_short', fields: { text: `${shortened} Der Strom ist dort seit Jahren abgestellt.` } },
    { id: 'pst_copy', fields: { headline: 'Licht', body: copy } },
  ];
  const found = findAlike({ text: teaser }, others);
  expect(found.map((post) => post.id)[0]).toBe('pst_copy');
  expect(found.map((post) => post.id)).not.toContain('pst_other');
  expect(found[0]?.isSame).toBe(true);
});
