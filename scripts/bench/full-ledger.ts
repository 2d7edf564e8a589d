import type { Connection } from '#db/open.ts';
import { packEvidence } from '#domain/scan/evidence.ts';
import { judge, packJudgement } from '#domain/scan/judge.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import { nextScanNo, scanNoAt } from '#domain/scan/visit.ts';
import { addDays, dayStart } from '#domain/shared/time.ts';
import { makeLedgerStore, type ScanRow } from '#server/ledger/store.ts';

/** The ledger of a long campaign, for the benches that need one. The same in every run. */

export const ZONE = 'Europe/Berlin';

const AGENTS = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36',
  'curl/8.9.1',
];

/** Small, fast, seeded (Marsaglia's xorshift32): the same ledger in every run. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Two hundred codes on forty places, four channels and twelve chapters. */
export const makeRoutes = (campaignId: string): ScanRoute[] =>
  Array.from({ length: 200 }, (_, index) => ({
    campaignId,
    timeZone: ZONE,
    code: `B${String(index).padStart(5, '0')}`,
    codeId: `cod_${String(index).padStart(16, '0')}`,
    bearer: { kind: 'placement', id: `plm_${String(index).padStart(16, '0')}` },
    placeId: `plc_${String(index % 40).padStart(16, '0')}`,
    chapterId: `chp_${String(index % 12).padStart(16, '0')}`,
    channel: ['poster', 'sticker', 'flyer', 'bluesky'][index % 4] ?? null,
    targetKind: 'chapter',
    rule: -1,
    sceneVersionId: 'ver_0000000000000001',
    language: 'de',
  }));

export interface Filling {
  readonly scans: number;
  readonly routes: readonly ScanRoute[];
  /** Local days, both included. */
  readonly from: string;
  readonly until: string;
}

/** Writes scans in the order of time, as they come in service: people, repeats, staff and bots. */
export function fillLedger(db: Connection, { scans, routes, from, until }: Filling): void {
  db.pragma('synchronous = OFF');
  const store = makeLedgerStore(db);
  const visitors = Math.ceil(scans * 0.22);
  const random = makeRandom(20_261_122);
  const start = dayStart(from, ZONE);
  const span = dayStart(addDays(until, 1), ZONE) - start;
  const signs = {
    method: 'GET',
    secPurpose: undefined,
    secFetchMode: 'navigate',
    secFetchDest: 'document',
    secFetchUser: '?1',
  };
  const person = packEvidence({ ...signs, staff: false }, 'phone', false);
  const repeat = packEvidence({ ...signs, staff: false }, 'phone', true);
  const staff = packEvidence({ ...signs, staff: true }, 'phone', false);
  let last = 0;
  for (let done = 0; done < scans; ) {
    const rows: ScanRow[] = [];
    for (let end = Math.min(scans, done + 5_000); done < end; done += 1) {
      const at = start + Math.floor((span * done) / scans);
      last = nextScanNo(at, last);
      const kind = random();
      const bot = kind < 0.08;
      const evidence = kind > 0.95 ? repeat : kind > 0.94 ? staff : person;
      const visitor = Math.floor(random() * visitors);
      rows.push({
        type: 'scan',
        no: last,
        route: routes[Math.floor(random() * random() * routes.length)] as ScanRoute,
        // Spread over 64 bits as the keys of people are.
        visitor: BigInt.asIntN(64, BigInt(visitor + 1) * 0x9e3779b97f4a7c15n),
        secret: Math.floor(random() * 2 ** 32) - 2 ** 31,
        agent: AGENTS[bot ? 2 : visitor % 2] ?? '',
        judged: packJudgement(judge(evidence, bot ? 'bot' : 'person')),
        evidence,
        skew: Math.min(0, at - scanNoAt(last)),
      });
    }
    store.commit(rows);
  }
  db.pragma('synchronous = FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}
