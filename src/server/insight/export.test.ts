import { describe, expect, it } from 'vitest';
import { VISIT_REACH_MS } from '#domain/scan/visit.ts';
import { countingDay } from '#domain/shared/time.ts';
import { NOON } from '../ledger/testing.ts';
import { csvCell } from './csv.ts';
import { type ExportQuestion, exportColumns, makeExport } from './export.ts';
import { makeFeedReader } from './feed.ts';
import { makeFold } from './fold.ts';
import { readQueries } from './queries.ts';
import {
  openRollup,
  routes,
  type TestEvent,
  type TestScan,
  temporaryLedger,
  writeHistory,
} from './testing.ts';

const [harbour, , market] = routes as [TestScan['route'], TestScan['route'], TestScan['route']];
const MINUTE = 60_000;
const DAY = 86_400_000;

function world(scans: readonly TestScan[], events: readonly TestEvent[] = []) {
  const ledger = temporaryLedger();
  const rollup = openRollup();
  const numbers = writeHistory(ledger, scans, events);
  makeFold(ledger, rollup, () => NOON).fold();
  const pages = makeExport(ledger, readQueries());
  return {
    numbers,
    feed: makeFeedReader(ledger, rollup, readQueries()),
    text: (question: ExportQuestion) => [...pages(question)].map(({ text }) => text),
    rows: (question: Omit<ExportQuestion, 'format'>) =>
      [...pages({ ...question, format: 'ndjson' })]
        .flatMap(({ text }) => text.trimEnd().split('\n'))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

const scans: TestScan[] = [
  { at: NOON - 20 * 24 * 60 * MINUTE, route: harbour, visitor: 1, verdict: 'person' },
  { at: NOON, route: harbour, visitor: 1, verdict: 'person' },
  {
    at: NOON + MINUTE,
    route: { ...harbour, campaignId: 'cmp_0000000000000002' },
    visitor: 1,
    verdict: 'person',
  },
  { at: NOON + 2 * MINUTE, route: { ...market, channel: '=HYPERLINK("x")' }, visitor: 1, verdict: 'bot' },
];

describe('feed', () => {
  it('lists the newest first, whatever the verdict, across days, of this campaign alone', () => {
    const feed = world(scans).feed(harbour.campaignId, 10);
    expect(feed.map(({ at, code, verdict, reason }) => [at, code, verdict, reason])).toEqual([
      [NOON + 2 * MINUTE, 'M4RKET', 'bot', 'bot_agent'],
      [NOON, 'H4RB0R', 'person', 'none'],
      [NOON - 20 * 24 * 60 * MINUTE, 'H4RB0R', 'person', 'none'],
    ]);
    expect(world(scans).feed(harbour.campaignId, 1)).toHaveLength(1);
    expect(world([]).feed(harbour.campaignId, 10)).toEqual([]);
  });
});

describe('pages', () => {
  const question = { campaignId: harbour.campaignId, from: '2026-11-22', until: '2026-11-22' };

  it('exports CSV that no spreadsheet runs, names included', () => {
    const names = { plm_0000000000000001: '=1+1', plc_0000000000000001: 'Pier, "old"' };
    const [head, ...rest] = world(scans).text({ ...question, format: 'csv', names });
    expect(head).toBe(`${exportColumns.join(',')}\r\n`);
    const rows = rest.join('').trimEnd().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('2026-11-22T11:00:00.000Z,2026-11-22T12:00,2026-11-22,scan,');
    expect(rows[0]).toContain(
      `,H4RB0R,placement,plm_0000000000000001,'=1+1,plc_0000000000000001,"Pier, ""old""",`,
    );
    expect(rows[1]).toContain(`"'=HYPERLINK(""x"")"`);
  });

  it('exports the same as ndjson, over more than one page', () => {
    const many = Array.from(
      { length: 4_500 },
      (_, index): TestScan => ({
        at: NOON + index * 10,
        route: harbour,
        visitor: index,
        verdict: 'person',
      }),
    );
    const { rows, text } = world(many);
    expect(text({ ...question, format: 'ndjson' })).toHaveLength(3);
    expect(rows(question)).toHaveLength(4_500);
    expect(rows(question)[1]).toMatchObject({
      kind: 'scan',
      code: 'H4RB0R',
      verdict: 'person',
      device: 'phone',
      rule: null,
      language: 'de',
    });
  });

  it('tells what a visit did, by name, after the scans', () => {
    const option = 'opt_0000000000000001';
    const scans: TestScan[] = [
      { at: NOON, route: harbour, visitor: 1, verdict: 'person' },
      { at: NOON, route: { ...harbour, campaignId: 'cmp_0000000000000002' }, visitor: 2, verdict: 'person' },
    ];
    const { rows, numbers } = world(scans, [
      { scan: 0, at: NOON + 1_000, kind: 'shown' },
      { scan: 0, at: NOON + 2_000, kind: 'chosen', option },
      { scan: 1, at: NOON + 2_000, kind: 'chosen', option },
      { scan: 0, at: NOON + 3_000, kind: 'link' },
      { scan: 0, at: NOON + 4_000, kind: 'completed' },
    ]);
    const names = {
      ver_0000000000000001: 'The tin',
      [option]: 'Open it',
      blk_0000000000000001: 'To the shop',
      poster: 'Poster',
    };
    const told = rows({ ...question, names });
    expect(told.map(({ kind, scene, text }) => [kind, scene, text])).toEqual([
      ['scan', 'The tin', null],
      ['chosen', 'The tin', 'Open it'],
      ['link', 'The tin', 'To the shop'],
      ['completed', 'The tin', null],
    ]);
    for (const row of told)
      expect(row).toMatchObject({ scan: numbers[0], code: 'H4RB0R', channel_name: 'Poster', place: null });
    expect(told[1]).toMatchObject({ at: '2026-11-22T11:00:02.000Z', option_id: option });
  });

  it('finds every event of its days, however late it arrived', () => {
    const days = 20;
    const start = NOON - days * DAY;
    const first: TestScan = { at: start, route: harbour, visitor: 1, verdict: 'person' };
    let seed = 7;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    // In the order of arrival; what they tell of lies up to a day back.
    const events = Array.from({ length: 3_000 }, (_, index): TestEvent => {
      const arrival = start + DAY + (index * days * DAY) / 3_000;
      return { scan: 0, at: Math.round(arrival - random() ** 3 * VISIT_REACH_MS), kind: 'completed' };
    });
    const { rows } = world([first], events);
    for (const day of ['2026-11-04', '2026-11-12', '2026-11-21', '2026-11-22']) {
      const wanted = events.filter(({ at }) => countingDay(at, 'Europe/Berlin') === day);
      const found = rows({ ...question, from: day, until: day }).filter(({ kind }) => kind === 'completed');
      expect(wanted.length).toBeGreaterThan(20);
      expect([day, found.map(({ at }) => at)]).toEqual([
        day,
        wanted.map(({ at }) => new Date(at).toISOString()),
      ]);
    }
  });

  it('holds the column names alone when there was nothing', () => {
    const { text } = world([]);
    expect(text({ ...question, format: 'csv' })).toHaveLength(1);
    expect(text({ ...question, format: 'ndjson' })).toEqual([]);
  });
});

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['\n=x', `"'\n=x"`],
    [' =x', "' =x"],
    ['＝x', "'＝x"],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [-1, '-1'],
    [null, ''],
  ])('%j → %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
