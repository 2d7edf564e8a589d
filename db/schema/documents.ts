import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What every versioned document has, whoever owns it. */
export const versionedColumns = {
  id: text().primaryKey(),
  position: integer().notNull(),
  version: integer().notNull(),
  doc: text().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  trashedAt: integer('trashed_at'),
};

/** A document of a campaign; chapters, posts, places, placements and scenes have the same shape. */
const documentColumns = { ...versionedColumns, campaignId: text('campaign_id').notNull() };

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

/** The life of a print: only ever added to. `number` counts from 1 within a placement. */
export const placementEvent = sqliteTable('placement_event', {
  id: text().primaryKey(),
  campaignId: text('campaign_id').notNull(),
  placementId: text('placement_id').notNull(),
  number: integer().notNull(),
  at: integer().notNull(),
  recordedAt: integer('recorded_at').notNull(),
  /** Null when nobody here did it: it came with an import, or from before the life was written down. */
  by: text(),
  state: text(),
  undoes: text(),
  photo: text(),
  note: text().notNull(),
  reading: text(),
});

export type DocumentTable =
  | typeof chapter
  | typeof post
  | typeof place
  | typeof placement
  | typeof scene
  | typeof code;
