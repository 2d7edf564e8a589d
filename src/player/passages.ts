import { withVisit } from './visit.ts';

const FETCH_MS = 12_000;

/** A passage as the server drew it, ready to be put in place of the present one. */
export interface FetchedPassage {
  readonly nodes: DocumentFragment;
  readonly title: string;
}

export interface Passages {
  /** The passage at `url`. @throws when it does not arrive, or is not a screen of the same version. */
  get(url: string): Promise<FetchedPassage>;
  /** Keeps the screen that is in the document, as the server drew it. */
  keep(url: string, screen: Element): void;
  /** Asks for passages early, so that a choice answers at once; a failure is no matter. */
  warm(urls: readonly string[]): void;
}

/** Passages of one version by address, kept for the length of the page so that going back needs no network. */
export function makePassages(visit: string, version: string): Passages {
  const kept = new Map<string, Promise<string>>();

  const load = (url: string): Promise<string> => {
    const known = kept.get(url);
    if (known) return known;
    const asked = fetchText(withVisit(url, visit));
    kept.set(url, asked);
    asked.catch(() => kept.delete(url));
    return asked;
  };

  return {
    async get(url) {
      const page = new DOMParser().parseFromString(await load(url), 'text/html');
      const screen = page.getElementById('screen');
      if (screen?.dataset['version'] !== version) {
        kept.delete(url);
        throw new Error('not a screen of this version');
      }
      const nodes = document.createDocumentFragment();
      nodes.append(...screen.childNodes);
      return { nodes, title: page.title };
    },
    keep(url, screen) {
      const head = document.createElement('title');
      head.textContent = document.title;
      kept.set(url, Promise.resolve(head.outerHTML + screen.outerHTML));
    },
    warm(urls) {
      for (const url of urls) load(url).catch(() => {});
    },
  };
}

async function fetchText(url: string): Promise<string> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), FETCH_MS);
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: stop.signal });
    if (!response.ok) throw new Error(String(response.status));
    return await response.text();
  } finally {
    clearTimeout(timer);
  }
}
