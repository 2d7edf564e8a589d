import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, openDatabase } from '#db/open.ts';
import { dayNoOf } from '#domain/insight/hour.ts';
import { nextScanNo, scanNoAt } from '#domain/scan/visit.ts';
import { addDays, countingDay, dayStart } from '#domain/shared/time.ts';
import { makeFeedReader } from '#server/insight/feed.ts';
import { makeFold } from '#server/insight/fold.ts';
import { makeOverview } from '#server/insight/overview.ts';
import { readQueries } from '#server/insight/queries.ts';
import { median, rounded } from './child-processes.ts';
import { fillLedger, makeRoutes, ZONE } from './full-ledger.ts';

/**
 * Bench `insight`: a ledger of 10 million scans (200 codes, 40 places, 90 days; `SCANS=1000000` for fewer) is
 * folded, then the dashboard's question and each of its panels are timed, and the roll-ups are compared with the
 * raw scans. Scans come in the order of time, as they do in service.
 */

const SCANS = Number(process.env['SCANS'] ?? 10_000_000);
const DAYS = 90;
const CAMPAIGN = 'cmp_0000000000000001';
const UNTIL = '2026-11-21';
const FROM = addDays(UNTIL, 1 - DAYS);

function timed(work: () => unknown, rounds = 5): number {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const from = performance.now();
    work();
    took.push(performance.now() - from);
  }
  return rounded(median(took), 1);
}

/** Counts two days the slow way, from the raw scans, and compares. */
function differs(ledger: Connection, overview: ReturnType<ReturnType<typeof makeOverview>>): number {
  let differences = 0;
  const read = ledger.prepare<
    [number, number],
    { no: number; skew: number; judged: number; visitor: string }
  >('SELECT no, skew, judged, CAST(visitor AS TEXT) AS visitor FROM scan WHERE no BETWEEN ? AND ?');
  for (const day of [FROM, UNTIL]) {
    const people = new Set<string>();
    let scans = 0;
    const first = nextScanNo(dayStart(day, ZONE) - 1, 0);
    for (const row of read.iterate(first, nextScanNo(dayStart(addDays(day, 1), ZONE) + 1, 0))) {
      if ((row.judged & 7) !== 0 || countingDay(scanNoAt(row.no) + row.skew, ZONE) !== day) continue;
      scans += 1;
      people.add(row.visitor);
    }
    const counted = overview.days.find((each) => each.day === day);
    if (counted?.scans !== scans || counted.people !== people.size) differences += 1;
  }
  return differences;
}

export default async function bench(report: (line: object) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-insight-'));
  const ledgerPath = join(dataDir, 'ledger.db');
  const rollupPath = join(dataDir, 'rollup.db');
  try {
    const ledger = openDatabase(ledgerPath, { kind: 'ledger' });
    fillLedger(ledger, { scans: SCANS, routes: makeRoutes(CAMPAIGN), from: FROM, until: UNTIL });
    const rollup = openDatabase(rollupPath, { kind: 'rollup' });
    rollup.pragma('synchronous = NORMAL');
    const clock = (): number => dayStart(addDays(UNTIL, 1), ZONE);
    const { fold, state } = makeFold(ledger, rollup, clock);
    const began = process.cpuUsage();
    while (fold().more);
    const used = process.cpuUsage(began);
    rollup.pragma('wal_checkpoint(TRUNCATE)');
    report({ figure: 'fold', scans: SCANS, cpuUsPerScan: rounded((used.user + used.system) / SCANS) });
    const bytes = (path: string): number => rounded(statSync(path).size / SCANS, 1);
    report({
      figure: 'bytes per scan',
      ledger: bytes(ledgerPath),
      rollup: bytes(rollupPath),
      all: rounded(bytes(ledgerPath) + bytes(rollupPath), 1),
      reach: 60,
    });

    const queries = readQueries();
    const overview = makeOverview(ledger, rollup, queries);
    const question = { campaignId: CAMPAIGN, from: FROM, until: UNTIL, includeStaff: false };
    const whole = overview(question, state());
    report({
      figure: 'whole dashboard, 90 days',
      ms: timed(() => overview(question, state())),
      reachMs: 500,
      scans: whole.totals.scans,
      people: whole.totals.people,
      daysThatDifferFromRaw: differs(ledger, whole),
    });
    report({
      figure: 'whole dashboard, 7 days',
      ms: timed(() => overview({ ...question, from: addDays(UNTIL, -6) }, state())),
    });
    const range = { campaign: 1, from: dayNoOf(FROM), until: dayNoOf(UNTIL), staff: 0 };
    for (const name of [
      'scans-per-day',
      'scans-per-route',
      'left-out',
      'scans-per-hour',
      'people-per-day',
      'people-per-part',
      'funnel',
    ] as const) {
      const statement = rollup.prepare(queries[name]);
      report({ figure: `panel ${name}, 90 days`, ms: timed(() => statement.all(range)), reachMs: 100 });
    }
    const feed = makeFeedReader(ledger, rollup, queries);
    report({ figure: 'live feed of 50', ms: timed(() => feed(CAMPAIGN, 50)), reachMs: 100 });
    rollup.close();
    ledger.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
