import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Connection, type DatabaseKind, DatabaseRefused } from './connection.ts';

export interface Migration {
  readonly number: number;
  readonly sql: string;
}

const FOLDER = fileURLToPath(new URL('./migrations/', import.meta.url));

/** The migrations of a database in order; files are `NNN-name.sql`, append-only. */
export function migrationsOf(kind: DatabaseKind, folder = FOLDER): readonly Migration[] {
  const directory = `${folder}${kind}/`;
  if (!existsSync(directory)) return [];
  return readdirSync(directory)
    .filter((name) => /^\d{3}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 3)), sql: readFileSync(directory + name, 'utf8') }));
}

/** The number of the last migration of a kind: what this program writes and can read. */
export const newestOf = (kind: DatabaseKind): number => migrationsOf(kind).at(-1)?.number ?? 0;

/** Rows per table, to be compared before and after a migration. */
function countRows(db: Connection): Map<string, number> {
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .pluck()
    .all() as string[];
  return new Map(
    tables.map((table) => [table, db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number]),
  );
}

/**
 * Brings the schema up to date; `user_version` holds the number of the last migration. Foreign keys are off on
 * the connection before BEGIN, since a table rebuild would otherwise empty child tables through ON DELETE
 * CASCADE; row counts, `foreign_key_check` and `integrity_check` are asserted before COMMIT (a table may only be
 * dropped once it is empty), and an existing file is copied first (`<file>.before-NNN`).
 */
export function migrate(
  db: Connection,
  kind: DatabaseKind,
  path: string,
  existed: boolean,
  migrations = migrationsOf(kind),
): void {
  const current = db.pragma('user_version', { simple: true }) as number;
  const newest = migrations.at(-1)?.number ?? 0;
  if (current > newest) throw new DatabaseRefused('newer', path);
  const due = migrations.filter((migration) => migration.number > current);
  if (due.length === 0) return;
  if (existed && current > 0 && path !== ':memory:') {
    const copy = `${path}.before-${String(newest).padStart(3, '0')}`;
    rmSync(copy, { force: true });
    // Unlike a copy of the file, this holds what is still in the log, and one snapshot of it.
    db.prepare('VACUUM INTO ?').run(copy);
  }
  db.pragma('foreign_keys = OFF');
  try {
    for (const migration of due) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const before = countRows(db);
        db.exec(migration.sql);
        const after = countRows(db);
        for (const [table, rows] of before) {
          const now = after.get(table) ?? 0;
          if (now < rows) throw new Error(`${table}: ${rows} rows before, ${now} after`);
        }
        const orphans = db.pragma('foreign_key_check') as unknown[];
        if (orphans.length > 0) throw new Error(`${orphans.length} orphaned rows`);
        if (db.pragma('integrity_check', { simple: true }) !== 'ok')
          throw new Error('integrity check failed');
        db.pragma(`user_version = ${migration.number}`);
        db.exec('COMMIT');
      } catch (cause) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw new DatabaseRefused('migration_failed', path, { cause });
      }
    }
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
