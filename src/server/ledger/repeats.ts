import { REPEAT_MS, type VisitKey } from '#domain/scan/visit.ts';

interface Seen {
  readonly at: number;
  readonly visit: VisitKey;
}

/** Most visitor-and-code pairs that are remembered per 10 s; beyond that the oldest generation goes early. */
const MAX_PER_GENERATION = 100_000;

export interface Repeats {
  /** The visit that the same visitor began with the same code less than 10 s before `at`. */
  find(visitor: string, code: string, at: number): VisitKey | undefined;
  remember(visitor: string, code: string, at: number, visit: VisitKey): void;
  /** Gives the memory back when nobody scanned in the last 20 s before `at`. */
  forget(at: number): void;
}

/** Who scanned what in the last 10 s: two generations in memory, bounded, forgotten with the process. */
export function makeRepeats(): Repeats {
  let current = new Map<string, Seen>();
  let previous = new Map<string, Seen>();
  let since = 0;

  return {
    find(visitor, code, at) {
      const key = visitor + code;
      const seen = current.get(key) ?? previous.get(key);
      return seen !== undefined && at - seen.at < REPEAT_MS ? seen.visit : undefined;
    },
    remember(visitor, code, at, visit) {
      if (at - since >= REPEAT_MS || at < since || current.size >= MAX_PER_GENERATION) {
        previous = at - since >= 2 * REPEAT_MS ? new Map() : current;
        current = new Map();
        since = at;
      }
      current.set(visitor + code, { at, visit });
    },
    forget(at) {
      if (at - since < 2 * REPEAT_MS) return;
      current = new Map();
      previous = new Map();
    },
  };
}
