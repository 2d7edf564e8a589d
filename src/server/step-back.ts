import { constants, setPriority } from 'node:os';

/**
 * Puts heavy work behind the thread that answers scans, for the rest of the caller's life. In a worker thread this
 * holds for that thread alone, which only Linux can do (setpriority(2), "C library/kernel differences"); elsewhere
 * it would slow the whole server, so only processes of their own may pass `process`.
 */
export function stepBack(whose: 'thread' | 'process'): void {
  if (whose === 'process' || process.platform === 'linux')
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
}
