import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { type Migration, migrate, migrationsOf } from './migrate.ts';
import { type Connection, checkFile, holdFolder, openDatabase } from './open.ts';

const ground: Migration = {
  number: 1,
  sql: `CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL
      REFERENCES parent (id) ON DELETE CASCADE, word TEXT NOT NULL) STRICT;`,
};
const rebuild: Migration = {
  number: 2,
  sql: `CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT) STRICT;
    INSERT INTO parent_new (id, name) SELECT id, name FROM parent;
    DROP TABLE parent;
    ALTER TABLE parent_new RENAME TO parent;`,
};

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-migrate-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** A database with parents and children, at migration 1. */
function planted(path: string, children: readonly number[] = [2, 1]): Connection {
  const db = openDatabase(path, { kind: 'rollup' });
  db.exec('DROP TABLE mark');
  db.pragma('user_version = 0');
  migrate(db, 'content', ':memory:', false, [ground]);
  for (const [index, count] of children.entries()) {
    db.prepare('INSERT INTO parent VALUES (?, ?)').run(index + 1, `p${index}`);
    for (let child = 0; child < count; child++)
      db.prepare('INSERT INTO child (parent, word) VALUES (?, ?)').run(index + 1, `c${child}`);
  }
  return db;
}

const rows = (db: Connection, table: string): unknown[] => db.prepare(`SELECT * FROM ${table}`).raw().all();

test('a table rebuild keeps the children that ON DELETE CASCADE would take (any number of them)', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { maxLength: 5 }), (children) => {
      const db = planted(join(folder(), 'test.db'), children);
      const before = rows(db, 'child');
      migrate(db, 'content', ':memory:', true, [ground, rebuild]);
      expect(rows(db, 'child')).toEqual(before);
      expect(rows(db, 'parent')).toHaveLength(children.length);
      expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
      db.close();
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['rows', 'DELETE FROM child WHERE id = 1'],
  ['a table with rows', 'DROP TABLE child'],
  ['a parent', 'DROP TABLE parent; CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT'],
  ['its syntax', 'CREATE TABLE half (id INTEGER); NONSENSE'],
])('a migration that loses %s is refused and rolled back, the earlier ones stay', (_, sql) => {
  const path = join(folder(), 'test.db');
  const db = planted(path);
  const before = [rows(db, 'parent'), rows(db, 'child')];
  const note: Migration = { number: 2, sql: 'ALTER TABLE parent ADD COLUMN note TEXT' };
  expect(() => migrate(db, 'content', path, true, [ground, note, { number: 3, sql }])).toThrow(
    expect.objectContaining({ reason: 'migration_failed' }),
  );
  expect(db.pragma('user_version', { simple: true })).toBe(2);
  expect([rows(db, 'parent').map((row) => (row as unknown[]).slice(0, 2)), rows(db, 'child')]).toEqual(
    before,
  );
  expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  db.close();
});

test('a table that is dropped on purpose may go once it is empty', () => {
  const db = planted(join(folder(), 'test.db'), [0]);
  migrate(db, 'content', ':memory:', true, [ground, { number: 2, sql: 'DROP TABLE child' }]);
  expect(db.pragma('user_version', { simple: true })).toBe(2);
  db.close();
});

test('an existing file is copied first, sound and with everything in it, what the log holds too', () => {
  const path = join(folder(), 'test.db');
  const db = planted(path);
  const reader = openDatabase(path, { kind: 'rollup', readonly: true });
  // A reader in the middle of its work keeps the log from being emptied into the file.
  reader.exec('BEGIN');
  reader.prepare('SELECT count(*) FROM child').get();
  db.prepare('INSERT INTO child (parent, word) VALUES (1, ?)').run('late');
  const before = rows(db, 'child');
  migrate(db, 'content', path, true, [ground, rebuild]);
  reader.close();
  db.close();
  const copy = join(folder(), 'copy.db');
  copyFileSync(`${path}.before-002`, copy);
  const kept = openDatabase(copy, { kind: 'rollup', readonly: true });
  expect(kept.pragma('user_version', { simple: true })).toBe(1);
  expect(rows(kept, 'child')).toEqual(before);
  kept.close();
});

test('a newer database is refused and not touched; a second opening changes nothing', () => {
  const path = join(folder(), 'test.db');
  const db = openDatabase(path, { kind: 'ledger' });
  db.close();
  const before = readFileSync(path);
  openDatabase(path, { kind: 'ledger' }).close();
  expect(readFileSync(path).equals(before)).toBe(true);
  const newer = openDatabase(path, { kind: 'ledger' });
  newer.pragma('user_version = 999');
  newer.close();
  const raised = readFileSync(path);
  for (const look of [() => openDatabase(path, { kind: 'ledger' }), () => checkFile(path, 'ledger')])
    expect(look).toThrow(expect.objectContaining({ reason: 'newer' }));
  expect(readFileSync(path).equals(raised)).toBe(true);
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test('shipped migrations are numbered without a gap', () => {
  for (const kind of ['content', 'ledger', 'rollup'] as const)
    expect(migrationsOf(kind).map(({ number }) => number)).toEqual(
      migrationsOf(kind).map((_, index) => index + 1),
    );
  expect(migrationsOf('content', fileURLToPath(new URL('./nowhere/', import.meta.url)))).toEqual([]);
});

test('a folder is held by one at a time', () => {
  const path = folder();
  const release = holdFolder(path);
  expect(() => holdFolder(path)).toThrow(expect.objectContaining({ reason: 'in_use' }));
  release();
  holdFolder(path)();
});
