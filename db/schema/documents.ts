import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A versioned document of a campaign; chapters, posts, places, placements and scenes have the same shape. */
const documentColumns = {
  id: text().primaryKey(),
  campaignId: text('campaign_id').notNull(),
  position: integer().notNull(),
  version: integer().notNull(),
  doc: text().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  trashedAt: integer('trashed_at'),
};

export const chapter = sqliteTable('chapter', documentColumns);
export const post = sqliteTable('post', documentColumns);
export const place = sqliteTable('place', documentColumns);
export const placement = sqliteTable('placement', documentColumns);
export const scene = sqliteTable('scene', documentColumns);

export const code = sqliteTable('code', {
  ...documentColumns,
  letters: text().notNull(),
  bearerKind: text('bearer_kind').notNull(),
  bearerId: text('bearer_id').notNull(),
});

/** Every version a code's document has had: who changed where it leads, and when. */
export const codeChange = sqliteTable('code_change', {
  id: integer().primaryKey(),
  codeId: text('code_id').notNull(),
  at: integer().notNull(),
  by: text().notNull(),
  version: integer().notNull(),
  doc: text().notNull(),
});

export type DocumentTable =
  | typeof chapter
  | typeof post
  | typeof place
  | typeof placement
  | typeof scene
  | typeof code;
