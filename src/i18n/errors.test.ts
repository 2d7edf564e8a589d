import { describe, expect, test } from 'vitest';
import type { ErrorCode } from '#domain/shared/error.ts';
import { errorSentence, fieldSentence, isErrorCode } from './errors.ts';
import { langs } from './text.ts';

/** Every code once; the compiler refuses a missing one. */
const every: Readonly<Record<ErrorCode, true>> = {
  not_found: true,
  not_allowed: true,
  not_signed_in: true,
  invalid: true,
  conflict: true,
  too_large: true,
  wrong_type: true,
  image_too_large: true,
  model_invalid: true,
  disk_full: true,
  link_used: true,
  code_retired: true,
  code_in_use: true,
  nothing_to_publish: true,
  preflight_failed: true,
  bundle_invalid: true,
  rate_limited: true,
  busy: true,
  unavailable: true,
};
const codes = Object.keys(every).filter(isErrorCode);

test('every code has its own sentence in both languages, without a placeholder left', () => {
  expect(codes).toHaveLength(Object.keys(every).length);
  for (const lang of langs) {
    const sentences = codes.map((code) => errorSentence(lang, code));
    expect(new Set(sentences).size).toBe(codes.length);
    for (const sentence of sentences) {
      expect(sentence).toMatch(/^[A-ZÄÖÜ].*\.$/);
      expect(sentence).not.toMatch(/[{}!]/);
    }
  }
});

describe('details refine the sentence', () => {
  test.each([
    ['too_large', { limitBytes: 2_000_000 }, /2.MB/],
    ['image_too_large', { limitMegapixels: 40 }, /40/],
    ['wrong_type', { allowed: ['PNG', 'SVG'] }, /PNG, SVG/],
    ['model_invalid', { reason: 'outside_resource' }, /beside/],
    ['model_invalid', { reason: 'validator', pointer: '/meshes/0' }, /\/meshes\/0/],
    ['model_invalid', { reason: 'extension', extension: 'ACME_teapot' }, /ACME_teapot/],
    ['model_invalid', { reason: 'too_many_triangles', triangles: 600_000, max: 500_000 }, /600,000.*500,000/],
    ['model_invalid', { reason: 'texture_too_large', edge: 8_192, max: 4_096 }, /8,192.*4,096/],
    ['model_invalid', { reason: 'too_heavy' }, /unpack/],
    ['rate_limited', { retryAfterSeconds: 20 }, /20\sseconds/],
    ['rate_limited', { retryAfterSeconds: 300 }, /5\sminutes/],
    ['not_allowed', { reason: 'wrong_password' }, /password/],
    ['code_in_use', { reason: 'scene_shown' }, /scene/],
    ['code_in_use', { reason: 'bulk_changed' }, /import/],
    ['not_allowed', { reason: 'style_locked', name: 'Brand' }, /“Brand”/],
  ] as const)('%s %j', (code, details, expected) => {
    expect(errorSentence('en', code, details)).toMatch(expected);
    expect(errorSentence('de', code, details)).not.toBe(errorSentence('de', code));
  });

  test('details of the wrong kind are left out', () => {
    expect(errorSentence('en', 'too_large', { limitBytes: 'many' })).toBe(errorSentence('en', 'too_large'));
    expect(errorSentence('en', 'wrong_type', { allowed: [] })).toBe(errorSentence('en', 'wrong_type'));
  });
});

test('names that are no code are refused', () => {
  for (const name of ['too_large_limit', 'not_allowed_password', 'toString', 'constructor', '', 404, null]) {
    expect(isErrorCode(name), String(name)).toBe(false);
  }
});

test('a field says its sentence by the name of the issue, else its own', () => {
  expect(fieldSentence('de', 'too_small')).toBe('Das fehlt, ist zu kurz oder zu klein.');
  expect(fieldSentence('en', 'Choose a day after the start.')).toBe('Choose a day after the start.');
  expect(fieldSentence('en', 'constructor')).toBe(fieldSentence('en', 'other'));
});
