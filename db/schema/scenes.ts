import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A scene as it was published: frozen, never changed. */
export const sceneVersion = sqliteTable('scene_version', {
  id: text().primaryKey(),
  sceneId: text('scene_id').notNull(),
  campaignId: text('campaign_id').notNull(),
  number: integer().notNull(),
  doc: text().notNull(),
  publishedAt: integer('published_at').notNull(),
  publishedBy: text('published_by').notNull(),
});
