import type { Connection } from '#db/open.ts';
import type { ScanRoute } from '#domain/scan/model.ts';

export interface ScanRow {
  readonly type: 'scan';
  readonly no: number;
  readonly route: ScanRoute;
  readonly visitor: bigint;
  readonly secret: number;
  readonly agent: string;
  readonly judged: number;
  readonly evidence: number;
  readonly skew: number;
}

export interface EventRow {
  readonly type: 'event';
  readonly no: number;
  readonly at: number;
  readonly scan: number;
  /** The random part of the visit id, compared with the scan's. */
  readonly secret: number;
  readonly kind: number;
  readonly version: string;
  readonly block: string | null;
  readonly option: string | null;
}

export type Row = ScanRow | EventRow;

/** Ids that events may bring into the ledger; beyond that they are stored as 0, so that nobody can fill it. */
const MAX_WORDS = 500_000;
/** Scans per INSERT while there are as many: the driver's calls cost as much as SQLite's work. */
const ROWS_AT_ONCE = 8;
const SCAN_COLUMNS = 8;
/** User agents held in memory; the table holds them all. */
const MAX_CACHED_AGENTS = 20_000;

export interface LedgerStore {
  readonly lastScanNo: number;
  readonly lastEventNo: number;
  /** Writes rows in one transaction. @throws the driver's error; then nothing was written. */
  commit(rows: readonly Row[]): void;
  /** Like `commit`, for rows that may be there already: those are left alone. */
  commitAgain(rows: readonly Row[]): void;
}

