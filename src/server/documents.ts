import { and, asc, eq, isNull, max } from 'drizzle-orm';
import type { z } from 'zod';
import type { DocumentTable } from '#db/schema/documents.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { type Context, found } from './context.ts';

/** The stored form of a campaign's documents of one kind; everything a service needs of the engine. */
export interface DocumentStore<Doc> {
  list(campaignId: string): Promise<Stored<Doc>[]>;
  find(campaignId: string, id: string): Promise<Stored<Doc> | null>;
  get(campaignId: string, id: string): Promise<Stored<Doc>>;
  create(campaignId: string, id: string, doc: Doc): Promise<Stored<Doc>>;
  /** @throws DomainError `conflict` with `{ current }` when `baseVersion` is not the stored one. */
  save(campaignId: string, id: string, baseVersion: number, doc: Doc): Promise<Stored<Doc>>;
  /** Puts the documents in the order of `ids`; others keep their place behind them. */
  order(campaignId: string, ids: readonly string[]): Promise<void>;
  trash(campaignId: string, id: string): Promise<void>;
  restore(campaignId: string, id: string): Promise<Stored<Doc>>;
}

interface Row {
  id: string;
  version: number;
  doc: string;
  updatedAt: number;
}

/**
 * A store over one document table. Documents are checked on the way in and trusted on the way out:
 * only this store writes them.
 */
export function makeDocumentStore<Schema extends z.ZodType>(
  { db, clock }: Context,
  table: Exclude<DocumentTable, { letters: unknown }>,
  schema: Schema,
  what: string,
  /** Takes a document stored by an earlier version to the present one. */
  upgrade: (doc: unknown) => unknown = (doc) => doc,
): DocumentStore<z.infer<Schema>> {
  type Doc = z.infer<Schema>;
  const toStored = (row: Row): Stored<Doc> => ({
    id: row.id,
    version: row.version,
    doc: upgrade(JSON.parse(row.doc)) as Doc,
    updatedAt: row.updatedAt,
  });
  const findRow = (campaignId: string, id: string, trashed = false): Row | undefined =>
    db
      .select()
      .from(table)
      .where(
        trashed
          ? and(eq(table.campaignId, campaignId), eq(table.id, id))
          : and(eq(table.campaignId, campaignId), eq(table.id, id), isNull(table.trashedAt)),
      )
      .get();

  return {
    async list(campaignId) {
      return db
        .select()
        .from(table)
        .where(and(eq(table.campaignId, campaignId), isNull(table.trashedAt)))
        .orderBy(asc(table.position), asc(table.createdAt), asc(table.id))
        .all()
        .map(toStored);
    },
    async find(campaignId, id) {
      const row = findRow(campaignId, id);
      return row ? toStored(row) : null;
    },
    async get(campaignId, id) {
      return toStored(found(findRow(campaignId, id), what));
    },
    async create(campaignId, id, doc) {
      const now = clock();
      const checked = JSON.stringify(schema.parse(doc));
      const last = db
        .select({ value: max(table.position) })
        .from(table)
        .where(eq(table.campaignId, campaignId))
        .get();
      const row = { id, version: 1, doc: checked, updatedAt: now };
      db.insert(table)
        .values({ ...row, campaignId, position: (last?.value ?? 0) + 1, createdAt: now })
        .run();
      return toStored(row);
    },
    async save(campaignId, id, baseVersion, doc) {
      const checked = JSON.stringify(schema.parse(doc));
      const changed = db
        .update(table)
        .set({ version: baseVersion + 1, doc: checked, updatedAt: clock() })
        .where(
          and(
            eq(table.campaignId, campaignId),
            eq(table.id, id),
            eq(table.version, baseVersion),
            isNull(table.trashedAt),
          ),
        )
        .run();
      const current = toStored(found(findRow(campaignId, id), what));
      if (changed.changes === 0) throw new DomainError('conflict', { current });
      return current;
    },
    async order(campaignId, ids) {
      db.transaction((tx) => {
        for (const [position, id] of ids.entries()) {
          tx.update(table)
            .set({ position })
            .where(and(eq(table.campaignId, campaignId), eq(table.id, id)))
            .run();
        }
      });
    },
    async trash(campaignId, id) {
      found(findRow(campaignId, id), what);
      db.update(table).set({ trashedAt: clock() }).where(eq(table.id, id)).run();
    },
    async restore(campaignId, id) {
      const row = found(findRow(campaignId, id, true), what);
      db.update(table).set({ trashedAt: null }).where(eq(table.id, id)).run();
      return toStored(row);
    },
  };
}
