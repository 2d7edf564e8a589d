const REACH_MS = 12_000;
/** How often it is tried again when the phone itself does not say that the line is back. */
const RETRY_MS = 5_000;

/** Asks this site for the head of `url`. False when no answer of any kind comes; a status is an answer. */
export async function isReachable(url: string): Promise<boolean> {
  if (!navigator.onLine) return false;
  try {
    await fetch(url, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(REACH_MS) });
    return true;
  } catch {
    return false;
  }
}

/** True for what `fetch` throws when the line is gone or silent, false for an answer that is of no use. */
export const isLineError = (cause: unknown): boolean =>
  !navigator.onLine || cause instanceof TypeError || cause instanceof DOMException;

/** Calls `then` once: when the phone says that it is online, else after a while. Returns its end. */
export function whenOnline(then: () => void): () => void {
  const stop = new AbortController();
  const go = (): void => {
    if (stop.signal.aborted) return;
    end();
    then();
  };
  // A phone that says it is offline says when it is not; of a line that is merely silent nobody tells.
  const timer = setTimeout(() => navigator.onLine && go(), RETRY_MS);
  const end = (): void => {
    stop.abort();
    clearTimeout(timer);
  };
  addEventListener('online', go, { signal: stop.signal });
  return end;
}