/** The SQL of the ledger: interning and inserts, all synchronous (the one store that is). */
export function makeLedgerStore(db: Connection): LedgerStore {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const end = db.prepare('COMMIT');
  const undo = db.prepare('ROLLBACK');
  const scanStatements = (ending: string) => {
    const into =
      'INSERT INTO scan (no, route, visitor, secret, agent, judged, evidence, skew) VALUES (?, ?, ?, ?, ?, ?, ?, ?)';
    const more = ', (?, ?, ?, ?, ?, ?, ?, ?)'.repeat(ROWS_AT_ONCE - 1);
    return { one: db.prepare(`${into} ${ending}`), many: db.prepare(`${into}${more} ${ending}`) };
  };
  type ScanStatements = ReturnType<typeof scanStatements>;
  const eventSql =
    'INSERT INTO event (no, at, scan, kind, version, block, option) VALUES (?, ?, ?, ?, ?, ?, ?)';
  const insertScans = scanStatements('');
  const insertScansAgain = scanStatements('ON CONFLICT (no) DO NOTHING');
  const insertEvent = db.prepare(eventSql);
  const insertEventAgain = db.prepare(`${eventSql} ON CONFLICT (no) DO NOTHING`);
  const findSecret = db.prepare<[number], number>('SELECT secret FROM scan WHERE no = ?').pluck();
  const findAgent = db.prepare<[string], number>('SELECT no FROM agent WHERE agent = ?').pluck();
  const insertAgent = db.prepare('INSERT INTO agent (agent) VALUES (?)');
  const findWord = db.prepare<[string], number>('SELECT no FROM word WHERE word = ?').pluck();
  const insertWord = db.prepare('INSERT INTO word (word) VALUES (?)');
  const insertCampaign = db.prepare('INSERT INTO campaign (id) VALUES (?) ON CONFLICT (id) DO NOTHING');
  const findCampaign = db.prepare<[string], number>('SELECT no FROM campaign WHERE id = ?').pluck();
  const findRoute = db.prepare<[string], number>('SELECT no FROM route WHERE key = ?').pluck();
  const insertRoute = db.prepare(
    `INSERT INTO route (key, campaign, time_zone, code, code_id, bearer_kind, bearer_id, place_id, chapter_id,
       channel, target_kind, rule, version_id, language) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );

  const agents = new Map<string, number>();
  const words = new Map<string, number>();
  let wordCount = db.prepare('SELECT count(*) FROM word').pluck().get() as number;
  // The front keeps one route object per code, target and language: most scans are interned without a string.
  let routeOf = new WeakMap<ScanRoute, number>();
  let internedNow = false;

  function agentNo(agent: string): number {
    const known = agents.get(agent);
    if (known !== undefined) return known;
    internedNow = true;
    if (agents.size >= MAX_CACHED_AGENTS) agents.clear();
    const no = findAgent.get(agent) ?? Number(insertAgent.run(agent).lastInsertRowid);
    agents.set(agent, no);
    return no;
  }

  function wordNo(word: string | null): number {
    if (word === null) return 0;
    const known = words.get(word);
    if (known !== undefined) return known;
    internedNow = true;
    let no = findWord.get(word);
    if (no === undefined) {
      if (wordCount >= MAX_WORDS) return 0;
      no = Number(insertWord.run(word).lastInsertRowid);
      wordCount += 1;
    }
    words.set(word, no);
    return no;
  }

  function routeNo(route: ScanRoute): number {
    const known = routeOf.get(route);
    if (known !== undefined) return known;
    internedNow = true;
    const { bearer } = route;
    const fields = [
      route.timeZone,
      route.code,
      route.codeId,
      bearer.kind,
      bearer.id,
      route.placeId,
      route.chapterId,
      route.channel,
      route.targetKind,
      route.rule,
      route.sceneVersionId,
      route.language,
    ];
    const key = JSON.stringify([route.campaignId, ...fields]);
    let no = findRoute.get(key);
    if (no === undefined) {
      insertCampaign.run(route.campaignId);
      no = Number(insertRoute.run(key, findCampaign.get(route.campaignId), ...fields).lastInsertRowid);
    }
    routeOf.set(route, no);
    return no;
  }

  const values: (number | bigint)[] = new Array<number>(ROWS_AT_ONCE * SCAN_COLUMNS).fill(0);
  let filled = 0;

  /** Writes the scans that are waiting in `values` one by one: fewer than fill a whole statement. */
  function writeRest(scans: ScanStatements): void {
    for (let start = 0; start < filled; start += SCAN_COLUMNS) {
      scans.one.run(...values.slice(start, start + SCAN_COLUMNS));
    }
    filled = 0;
  }

  function writeScan(row: ScanRow, scans: ScanStatements): void {
    values[filled] = row.no;
    values[filled + 1] = routeNo(row.route);
    values[filled + 2] = row.visitor;
    values[filled + 3] = row.secret;
    values[filled + 4] = agentNo(row.agent);
    values[filled + 5] = row.judged;
    values[filled + 6] = row.evidence;
    values[filled + 7] = row.skew;
    filled += SCAN_COLUMNS;
    if (filled < values.length) return;
    scans.many.run(values);
    filled = 0;
  }

  function writeEvent(row: EventRow, events: typeof insertEvent): void {
    const known = row.scan !== 0 && findSecret.get(row.scan) === row.secret;
    // A stranger's ids are not interned: only a visit that exists may bring new words.
    if (!known) events.run(row.no, row.at, 0, row.kind, 0, 0, 0);
    else {
      const { no, at, scan, kind } = row;
      events.run(no, at, scan, kind, wordNo(row.version), wordNo(row.block), wordNo(row.option));
    }
  }

  function write(rows: readonly Row[], scans: ScanStatements, events: typeof insertEvent): void {
    internedNow = false;
    filled = 0;
    begin.run();
    try {
      for (const row of rows) {
        if (row.type === 'scan') writeScan(row, scans);
        else {
          // The event may belong to a scan of this very batch.
          writeRest(scans);
          writeEvent(row, events);
        }
      }
      writeRest(scans);
      end.run();
    } catch (error) {
      if (db.inTransaction) undo.run();
      if (internedNow) {
        // What was interned in this transaction is gone with it.
        agents.clear();
        words.clear();
        routeOf = new WeakMap();
        try {
          wordCount = db.prepare('SELECT count(*) FROM word').pluck().get() as number;
        } catch {
          // The count is a bound, not a figure.
        }
      }
      throw error;
    }
  }

  return {
    lastScanNo: (db.prepare('SELECT max(no) FROM scan').pluck().get() as number | null) ?? 0,
    lastEventNo: (db.prepare('SELECT max(no) FROM event').pluck().get() as number | null) ?? 0,
    commit: (rows) => write(rows, insertScans, insertEvent),
    commitAgain: (rows) => write(rows, insertScansAgain, insertEventAgain),
  };
}
