import type { Connection } from '#db/open.ts';
import { type CountingHour, dayOf, makeHourOf } from '#domain/insight/hour.ts';
import { type Facet, type FacetValues, peopleChanges, type Touch } from '#domain/insight/people.ts';
import { verdicts } from '#domain/scan/model.ts';
import { firstScanNoAt, scanNoAt, VISIT_SILENCE_MS } from '#domain/scan/visit.ts';
import { dayStart } from '#domain/shared/time.ts';
import { currentRules, type Rules } from './rules.ts';

export interface FoldResult {
  /** Rows counted by this call, and whether the ledger may hold more. */
  readonly rows: number;
  readonly more: boolean;
}

export interface Fold {
  /** Counts up to `limit` scans and as many events past the watermark, in one transaction. */
  fold(limit?: number): FoldResult;
  /** Forgets every count; the next folds begin with the first scan. */
  rebuild(): void;
  /** Rows of the ledger that are not counted yet, and when the last fold was (epoch ms). */
  state(): { readonly behind: number; readonly foldedAt: number };
}

interface Route {
  readonly campaign: number;
  readonly timeZone: string;
  readonly values: FacetValues;
}

/** What a fold adds to the unique people of one part on one day. */
interface PeopleSum {
  readonly campaign: number;
  readonly day: number;
  readonly facet: Facet;
  readonly value: string;
  people: number;
  withStaff: number;
}

interface RouteRow {
  readonly campaign: number;
  readonly time_zone: string;
  readonly code: string;
  readonly place_id: string | null;
  readonly channel: string | null;
  readonly chapter_id: string | null;
}

interface ScanRow {
  readonly no: number;
  readonly route: number;
  readonly visitor: bigint;
  readonly agent: number;
  readonly judged: number;
  readonly evidence: number;
  readonly skew: number;
}

interface EventRow extends Omit<ScanRow, 'no' | 'visitor'> {
  readonly no: number;
  readonly at: number;
  readonly scan: number;
  readonly kind: number;
  readonly version: number;
  readonly block: number;
  readonly option: number;
}

const PERSON = verdicts.indexOf('person');
const STAFF = verdicts.indexOf('staff');

/** 0 person, 1 staff, 2 left out of the figures. */
const classOf = (judged: number): 0 | 1 | 2 => ((judged & 7) === PERSON ? 0 : (judged & 7) === STAFF ? 1 : 2);

/** Days stay open (their visitors are kept) this long after they ended. */
const OPEN_DAYS = 2;
const DEFAULT_LIMIT = 20_000;

/**
 * The fold: ledger rows past the watermark → roll-ups, in one transaction with the watermark. Any split of the
 * same rows into folds gives the same counts; a crash costs nothing but the fold that was under way.
 * @param ledger read-only connection to ledger.db
 * @param rollup connection to rollup.db, this fold's alone
 */
