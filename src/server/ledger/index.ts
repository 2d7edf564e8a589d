import { randomFillSync } from 'node:crypto';
import { join } from 'node:path';
import type { Connection } from '#db/open.ts';
import { type Agent, classifyAgent, MAX_AGENT_LENGTH } from '#domain/scan/agent.ts';
import { packEvidence } from '#domain/scan/evidence.ts';
import { judge, packJudgement } from '#domain/scan/judge.ts';
import {
  type Device,
  eventKinds,
  type Reason,
  type ScanRoute,
  type Verdict,
  type VisitEvent,
} from '#domain/scan/model.ts';
import { nextScanNo, parseVisitId, scanNoAt, VISIT_SILENCE_MS, visitIdOf } from '#domain/scan/visit.ts';
import { makeRepeats } from './repeats.ts';
import { makeSalts } from './salt.ts';
import { makeSpool } from './spool.ts';
import { makeLedgerStore, type Row, type ScanRow } from './store.ts';
import { visitorOf } from './visitor.ts';

/**
 * The ledger: the append-only record of scans and events. Owns ledger.db, the daily salts and the spool.
 * Promises: what was answered as recorded is on the disk; a request never sees the ledger fail; no address is
 * kept; nothing is dropped at write, and what could not be kept is counted.
 */

/** A request for a code, as the front saw it. Header values as node:http gives them. */
export interface ScanInput {
  /** Epoch ms. */
  readonly at: number;
  /** Keep one object per code, target and language: it is interned by identity first. */
  readonly route: ScanRoute;
  /** Used for the visitor key, then forgotten. */
  readonly address: string;
  readonly userAgent: string | undefined;
  readonly method: string;
  /** `Sec-Purpose`, else `Purpose`, else `X-Moz`. */
  readonly secPurpose: string | undefined;
  readonly secFetchMode: string | undefined;
  readonly secFetchDest: string | undefined;
  readonly secFetchUser: string | undefined;
  /** The request carried a valid studio session. */
  readonly staff: boolean;
}

/** `ledger`: committed. `spool`: in the spool file. `memory`: neither yet; retried. `lost`: the queue is full. */
export type Kept = 'ledger' | 'spool' | 'memory' | 'lost';

export interface Recorded {
  /** What the scene reports under; a repeat goes on with the visit that its first scan began. */
  readonly visitId: string;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly kept: Kept;
}

/** A scan as the live feed shows it, right after it was committed. */
export interface LiveScan {
  readonly no: number;
  readonly at: number;
  readonly route: ScanRoute;
  readonly verdict: Verdict;
  readonly reason: Reason;
  readonly device: Device;
}

export interface LedgerStatus {
  /** Rows that wait for the ledger to be writable again, and how many of them are on the disk. */
  readonly waiting: number;
  readonly spooled: number;
  /** Rows that were given up since the start. */
  readonly lost: number;
  /** Name of the last failure (`SQLITE_FULL`, `SQLITE_BUSY` …), null when the last write went well. */
  readonly failure: string | null;
}

export interface Ledger {
  /** Records a scan; resolves when it is kept. Never rejects. */
  append(scan: ScanInput): Promise<Recorded>;
  /** The same without a promise, for the scan path: `done` is called when the scan is kept. */
  enqueue(scan: ScanInput, done: (recorded: Recorded) => void): void;
  /**
   * Records what a phone reports; an unknown visit is kept as such. Never rejects.
   * @param receivedAt epoch ms; the events are placed before it by their distance from the last one.
   */
  record(
    visitId: string,
    versionId: string,
    events: readonly VisitEvent[],
    receivedAt?: number,
  ): Promise<Kept>;
  /** Calls `listener` for each committed scan; answers the function that ends it. */
  subscribe(listener: (scan: LiveScan) => void): () => void;
  status(): LedgerStatus;
  /** Writes what is queued and stops the timers; the connection stays open (its owner closes it). */
  close(): Promise<void>;
}

export interface LedgerOptions {
  readonly db: Connection;
  /** Holds `ledger-spool.ndjson` and `secret/`. */
  readonly dataDir: string;
  readonly clock?: () => number;
}

