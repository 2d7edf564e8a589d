import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Told } from './lighten.ts';

export type Lightened = Extract<Told, { isLighter: boolean }>;

export interface LightenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets the done part, 0–1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

const LIGHTEN = fileURLToPath(new URL('./lighten.ts', import.meta.url));
const LIGHTEN_MS = 300_000;
const LIGHTEN_HEAP_MB = 1_024;

/**
 * Makes the model in `input` lighter, into the new file `output`, in a process of its own. Null when that process
 * ended over it, in whatever way: such a model stays as it is. @throws the signal's reason once it is aborted.
 */
export async function lightenFile(
  input: string,
  output: string,
  { signal, onProgress }: LightenOptions = {},
): Promise<Lightened | null> {
  signal?.throwIfAborted();
  const child = spawn(process.execPath, [`--max-old-space-size=${LIGHTEN_HEAP_MB}`, LIGHTEN, input, output], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIGHTEN_MS,
    killSignal: 'SIGKILL',
  });
  const end = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', end);
  let last: Lightened | null = null;
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part).slice(-4_000);
  });
  createInterface(child.stdout).on('line', (line) => {
    const told = JSON.parse(line) as Told;
    if ('done' in told) onProgress?.(told.done);
    else last = told;
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => signal?.removeEventListener('abort', end));
  signal?.throwIfAborted();
  if (code === 0) return last;
  if (/ENOSPC/.test(said)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  console.error('a model could not be made lighter:', said || `exit ${code}`);
  return null;
}
