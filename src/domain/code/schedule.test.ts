import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultStyle } from '../qr/model.ts';
import { addRule, bringBack, moveRule, removeRule, retire, setOtherwise, setRule } from './commands.ts';
import { type Code, resolveTarget, type TargetRule } from './model.ts';
import { changesBetween, checkSchedule, nextChange, parseUrl, standingOf } from './schedule.ts';

const zone = 'UTC';
const url = (path: string) => ({ kind: 'url', url: `https://example.org/${path}` }) as const;
const rule = (n: number, from: string | null, until: string | null): TargetRule => ({
  id: `rul_${String(n).padStart(16, '0')}`,
  from,
  until,
  target: url(String(n)),
});
const code: Code = { schema: 1, style: defaultStyle, rules: [], otherwise: null, retired: false };
const noon = (day: number): string => `2026-05-${String(day).padStart(2, '0')}T12:00`;
const long = Date.parse('2020-01-01T00:00Z');

describe('schedule', () => {
  const kinds = (rules: TargetRule[], now = long) =>
    checkSchedule(rules, zone, now).map((found) => found?.kind ?? null);

  test('rules side by side have nothing to say', () => {
    expect(kinds([rule(1, noon(1), noon(3)), rule(2, noon(3), noon(5))])).toEqual([null, null]);
  });
  test('a rule that ends before it begins never matches', () => {
    expect(kinds([rule(1, noon(3), noon(3))])).toEqual(['empty']);
  });
  test('a rule under others is hidden, partly under them it overlaps', () => {
    expect(kinds([rule(1, noon(1), noon(3)), rule(2, noon(3), noon(5)), rule(3, noon(2), noon(4))])).toEqual([
      null,
      null,
      'hidden',
    ]);
    expect(checkSchedule([rule(1, noon(1), noon(3)), rule(2, noon(2), noon(4))], zone, long)[1]).toEqual({
      kind: 'overlap',
      above: [0],
    });
  });
  test('a rule without limits hides all below', () => {
    expect(kinds([rule(1, null, null), rule(2, noon(1), null)])).toEqual(['always', 'hidden']);
  });
  test('what is over is past', () => {
    expect(kinds([rule(1, null, noon(2))], Date.parse('2026-06-01T00:00Z'))).toEqual(['past']);
  });

  test('a hidden or empty rule is never the one that matches, any other is at some time', () => {
    const time = fc.option(fc.integer({ min: 1, max: 9 }).map(noon));
    const rules = fc.array(fc.tuple(time, time), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rules, (drawn) => {
        const made = drawn.map(([from, until], n) => rule(n, from, until));
        const found = checkSchedule(made, zone, long);
        const moments = Array.from(
          { length: 11 },
          (_, day) => Date.parse(`${noon(day + 1)}Z`) - 86_400_000 + 60_000,
        );
        const matched = new Set(
          moments.map((at) => resolveTarget({ rules: made, otherwise: null }, at, zone).rule),
        );
        for (const [index, finding] of found.entries()) {
          expect(matched.has(index)).toBe(finding?.kind !== 'hidden' && finding?.kind !== 'empty');
        }
      }),
    );
  });

  test('the next change is the first moment at which it leads elsewhere', () => {
    const subject = { rules: [rule(1, noon(2), noon(4))], otherwise: url('else') };
    expect(nextChange(subject, Date.parse('2026-05-01T00:00Z'), zone)).toBe(Date.parse('2026-05-02T12:00Z'));
    expect(nextChange(subject, Date.parse('2026-05-03T00:00Z'), zone)).toBe(Date.parse('2026-05-04T12:00Z'));
    expect(nextChange(subject, Date.parse('2026-05-05T00:00Z'), zone)).toBeNull();
    expect(nextChange({ ...subject, otherwise: url('1') }, Date.parse('2026-05-01T00:00Z'), zone)).toBeNull();
  });
});

describe('commands', () => {
  const three = [rule(1, null, null), rule(2, null, null), rule(3, null, null)].reduce<Code>(
    (doc, added) => addRule(added)(doc),
    code,
  );
  const order = (doc: Code) => doc.rules.map(({ id }) => Number(id.slice(-1)));

  test('rules move within the list', () => {
    expect(order(moveRule(rule(3, null, null).id, 0)(three))).toEqual([3, 1, 2]);
    expect(order(moveRule(rule(1, null, null).id, 9)(three))).toEqual([2, 3, 1]);
    expect(moveRule(rule(1, null, null).id, -1)(three)).toBe(three);
  });
  test('rules change and go', () => {
    expect(setRule(rule(2, null, null).id, { until: noon(4) })(three).rules[1]?.until).toBe(noon(4));
    expect(order(removeRule(rule(2, null, null).id)(three))).toEqual([1, 3]);
  });
  test('what changes nothing is no step', () => {
    expect(retire(retire(code))).toEqual({ ...code, retired: true });
    expect(bringBack(code)).toBe(code);
    const led = setOtherwise(url('a'))(code);
    expect(setOtherwise(url('a'))(led)).toBe(led);
  });
  test('the history names what changed', () => {
    expect(changesBetween(null, code)).toEqual(['minted']);
    expect(changesBetween(code, retire(setOtherwise(url('a'))(code)))).toEqual(['retired', 'otherwise']);
    expect(changesBetween(retire(code), code)).toEqual(['brought_back']);
    expect(changesBetween(code, three)).toEqual(['rules']);
  });
});

describe('targets', () => {
  const facts = {
    chapters: [
      { id: 'chp_a', sceneId: 'scn_a' },
      { id: 'chp_b', sceneId: null },
      { id: 'chp_c', sceneId: 'scn_b' },
    ],
    scenes: [
      { id: 'scn_a', published: true },
      { id: 'scn_b', published: false },
    ],
  };
  test.each([
    [null, 'no_target'],
    [{ kind: 'chapter', id: 'chp_a' }, 'ready'],
    [{ kind: 'chapter', id: 'chp_b' }, 'no_scene'],
    [{ kind: 'chapter', id: 'chp_c' }, 'unpublished'],
    [{ kind: 'chapter', id: 'chp_x' }, 'gone'],
    [{ kind: 'scene', id: 'scn_a' }, 'ready'],
    [{ kind: 'scene', id: 'scn_x' }, 'gone'],
    [{ kind: 'url', url: 'https://example.org/' }, 'ready'],
    [{ kind: 'url', url: 'http://example.org/' }, 'insecure'],
  ] as const)('%j stands as %s', (target, standing) => {
    expect(standingOf(target, facts)).toBe(standing);
  });

  test.each([
    ['example.org/a', 'https://example.org/a'],
    [' http://example.org ', 'http://example.org/'],
    ['example.org:8080/x', 'https://example.org:8080/x'],
    ['münchen.de', 'https://xn--mnchen-3ya.de/'],
  ])('%j is read as %s', (entry, read) => {
    expect(parseUrl(entry)).toBe(read);
  });
  test.each([
    '',
    'word',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.org',
    'https://a:b@example.org',
    'a b.org',
  ])('%j is refused', (entry) => {
    expect(parseUrl(entry)).toBeNull();
  });
});
