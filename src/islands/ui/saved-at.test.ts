import { afterEach, expect, test, vi } from 'vitest';
import { savedAtWords } from './saved-at.ts';

afterEach(() => vi.unstubAllGlobals());

const on = (lang: string, zone?: string) =>
  vi.stubGlobal('document', { documentElement: { lang, dataset: zone ? { zone } : {} } });
const at = Date.UTC(2026, 10, 22, 13, 35);

test('is told on the clock of the campaign, whatever the browser’s own', () => {
  on('en', 'Europe/Berlin');
  expect(savedAtWords(at)).toBe('Saved at 14:35');
  on('de', 'Asia/Tokyo');
  expect(savedAtWords(at)).toBe('Gespeichert um 22:35');
  expect(savedAtWords(0)).toBe('');
});

test('outside a campaign the browser’s clock is all there is', () => {
  on('en');
  expect(savedAtWords(at)).toMatch(/^Saved at \d\d:\d\d$/);
});
