import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Connection, openDatabase } from '#db/open.ts';
import { packEvidence } from '#domain/scan/evidence.ts';
import { judge, packJudgement } from '#domain/scan/judge.ts';
import { eventKinds, type ScanRoute, type Verdict } from '#domain/scan/model.ts';
import { nextScanNo, scanNoAt } from '#domain/scan/visit.ts';
import { makeLedgerStore } from '../ledger/store.ts';
import { harbour, PHONE, temporaryFolder, temporaryLedger } from '../ledger/testing.ts';

/** A scan of a test's history; `verdict` is brought about by its evidence. */
export interface TestScan {
  readonly at: number;
  readonly route: ScanRoute;
  readonly visitor: number;
  readonly verdict: Verdict;
}

export interface TestEvent {
  /** Index of the scan in the history. */
  readonly scan: number;
  readonly at: number;
  readonly kind: (typeof eventKinds)[number];
  readonly option?: string;
}

/** Routes of one campaign: two places, two channels, two chapters, a post without a place, a second zone. */
export const routes: readonly ScanRoute[] = [
  harbour,
  { ...harbour, sceneVersionId: 'ver_0000000000000002' },
  { ...harbour, code: 'M4RKET', codeId: 'cod_0000000000000002', placeId: 'plc_0000000000000002' },
  {
    ...harbour,
    code: 'STATN1',
    codeId: 'cod_0000000000000003',
    chapterId: 'chp_0000000000000002',
    channel: 'sticker',
  },
  {
    ...harbour,
    code: 'P0ST01',
    codeId: 'cod_0000000000000004',
    bearer: { kind: 'post', id: 'pst_0000000000000001' },
    placeId: null,
    channel: 'bluesky',
    targetKind: 'url',
    sceneVersionId: null,
  },
  { ...harbour, code: 'NEPA10', codeId: 'cod_0000000000000005', timeZone: 'Asia/Kathmandu', placeId: null },
  { ...harbour, campaignId: 'cmp_0000000000000002', code: 'FREMD1', codeId: 'cod_0000000000000006' },
];

const AGENTS: Partial<Record<Verdict, string>> = { bot: 'curl/8.9.1', preview: 'Slackbot-LinkExpanding 1.0' };

/** Writes a history into a ledger; answers the scan numbers. */
export function writeHistory(
  ledger: Connection,
  scans: readonly TestScan[],
  events: readonly TestEvent[] = [],
): number[] {
  const store = makeLedgerStore(ledger);
  let last = store.lastScanNo;
  let lastEvent = store.lastEventNo;
  const numbers: number[] = [];
  const rows = scans.map(({ at, route, visitor, verdict }) => {
    last = nextScanNo(at, last);
    numbers.push(last);
    const evidence = packEvidence(
      {
        method: 'GET',
        secPurpose: verdict === 'prefetch' ? 'prefetch' : undefined,
        secFetchMode: undefined,
        secFetchDest: undefined,
        secFetchUser: undefined,
        staff: verdict === 'staff',
      },
      'phone',
      verdict === 'repeat',
    );
    const kind = verdict === 'bot' || verdict === 'preview' ? verdict : 'person';
    return {
      type: 'scan' as const,
      no: last,
      route,
      visitor: BigInt(visitor) - 2n ** 62n,
      secret: 7,
      agent: AGENTS[verdict] ?? PHONE,
      judged: packJudgement(judge(evidence, kind)),
      evidence,
      skew: at - scanNoAt(last),
    };
  });
  store.commit([
    ...rows,
    ...events.map(({ scan, at, kind, option }) => {
      lastEvent += 1;
      return {
        type: 'event' as const,
        no: lastEvent,
        at,
        scan: numbers[scan] ?? 0,
        secret: 7,
        kind: eventKinds.indexOf(kind),
        version: 'ver_0000000000000001',
        block: 'blk_0000000000000001',
        option: option ?? null,
      };
    }),
  ]);
  return numbers;
}

export const openRollup = (folder = temporaryFolder(), name = 'rollup.db'): Connection => {
  const db = openDatabase(join(folder, name), { kind: 'rollup' });
  onTestFinished(() => {
    db.close();
  });
  return db;
};

export { temporaryFolder, temporaryLedger };

/** Every count of a roll-up file, for comparison. */
export const contentsOf = (rollup: Connection): Record<string, unknown[]> =>
  Object.fromEntries(
    ['daily', 'hourly', 'people', 'visit', 'funnel', 'happened'].map((table) => [
      table,
      rollup.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all(),
    ]),
  );

/** Empties every table of a file that a property test uses again and again. */
export function emptied(db: Connection): Connection {
  db.pragma('synchronous = OFF');
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all() as string[];
  db.pragma('foreign_keys = OFF');
  for (const table of tables) db.exec(`DELETE FROM ${table}`);
  db.pragma('foreign_keys = ON');
  return db;
}
