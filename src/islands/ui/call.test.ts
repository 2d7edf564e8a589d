import { describe, expect, test } from 'vitest';
import { call, fieldError, readActionError } from './call.ts';

const sent = (code: string, details: object = {}) => ({
  message: JSON.stringify({ code, details, message: 'whatever the server said' }),
});

describe('call', () => {
  test('hands on what the action answered', async () => {
    expect(await call(Promise.resolve({ data: { id: 1 }, error: undefined }))).toEqual({
      ok: true,
      data: { id: 1 },
    });
    expect(await call(Promise.resolve({ data: undefined, error: undefined }))).toEqual({
      ok: true,
      data: undefined,
    });
  });

  test('a refusal comes with its details and a sentence in the language', async () => {
    const answer = await call(
      Promise.resolve({ data: undefined, error: sent('conflict', { current: 3 }) }),
      'de',
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict', details: { current: 3 } } });
    expect(!answer.ok && answer.error.message).toMatch(/^Jemand anderes/);
  });

  test('a broken connection never throws', async () => {
    const answer = await call(Promise.reject(new TypeError('fetch failed')), 'en');
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

describe('readActionError', () => {
  test.each(['', '<html>502</html>', 'null', '[]', '{"code":"too_large_limit"}', '{"code":7}'])(
    'what is no refusal of ours is unavailable: %s',
    (message) => {
      expect(readActionError({ message }, 'en').code).toBe('unavailable');
    },
  );

  test('schema issues become sentences by field path, the first of each', () => {
    const error = readActionError(
      {
        message: 'Failed to validate',
        issues: [
          { path: ['goals', 0, 'target'], code: 'too_small', message: 'Too small: expected number to be >0' },
          { path: ['goals', 0, 'target'], code: 'custom', message: 'second' },
          { path: ['until'], code: 'custom', message: 'Choose a day after the start.' },
          'broken',
        ],
      },
      'en',
    );
    expect(error.code).toBe('invalid');
    expect(fieldError(error, 'goals.0.target')).toBe('This is missing, too short or too small.');
    expect(fieldError(error, 'until')).toBe('Choose a day after the start.');
    expect(fieldError(error, 'title')).toBeNull();
  });

  test('names of issues that a rule sent are sentences too', () => {
    const error = readActionError(sent('invalid', { fields: { email: 'taken' } }), 'de');
    expect(fieldError(error, 'email')).toMatch(/schon ein Konto/);
  });
});
