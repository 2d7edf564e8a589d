import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { migrate } from './migrate.ts';

export type Connection = Database.Database;
export type DatabaseKind = 'content' | 'ledger' | 'rollup';

/** A database that cannot be used, with the reason the operator is told. */
export class DatabaseRefused extends Error {
  readonly reason: 'damaged' | 'newer' | 'not_writable' | 'old_sqlite' | 'migration_failed';
  readonly path: string;

  constructor(reason: DatabaseRefused['reason'], path: string, options?: ErrorOptions) {
    super(`${reason}: ${path}`, options);
    this.name = 'DatabaseRefused';
    this.reason = reason;
    this.path = path;
  }
}

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

/**
 * Opens a database file, sets and asserts its pragmas (WAL, FULL, foreign keys) and brings its schema up to
 * date. The only file that names the driver.
 * @throws DatabaseRefused when the file is damaged, newer than the program, or cannot be written.
 */
export function openDatabase(path: string, options: { kind: DatabaseKind; readonly?: boolean }): Connection {
  const readonly = options.readonly ?? false;
  if (!readonly) mkdirSync(dirname(path), { recursive: true });
  const existed = existsSync(path);
  let db: Connection;
  try {
    db = new Database(path, { readonly, fileMustExist: readonly, timeout: 5_000 });
  } catch (cause) {
    throw new DatabaseRefused('not_writable', path, { cause });
  }
  try {
    assertSqlite(db, path);
    if (!readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
    }
    db.pragma('foreign_keys = ON');
    if (!readonly && db.pragma('journal_mode', { simple: true }) !== 'wal') {
      throw new DatabaseRefused('not_writable', path);
    }
    if (!readonly) migrate(db, options.kind, path, existed);
    return db;
  } catch (cause) {
    db.close();
    if (cause instanceof DatabaseRefused) throw cause;
    const code = (cause as { code?: string }).code ?? '';
    if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
      throw new DatabaseRefused('damaged', path, { cause });
    }
    if (code === 'SQLITE_READONLY' || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_IOERR')) {
      throw new DatabaseRefused('not_writable', path, { cause });
    }
    throw cause;
  }
}
