import { createSignal, onCleanup } from 'solid-js';
import type { Stored } from '#domain/shared/document.ts';
import type { ErrorDetails } from '#domain/shared/error.ts';
import {
  beginHistory,
  edit as editHistory,
  redo as redoHistory,
  undo as undoHistory,
} from '#domain/shared/history.ts';
import type { CallError, CallResult } from './call.ts';

export type DocumentState = 'saved' | 'dirty' | 'saving' | 'conflict' | 'failed';

export interface DocumentOptions<Doc> {
  readonly initial: Stored<Doc>;
  /** Saves the whole document against the version it was based on; a newer one there is the error `conflict`. */
  readonly save: (baseVersion: number, doc: Doc) => Promise<CallResult<Stored<Doc>>>;
  /** Epoch ms; the clock, unless a test has its own. */
  readonly now?: (() => number) | undefined;
  /** Where `pagehide`, `beforeunload` and `online` arrive; the window, unless a test has its own. */
  readonly events?: EventTarget | null | undefined;
}

const AUTOSAVE_MS = 1_000;
const RETRY_FROM_MS = 2_000;
const RETRY_TO_MS = 30_000;

/** Refusals that pass by themselves, so that saving is tried again without a new edit. */
const passing: ReadonlySet<string> = new Set([
  'unavailable',
  'busy',
  'rate_limited',
  'not_signed_in',
  'disk_full',
]);

export type EditedDocument<Doc> = ReturnType<typeof makeDocument<Doc>>;

/**
 * The state of an editor: a document with undo, saved by itself one second after the last edit and when the
 * page is left. Saves run one after another; what is edited meanwhile is saved next. A lost connection is
 * retried (2 s, doubling to 30 s, at once when online again). A conflict stops saving until `keepMine` or
 * `takeTheirs`; taking theirs is a step that can be undone, so nothing is lost.
 * Make it inside a component or root: clean-up ends its timer and listeners.
 */
export function makeDocument<Doc>(options: DocumentOptions<Doc>) {
  const now = options.now ?? Date.now;
  const events = options.events === undefined ? browserEvents() : options.events;
  const [history, setHistory] = createSignal(beginHistory(options.initial.doc));
  const [state, setState] = createSignal<DocumentState>('saved');
  const [error, setError] = createSignal<CallError | null>(null);
  const [other, setOther] = createSignal<Stored<Doc> | null>(null);
  const [stored, setStored] = createSignal<Stored<Doc>>(options.initial);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let retryMs = RETRY_FROM_MS;
  let ended = false;

  const doc = (): Doc => history().present;

  const saveIn = (ms: number) => {
    clearTimeout(timer);
    if (!ended) timer = setTimeout(() => void save(), ms);
  };

  const changed = () => {
    if (state() === 'conflict' || state() === 'saving') return;
    if (doc() === stored().doc) {
      clearTimeout(timer);
      setState('saved');
      return;
    }
    setState('dirty');
    saveIn(AUTOSAVE_MS);
  };

  /** Saves now, if there is something to save and no save is on its way. */
  async function save(): Promise<void> {
    clearTimeout(timer);
    if (state() !== 'dirty' && state() !== 'failed') return;
    const sent = doc();
    setState('saving');
    const result = await options.save(stored().version, sent).catch(lostConnection);
    if (result.ok) {
      retryMs = RETRY_FROM_MS;
      setError(null);
      setStored({ ...result.data, doc: sent });
      setState('saved');
      changed();
      return;
    }
    setError(result.error);
    const { code, details } = result.error;
    const current = code === 'conflict' ? storedIn<Doc>(details) : null;
    if (current) {
      setOther(() => current);
      setState('conflict');
      return;
    }
    setState('failed');
    if (!passing.has(code)) {
      if (doc() !== sent) changed();
      return;
    }
    saveIn(retryMs);
    retryMs = Math.min(retryMs * 2, RETRY_TO_MS);
  }

  const change = (next: ReturnType<typeof history>) => {
    if (next === history()) return;
    setHistory(next);
    changed();
  };

  const resolve = (): Stored<Doc> | null => {
    const theirs = other();
    setOther(null);
    setError(null);
    return theirs;
  };

  const leave = () => void save();
  const warn = (event: Event) => {
    if (state() !== 'saved') event.preventDefault();
  };
  events?.addEventListener('pagehide', leave);
  events?.addEventListener('online', leave);
  events?.addEventListener('beforeunload', warn);
  onCleanup(() => {
    events?.removeEventListener('pagehide', leave);
    events?.removeEventListener('online', leave);
    events?.removeEventListener('beforeunload', warn);
    void save();
    ended = true;
    clearTimeout(timer);
  });

  return {
    doc,
    state,
    /** Why the last save was refused, until one succeeds. */
    error,
    /** The version somebody else saved, while `state()` is `conflict`. */
    other,
    /** The last version known to be stored. */
    stored,
    /** One command; those with the same `mergeKey` within a second are one step of undo, as typing is. */
    edit: (command: (doc: Doc) => Doc, mergeKey: string | null = null) =>
      change(editHistory(history(), command(doc()), mergeKey, now())),
    undo: () => change(undoHistory(history())),
    redo: () => change(redoHistory(history())),
    canUndo: () => history().past.length > 0,
    canRedo: () => history().future.length > 0,
    save,
    /** Ends a conflict by saving this document over theirs. */
    async keepMine(): Promise<void> {
      const theirs = resolve();
      if (!theirs) return;
      setStored(theirs);
      setState('dirty');
      await save();
    },
    /** Ends a conflict by going on from theirs; undo brings this document back. */
    takeTheirs(): void {
      const theirs = resolve();
      if (!theirs) return;
      setStored(theirs);
      setState('saved');
      setHistory(editHistory(history(), theirs.doc, null, now()));
      changed();
    },
  };
}

const browserEvents = (): EventTarget | null => (typeof window === 'undefined' ? null : window);

const lostConnection = (): CallResult<never> => ({
  ok: false,
  error: { code: 'unavailable', details: {}, message: '' },
});

/** The version that a conflict carries; null when it does not look like one. */
function storedIn<Doc>({ current }: ErrorDetails): Stored<Doc> | null {
  if (typeof current !== 'object' || current === null) return null;
  return 'doc' in current && 'version' in current && typeof current.version === 'number'
    ? (current as Stored<Doc>)
    : null;
}
