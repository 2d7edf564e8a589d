import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DomainError } from '#domain/shared/error.ts';
import type { Examined } from './examine.ts';
import type { AssetKind } from './sniff.ts';

export interface ToExamine {
  readonly kind: AssetKind | 'plan' | 'poster';
  readonly input: string;
  readonly output: string;
}

const EXAMINE = fileURLToPath(new URL('./examine.ts', import.meta.url));
/** For each file. */
const EXAMINE_MS = 60_000;
/** A model or picture that needs more than this to be examined is refused. */
const EXAMINE_HEAP_MB = 1_024;
const run = promisify(execFile);

/**
 * Examines files in one process of their own, in order, up to the first that is refused.
 * @throws DomainError `model_invalid` or `wrong_type` when that process ended over one of them.
 */
export async function examineAll(files: readonly ToExamine[]): Promise<Examined[]> {
  if (files.length === 0) return [];
  const words = files.flatMap(({ kind, input, output }) => [kind, input, output]);
  const limits = { timeout: EXAMINE_MS * files.length, maxBuffer: 1_000_000 };
  try {
    const heap = `--max-old-space-size=${EXAMINE_HEAP_MB}`;
    const { stdout } = await run(process.execPath, [heap, EXAMINE, ...words], limits);
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Examined);
  } catch (cause) {
    const said = (cause as { stdout?: string }).stdout ?? '';
    const kind = files[said.split('\n').length - 1]?.kind;
    const code = kind === 'model' ? 'model_invalid' : 'wrong_type';
    throw new DomainError(code, { reason: 'unreadable' }, { cause });
  }
}

/** Examines one file. @throws DomainError: why the file is refused. */
export async function examine(kind: ToExamine['kind'], input: string, output: string) {
  const [examined] = await examineAll([{ kind, input, output }]);
  if (!examined?.ok) throw new DomainError(examined?.code ?? 'wrong_type', examined?.details);
  return examined;
}
