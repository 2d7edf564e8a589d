import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Connection, openDatabase } from '#db/open.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import type { ScanInput } from './index.ts';

/** A folder of the test's own, removed when it is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wegmarke-ledger-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open ledger database of the test's own. */
export function temporaryLedger(folder = temporaryFolder()): Connection {
  const db = openDatabase(join(folder, 'ledger.db'), { kind: 'ledger' });
  onTestFinished(() => {
    db.close();
  });
  return db;
}

export const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';

export const harbour: ScanRoute = {
  campaignId: 'cmp_0000000000000001',
  timeZone: 'Europe/Berlin',
  code: 'H4RB0R',
  codeId: 'cod_0000000000000001',
  bearer: { kind: 'placement', id: 'plm_0000000000000001' },
  placeId: 'plc_0000000000000001',
  chapterId: 'chp_0000000000000001',
  channel: 'poster',
  targetKind: 'chapter',
  rule: -1,
  sceneVersionId: 'ver_0000000000000001',
  language: 'de',
};

/** 2026-11-22 12:00 in Berlin. */
export const NOON = Date.UTC(2026, 10, 22, 11);

export const scanOf = (change: Partial<ScanInput> = {}): ScanInput => ({
  at: NOON,
  route: harbour,
  address: '192.0.2.7',
  userAgent: PHONE,
  method: 'GET',
  secPurpose: undefined,
  secFetchMode: 'navigate',
  secFetchDest: 'document',
  secFetchUser: '?1',
  staff: false,
  ...change,
});
