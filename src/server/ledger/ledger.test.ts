import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Connection } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import { readJudgement } from '#domain/scan/judge.ts';
import { parseVisitId, scanNoAt } from '#domain/scan/visit.ts';
import { type Ledger, type LiveScan, makeLedger } from './index.ts';
import { harbour, NOON, PHONE, scanOf, temporaryFolder, temporaryLedger } from './testing.ts';

function open(folder = temporaryFolder()): { db: Connection; ledger: Ledger; folder: string } {
  const db = temporaryLedger(folder);
  const ledger = makeLedger({ db, dataDir: folder, clock: () => NOON });
  onTestFinished(() => ledger.close());
  return { db, ledger, folder };
}

const count = (db: Connection, table: string): number =>
  db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;

describe('append', () => {
  it('has the row on the disk when it answers', async () => {
    const { ledger, folder } = open();
    const recorded = await ledger.append(scanOf());
    expect(recorded).toMatchObject({ verdict: 'person', reason: 'none', kept: 'ledger' });
    const other = openDatabase(join(folder, 'ledger.db'), { kind: 'ledger', readonly: true });
    const row = other.prepare('SELECT * FROM scan').get() as { no: number; judged: number; skew: number };
    other.close();
    expect(scanNoAt(row.no) + row.skew).toBe(NOON);
    expect(readJudgement(row.judged)).toEqual({ verdict: 'person', reason: 'none', version: 1 });
    expect(parseVisitId(recorded.visitId)?.scanNo).toBe(row.no);
  });

  it('writes scans of one tick in one transaction and numbers them in order', async () => {
    const { ledger, db } = open();
    const recorded = await Promise.all(
      Array.from({ length: 50 }, (_, index) => ledger.append(scanOf({ address: `192.0.2.${index}` }))),
    );
    expect(new Set(recorded.map(({ visitId }) => visitId)).size).toBe(50);
    expect(count(db, 'scan')).toBe(50);
    expect([count(db, 'agent'), count(db, 'route'), count(db, 'campaign')]).toEqual([1, 1, 1]);
  });

  it('interns equal routes once, whatever object they come in', async () => {
    const { ledger, db } = open();
    await ledger.append(scanOf());
    await ledger.append(scanOf({ route: { ...harbour } }));
    await ledger.append(scanOf({ route: { ...harbour, placeId: null } }));
    expect(count(db, 'route')).toBe(2);
  });

  it('calls a second scan within 10 s a repeat that goes on with the first visit', async () => {
    const { ledger } = open();
    const first = await ledger.append(scanOf());
    const again = await ledger.append(scanOf({ at: NOON + 9_999 }));
    expect(again).toMatchObject({ verdict: 'repeat', reason: 'same_visitor', visitId: first.visitId });
    expect((await ledger.append(scanOf({ at: NOON + 10_000 }))).verdict).toBe('person');
    expect((await ledger.append(scanOf({ at: NOON + 10_001, address: '192.0.2.8' }))).verdict).toBe('person');
  });

  it('numbers grow when the clock is set back, and the time stays the scan’s', async () => {
    const { ledger, db } = open();
    await ledger.append(scanOf());
    await ledger.append(scanOf({ at: NOON - 3_600_000, address: '192.0.2.9' }));
    const rows = db.prepare('SELECT no, skew FROM scan ORDER BY no').all() as { no: number; skew: number }[];
    expect(rows.map(({ no, skew }) => scanNoAt(no) + skew)).toEqual([NOON, NOON - 3_600_000]);
  });

  it('keeps no address, and cuts the user agent to 256 characters', async () => {
    const { ledger, db, folder } = open();
    await ledger.append(scanOf({ address: '203.0.113.77', userAgent: `${PHONE}${'x'.repeat(4_000)}` }));
    expect((db.prepare('SELECT agent FROM agent').pluck().get() as string).length).toBe(256);
    for (const name of readdirSync(folder)) {
      if (statSync(join(folder, name)).isFile()) {
        expect(readFileSync(join(folder, name)).includes('203.0.113.77')).toBe(false);
      }
    }
  });

  it('tells listeners after the commit, and one that fails hurts nobody', async () => {
    const { ledger } = open();
    const seen: LiveScan[] = [];
    ledger.subscribe(() => {
      throw new Error('broken listener');
    });
    const end = ledger.subscribe((scan) => seen.push(scan));
    await ledger.append(scanOf({ staff: true }));
    expect(seen).toMatchObject([{ at: NOON, route: harbour, verdict: 'staff', device: 'phone' }]);
    end();
    await ledger.append(scanOf({ address: '192.0.2.50' }));
    expect(seen).toHaveLength(1);
  });
});