export function makeFold(
  ledger: Connection,
  rollup: Connection,
  clock: () => number = Date.now,
  rules: Rules = currentRules,
): Fold {
  const hourOf = makeHourOf();
  const routes = new Map<number, Route>();
  const agents = new Map<number, string>();

  const selectScans = ledger.prepare<[number, number], ScanRow>(
    'SELECT no, route, visitor, agent, judged, evidence, skew FROM scan WHERE no > ? ORDER BY no LIMIT ?',
  );
  const selectVisitors = ledger
    .prepare<[number, number], bigint>('SELECT visitor FROM scan WHERE no > ? ORDER BY no LIMIT ?')
    .pluck()
    .safeIntegers();
  const selectEvents = ledger.prepare<[number, number], EventRow>(
    `SELECT e.no, e.at, e.scan, e.kind, e.version, e.block, e.option,
            s.route, s.agent, s.judged, s.evidence, s.skew
     FROM event e LEFT JOIN scan s ON s.no = e.scan WHERE e.no > ? ORDER BY e.no LIMIT ?`,
  );
  const selectRoute = ledger.prepare<[number], RouteRow>(
    'SELECT campaign, time_zone, code, place_id, channel, chapter_id FROM route WHERE no = ?',
  );
  const selectAgent = ledger.prepare<[number], string>('SELECT agent FROM agent WHERE no = ?').pluck();

  const addDaily = rollup.prepare(
    `INSERT INTO daily (campaign, day, route, judged, scans) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET scans = scans + excluded.scans`,
  );
  const addHourly = rollup.prepare(
    `INSERT INTO hourly (campaign, day, hour, route, judged, scans) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET scans = scans + excluded.scans`,
  );
  const addPeople = rollup.prepare(
    `INSERT INTO people (campaign, day, facet, value, people, with_staff) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET people = people + excluded.people, with_staff = with_staff + excluded.with_staff`,
  );
  const selectTouches = rollup.prepare<[number, number, bigint], Touch>(
    'SELECT route, classes FROM touch WHERE campaign = ? AND day = ? AND visitor = ?',
  );
  const addTouch = rollup.prepare(
    `INSERT INTO touch (campaign, day, visitor, route, classes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET classes = classes | excluded.classes`,
  );
  const selectDay = rollup
    .prepare<[number, number], number>('SELECT open FROM counted_day WHERE campaign = ? AND day = ?')
    .pluck();
  const openDay = rollup.prepare(
    `INSERT INTO counted_day (campaign, day, open) VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET open = 1`,
  );
  const closable = rollup.prepare<[number], { campaign: number; day: number }>(
    'SELECT campaign, day FROM counted_day WHERE open = 1 AND day < ?',
  );
  const closeDay = rollup.prepare('UPDATE counted_day SET open = 0 WHERE campaign = ? AND day = ?');
  const dropTouches = rollup.prepare('DELETE FROM touch WHERE campaign = ? AND day = ?');
  const selectVisit = rollup.prepare<[number], { steps: number; last_at: number }>(
    'SELECT steps, last_at FROM visit WHERE scan = ?',
  );
  const putVisit = rollup.prepare(
    `INSERT INTO visit (scan, steps, last_at) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET steps = excluded.steps, last_at = excluded.last_at`,
  );
  const addFunnel = rollup.prepare(
    `INSERT INTO funnel (campaign, day, route, class, step, visits) VALUES (?, ?, ?, ?, ?, 1)
     ON CONFLICT DO UPDATE SET visits = visits + 1`,
  );
  const addHappened = rollup.prepare(
    `INSERT INTO happened (campaign, day, class, kind, version, block, option, events)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET events = events + 1`,
  );
  const selectMark = rollup.prepare<
    [],
    { rule_version: number; scan: number; event: number; folded_at: number }
  >('SELECT rule_version, scan, event, folded_at FROM mark WHERE id = 1');
  const putMark = rollup.prepare(
    `INSERT INTO mark (id, rule_version, scan, event, folded_at) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rule_version = excluded.rule_version, scan = excluded.scan,
       event = excluded.event, folded_at = excluded.folded_at`,
  );
  const countAhead = ledger
    .prepare<[number, number], number>(
      `SELECT (SELECT count(*) FROM (SELECT 1 FROM scan WHERE no > ? LIMIT 1000000))
            + (SELECT count(*) FROM (SELECT 1 FROM event WHERE no > ? LIMIT 1000000))`,
    )
    .pluck();

  function routeOf(no: number): Route {
    let route = routes.get(no);
    if (route === undefined) {
      const row = selectRoute.get(no);
      if (row === undefined) throw new Error(`ledger: scan with unknown route ${no}`);
      route = {
        campaign: row.campaign,
        timeZone: row.time_zone,
        values: {
          campaign: '',
          place: row.place_id,
          code: row.code,
          channel: row.channel,
          chapter: row.chapter_id,
        },
      };
      routes.set(no, route);
    }
    return route;
  }
  const valuesOf = (no: number): FacetValues => routeOf(no).values;

  function judgedOf(row: { judged: number; evidence: number; agent: number }): number {
    if (row.judged >> 8 === rules.version) return row.judged & 255;
    let agent = agents.get(row.agent);
    if (agent === undefined) {
      if (agents.size >= 20_000) agents.clear();
      agent = selectAgent.get(row.agent) ?? '';
      agents.set(row.agent, agent);
    }
    return rules.judge(row.evidence, agent);
  }

  const hourOfScan = (row: ScanRow): CountingHour =>
    hourOf(scanNoAt(row.no) + row.skew, routeOf(row.route).timeZone);

  /** Adds a scan to the visitors of its day, and to `changes` what that means; null when a day is opened again. */
  function touch(
    row: ScanRow,
    visitor: bigint,
    day: number,
    judged: number,
    changes: Map<string, PeopleSum> | null,
  ): void {
    const kind = classOf(judged);
    if (kind === 2) return;
    const { campaign } = routeOf(row.route);
    const added: Touch = { route: row.route, classes: kind + 1 };
    const earlier = selectTouches.all(campaign, day, visitor);
    const same = earlier.find(({ route }) => route === row.route);
    if (same !== undefined && (same.classes & added.classes) === added.classes) return;
    addTouch.run(campaign, day, visitor, row.route, added.classes);
    if (changes === null) return;
    for (const { facet, value, people, withStaff } of peopleChanges(earlier, added, valuesOf)) {
      const key = `${campaign} ${day} ${facet} ${value}`;
      const change = changes.get(key);
      if (change === undefined) changes.set(key, { campaign, day, facet, value, people, withStaff });
      else {
        change.people += people;
        change.withStaff += withStaff;
      }
    }
  }

  /** Reads the visitors of a day that was closed from the ledger, up to the watermark. */
  function reopen(campaign: number, day: number, timeZone: string, upTo: number): void {
    // A number is never earlier than its scan's own time, so no scan of the day lies before this one.
    let from = firstScanNoAt(dayStart(dayOf(day), timeZone) - 86_400_000);
    for (;;) {
      const rows = selectScans.all(from, DEFAULT_LIMIT);
      const visitors = selectVisitors.all(from, DEFAULT_LIMIT);
      for (const [index, row] of rows.entries()) {
        if (row.no > upTo) return;
        if (routeOf(row.route).campaign !== campaign || hourOfScan(row).day !== day) continue;
        touch(row, visitors[index] ?? 0n, day, judgedOf(row), null);
      }
      const last = rows.at(-1);
      if (last === undefined) return;
      from = last.no;
    }
  }

  function foldScans(after: number, limit: number): { last: number; rows: number } {
    const rows = selectScans.all(after, limit);
    if (rows.length === 0) return { last: after, rows: 0 };
    const visitors = selectVisitors.all(after, limit);
    const counts = new Map<string, [number, number, number, number, number, number]>();
    const opened = new Set<string>();
    const changes = new Map<string, PeopleSum>();
    for (const [index, row] of rows.entries()) {
      const route = routeOf(row.route);
      const { day, hour } = hourOfScan(row);
      const judged = judgedOf(row);
      const key = `${day} ${hour} ${row.route} ${judged}`;
      const count = counts.get(key);
      if (count) count[5] += 1;
      else counts.set(key, [route.campaign, day, hour, row.route, judged, 1]);
      const dayKey = `${route.campaign} ${day}`;
      if (!opened.has(dayKey)) {
        opened.add(dayKey);
        const open = selectDay.get(route.campaign, day);
        if (open === 0) reopen(route.campaign, day, route.timeZone, after);
        if (open !== 1) openDay.run(route.campaign, day);
      }
      touch(row, visitors[index] ?? 0n, day, judged, changes);
    }
    for (const [campaign, day, hour, route, judged, scans] of counts.values()) {
      addDaily.run(campaign, day, route, judged, scans);
      addHourly.run(campaign, day, hour, route, judged, scans);
    }
    for (const { campaign, day, facet, value, people, withStaff } of changes.values()) {
      addPeople.run(campaign, day, facet, value, people, withStaff);
    }
    return { last: rows.at(-1)?.no ?? after, rows: rows.length };
  }

  function foldEvents(after: number, limit: number): { last: number; rows: number } {
    const rows = selectEvents.all(after, limit);
    for (const row of rows) {
      if (row.scan === 0 || row.route === null) {
        addHappened.run(0, hourOf(row.at, 'UTC').day, 2, row.kind, 0, 0, 0);
        continue;
      }
      const { campaign, timeZone } = routeOf(row.route);
      const judged = judgedOf(row);
      const scanAt = scanNoAt(row.scan) + row.skew;
      const visit = selectVisit.get(row.scan);
      const lastAt = visit?.last_at ?? scanAt;
      const late = row.at - lastAt > VISIT_SILENCE_MS;
      const kind = late ? 2 : classOf(judged);
      addHappened.run(
        campaign,
        hourOf(row.at, timeZone).day,
        kind,
        row.kind,
        row.version,
        row.block,
        row.option,
      );
      if (late) continue;
      const steps = visit?.steps ?? 0;
      const step = 1 << row.kind;
      if ((steps & step) === 0) {
        addFunnel.run(campaign, hourOf(scanAt, timeZone).day, row.route, kind, row.kind);
      }
      putVisit.run(row.scan, steps | step, Math.max(lastAt, row.at));
    }
    return { last: rows.at(-1)?.no ?? after, rows: rows.length };
  }

  function closeDays(now: number): void {
    const before = hourOf(now, 'UTC').day - OPEN_DAYS;
    for (const { campaign, day } of closable.all(before)) {
      dropTouches.run(campaign, day);
      closeDay.run(campaign, day);
    }
  }

  function clear(): void {
    for (const table of [
      'daily',
      'hourly',
      'people',
      'touch',
      'counted_day',
      'visit',
      'funnel',
      'happened',
      'mark',
    ]) {
      rollup.exec(`DELETE FROM ${table}`);
    }
  }

  function inTransaction<T>(work: () => T): T {
    rollup.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      rollup.exec('COMMIT');
      return result;
    } catch (error) {
      if (rollup.inTransaction) rollup.exec('ROLLBACK');
      throw error;
    }
  }

  return {
    fold: (limit = DEFAULT_LIMIT) =>
      inTransaction(() => {
        let mark = selectMark.get();
        if (mark !== undefined && mark.rule_version !== rules.version) {
          clear();
          mark = undefined;
        }
        const scans = foldScans(mark?.scan ?? 0, limit);
        const events = foldEvents(mark?.event ?? 0, limit);
        const now = clock();
        closeDays(now);
        putMark.run(rules.version, scans.last, events.last, now);
        return { rows: scans.rows + events.rows, more: scans.rows === limit || events.rows === limit };
      }),
    rebuild: () => inTransaction(clear),
    state() {
      const mark = selectMark.get();
      return {
        behind: countAhead.get(mark?.scan ?? 0, mark?.event ?? 0) ?? 0,
        foldedAt: mark?.folded_at ?? 0,
      };
    },
  };
}
