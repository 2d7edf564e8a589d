import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, existsSync, fdatasyncSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { open as openZip } from 'yauzl';
import { ZipFile } from 'yazl';
import { type DatabaseKind, DatabaseRefused, holdFolder, openDatabase } from '#db/open.ts';
import { readSettings } from '#server/settings.ts';
import type { Done } from './done.ts';
import { existingInstallation } from './installation.ts';
import { writeWhole } from './whole-file.ts';

const DATABASES = [
  ['wegmarke.db', 'content'],
  ['ledger.db', 'ledger'],
] as const;
/** Of 4 KiB. */
const PAGES_AT_ONCE = 64;
const ENTRY = /^(?:wegmarke\.db|ledger\.db|backup\.json|assets\/ast_[0-9a-f]{32}\.[a-z0-9]{2,4})$/;

/** A file that cannot be restored; the message is the sentence the operator reads. */
export class BackupRefused extends Error {
  override readonly name = 'BackupRefused';

  constructor(file: string, why: string, options?: ErrorOptions) {
    super(`${file} is no sound backup: ${why}. Nothing was changed; choose another one.`, options);
  }
}

/** Copies a database that is in use, as it is at one moment, and makes sure that the copy is sound. */
async function copyDatabase(path: string, kind: DatabaseKind, copy: string): Promise<void> {
  const source = openDatabase(path, { kind, readonly: true });
  try {
    // One snapshot for the whole copy: otherwise each write of the server would begin it anew.
    source.exec('BEGIN');
    source.prepare('SELECT count(*) FROM sqlite_schema').get();
    // The copy goes to the disk as it grows, so that the server's commits never wait for much of it.
    let made: number | null = null;
    try {
      await source.backup(copy, {
        progress: () => {
          made ??= openSync(copy, 'r+');
          fdatasyncSync(made);
          return PAGES_AT_ONCE;
        },
      });
    } finally {
      if (made !== null) closeSync(made);
    }
  } finally {
    source.close();
  }
  const made = openDatabase(copy, { kind, readonly: true });
  const sound = made.pragma('integrity_check', { simple: true });
  made.close();
  if (sound !== 'ok') throw new DatabaseRefused('damaged', path);
}

/** Copies both databases while they are in use and packs them with the assets. Secrets stay where they are. */
export async function backup(env: NodeJS.ProcessEnv, file: string): Promise<Done> {
  const { dataDir } = existingInstallation(env);
  const folder = await mkdtemp(join(tmpdir(), 'wegmarke-backup-'));
  try {
    let count = 0;
    await writeWhole(file, async (stream) => {
      const zip = new ZipFile();
      for (const [name, kind] of DATABASES) {
        await copyDatabase(join(dataDir, name), kind, join(folder, name));
        zip.addFile(join(folder, name), name);
      }
      const assets = (await readdir(join(dataDir, 'assets')).catch(() => [])).filter((name) =>
        name.startsWith('ast_'),
      );
      for (const name of assets)
        zip.addFile(join(dataDir, 'assets', name), `assets/${name}`, { compress: false });
      count = assets.length;
      const about = { format: 'wegmarke-backup', schema: 1, at: Date.now() };
      zip.addBuffer(Buffer.from(JSON.stringify(about)), 'backup.json');
      zip.end();
      await pipeline(zip.outputStream, stream);
    });
    return { text: `Backed up to ${file}: two databases, ${count} files.`, json: { file, assets: count } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An asset's name is the hash of its content, so that damage shows. */
async function checkAsset(path: string, file: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  const name = basename(path);
  if (!name.startsWith(`ast_${hash.digest('hex').slice(0, 32)}.`))
    throw new BackupRefused(file, `assets/${name} is damaged`);
}

/** Unpacks the entries of a backup into `folder`; anything that is no part of one is refused. */
function unpack(file: string, folder: string): Promise<number> {
  return new Promise((done, fail) => {
    openZip(file, { lazyEntries: true, validateEntrySizes: true }, (cause, zip) => {
      if (cause) {
        fail(new BackupRefused(file, 'it is no zip archive', { cause }));
        return;
      }
      let entries = 0;
      zip.on('error', (broken: Error) => fail(new BackupRefused(file, 'it is damaged', { cause: broken })));
      zip.on('end', () => done(entries));
      zip.on('entry', (entry: { fileName: string }) => {
        if (!ENTRY.test(entry.fileName)) {
          zip.close();
          fail(new BackupRefused(file, 'it holds files that no backup has'));
          return;
        }
        zip.openReadStream(entry as never, (failed, stream) => {
          if (failed) {
            fail(new BackupRefused(file, 'it is damaged', { cause: failed }));
            return;
          }
          const target = join(folder, entry.fileName);
          mkdir(dirname(target), { recursive: true })
            .then(() => pipeline(stream, createWriteStream(target, { flags: 'wx' })))
            .then(() => (entry.fileName.startsWith('assets/') ? checkAsset(target, file) : undefined))
            .then(() => {
              entries += 1;
              zip.readEntry();
            })
            .catch((broken: Error) => {
              zip.close();
              fail(broken);
            });
        });
      });
      zip.readEntry();
    });
  });
}

/** Opens the databases of an unpacked backup, which also brings older ones up to date. */
function checkDatabases(folder: string, file: string): void {
  for (const [name, kind] of DATABASES) {
    if (!existsSync(join(folder, name))) throw new BackupRefused(file, `${name} is missing`);
    const db = openDatabase(join(folder, name), { kind });
    const sound = db.pragma('integrity_check', { simple: true });
    db.close();
    if (sound !== 'ok') throw new BackupRefused(file, `${name} is damaged`);
  }
}

/** Puts a backup in place while no server runs; what was there is moved to `before-restore-…` beside it. */
export async function restore(env: NodeJS.ProcessEnv, file: string): Promise<Done> {
  if (!existsSync(file)) throw new BackupRefused(file, 'it does not exist');
  const { dataDir } = readSettings(env);
  const release = holdFolder(dataDir);
  const fresh = await mkdtemp(join(resolve(dataDir), 'restore-'));
  try {
    await unpack(file, fresh);
    checkDatabases(fresh, file);
    const aside = join(dataDir, `before-restore-${Date.now()}`);
    const former = (await readdir(dataDir)).filter((name) =>
      /^(?:wegmarke|ledger|rollup)\.db(?:-wal|-shm)?$|^assets$|^ledger-spool\.ndjson$/.test(name),
    );
    if (former.length > 0) await mkdir(aside);
    for (const name of former) await rename(join(dataDir, name), join(aside, name));
    for (const name of await readdir(fresh)) {
      if (name !== 'backup.json') await rename(join(fresh, name), join(dataDir, name));
    }
    return former.length > 0
      ? { text: `Restored from ${file}. What was there is in ${aside}.`, json: { file, aside } }
      : { text: `Restored from ${file}.`, json: { file, aside: null } };
  } finally {
    await rm(fresh, { recursive: true, force: true });
    release();
  }
}
