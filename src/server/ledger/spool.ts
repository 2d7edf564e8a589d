import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import type { Row } from './store.ts';

export interface Spool {
  /** Rows left behind by an earlier run; a line cut off by a crash is skipped (it was never answered as kept). */
  read(): Row[];
  /** Adds rows and flushes them to the disk. @throws when the disk refuses. */
  add(rows: readonly Row[]): void;
  /** Removes the file: every row in it has been committed. */
  clear(): void;
}

/** The file that keeps rows while the ledger cannot be written: one JSON row per line, no addresses in it. */
export function makeSpool(path: string): Spool {
  return {
    read() {
      if (!existsSync(path)) return [];
      const rows: Row[] = [];
      for (const line of readFileSync(path, 'utf8').split('\n')) {
        if (line === '') continue;
        try {
          rows.push(
            JSON.parse(line, (key, value) => (key === 'visitor' ? BigInt(value as string) : value)) as Row,
          );
        } catch {
          // The cut-off last line.
        }
      }
      return rows;
    },
    add(rows) {
      let text = '';
      for (const row of rows) {
        text += `${JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value))}\n`;
      }
      const file = openSync(path, 'a', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    },
    clear() {
      rmSync(path, { force: true });
    },
  };
}
