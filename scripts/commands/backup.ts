import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { open as openZip } from 'yauzl';
import { ZipFile } from 'yazl';
import { openDatabase } from '#db/open.ts';
import { DomainError } from '#domain/shared/error.ts';
import { readSettings } from '#server/settings.ts';
import type { Done } from '../wegmarke.ts';

const DATABASES = [
  ['wegmarke.db', 'content'],
  ['ledger.db', 'ledger'],
] as const;
const ENTRY = /^(?:wegmarke\.db|ledger\.db|backup\.json|assets\/ast_[0-9a-f]{32}\.[a-z0-9]{2,4})$/;
const PID_FILE = 'server.pid';

/** Copies both databases while they are in use and packs them with the assets. Secrets stay where they are. */
export async function backup(env: NodeJS.ProcessEnv, file: string): Promise<Done> {
  const { dataDir } = readSettings(env);
  if (existsSync(file)) throw new DomainError('invalid', { file, reason: 'exists' });
  const folder = await mkdtemp(join(tmpdir(), 'wegmarke-backup-'));
  try {
    const zip = new ZipFile();
    for (const [name, kind] of DATABASES) {
      const source = openDatabase(join(dataDir, name), { kind, readonly: true });
      await source.backup(join(folder, name)).finally(() => source.close());
      zip.addFile(join(folder, name), name);
    }
    const assets = (await readdir(join(dataDir, 'assets')).catch(() => [])).filter((name) =>
      name.startsWith('ast_'),
    );
    for (const name of assets)
      zip.addFile(join(dataDir, 'assets', name), `assets/${name}`, { compress: false });
    zip.addBuffer(
      Buffer.from(JSON.stringify({ format: 'wegmarke-backup', schema: 1, at: Date.now() })),
      'backup.json',
    );
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(file, { flags: 'wx' }));
    return {
      text: `Backed up to ${file}: two databases, ${assets.length} files.`,
      json: { file, assets: assets.length },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** True while the server that wrote its process id is alive. */
async function isRunning(dataDir: string): Promise<boolean> {
  const pid = Number(await readFile(join(dataDir, PID_FILE), 'utf8').catch(() => ''));
  if (!pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Unpacks the entries of a backup into `folder`; anything that is no part of one is refused. */
function unpack(file: string, folder: string): Promise<number> {
  return new Promise((done, fail) => {
    openZip(file, { lazyEntries: true, validateEntrySizes: true }, (cause, zip) => {
      if (cause) {
        fail(new DomainError('bundle_invalid', { file, reason: 'no_zip' }, { cause }));
        return;
      }
      let entries = 0;
      zip.on('error', fail);
      zip.on('end', () => done(entries));
      zip.on('entry', (entry: { fileName: string }) => {
        if (!ENTRY.test(entry.fileName)) {
          zip.close();
          fail(new DomainError('bundle_invalid', { path: entry.fileName, reason: 'foreign_entry' }));
          return;
        }
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed) {
            fail(failed);
            return;
          }
          const target = join(folder, entry.fileName);
          mkdir(dirname(target), { recursive: true })
            .then(() => pipeline(stream, createWriteStream(target, { flags: 'wx' })))
            .then(() => {
              entries += 1;
              zip.readEntry();
            }, fail);
        });
      });
      zip.readEntry();
    });
  });
}

/** Puts a backup in place; what was there is moved to `before-restore-…` beside it. */
export async function restore(env: NodeJS.ProcessEnv, file: string): Promise<Done> {
  const { dataDir } = readSettings(env);
  if (!existsSync(file)) throw new DomainError('not_found', { file });
  if (await isRunning(dataDir)) throw new DomainError('busy', { reason: 'Stop the server first.' });
  const fresh = await mkdtemp(join(resolve(dataDir), 'restore-'));
  try {
    await unpack(file, fresh);
    for (const [name, kind] of DATABASES) {
      if (!existsSync(join(fresh, name)))
        throw new DomainError('bundle_invalid', { file, reason: 'missing', path: name });
      const db = openDatabase(join(fresh, name), { kind });
      const sound = db.pragma('integrity_check', { simple: true });
      db.close();
      if (sound !== 'ok') throw new DomainError('bundle_invalid', { file, reason: 'damaged', path: name });
    }
    const aside = join(dataDir, `before-restore-${Date.now()}`);
    await mkdir(aside);
    for (const name of await readdir(dataDir)) {
      if (/^(?:wegmarke|ledger|rollup)\.db(?:-wal|-shm)?$|^assets$|^ledger-spool\.ndjson$/.test(name)) {
        await rename(join(dataDir, name), join(aside, name));
      }
    }
    for (const name of await readdir(fresh)) {
      if (name !== 'backup.json') await rename(join(fresh, name), join(dataDir, name));
    }
    return { text: `Restored from ${file}. What was there is in ${aside}.`, json: { file, aside } };
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}