const MAX_WAITING = 50_000;
const RETRY_MS = 500;
const CLEAN_UP_MS = 30_000;
const MAX_CLASSIFIED = 10_000;

interface Pending {
  readonly row: Row;
  readonly done: ((kept: Kept) => void) | null;
}

const transient = (error: unknown): string => {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : 'UNKNOWN';
};

/** One answer that fails must neither keep the others of its batch waiting nor end the process. */
function tell(done: Pending['done'], kept: Kept): void {
  try {
    done?.(kept);
  } catch (error) {
    console.error('a recorded scan could not be answered:', error);
  }
}

export function makeLedger({ db, dataDir, clock = Date.now }: LedgerOptions): Ledger {
  // No other connection writes this file in service, and a blocked event loop is worse than a spooled scan.
  db.pragma('busy_timeout = 20');
  const store = makeLedgerStore(db);
  const spool = makeSpool(join(dataDir, 'ledger-spool.ndjson'));
  const salts = makeSalts(join(dataDir, 'secret'));
  const repeats = makeRepeats();
  const agents = new Map<string, Agent>();
  const listeners = new Set<(scan: LiveScan) => void>();

  const backlog: Row[] = spool.read();
  let spooled = backlog.length;
  let lost = 0;
  let failure: string | null = null;
  let pending: Pending[] = [];
  let scheduled = false;
  let closed = false;
  let retryTimer: NodeJS.Timeout | null = null;
  let lastScanNo = store.lastScanNo;
  let lastEventNo = store.lastEventNo;
  for (const row of backlog) {
    if (row.type === 'scan') lastScanNo = Math.max(lastScanNo, row.no);
    else lastEventNo = Math.max(lastEventNo, row.no);
  }

  const secrets = new Int32Array(1_024);
  let nextSecret = secrets.length;
  function newSecret(): number {
    if (nextSecret === secrets.length) {
      randomFillSync(secrets);
      nextSecret = 0;
    }
    return secrets[nextSecret++] ?? 0;
  }

  function agentOf(text: string): Agent {
    let agent = agents.get(text);
    if (agent === undefined) {
      if (agents.size >= MAX_CLASSIFIED) agents.clear();
      agent = classifyAgent(text);
      agents.set(text, agent);
    }
    return agent;
  }

  function announce(row: ScanRow, live: Omit<LiveScan, 'no' | 'at' | 'route'>): void {
    const scan = { no: row.no, at: scanNoAt(row.no) + row.skew, route: row.route, ...live };
    for (const listener of listeners) {
      try {
        listener(scan);
      } catch {
        // A listener's failure is its own.
      }
    }
  }

  function later(): void {
    if (retryTimer !== null || closed) return;
    retryTimer = setTimeout(() => {
      retryTimer = null;
      drain();
      if (backlog.length > 0) later();
    }, RETRY_MS);
    retryTimer.unref();
  }

  /** Writes the backlog, oldest first, in parts; true when nothing is left. */
  function drain(): boolean {
    while (backlog.length > 0) {
      const part = backlog.slice(0, 2_000);
      try {
        store.commitAgain(part);
        failure = null;
      } catch (error) {
        failure = transient(error);
        if (
          !failure.startsWith('SQLITE_CONSTRAINT') &&
          failure !== 'SQLITE_MISMATCH' &&
          failure !== 'UNKNOWN'
        )
          return false;
        // A row that can never be written must not hold up the others.
        for (const row of part) {
          try {
            store.commitAgain([row]);
          } catch {
            lost += 1;
          }
        }
      }
      backlog.splice(0, part.length);
    }
    try {
      spool.clear();
    } catch {
      // Its rows are committed; reading them again changes nothing.
    }
    spooled = 0;
    return true;
  }

  /** Keeps rows that could not be committed: in the spool file if it can be written, and in memory. */
  function keep(batch: readonly Pending[]): void {
    const room = Math.max(0, MAX_WAITING - backlog.length);
    const kept = batch.slice(0, room);
    let where: Kept = 'spool';
    try {
      spool.add(kept.map(({ row }) => row));
      spooled += kept.length;
    } catch {
      where = 'memory';
    }
    for (const { row } of kept) backlog.push(row);
    lost += batch.length - kept.length;
    later();
    for (const [index, { done }] of batch.entries()) tell(done, index < room ? where : 'lost');
  }

  function flush(): void {
    scheduled = false;
    const batch = pending;
    if (batch.length === 0) return;
    pending = [];
    // Rows are committed in the order of their numbers, so new ones queue behind what waits.
    if (backlog.length > 0) {
      keep(batch);
      return;
    }
    try {
      store.commit(batch.map(({ row }) => row));
      failure = null;
    } catch (error) {
      failure = transient(error);
      keep(batch);
      return;
    }
    for (const { done } of batch) tell(done, 'ledger');
  }

  function push(row: Row, done: ((kept: Kept) => void) | null): void {
    pending.push({ row, done });
    if (scheduled) return;
    scheduled = true;
    setImmediate(flush);
  }

  function enqueue(scan: ScanInput, done: (recorded: Recorded) => void): void {
    const { route, at } = scan;
    const agent = scan.userAgent === undefined ? '' : scan.userAgent.slice(0, MAX_AGENT_LENGTH);
    const { kind, device } = agentOf(agent);
    const visitor = visitorOf(salts.saltOf(route.timeZone, at), scan.address, agent, route.campaignId);
    const earlier = repeats.find(visitor.text, route.code, at);
    const evidence = packEvidence(scan, device, earlier !== undefined);
    const judgement = judge(evidence, kind);
    const { verdict, reason } = judgement;

    lastScanNo = nextScanNo(at, lastScanNo);
    const no = lastScanNo;
    const skew = Math.min(0, at - scanNoAt(no));
    const secret = newSecret();
    const visit = { scanNo: no, secret };
    if (verdict === 'person' || (verdict === 'staff' && earlier === undefined)) {
      repeats.remember(visitor.text, route.code, at, visit);
    }
    const goesOn = earlier !== undefined && (verdict === 'repeat' || verdict === 'staff');
    const visitId = visitIdOf(goesOn ? earlier : visit);
    const row: ScanRow = {
      type: 'scan',
      no,
      route,
      visitor: visitor.key,
      secret,
      agent,
      judged: packJudgement(judgement),
      evidence,
      skew,
    };
    push(row, (kept) => {
      done({ visitId, verdict, reason, kept });
      if (listeners.size > 0) announce(row, { verdict, reason, device });
    });
  }

  const cleanUpTimer = setInterval(() => {
    salts.destroyExpired(clock());
    repeats.forget(clock());
  }, CLEAN_UP_MS);
  cleanUpTimer.unref();
  salts.destroyExpired(clock());
  if (!drain()) later();

  return {
    enqueue,
    append: (scan) => new Promise((resolve) => enqueue(scan, resolve)),

    record(visitId, versionId, events, receivedAt = clock()) {
      const visit = parseVisitId(visitId);
      const last = events.reduce((latest, { atMs }) => Math.max(latest, atMs), 0);
      return new Promise((resolve) => {
        for (const [index, event] of events.entries()) {
          lastEventNo += 1;
          const row: Row = {
            type: 'event',
            no: lastEventNo,
            // Clocks of phones are not trusted, their distances are, up to the length of a silence.
            at: receivedAt - Math.min(Math.round(last - event.atMs), VISIT_SILENCE_MS),
            scan: visit?.scanNo ?? 0,
            secret: visit?.secret ?? 0,
            kind: eventKinds.indexOf(event.kind),
            version: versionId,
            block: event.block,
            option: event.option ?? null,
          };
          push(row, index === events.length - 1 ? resolve : null);
        }
        if (events.length === 0) resolve('ledger');
      });
    },

    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    status: () => ({ waiting: backlog.length, spooled, lost, failure }),

    async close() {
      closed = true;
      clearInterval(cleanUpTimer);
      if (retryTimer !== null) clearTimeout(retryTimer);
      flush();
      drain();
    },
  };
}
