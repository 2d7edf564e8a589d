import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { versionedColumns } from './documents.ts';

/** A look kept under a name for all campaigns of a workspace. */
export const savedStyle = sqliteTable('saved_style', {
  ...versionedColumns,
  workspaceId: text('workspace_id').notNull(),
});

/** The named colours of a workspace; no row before the first is kept. */
export const palette = sqliteTable('palette', {
  workspaceId: text('workspace_id').primaryKey(),
  version: integer().notNull(),
  doc: text().notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** What one bulk import made, so that it can be taken back. */
export const bulkImport = sqliteTable('bulk_import', {
  id: text().primaryKey(),
  campaignId: text('campaign_id').notNull(),
  madeAt: integer('made_at').notNull(),
  madeBy: text('made_by').notNull(),
  takenBackAt: integer('taken_back_at'),
  doc: text().notNull(),
});
