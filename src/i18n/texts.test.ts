import { describe, expect, test } from 'vitest';

const areas = import.meta.glob<Record<string, unknown>>(
  ['./studio/*.ts', './player/*.ts', '!./**/*.test.ts'],
  {
    eager: true,
  },
);

type Area = Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>>;

const isArea = (value: unknown): value is Area =>
  typeof value === 'object' && value !== null && 'en' in value && 'de' in value;

const all = Object.entries(areas).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, Area] => isArea(entry[1]))
    .map(([name, area]) => ({ name: `${file} ${name}`, area })),
);

const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

test('there are texts to check', () => {
  expect(all.length).toBeGreaterThan(2);
});

describe.each(all)('$name', ({ area }) => {
  test('says the same things in both languages', () => {
    expect(Object.keys(area.de).sort()).toEqual(Object.keys(area.en).sort());
  });
  test('fills the same places in both languages', () => {
    for (const [key, text] of Object.entries(area.en)) {
      expect({ key, places: placeholders(area.de[key] ?? '') }).toEqual({ key, places: placeholders(text) });
    }
  });
  test('is silent in both languages or in none, and shouts nowhere', () => {
    for (const [key, text] of Object.entries(area.en)) {
      const german = area.de[key] ?? '';
      expect({ key, silent: german.trim() === '' }).toEqual({ key, silent: text.trim() === '' });
      expect(text + german, key).not.toContain('!');
    }
  });
});
