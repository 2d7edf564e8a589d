import { expect, it } from 'vitest';
import { codeOf, visitOf, withVisit } from './visit.ts';

const written = 'AbCdEfGhIjKlMn-_';
const kept = '0123456789abcdef';
const now = 1_790_000_000_000;

it('goes on with the visit of a reloaded screen for half an hour', () => {
  expect(visitOf(written, { v: kept, at: now - 60_000 }, now)).toBe(kept);
  expect(visitOf(written, { v: kept, at: now - 31 * 60_000 }, now)).toBe(written);
});

it.each([null, undefined, 7, 'x', {}, { v: 'short', at: now }, { v: kept }])(
  'begins anew with state %j',
  (state) => {
    expect(visitOf(written, state, now)).toBe(written);
  },
);

it('has no visit where the server wrote none', () => {
  expect(visitOf('__VISIT__', null, now)).toBe('');
  expect(withVisit('/play/a', '')).toBe('/play/a');
});

it('joins the visit to an address with and without a query', () => {
  expect(withVisit('/play/a', kept)).toBe(`/play/a?v=${kept}`);
  expect(withVisit('/play/a?lang=de', kept)).toBe(`/play/a?lang=de&v=${kept}`);
});

it('knows the code that was scanned, and remembers it in the history', () => {
  expect(codeOf('/Q/7KQ2M0', null)).toBe('7KQ2M0');
  expect(codeOf('/q/7kq2m0/', { code: 'OTHER1' })).toBe('7kq2m0');
  expect(codeOf('/play/ver_x/scn_y/start', { v: kept, at: now, code: '7KQ2M0' })).toBe('7KQ2M0');
  expect(codeOf('/play/ver_x/scn_y/start', null)).toBeNull();
  expect(codeOf('/play/ver_x/', { code: 7 })).toBeNull();
});
