import { describe, expect, it } from 'vitest';
import { NOON } from '../ledger/testing.ts';
import { makeFold } from './fold.ts';
import { readQueries } from './queries.ts';
import { csvCell, exportColumns, makeScanReader } from './rows.ts';
import { openRollup, routes, type TestScan, temporaryLedger, writeHistory } from './testing.ts';

const [harbour, , market] = routes as [TestScan['route'], TestScan['route'], TestScan['route']];
const MINUTE = 60_000;

function reader(scans: readonly TestScan[]) {
  const ledger = temporaryLedger();
  const rollup = openRollup();
  writeHistory(ledger, scans);
  makeFold(ledger, rollup, () => NOON).fold();
  return makeScanReader(ledger, rollup, readQueries());
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
    const feed = reader(scans).feed(harbour.campaignId, 10);
    expect(feed.map(({ at, code, verdict, reason }) => [at, code, verdict, reason])).toEqual([
      [NOON + 2 * MINUTE, 'M4RKET', 'bot', 'bot_agent'],
      [NOON, 'H4RB0R', 'person', 'none'],
      [NOON - 20 * 24 * 60 * MINUTE, 'H4RB0R', 'person', 'none'],
    ]);
    expect(reader(scans).feed(harbour.campaignId, 1)).toHaveLength(1);
    expect(reader([]).feed(harbour.campaignId, 10)).toEqual([]);
  });
});

describe('pages', () => {
  const question = { campaignId: harbour.campaignId, from: '2026-11-22', until: '2026-11-22' };

  it('exports CSV that no spreadsheet runs', () => {
    const [head, ...rest] = [...reader(scans).pages({ ...question, format: 'csv' })];
    expect(head).toBe(`${exportColumns.join(',')}\r\n`);
    const rows = rest.join('').trimEnd().split('\r\n');
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('2026-11-22T11:00:00.000Z,2026-11-22T12:00,2026-11-22,H4RB0R,placement,');
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
    const pages = [...reader(many).pages({ ...question, format: 'ndjson' })];
    expect(pages.length).toBe(3);
    const rows = pages
      .join('')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(rows).toHaveLength(4_500);
    expect(rows[1]).toMatchObject({
      code: 'H4RB0R',
      verdict: 'person',
      device: 'phone',
      rule: null,
      language: 'de',
    });
  });

  it('holds the column names alone when there was nothing', () => {
    expect([...reader([]).pages({ ...question, format: 'csv' })]).toHaveLength(1);
    expect([...reader([]).pages({ ...question, format: 'ndjson' })]).toEqual([]);
  });
});

describe('csvCell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49', "'+49"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
    [-1, '-1'],
    [null, ''],
  ])('%j → %s', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});
