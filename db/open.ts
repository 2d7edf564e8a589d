import { closeSync, existsSync, fstatSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';
import { type Connection, type DatabaseKind, DatabaseRefused } from './connection.ts';
import { migrate, newestOf } from './migrate.ts';

export { type Connection, type DatabaseKind, DatabaseRefused };

/**
 * Most KiB of pages that a connection keeps; the driver's own is 16 MiB for each, which every one of them fills in time
 * (docs/decisions/014-memory-after-many-scans.md). The kernel keeps what is read often as well.
 */
export const CACHE_KIB: Readonly<Record<DatabaseKind, number>> = {
  content: 4_096,
  ledger: 2_048,
  rollup: 6_144,
};

const MIN_SQLITE = [3, 51, 3] as const;

function assertSqlite(db: Connection, path: string): void {
  const version = db.prepare('SELECT sqlite_version()').pluck().get() as string;
  const parts = version.split('.').map(Number);
  for (const [index, least] of MIN_SQLITE.entries()) {
    const part = parts[index] ?? 0;
    if (part > least) return;
    if (part < least) throw new DatabaseRefused('old_sqlite', path);
  }
}

/** What the driver or the file system says, as a refusal; null when it is no fault of the file. */
export function refusalOf(cause: unknown, path: string): DatabaseRefused | null {
  if (cause instanceof DatabaseRefused) return cause;
  const code = (cause as { code?: string } | null)?.code ?? '';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new DatabaseRefused('damaged', path, { cause });
  if (/^(?:SQLITE_(?:READONLY|CANTOPEN|IOERR|PERM|FULL)|EACCES|EISDIR|ENOTDIR|EPERM|EROFS|EEXIST)/.test(code))
    return new DatabaseRefused('not_writable', path, { cause });
  if (code.startsWith('SQLITE_BUSY')) return new DatabaseRefused('in_use', path, { cause });
  return null;
}

const HEADER_BYTES = 100;

/**
 * Reads the head of a database file (https://sqlite.org/fileformat.html §1.3) without opening it as one, so that
 * a refused file is left as it was, to the byte.
 * @throws DatabaseRefused `damaged`, `newer` or `not_writable`. A missing or empty file is fine.
 */
export function checkFile(path: string, kind: DatabaseKind): void {
  if (!existsSync(path)) return;
  const head = Buffer.alloc(HEADER_BYTES);
  let size: number;
  try {
    const file = openSync(path, 'r');
    try {
      size = fstatSync(file).size;
      readSync(file, head);
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw refusalOf(cause, path) ?? cause;
  }
  if (size === 0) return;
  if (size < HEADER_BYTES || head.toString('latin1', 0, 16) !== 'SQLite format 3\0')
    throw new DatabaseRefused('damaged', path);
  if (head.readUInt32BE(60) > newestOf(kind)) throw new DatabaseRefused('newer', path);
  const pageBytes = head.readUInt16BE(16) === 1 ? 65_536 : head.readUInt16BE(16);
  const counted = head.readUInt32BE(24) === head.readUInt32BE(92);
  const logged = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  if (counted && !logged && size < head.readUInt32BE(28) * pageBytes)
    throw new DatabaseRefused('damaged', path);
}

/**
 * Takes the data folder for this process: one server, or one restore, at a time. The lock is the operating
 * system's (a process that dies gives it back, containers on one volume see it); answers what gives it back.
 * @throws DatabaseRefused `in_use`, or `not_writable`.
 */
export function holdFolder(dataDir: string): () => void {
  const path = join(dataDir, 'server.lock');
  try {
    const lock = new Database(path, { timeout: 0 });
    try {
      lock.exec('BEGIN EXCLUSIVE');
    } catch (cause) {
      lock.close();
      throw cause;
    }
    return () => {
      lock.close();
    };
  } catch (cause) {
    throw refusalOf(cause, dataDir) ?? cause;
  }
}

/**
 * Opens a database file, sets and asserts its pragmas (WAL, FULL, foreign keys) and brings its schema up to
 * date. The only file that names the driver.
 * @throws DatabaseRefused when the file is damaged, newer than the program, or cannot be written.
 */
export function openDatabase(path: string, options: { kind: DatabaseKind; readonly?: boolean }): Connection {
  const readonly = options.readonly ?? false;
  const existed = existsSync(path);
  let db: Connection;
  try {
    if (!readonly) mkdirSync(dirname(path), { recursive: true });
    checkFile(path, options.kind);
    db = new Database(path, { readonly, fileMustExist: readonly, timeout: 5_000 });
  } catch (cause) {
    throw refusalOf(cause, path) ?? new DatabaseRefused('not_writable', path, { cause });
  }
  try {
    assertSqlite(db, path);
    if (!readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
    }
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = -${CACHE_KIB[options.kind]}`);
    if (!readonly && db.pragma('journal_mode', { simple: true }) !== 'wal') {
      throw new DatabaseRefused('not_writable', path);
    }
    if (!readonly) migrate(db, options.kind, path, existed);
    return db;
  } catch (cause) {
    db.close();
    throw refusalOf(cause, path) ?? cause;
  }
}
