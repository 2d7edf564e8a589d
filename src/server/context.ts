import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { DomainError } from '#domain/shared/error.ts';

/** Who acts in the studio. Every service checks that what it touches belongs to this workspace. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly sessionId: string;
}

export type Drizzle = BetterSQLite3Database;

/** What services share: the content database and the clock (epoch ms). */
export interface Context {
  readonly db: Drizzle;
  readonly clock: () => number;
}

/** Throws `not_found` when a lookup missed: a foreign workspace's document does not exist for the actor. */
export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new DomainError('not_found', { what });
  return value;
}
