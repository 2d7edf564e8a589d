import { describe, expect, it } from 'vitest';
import type { Overview, OverviewQuestion } from '#domain/insight/model.ts';
import { NOON } from '../ledger/testing.ts';
import { makeFold } from './fold.ts';
import { makeOverview } from './overview.ts';
import { readQueries } from './queries.ts';
import {
  openRollup,
  routes,
  type TestEvent,
  type TestScan,
  temporaryLedger,
  writeHistory,
} from './testing.ts';

const HOUR = 3_600_000;
const [harbour, harbourLater, market, station, post] = routes as [
  TestScan['route'],
  TestScan['route'],
  TestScan['route'],
  TestScan['route'],
  TestScan['route'],
];

function ask(
  scans: readonly TestScan[],
  events: readonly TestEvent[] = [],
  change: Partial<OverviewQuestion> = {},
): Overview {
  const ledger = temporaryLedger();
  const rollup = openRollup();
  writeHistory(ledger, scans, events);
  const { fold, state } = makeFold(ledger, rollup, () => NOON);
  fold();
  return makeOverview(
    ledger,
    rollup,
    readQueries(),
  )(
    {
      campaignId: harbour.campaignId,
      from: '2026-11-20',
      until: '2026-11-22',
      includeStaff: false,
      ...change,
    },
    state(),
  );
}

const person = (route: TestScan['route'], visitor: number, at = NOON): TestScan => ({
  at,
  route,
  visitor,
  verdict: 'person',
});

describe('overview', () => {
  it('says zero for a campaign that was never scanned', () => {
    const overview = ask([], [], { campaignId: 'cmp_zzzzzzzzzzzzzzzz' });
    expect(overview.totals).toEqual({ scans: 0, people: 0 });
    expect(overview.days.map(({ day }) => day)).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    expect(overview.funnel.map(({ visits }) => visits)).toEqual([0, 0, 0, 0, 0]);
    expect([overview.codes, overview.places, overview.leftOut, overview.blocks, overview.hours]).toEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
  });

  it('counts scans and people per day, code, place, chapter and channel', () => {
    const overview = ask([
      person(harbour, 1),
      person(harbourLater, 1, NOON + HOUR),
      person(market, 1, NOON + 2 * HOUR),
      person(harbour, 2),
      person(post, 3),
      // 03:00 of the next calendar day still belongs to the 21st … 2026-11-22T02:00Z is 03:00 in Berlin.
      person(station, 4, Date.UTC(2026, 10, 22, 2)),
      person({ ...harbour, campaignId: 'cmp_0000000000000002' }, 9),
      person(harbour, 5, NOON - 10 * 24 * HOUR),
    ]);
    expect(overview.totals).toEqual({ scans: 6, people: 4 });
    expect(overview.days).toEqual([
      { day: '2026-11-20', scans: 0, people: 0 },
      { day: '2026-11-21', scans: 1, people: 1 },
      { day: '2026-11-22', scans: 5, people: 3 },
    ]);
    expect(overview.codes.map(({ code, scans, people }) => [code, scans, people])).toEqual([
      ['H4RB0R', 3, 2],
      ['M4RKET', 1, 1],
      ['P0ST01', 1, 1],
      ['STATN1', 1, 1],
    ]);
    expect(overview.places).toEqual([
      { id: 'plc_0000000000000001', scans: 4, people: 3 },
      { id: 'plc_0000000000000002', scans: 1, people: 1 },
    ]);
    expect(overview.channels).toEqual([
      { id: 'poster', scans: 4, people: 2 },
      { id: 'bluesky', scans: 1, people: 1 },
      { id: 'sticker', scans: 1, people: 1 },
    ]);
    expect(overview.chapters.map(({ scans, people }) => [scans, people])).toEqual([
      [5, 3],
      [1, 1],
    ]);
    expect(overview.hours).toContainEqual({ day: '2026-11-21', hour: 3, scans: 1 });
    // Noon on Sunday, and 03:00 on the calendar's Sunday.
    expect(overview.hourOfWeek[6]?.[12]).toBe(3);
    expect(overview.hourOfWeek[6]?.[3]).toBe(1);
    expect(overview.hourOfWeek.flat().reduce((sum, scans) => sum + scans, 0)).toBe(6);
  });

  it('says what was left out and why, and takes staff in when asked', () => {
    const scans: TestScan[] = [
      person(harbour, 1),
      { ...person(harbour, 1), verdict: 'repeat' },
      { ...person(harbour, 2), verdict: 'staff' },
      { ...person(harbour, 3), verdict: 'bot' },
      { ...person(harbour, 4), verdict: 'bot' },
      { ...person(harbour, 5), verdict: 'prefetch' },
    ];
    const overview = ask(scans);
    expect(overview.totals).toEqual({ scans: 1, people: 1 });
    expect(overview.leftOut).toEqual([
      { verdict: 'bot', reason: 'bot_agent', scans: 2 },
      { verdict: 'prefetch', reason: 'prefetch_header', scans: 1 },
      { verdict: 'staff', reason: 'studio_session', scans: 1 },
      { verdict: 'repeat', reason: 'same_visitor', scans: 1 },
    ]);
    const all = ask(scans, [], { includeStaff: true });
    expect(all.totals).toEqual({ scans: 2, people: 2 });
    expect(all.leftOut.map(({ verdict }) => verdict)).toEqual(['bot', 'prefetch', 'repeat']);
  });

  it('follows visits through the scene and counts towards goals, whatever the range', () => {
    const scans = [person(harbour, 1), person(harbour, 2), person(post, 3)];
    const events: TestEvent[] = [
      { scan: 0, at: NOON + 500, kind: 'shown' },
      { scan: 0, at: NOON + 900, kind: 'chosen', option: 'opt_0000000000000001' },
      { scan: 0, at: NOON + 950, kind: 'link' },
      { scan: 1, at: NOON + 500, kind: 'shown' },
    ];
    const goal = { deadline: '2026-11-22' };
    const goals = [
      { id: 'a', measure: 'scans', ...goal },
      { id: 'b', measure: 'people', ...goal },
      { id: 'c', measure: 'chosen', ...goal },
      { id: 'd', measure: 'links', ...goal },
      { id: 'e', measure: 'scans', deadline: '2026-11-21' },
    ] as const;
    const overview = ask(scans, events, { goals });
    expect(overview.funnel).toEqual([
      { step: 'scan', visits: 2 },
      { step: 'shown', visits: 2 },
      { step: 'read', visits: 0 },
      { step: 'chosen', visits: 1 },
      { step: 'completed', visits: 0 },
    ]);
    expect(overview.blocks).toContainEqual({
      kind: 'chosen',
      versionId: 'ver_0000000000000001',
      blockId: 'blk_0000000000000001',
      optionId: 'opt_0000000000000001',
      events: 1,
    });
    expect(overview.goals.map(({ reached }) => reached)).toEqual([3, 3, 1, 1, 0]);
    expect(ask(scans, events, { goals, from: '2026-10-01', until: '2026-10-02' }).goals).toEqual(
      overview.goals,
    );
  });
});
