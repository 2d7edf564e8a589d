import { randomBytes } from 'node:crypto';
import fs, { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openGently } from './gentle-file.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-gentle-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

test('every byte arrives, and goes to the disk in small pieces', async () => {
  const sync = vi.spyOn(fs, 'fdatasync');
  onTestFinished(() => sync.mockRestore());
  const file = join(folder(), 'large');
  const pieces = Array.from({ length: 40 }, () => randomBytes(65_537));
  await pipeline(Readable.from(pieces), openGently(file));
  expect(readFileSync(file).equals(Buffer.concat(pieces))).toBe(true);
  expect(sync).toHaveBeenCalledTimes(10);
});

test('a file that is there already stays as it is', async () => {
  const file = join(folder(), 'here');
  fs.writeFileSync(file, 'first');
  await expect(pipeline(Readable.from(['second']), openGently(file))).rejects.toMatchObject({
    code: 'EEXIST',
  });
  expect(readFileSync(file, 'utf8')).toBe('first');
});
