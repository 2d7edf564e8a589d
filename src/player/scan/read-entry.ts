import { parseCode } from '#domain/code/model.ts';

/** What a scanned or typed text is. Only `own` and `web` may ever be opened. */
export type Entry =
  | { readonly kind: 'own'; readonly letters: string }
  | { readonly kind: 'web'; readonly url: string; readonly host: string; readonly secure: boolean }
  | { readonly kind: 'text'; readonly text: string };

const MAX_CHARS = 4_000;

/**
 * Reads what a code holds or a person typed. `hosts` are this site's own (`host:port`), former ones included: a
 * code at `/Q/…` there is our own, as is a bare six-character code when `typed`. Anything but http(s) is text.
 */
export function readEntry(raw: string, hosts: readonly string[], typed = false): Entry {
  const text = raw.trim().slice(0, MAX_CHARS);
  if (typed) {
    const letters = parseCode(text.replace(/[\s-]/g, ''));
    if (letters) return { kind: 'own', letters };
  }
  const url = parseWeb(text, typed);
  if (!url) return { kind: 'text', text };
  const path = /^\/q\/([^/]+)\/?$/i.exec(url.pathname);
  const letters = path?.[1] && hosts.includes(url.host) ? parseCode(path[1]) : null;
  if (letters) return { kind: 'own', letters };
  return { kind: 'web', url: url.href, host: url.host, secure: url.protocol === 'https:' };
}

function parseWeb(text: string, typed: boolean): URL | null {
  const whole = /^https?:\/\//i.test(text)
    ? text
    : typed && /^[\w-]+(\.[\w-]+)+\//.test(text)
      ? `https://${text}`
      : null;
  if (whole === null || /\s/.test(whole)) return null;
  try {
    const url = new URL(whole);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null;
  } catch {
    return null;
  }
}
