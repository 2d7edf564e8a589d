import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from '#db/open.ts';
import { dayNoOf } from '#domain/insight/hour.ts';
import { verdicts } from '#domain/scan/model.ts';
import { countingDay } from '#domain/shared/time.ts';
import { NOON } from '../ledger/testing.ts';
import { makeFold } from './fold.ts';
import { currentRules } from './rules.ts';
import {
  contentsOf,
  emptied,
  openRollup,
  routes,
  type TestEvent,
  type TestScan,
  temporaryLedger,
  writeHistory,
} from './testing.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

const scanArbitrary = fc.record<TestScan>({
  at: fc.integer({ min: NOON - 6 * DAY, max: NOON }),
  route: fc.constantFrom(...routes),
  visitor: fc.integer({ min: 1, max: 6 }),
  verdict: fc.constantFrom(...verdicts, 'person', 'person'),
});

const historyArbitrary = fc.array(scanArbitrary, { minLength: 1, maxLength: 40 }).chain((scans) =>
  fc.record({
    scans: fc.constant(scans),
    events: fc.array(
      fc.record({
        index: fc.integer({ min: 0, max: scans.length - 1 }),
        afterMs: fc.integer({ min: 0, max: 50 * MINUTE }),
        kind: fc.constantFrom('shown', 'read', 'chosen', 'completed', 'link' as const),
      }),
      { maxLength: 40 },
    ),
    portions: fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 10 }),
  }),
);

const eventsOf = (
  scans: readonly TestScan[],
  events: readonly { index: number; afterMs: number; kind: TestEvent['kind'] }[],
): TestEvent[] =>
  events.map(({ index, afterMs, kind }) => ({ scan: index, at: (scans[index]?.at ?? 0) + afterMs, kind }));

function foldAll(ledger: Connection, portions: readonly number[], rollup = openRollup()): Connection {
  const { fold } = makeFold(ledger, rollup, () => NOON);
  for (let turn = 0; fold(portions[turn % portions.length]).more; turn += 1);
  fold();
  return rollup;
}

/** The same counts made the slow way, from the history itself. */
function rawCounts(scans: readonly TestScan[]) {
  const daily = new Map<string, number>();
  const people = new Map<string, Set<number>>();
  const add = (key: string, visitor: number): void => {
    people.set(key, (people.get(key) ?? new Set()).add(visitor));
  };
  for (const { at, route, visitor, verdict } of scans) {
    const day = dayNoOf(countingDay(at, route.timeZone));
    const key = `${route.campaignId} ${day} ${verdicts.indexOf(verdict)}`;
    daily.set(key, (daily.get(key) ?? 0) + 1);
    if (verdict !== 'person' && verdict !== 'staff') continue;
    const values = {
      campaign: '',
      place: route.placeId,
      code: route.code,
      channel: route.channel,
      chapter: route.chapterId,
    };
    for (const [facet, value] of Object.entries(values)) {
      if (value === null) continue;
      if (verdict === 'person') add(`${route.campaignId} ${day} ${facet} ${value} people`, visitor);
      add(`${route.campaignId} ${day} ${facet} ${value} with_staff`, visitor);
    }
  }
  return {
    daily: Object.fromEntries([...daily].sort()),
    people: Object.fromEntries([...people].map(([key, set]) => [key, set.size] as const).sort()),
  };
}

function foldedCounts(ledger: Connection, rollup: Connection) {
  const names = new Map(
    (ledger.prepare('SELECT no, id FROM campaign').all() as { no: number; id: string }[]).map(
      ({ no, id }) => [no, id],
    ),
  );
  const daily: [string, number][] = [];
  const rows = rollup
    .prepare('SELECT campaign, day, judged & 7 AS verdict, sum(scans) AS scans FROM daily GROUP BY 1, 2, 3')
    .all() as { campaign: number; day: number; verdict: number; scans: number }[];
  for (const { campaign, day, verdict, scans } of rows)
    daily.push([`${names.get(campaign)} ${day} ${verdict}`, scans]);
  const people: [string, number][] = [];
  for (const row of rollup.prepare('SELECT * FROM people').all() as Record<string, number | string>[]) {
    const key = `${names.get(Number(row.campaign))} ${row.day} ${row.facet} ${row.value}`;
    if (row.people !== 0) people.push([`${key} people`, Number(row.people)]);
    if (row.with_staff !== 0) people.push([`${key} with_staff`, Number(row.with_staff)]);
  }
  return { daily: Object.fromEntries(daily.sort()), people: Object.fromEntries(people.sort()) };
}

