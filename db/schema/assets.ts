import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** An uploaded file; the id is its content hash, the bytes lie in `DATA_DIR/assets/<id>.<extension>`. */
export const asset = sqliteTable('asset', {
  id: text().primaryKey(),
  workspaceId: text('workspace_id').notNull(),
  mime: text().notNull(),
  extension: text().notNull(),
  bytes: integer().notNull(),
  width: integer(),
  height: integer(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});
