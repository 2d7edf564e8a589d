import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countPages,
  type FinishOptions,
  frameOf,
  labelsOnPage,
  perPage,
  type StockChoice,
} from './labels.ts';
import { boundsOf } from './path.ts';
import { LABEL_SHEETS } from './stock.ts';

const bare: FinishOptions = { bleedMm: 0, cropMarks: false };
const full: FinishOptions = { bleedMm: 3, cropMarks: true };
const labels = (sheet: string, first = 1): StockChoice => ({ kind: 'labels', sheet, first, outlines: false });

test('a sheet of 24: the labels lie where the maker cuts them', () => {
  const { page, slots } = frameOf(labels('avery-l7159'), full, 0);
  expect([page.width, page.height, slots.length]).toEqual([210, 297, 24]);
  expect(slots[0]).toMatchObject({ x: 6.46, y: 13.06, width: 64, height: 33.86 });
  expect(slots[4]?.x).toBeCloseTo(6.46 + 66.54, 9);
  expect(slots[23]?.x).toBeCloseTo(6.46 + 2 * 66.54, 9);
  expect(slots[23]?.y).toBeCloseTo(13.06 + 7 * 33.86, 9);
  // Nothing runs over into a neighbour, and there is no gap between rows.
  expect(slots[0]?.bleed).toBe(0);
  expect(frameOf(labels('herma-4476'), full, 0).slots[0]).toMatchObject({ round: true, bleed: 3 });
  expect(frameOf(labels('avery-l7120'), full, 0).slots[0]?.bleed).toBe(2.5);
});

test('a used sheet begins at the label asked for, on its first page only', () => {
  const stock = labels('avery-3474', 20);
  expect(countPages(stock, bare, 5)).toBe(1);
  expect(countPages(stock, bare, 6)).toBe(2);
  expect(frameOf(stock, bare, 0).slots).toHaveLength(5);
  expect(frameOf(stock, bare, 0).slots[0]).toMatchObject({ x: 70, y: 6 * (297 / 8) });
  expect(frameOf(stock, bare, 1).slots).toHaveLength(24);
  expect(labelsOnPage(stock, bare, 6, 0)).toEqual([0, 1, 2, 3, 4]);
  expect(labelsOnPage(stock, bare, 6, 1)).toEqual([5]);
});

test('every label is on exactly one page, in order, and every page has room for its labels', () => {
  const stock = fc.oneof(
    fc
      .record({ at: fc.nat(LABEL_SHEETS.length - 1), first: fc.integer({ min: 1, max: 80 }) })
      .map(({ at, first }) => labels(LABEL_SHEETS[at]?.id ?? '', first)),
    fc.record({
      kind: fc.constant('cut' as const),
      paper: fc.constantFrom('a4' as const, 'a3' as const),
      widthMm: fc.integer({ min: 20, max: 180 }),
      heightMm: fc.integer({ min: 20, max: 180 }),
    }),
  );
  fc.assert(
    fc.property(
      stock,
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 0, max: 5 }),
      (one, count, bleedMm) => {
        const finish = { bleedMm, cropMarks: true };
        const pages = countPages(one, finish, count);
        const all = Array.from({ length: pages }, (_, page) => labelsOnPage(one, finish, count, page));
        expect(all.flat()).toEqual(Array.from({ length: count }, (_, index) => index));
        for (const [page, on] of all.entries())
          expect(on.length).toBeLessThanOrEqual(frameOf(one, finish, page).slots.length);
      },
    ),
  );
});

test('a poster: trim in true size, bleed around it, marks outside both', () => {
  const poster: StockChoice = { kind: 'poster', paper: 'a3', lying: true };
  const frame = frameOf(poster, full, 0);
  expect(frame.trim).toEqual({ x: 9, y: 9, width: 420, height: 297 });
  expect(frame.bleed).toEqual({ x: 6, y: 6, width: 426, height: 303 });
  expect(frame.page).toEqual({ width: 438, height: 315 });
  expect(boundsOf(frame.marks)).toEqual([0, 0, 438, 315]);
  expect(frameOf(poster, bare, 0)).toMatchObject({ trim: { x: 0, y: 0 }, page: { width: 420, height: 297 } });
});

test('a tent: the back upside down above the fold, the foot empty', () => {
  const { slots, trim, marks } = frameOf({ kind: 'tent', tent: 'triangle' }, bare, 0);
  expect(slots.map(({ y, height, turned }) => [y, height, turned])).toEqual([
    [0, 110, true],
    [110, 110, false],
  ]);
  expect(trim.height).toBe(297);
  // Two folds, marked at both edges.
  const [left, top, right, bottom] = boundsOf(marks);
  expect([left < 6, right > 204, Math.round(top), Math.round(bottom)]).toEqual([true, true, 110, 220]);
  expect(perPage({ kind: 'tent', tent: 'a4' }, bare)).toBe(1);
});

test('a roll: one label per page, with the gap to the next', () => {
  const frame = frameOf({ kind: 'roll', widthMm: 50, heightMm: 40, gapMm: 3, round: false }, full, 7);
  expect(frame.page).toEqual({ width: 50, height: 43 });
  expect(frame.trim).toEqual({ x: 0, y: 0, width: 50, height: 40 });
});

test('a sheet to be cut: pieces keep the printer’s edge and twice the bleed between them, marks in between none', () => {
  const stock: StockChoice = { kind: 'cut', paper: 'a4', widthMm: 50, heightMm: 50 };
  const { slots, page, marks } = frameOf(stock, full, 0);
  expect(perPage(stock, full)).toBe(15);
  expect(slots).toHaveLength(15);
  const xs = [...new Set(slots.map(({ x }) => Math.round(x * 100) / 100))];
  expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeCloseTo(56, 6);
  for (const { x, y, width, height, bleed } of slots) {
    expect(x - bleed).toBeGreaterThanOrEqual(8);
    expect(y - bleed).toBeGreaterThanOrEqual(8);
    expect(x + width + bleed).toBeLessThanOrEqual(page.width - 8);
    expect(y + height + bleed).toBeLessThanOrEqual(page.height - 8);
  }
  const [left, , right] = boundsOf(marks);
  expect([left >= 2.9, right <= 207.1]).toEqual([true, true]);
  expect(perPage({ ...stock, widthMm: 230 }, full)).toBe(0);
  expect(countPages({ ...stock, widthMm: 230 }, full, 3)).toBe(0);
});