describe('enqueue', () => {
  it('answers the others of a batch when one answer fails', async () => {
    const { ledger } = open();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    ledger.enqueue(scanOf(), () => {
      throw new Error('broken answer');
    });
    expect((await ledger.append(scanOf({ address: '192.0.2.8' }))).kept).toBe('ledger');
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
  });
});

describe('record', () => {
  it('joins events with the scan that began the visit', async () => {
    const { ledger, db } = open();
    const { visitId } = await ledger.append(scanOf());
    const kept = await ledger.record(
      visitId,
      'ver_0000000000000001',
      [
        { kind: 'shown', block: null, atMs: 400 },
        { kind: 'chosen', block: 'blk_0000000000000001', option: 'opt_0000000000000001', atMs: 5_400 },
      ],
      NOON + 6_000,
    );
    expect(kept).toBe('ledger');
    const rows = db.prepare('SELECT at, scan, kind FROM event ORDER BY no').all();
    const scan = parseVisitId(visitId)?.scanNo;
    expect(rows).toEqual([
      { at: NOON + 1_000, scan, kind: 0 },
      { at: NOON + 6_000, scan, kind: 2 },
    ]);
  });

  it('keeps events of an unknown or guessed visit apart and interns nothing for them', async () => {
    const { ledger, db } = open();
    const { visitId } = await ledger.append(scanOf());
    const guessed = visitId.slice(0, -2) + (visitId.endsWith('AA') ? 'BB' : 'AA');
    for (const id of [guessed, 'AAAAAAAAAAAAAAAA', 'not a visit']) {
      await ledger.record(id, 'ver_0000000000000001', [{ kind: 'shown', block: null, atMs: 1 }]);
    }
    expect(db.prepare('SELECT DISTINCT scan, version FROM event').all()).toEqual([{ scan: 0, version: 0 }]);
    expect(count(db, 'word')).toBe(0);
  });
});

describe('when the ledger cannot be written', () => {
  it('answers from the spool, keeps the order, and catches up', async () => {
    const { ledger, db, folder } = open();
    const first = await ledger.append(scanOf());
    const blocker = openDatabase(join(folder, 'ledger.db'), { kind: 'ledger' });
    blocker.exec('BEGIN IMMEDIATE');
    const waiting = await ledger.append(scanOf({ address: '192.0.2.8' }));
    expect(waiting.kept).toBe('spool');
    expect(
      await ledger.record(waiting.visitId, 'ver_0000000000000001', [{ kind: 'shown', block: null, atMs: 1 }]),
    ).toBe('spool');
    expect(ledger.status()).toEqual({ waiting: 2, spooled: 2, lost: 0, failure: 'SQLITE_BUSY' });
    blocker.exec('ROLLBACK');
    blocker.close();
    await expect.poll(() => ledger.status().waiting, { timeout: 5_000 }).toBe(0);
    expect(ledger.status().failure).toBeNull();
    expect(existsSync(join(folder, 'ledger-spool.ndjson'))).toBe(false);
    const scans = db.prepare('SELECT no FROM scan ORDER BY no').pluck().all();
    expect(scans).toEqual([parseVisitId(first.visitId)?.scanNo, parseVisitId(waiting.visitId)?.scanNo]);
    expect(db.prepare('SELECT scan FROM event').pluck().all()).toEqual([scans[1]]);
  });

  it('reads the spool of a run that was killed, once', async () => {
    const folder = temporaryFolder();
    const first = open(folder);
    const blocker = openDatabase(join(folder, 'ledger.db'), { kind: 'ledger' });
    blocker.exec('BEGIN IMMEDIATE');
    await first.ledger.append(scanOf());
    const spool = readFileSync(join(folder, 'ledger-spool.ndjson'));
    blocker.exec('ROLLBACK');
    blocker.close();
    await first.ledger.close();
    expect(count(first.db, 'scan')).toBe(1);
    // Killed after the commit, before the spool file was removed.
    const { writeFileSync } = await import('node:fs');
    writeFileSync(
      join(folder, 'ledger-spool.ndjson'),
      Buffer.concat([spool, Buffer.from('{"type":"scan","no"')]),
    );
    const second = open(folder);
    expect(count(second.db, 'scan')).toBe(1);
    expect(second.ledger.status()).toEqual({ waiting: 0, spooled: 0, lost: 0, failure: null });
  });
});

describe('close', () => {
  it('writes what is queued', async () => {
    const { ledger, db } = open();
    const recorded = ledger.append(scanOf());
    await ledger.close();
    expect(count(db, 'scan')).toBe(1);
    expect((await recorded).kept).toBe('ledger');
  });
});
