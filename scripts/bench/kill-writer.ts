import { join } from 'node:path';
import { openDatabase } from '#db/open.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import { makeLedger } from '#server/ledger/index.ts';

// The process that bench `kill` ends: 64 scans under way at any time, each told to the parent when answered.

const dataDir = process.argv[2] ?? '';
const ledger = makeLedger({ db: openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' }), dataDir });
const route: ScanRoute = {
  campaignId: 'cmp_0000000000000001',
  timeZone: 'Europe/Berlin',
  code: 'H4RB0R',
  codeId: 'cod_0000000000000001',
  bearer: { kind: 'placement', id: 'plm_0000000000000001' },
  placeId: null,
  chapterId: null,
  channel: 'poster',
  targetKind: 'url',
  rule: -1,
  sceneVersionId: null,
  language: 'de',
};

let sent = 0;

function next(): void {
  sent += 1;
  ledger.enqueue(
    {
      at: Date.now(),
      route,
      address: `10.0.${sent >> 8}.${sent & 255}`,
      userAgent: `Mozilla/5.0 (Linux; Android 10; K) Chrome/${sent % 90} Mobile`,
      method: 'GET',
      secPurpose: undefined,
      secFetchMode: undefined,
      secFetchDest: undefined,
      secFetchUser: undefined,
      staff: false,
    },
    ({ visitId, verdict, kept }) => {
      if (verdict === 'person' && kept === 'ledger') process.send?.(visitId);
      void ledger.record(visitId, 'ver_0000000000000001', [{ kind: 'shown', block: null, atMs: 1 }]);
      setImmediate(next);
    },
  );
}

for (let index = 0; index < 64; index += 1) next();
