const VISIT = /^[\w-]{16}$/;
/** A visit ends after half an hour of silence (PRODUCT: visit). */
const SILENCE_MS = 30 * 60_000;

/** What the history entry of a screen remembers, so that reloading goes on with the same visit. */
export interface Remembered {
  readonly v: string;
  readonly at: number;
  /** The six characters that were scanned, for the camera to find them again. */
  readonly code?: string | undefined;
}

/**
 * The visit that this page goes on with: the one remembered by a reloaded history entry, unless it fell
 * silent, else the one the server wrote into the page. Empty when there is none (a preview).
 */
export function visitOf(written: string, state: unknown, now: number): string {
  const remembered = state as Partial<Remembered> | null;
  const { v, at } = typeof remembered === 'object' && remembered !== null ? remembered : {};
  if (typeof v === 'string' && VISIT.test(v) && typeof at === 'number' && now - at < SILENCE_MS) return v;
  return VISIT.test(written) ? written : '';
}

/** The code that began this visit: the one scanned just now, else the one the history entry remembers. */
export function codeOf(path: string, state: unknown): string | null {
  const scanned = /^\/q\/([^/]+)\/?$/i.exec(path)?.[1];
  if (scanned !== undefined) return scanned;
  const { code } = (typeof state === 'object' && state !== null ? state : {}) as Partial<Remembered>;
  return typeof code === 'string' ? code : null;
}

/** The address `url` as this visit asks for it. */
export function withVisit(url: string, visit: string): string {
  if (visit === '') return url;
  return `${url}${url.includes('?') ? '&' : '?'}v=${visit}`;
}
