import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '#db/open.ts';
import { parseVisitId } from '#domain/scan/visit.ts';
import { type Server, startServer } from './built-server.ts';
import { makeInstallation } from './full-installation.ts';

/**
 * Bench `kill`: the whole built server answers scans with scenes as fast as it can and is ended with SIGKILL at a
 * random moment, 50 times on the same data folder. Every scan that it had answered must be in the ledger
 * afterwards, and the ledger must be whole. Needs a build.
 */

const ROUNDS = 50;

/** Scans scenes as fast as it can until the process is killed; the visits that were answered. */
async function killUnderLoad(server: Server, paths: readonly string[]): Promise<string[]> {
  const visits: string[] = [];
  let sent = 0;
  const visitor = async (): Promise<void> => {
    for (;;) {
      sent += 1;
      const answer = await fetch(server.origin + paths[sent % paths.length], {
        headers: {
          'User-Agent': `Mozilla/5.0 (Linux; Android 10; K) Chrome/${sent % 90} Mobile`,
          'X-Forwarded-For': `10.1.${(sent >> 8) & 255}.${sent & 255}`,
        },
      }).catch(() => null);
      const page = await answer?.text().catch(() => null);
      if (!page) return;
      const visit = /name="v" value="([^"]+)"/.exec(page)?.[1];
      if (visit) visits.push(visit);
    }
  };
  const visitors = Array.from({ length: 64 }, visitor);
  await wait(200 + Math.random() * 300);
  await server.end('SIGKILL');
  await Promise.all(visitors);
  return visits;
}

export default async function bench(report: (line: object) => void): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-kill-'));
  const { scenes } = await makeInstallation(dataDir, 0, 200);
  let answered = 0;
  let missing = 0;
  let damaged = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const server = await startServer(dataDir, scenes[0] ?? '');
    const visits = await killUnderLoad(server, scenes);
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
  rmSync(dataDir, { recursive: true, force: true });
  report({
    figure: 'answered scans missing after kill -9 of the whole server',
    rounds: ROUNDS,
    answered,
    missing,
    damaged,
    reach: 0,
  });
}
