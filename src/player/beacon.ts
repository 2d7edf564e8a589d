/**
 * What a visit reports, sent in small bundles that survive the page being left. Nothing is kept on the phone,
 * and a report that cannot be sent is dropped: the reader never waits for our counting.
 */
export type PlayEventKind =
  | 'shown'
  | 'read'
  | 'chosen'
  | 'stage_started'
  | 'ar_started'
  | 'link'
  | 'completed';

export interface PlayEvent {
  readonly kind: PlayEventKind;
  readonly block: string | null;
  readonly option?: string;
  /** Milliseconds since the page was asked for. */
  readonly atMs: number;
}

export interface Beacon {
  /** Notes one event; `now` sends it without waiting for company. */
  report(event: Omit<PlayEvent, 'atMs'>, now?: boolean): void;
  flush(): void;
}

export const EVENTS_URL = '/api/events';
const WAIT_MS = 1_500;

/** Sends `text` so that it outlives the page; browsers without sendBeacon get a fetch with keepalive. */
function send(text: string): void {
  const body = new Blob([text], { type: 'application/json' });
  if (navigator.sendBeacon?.(EVENTS_URL, body)) return;
  fetch(EVENTS_URL, { method: 'POST', body, keepalive: true, credentials: 'same-origin' }).catch(() => {});
}

/** A beacon of one visit. A page without a visit (a preview) reports nothing. */
export function makeBeacon(visit: string, version: string): Beacon {
  let waiting: PlayEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0 && visit !== '') send(JSON.stringify({ v: visit, version, events: waiting }));
    waiting = [];
  };
  return {
    report(event, now = false) {
      waiting.push({ ...event, atMs: Math.round(performance.now()) });
      if (now) flush();
      else timer ??= setTimeout(flush, WAIT_MS);
    },
    flush,
  };
}
