import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** better-auth owns `user`, `session`, `account` and `verification`; these are ours. */
export const workspace = sqliteTable('workspace', {
  id: text().primaryKey(),
  name: text().notNull(),
  createdAt: integer('created_at').notNull(),
});

export const member = sqliteTable(
  'member',
  {
    userId: text('user_id').notNull(),
    workspaceId: text('workspace_id').notNull(),
    role: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.workspaceId] })],
);

export const setting = sqliteTable('setting', { key: text().primaryKey(), value: text().notNull() });
