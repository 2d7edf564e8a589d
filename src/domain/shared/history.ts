/**
 * Undo and redo over an immutable document. An edit is a command: a pure function from document to
 * document. Edits with the same `mergeKey` within `MERGE_MS` become one step, as typing does.
 */
export interface History<Doc> {
  readonly past: readonly Doc[];
  readonly present: Doc;
  readonly future: readonly Doc[];
  readonly mergeKey: string | null;
  readonly at: number;
}

const MERGE_MS = 1_000;
const MAX_STEPS = 200;

/** A history that begins with `present` and has nothing to undo. */
export const beginHistory = <Doc>(present: Doc): History<Doc> => ({
  past: [],
  present,
  future: [],
  mergeKey: null,
  at: 0,
});

/** Adds one edit made at `now` (epoch ms); what could be redone is forgotten. Same document, no step. */
export function edit<Doc>(
  history: History<Doc>,
  next: Doc,
  mergeKey: string | null,
  now: number,
): History<Doc> {
  if (next === history.present) return history;
  const merges = mergeKey !== null && mergeKey === history.mergeKey && now - history.at < MERGE_MS;
  const past = merges ? history.past : [...history.past, history.present].slice(-MAX_STEPS);
  return { past, present: next, future: [], mergeKey, at: now };
}

export function undo<Doc>(history: History<Doc>): History<Doc> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: previous,
    future: [history.present, ...history.future],
    mergeKey: null,
    at: 0,
  };
}

export function redo<Doc>(history: History<Doc>): History<Doc> {
  const [next, ...rest] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future: rest, mergeKey: null, at: 0 };
}
