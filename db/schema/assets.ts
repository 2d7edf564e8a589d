import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { ModelFacts } from '#domain/scene/model-facts.ts';

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
  /** The asset that phones get in place of a model or a poster; its own id when nothing lighter shows the same. */
  lighterId: text('lighter_id'),
  model: text({ mode: 'json' }).$type<ModelFacts>(),
});
