import { expect, it } from 'vitest';
import { visitOf, withVisit } from './visit.ts';

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