describe('fold', () => {
  it('counts what the raw scans say, in any portions and any order', () => {
    const files = [temporaryLedger(), openRollup(), openRollup()] as const;
    fc.assert(
      fc.property(historyArbitrary, ({ scans, events, portions }) => {
        const ledger = emptied(files[0]);
        writeHistory(ledger, scans, eventsOf(scans, events));
        const once = foldAll(ledger, [10_000], emptied(files[1]));
        const split = foldAll(ledger, portions, emptied(files[2]));
        expect(contentsOf(split)).toEqual(contentsOf(once));
        expect(foldedCounts(ledger, once)).toEqual(rawCounts(scans));

        const backwards = emptied(ledger);
        writeHistory(backwards, [...scans].reverse());
        const counted = foldAll(backwards, portions, emptied(files[1]));
        expect(foldedCounts(backwards, counted)).toEqual(rawCounts(scans));
      }),
      { numRuns: 40 },
    );
  });

  it('goes on where it stopped, also after a restart and for a day that was closed', () => {
    const files = [temporaryLedger(), openRollup()] as const;
    fc.assert(
      fc.property(fc.array(scanArbitrary, { minLength: 2, maxLength: 30 }), fc.nat(), (scans, cut) => {
        const ledger = emptied(files[0]);
        const rollup = emptied(files[1]);
        const half = cut % scans.length;
        writeHistory(ledger, scans.slice(0, half));
        makeFold(ledger, rollup, () => NOON).fold();
        // Ten days later every day is closed and its visitors are gone.
        makeFold(ledger, rollup, () => NOON + 10 * DAY).fold();
        expect(rollup.prepare('SELECT count(*) FROM touch').pluck().get()).toBe(0);
        writeHistory(ledger, scans.slice(half));
        makeFold(ledger, rollup, () => NOON + 10 * DAY).fold();
        expect(foldedCounts(ledger, rollup)).toEqual(rawCounts(scans));
      }),
      { numRuns: 30 },
    );
  });

  it('leaves counts and watermark as they were when it fails midway', () => {
    const ledger = temporaryLedger();
    const rollup = openRollup();
    const scan: TestScan = { at: NOON, route: routes[0] as TestScan['route'], visitor: 1, verdict: 'person' };
    writeHistory(ledger, [scan]);
    const { fold, state } = makeFold(ledger, rollup, () => NOON);
    fold();
    const before = contentsOf(rollup);
    writeHistory(ledger, [{ ...scan, visitor: 2 }]);
    rollup.exec(`CREATE TRIGGER full BEFORE INSERT ON hourly BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    expect(() => fold()).toThrow('no space');
    expect(contentsOf(rollup)).toEqual(before);
    expect(state().behind).toBe(1);
    rollup.exec('DROP TRIGGER full');
    fold();
    expect(state()).toEqual({ behind: 0, foldedAt: NOON });
    expect(foldedCounts(ledger, rollup)).toEqual(rawCounts([scan, { ...scan, visitor: 2 }]));
  });

  it('rebuilds to the same counts', () => {
    const ledger = temporaryLedger();
    const scans = fc.sample(scanArbitrary, { numRuns: 200, seed: 1 });
    writeHistory(ledger, scans, [{ scan: 0, at: scans[0]?.at ?? 0, kind: 'shown' }]);
    const rollup = openRollup();
    const { fold, rebuild } = makeFold(ledger, rollup, () => NOON);
    fold();
    const before = contentsOf(rollup);
    rebuild();
    expect(contentsOf(rollup).daily).toEqual([]);
    fold();
    expect(contentsOf(rollup)).toEqual(before);
  });

  it('judges everything again when the rules are newer, and leaves the ledger alone', () => {
    const ledger = temporaryLedger();
    const scan: TestScan = { at: NOON, route: routes[0] as TestScan['route'], visitor: 1, verdict: 'person' };
    writeHistory(ledger, [scan, { ...scan, visitor: 2 }, { ...scan, verdict: 'bot', visitor: 3 }]);
    const stored = ledger.prepare('SELECT * FROM scan').all();
    const rollup = openRollup();
    makeFold(ledger, rollup, () => NOON).fold();
    const strict = { version: currentRules.version + 1, judge: () => verdicts.indexOf('bot') + 8 };
    makeFold(ledger, rollup, () => NOON, strict).fold();
    expect(rollup.prepare('SELECT judged, scans FROM daily').all()).toEqual([{ judged: 9, scans: 3 }]);
    expect(rollup.prepare('SELECT count(*) FROM people').pluck().get()).toBe(0);
    expect(ledger.prepare('SELECT * FROM scan').all()).toEqual(stored);
  });
});

describe('the funnel', () => {
  const scan: TestScan = { at: NOON, route: routes[0] as TestScan['route'], visitor: 1, verdict: 'person' };
  const visits = (events: readonly TestEvent[], scans: readonly TestScan[] = [scan]): unknown[] => {
    const ledger = temporaryLedger();
    writeHistory(ledger, scans, events);
    return foldAll(ledger, [3]).prepare('SELECT class, step, visits FROM funnel ORDER BY class, step').all();
  };

  it('counts a visit once per step', () => {
    const events: TestEvent[] = [
      { scan: 0, at: NOON + 1, kind: 'shown' },
      { scan: 0, at: NOON + 2, kind: 'chosen', option: 'opt_0000000000000001' },
      { scan: 0, at: NOON + 3, kind: 'shown' },
      { scan: 0, at: NOON + 4, kind: 'chosen', option: 'opt_0000000000000002' },
    ];
    expect(visits(events)).toEqual([
      { class: 0, step: 0, visits: 1 },
      { class: 0, step: 2, visits: 1 },
    ]);
  });

  it('ends a visit after 30 minutes of silence, however long it lasted', () => {
    const at = (minutes: number): number => NOON + minutes * MINUTE;
    expect(
      visits([
        { scan: 0, at: at(25), kind: 'shown' },
        { scan: 0, at: at(50), kind: 'read' },
        { scan: 0, at: at(81), kind: 'chosen' },
      ]),
    ).toEqual([
      { class: 0, step: 0, visits: 1 },
      { class: 0, step: 1, visits: 1 },
    ]);
  });

  it('keeps staff and machines apart', () => {
    const scans = [scan, { ...scan, verdict: 'staff' as const }, { ...scan, verdict: 'bot' as const }];
    expect(
      visits(
        scans.map((_, index) => ({ scan: index, at: NOON + 1, kind: 'shown' })),
        scans,
      ),
    ).toEqual([
      { class: 0, step: 0, visits: 1 },
      { class: 1, step: 0, visits: 1 },
      { class: 2, step: 0, visits: 1 },
    ]);
  });
});
