import type Database from 'better-sqlite3';

export type Connection = Database.Database;
export type DatabaseKind = 'content' | 'ledger' | 'rollup';

/** A database that cannot be used, with the reason the operator is told. */
export class DatabaseRefused extends Error {
  readonly reason: 'damaged' | 'newer' | 'not_writable' | 'in_use' | 'old_sqlite' | 'migration_failed';
  readonly path: string;

  constructor(reason: DatabaseRefused['reason'], path: string, options?: ErrorOptions) {
    super(`${reason}: ${path}`, options);
    this.name = 'DatabaseRefused';
    this.reason = reason;
    this.path = path;
  }
}
