import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What a proof of a code's artwork found, and for which origin; written once. */
export const proof = sqliteTable('proof', {
  id: text().primaryKey(),
  codeId: text('code_id').notNull(),
  /** SHA-256 of the artwork. */
  artwork: text().notNull(),
  origin: text().notNull(),
  score: real().notNull(),
  doc: text().notNull(),
  madeAt: integer('made_at').notNull(),
  madeBy: text('made_by').notNull(),
});
