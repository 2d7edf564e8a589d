/**
 * Reading photos of real prints. A photo comes from a stranger's camera, so it is read in a process of its own, one
 * at a time: what makes a decoder crash or run on takes only that process with it, and scans are answered meanwhile.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { FoundInPhoto } from '#domain/place/reading.ts';
import { DomainError } from '#domain/shared/error.ts';

const READ = fileURLToPath(new URL('./read.ts', import.meta.url));
const READ_MS = 60_000;
const HEAP_MB = 1_024;
const run = promisify(execFile);
let turn: Promise<unknown> = Promise.resolve();

/** What is in the photo `file` of a print that should say one of `expected`. @throws DomainError `unavailable`. */
export function readPhoto(file: string, expected: readonly string[]): Promise<FoundInPhoto> {
  const reading = turn.then(() => readNow(file, expected));
  turn = reading.catch(() => undefined);
  return reading;
}

async function readNow(file: string, expected: readonly string[]): Promise<FoundInPhoto> {
  try {
    const { stdout } = await run(
      process.execPath,
      [`--max-old-space-size=${HEAP_MB}`, READ, file, ...expected],
      { timeout: READ_MS, maxBuffer: 1_000_000 },
    );
    return JSON.parse(stdout) as FoundInPhoto;
  } catch (cause) {
    throw new DomainError('unavailable', {}, { cause });
  }
}
