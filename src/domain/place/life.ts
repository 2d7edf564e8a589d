/**
 * The life of a print: what happened to it, as a list of events that only grows. A wrong step is taken back by an
 * event that names it; taking back can itself be taken back. Where a print stands is read off the events.
 */
import { DomainError } from '../shared/error.ts';
import type { PlacementEvent } from './model.ts';
import type { placementStates } from './schema.ts';

export type PlacementState = (typeof placementStates)[number];

/** Steps that may be entered by hand, the natural one first. `checked` is entered by a photo alone. */
const steps: Record<PlacementState, readonly PlacementState[]> = {
  // What is not printed by us (a screen) hangs at once.
  planned: ['printed', 'installed'],
  // A misprint is planned anew.
  printed: ['installed', 'planned'],
  // Taken down to hang elsewhere, it is a print in a drawer again.
  installed: ['removed', 'printed'],
  checked: ['removed', 'installed', 'printed'],
  removed: ['installed', 'planned'],
};

/** True for a print that people can scan where it is. */
export const hangs = (state: PlacementState): boolean => state === 'installed' || state === 'checked';

export const stepsFrom = (state: PlacementState): readonly PlacementState[] => steps[state];

/** The events that no later event has taken back, in their order. */
export function inForce(events: readonly PlacementEvent[]): PlacementEvent[] {
  const struck = new Set<string>();
  const left: PlacementEvent[] = [];
  for (const event of events.toReversed()) {
    if (struck.has(event.id)) continue;
    if (event.undoes !== null) struck.add(event.undoes);
    left.push(event);
  }
  return left.reverse();
}

/** The step or photo in force that set where the print stands; null while it is only planned. */
export const lastStep = (events: readonly PlacementEvent[]): PlacementEvent | null =>
  inForce(events).findLast(({ state }) => state !== null) ?? null;

export const stateOf = (events: readonly PlacementEvent[]): PlacementState =>
  lastStep(events)?.state ?? 'planned';

/**
 * The event that may be taken back now: the newest in force. A taking-back can be taken back as long as nothing
 * followed it; after that the step before it is next. Null when there is nothing left.
 */
export function undoable(events: readonly PlacementEvent[]): PlacementEvent | null {
  return inForce(events).findLast(({ undoes }) => undoes === null) ?? null;
}

/** True when `id` may be taken back: see `undoable`, or the newest event of all if it is a taking-back in force. */
export function canUndo(events: readonly PlacementEvent[], id: string): boolean {
  const newest = events.at(-1);
  return undoable(events)?.id === id || (newest?.id === id && newest.undoes !== null);
}

/** @throws DomainError `invalid` with `{ step, from }` when the print cannot go there by hand. */
export function assertStep(events: readonly PlacementEvent[], to: PlacementState): void {
  const from = stateOf(events);
  if (!steps[from].includes(to)) throw new DomainError('invalid', { step: to, from });
}

/** @throws DomainError `invalid` with `{ undo }` when the event is not the newest in force. */
export function assertUndo(events: readonly PlacementEvent[], id: string): void {
  if (!canUndo(events, id)) throw new DomainError('invalid', { undo: id });
}

/** Where a photo leaves the print, null for where it was: one that reads the code where it hangs has checked it. */
export function stateAfterPhoto(
  events: readonly PlacementEvent[],
  verdict: NonNullable<PlacementEvent['reading']>['verdict'],
  inPlace: boolean,
): PlacementState | null {
  if (!inPlace) return null;
  if (verdict === 'passed') return 'checked';
  // What shows another code is not the print that was checked.
  return verdict === 'wrong' && stateOf(events) === 'checked' ? 'installed' : null;
}

/** What is to be done next with a print. */
export type Due = 'print' | 'install' | 'check' | 'mend' | 'remove';

/** What is due; `over` when the campaign has ended. Null when nothing is. */
export function dueOf(events: readonly PlacementEvent[], over: boolean): Due | null {
  const state = stateOf(events);
  if (over) return hangs(state) ? 'remove' : null;
  const photo = inForce(events).findLast(({ reading, state: step }) => reading !== null || step !== null);
  if (hangs(state) && photo?.reading?.verdict === 'wrong') return 'mend';
  if (state === 'planned') return 'print';
  if (state === 'printed') return 'install';
  return state === 'installed' ? 'check' : null;
}
