import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { preparePage, VISIT_MARK } from './page-cache.ts';

test('gzip and plain hold the same page with the text filled in', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.string(),
      fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
      (first, last, visit) => {
        fc.pre(!(first + last).includes(VISIT_MARK));
        const page = preparePage(`${first}"${VISIT_MARK}"${last}`);
        const expected = Buffer.from(`${first}"${visit}"${last}`).toString();
        expect(gunzipSync(page.gzip(visit)).toString()).toBe(expected);
        expect(page.plain(visit).toString()).toBe(expected);
      },
    ),
  );
});

test('a page without the mark, or with two, is refused', () => {
  expect(() => preparePage('<p>nothing</p>')).toThrow('0 times');
  expect(() => preparePage(`"${VISIT_MARK}" "${VISIT_MARK}"`)).toThrow('2 times');
});
