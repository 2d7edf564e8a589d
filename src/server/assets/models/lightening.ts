import { runAside } from '../aside.ts';
import type { Told } from './lighten.ts';

export type Lightened = Extract<Told, { isLighter: boolean }>;

export interface LightenOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets the done part, 0–1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

const LIGHTEN = new URL('./lighten.ts', import.meta.url);

/**
 * Makes the model in `input` lighter, into the new file `output`, in a process of its own. Null when that process
 * ended over it, in whatever way: such a model stays as it is. @throws the signal's reason once it is aborted.
 */
export async function lightenFile(
  input: string,
  output: string,
  { signal, onProgress }: LightenOptions = {},
): Promise<Lightened | null> {
  let last: Lightened | null = null;
  const isDone = await runAside(LIGHTEN, [input, output], {
    what: 'a model could not be made lighter',
    signal,
    onLine(line) {
      const told = line as Told;
      if ('done' in told) onProgress?.(told.done);
      else last = told;
    },
  });
  return isDone ? last : null;
}
