import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventsSchema, MAX_EVENTS_BYTES } from './schema.ts';
import { nextScanNo, parseVisitId, SCAN_EPOCH_MS, scanNoAt, visitIdOf, visitIdPattern } from './visit.ts';

describe('scan numbers', () => {
  it('grow strictly, whatever the clock does, and hold the time of an ordered scan', () => {
    const time = fc.integer({ min: SCAN_EPOCH_MS + 1, max: Date.UTC(2088, 0) });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 60 }), (times) => {
        let last = 0;
        for (const at of times) {
          const no = nextScanNo(at, last);
          expect(no).toBeGreaterThan(last);
          expect(Number.isSafeInteger(no)).toBe(true);
          expect(scanNoAt(no)).toBeGreaterThanOrEqual(at);
          if (last < nextScanNo(at, 0)) expect(scanNoAt(no)).toBe(at);
          last = no;
        }
      }),
    );
  });
});

describe('visit ids', () => {
  it('carry the scan and its secret', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
        (scanNo, secret) => {
          const id = visitIdOf({ scanNo, secret });
          expect(id).toMatch(visitIdPattern);
          expect(parseVisitId(id)).toEqual({ scanNo, secret });
        },
      ),
    );
  });

  it('answers null for what is none', () => {
    for (const id of [
      '',
      'short',
      '________________',
      'AAAAAAAAAAAAAAAA',
      '../../etc/passwd',
      'a'.repeat(17),
    ]) {
      expect(parseVisitId(id)).toBeNull();
    }
  });
});

describe('eventsSchema', () => {
  const visit = visitIdOf({ scanNo: 1, secret: 1 });
  const event = { kind: 'shown', block: null, atMs: 12.5 };
  const body = { v: visit, version: 'ver_0000000000000001', events: [event] };

  it('takes what the player sends', () => {
    const chosen = {
      kind: 'chosen',
      block: 'blk_0000000000000001',
      option: 'opt_0000000000000001',
      atMs: 900,
    };
    expect(eventsSchema.safeParse({ ...body, events: [event, chosen] }).success).toBe(true);
    expect(JSON.stringify({ ...body, events: Array(50).fill(chosen) }).length).toBeLessThan(MAX_EVENTS_BYTES);
  });

  it.each([
    ['a field too many', { ...body, extra: 1 }],
    ['51 events', { ...body, events: Array(51).fill(event) }],
    ['no event', { ...body, events: [] }],
    ['a foreign kind', { ...body, events: [{ ...event, kind: 'bought' }] }],
    ['an id of another thing', { ...body, version: 'scn_0000000000000001' }],
    ['a time that is none', { ...body, events: [{ ...event, atMs: Number.POSITIVE_INFINITY }] }],
    ['a negative time', { ...body, events: [{ ...event, atMs: -1 }] }],
    [
      '__proto__',
      JSON.parse(`{"v":"${visit}","version":"ver_0000000000000001","events":[],"__proto__":{"x":1}}`),
    ],
  ])('refuses %s', (_, wrong) => {
    expect(eventsSchema.safeParse(wrong).success).toBe(false);
  });
});
