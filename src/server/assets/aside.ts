import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const MAX_MS = 300_000;
const HEAP_MB = 1_024;

/**
 * Runs a script of ours as a process of its own and hands on every line of JSON that it writes. False when the process
 * ended over its work, in whatever way; that is written to the log as `what`.
 * @throws the signal's reason once it is aborted; an error with code `ENOSPC` when the disk is full.
 */
export async function runAside(
  script: URL,
  words: readonly string[],
  options: {
    readonly what: string;
    readonly signal?: AbortSignal | undefined;
    readonly onLine?: (told: unknown) => void;
  },
): Promise<boolean> {
  const { what, signal, onLine } = options;
  signal?.throwIfAborted();
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${HEAP_MB}`, fileURLToPath(script), ...words],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MAX_MS,
      killSignal: 'SIGKILL',
    },
  );
  const end = (): void => void child.kill('SIGKILL');
  signal?.addEventListener('abort', end);
  let said = '';
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part).slice(-4_000);
  });
  createInterface(child.stdout).on('line', (line) => onLine?.(JSON.parse(line)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  }).finally(() => signal?.removeEventListener('abort', end));
  signal?.throwIfAborted();
  if (code === 0) return true;
  if (/ENOSPC/.test(said)) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
  console.error(`${what}:`, said || `exit ${code}`);
  return false;
}
