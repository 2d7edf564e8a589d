import { expect, test } from 'vitest';
import { LABEL_SHEETS, PAPERS, TENTS } from './stock.ts';

test('every label sheet lies within its page and in the middle of it, and no label on another', () => {
  for (const one of LABEL_SHEETS) {
    const { page, label, columns, rows, left, top, pitchX, pitchY } = one;
    const [right, bottom] = [
      page.width - left - (columns - 1) * pitchX - label.width,
      page.height - top - (rows - 1) * pitchY - label.height,
    ];
    expect([one.id, right >= -1e-9, bottom >= -1e-9]).toEqual([one.id, true, true]);
    expect([one.id, Math.abs(right - left) < 0.2, Math.abs(bottom - top) < 0.2]).toEqual([
      one.id,
      true,
      true,
    ]);
    expect([one.id, pitchX >= label.width, pitchY >= label.height]).toEqual([one.id, true, true]);
    if (one.round) expect([one.id, label.width]).toEqual([one.id, label.height]);
    expect([one.id, one.radius <= Math.min(label.width, label.height) / 2]).toEqual([one.id, true]);
  }
});

test('numbers are told once, and four sheets of 24 are among them', () => {
  const numbers = LABEL_SHEETS.flatMap(({ brand, number, also }) =>
    [number, ...also].map((each) => `${brand} ${each}`),
  );
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(LABEL_SHEETS.filter(({ columns, rows }) => columns * rows === 24).length).toBeGreaterThan(3);
});

test('a tent is as high as its panels together', () => {
  for (const { page, panels } of Object.values(TENTS))
    expect(panels.reduce((sum, { height }) => sum + height, 0)).toBe(page.height);
});

test('each paper is half of the next larger one', () => {
  const sizes = Object.values(PAPERS);
  for (const [index, { width }] of sizes.slice(0, -1).entries())
    expect(Math.floor(width)).toBe(sizes[index + 1]?.height);
});
