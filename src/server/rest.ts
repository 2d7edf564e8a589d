import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** V8's own full collection, which also returns what it holds in reserve to the system; this thread's heap alone. */
function collectAll(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as Collect;
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

export interface Rest {
  /** Something was done; costs next to nothing. */
  stir(): void;
  close(): void;
}

const LOOK_MS = 5_000;
/** Stirs of less leave nothing worth a pause. */
const LEAST = 500;

/**
 * Gives the memory of a burst back once it is over: V8 collects only when it allocates, so a server that fell silent would
 * keep what its last thousands of scans left behind (docs/decisions/014-memory-after-many-scans.md). Collects when `least`
 * stirs or more were followed by a whole look without any; the pause meets nobody who is not just then arriving.
 */
export function makeRest({ collect = collectAll, lookMs = LOOK_MS, least = LEAST } = {}): Rest {
  let stirred = 0;
  let before = 0;
  const timer = setInterval(() => {
    if (stirred >= least && stirred === before) {
      stirred = 0;
      collect();
    }
    before = stirred;
  }, lookMs);
  timer.unref();
  return {
    stir() {
      stirred += 1;
    },
    close: () => clearInterval(timer),
  };
}
