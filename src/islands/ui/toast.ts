import { createToaster } from '@ark-ui/solid/toast';
import { uiText } from './ui-lang.ts';

/** The page's notices. One `Toaster` (in the Studio layout) shows what any island says here. */
export const toaster = createToaster({ placement: 'bottom', gap: 12, max: 4, overlap: false });

/** Says that something was done. */
export function say(text: string): void {
  toaster.create({ title: text, type: 'success', duration: 4_000 });
}

/** Says what went wrong and what to do; stays until it is closed. */
export function sayError(text: string): void {
  toaster.create({ title: text, type: 'error', duration: Number.POSITIVE_INFINITY });
}

/** Says what was done and offers to undo it for ten seconds. */
export function sayWithUndo(text: string, undo: () => void): void {
  toaster.create({
    title: text,
    type: 'info',
    duration: 10_000,
    action: { label: uiText().undo, onClick: undo },
  });
}
