import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DatabaseKind } from './connection.ts';
import { CACHE_KIB, openDatabase } from './open.ts';

const folder = mkdtempSync(join(tmpdir(), 'wegmarke-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(['content', 'ledger', 'rollup'] satisfies DatabaseKind[])(
  'a connection to %s keeps few pages, for reading too',
  (kind) => {
    const path = join(folder, `${kind}.db`);
    for (const readonly of [false, true]) {
      const db = openDatabase(path, { kind, readonly });
      expect(db.pragma('cache_size', { simple: true })).toBe(-CACHE_KIB[kind]);
      db.close();
    }
    // All that the server holds open: content, the ledger's writer and its reader, the roll-ups.
    expect(CACHE_KIB.content + 2 * CACHE_KIB.ledger + CACHE_KIB.rollup).toBeLessThan(16_000);
  },
);
