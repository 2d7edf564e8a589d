import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const campaign = sqliteTable('campaign', {
  id: text().primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  version: integer().notNull(),
  doc: text().notNull(),
  createdAt: integer('created_at').notNull(),
  updatedAt: integer('updated_at').notNull(),
  trashedAt: integer('trashed_at'),
});
