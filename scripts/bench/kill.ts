import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '#db/open.ts';
import { parseVisitId } from '#domain/scan/visit.ts';

/**
 * Bench `kill`: a process records scans and events as fast as it can and is ended with SIGKILL at a random
 * moment, 50 times on the same data folder. Every scan that it had answered must be in the ledger afterwards,
 * and the ledger must be whole.
 */

const ROUNDS = 50;

export default async function bench(report: (line: object) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-kill-'));
  let answered = 0;
  let missing = 0;
  let damaged = 0;
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const child = fork(new URL('./kill-writer.ts', import.meta.url), [dataDir], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      const visits: string[] = [];
      await new Promise<void>((resolve) => {
        child.on('message', (visit: string) => {
          if (visits.push(visit) === 1) void wait(20 + Math.random() * 150).then(() => child.kill('SIGKILL'));
        });
        child.on('exit', () => resolve());
      });
      const db = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' });
      const find = db.prepare<[number], number>('SELECT secret FROM scan WHERE no = ?').pluck();
      for (const visit of visits) {
        const key = parseVisitId(visit);
        if (key === null || find.get(key.scanNo) !== key.secret) missing += 1;
      }
      if (db.pragma('integrity_check', { simple: true }) !== 'ok') damaged += 1;
      db.close();
      answered += visits.length;
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  report({
    figure: 'answered scans missing after kill -9',
    rounds: ROUNDS,
    answered,
    missing,
    reach: 0,
    damaged,
  });
}
