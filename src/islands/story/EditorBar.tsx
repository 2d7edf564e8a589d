import { createEffect, createSignal, type JSX, onCleanup, onMount } from 'solid-js';
import ConflictDialog, { type ConflictField } from '#islands/ui/ConflictDialog.tsx';
import type { EditedDocument } from '#islands/ui/make-document.ts';
import SaveState from '#islands/ui/SaveState.tsx';
import UndoRedo from '#islands/ui/UndoRedo.tsx';

/**
 * The line above an editor: whether it is saved, undo and redo (also by keyboard, in fields too), and the two
 * versions side by side as soon as somebody else saved. `children` stand at its end.
 */
export default function EditorBar<Doc>(props: {
  readonly document: EditedDocument<Doc>;
  /** The parts of a document in words, for the comparison. */
  readonly parts: (doc: Doc) => readonly { readonly label: string; readonly text: string }[];
  readonly children?: JSX.Element;
}) {
  const [comparing, compare] = createSignal(false);
  createEffect(() => compare(props.document.state() === 'conflict'));

  const fields = (): ConflictField[] => {
    const other = props.document.other();
    if (!other) return [];
    const theirs = new Map(props.parts(other.doc).map(({ label, text }) => [label, text]));
    const mine = props.parts(props.document.doc());
    const seen = new Set(mine.map(({ label }) => label));
    return [
      ...mine.map(({ label, text }) => ({ label, mine: text, theirs: theirs.get(label) ?? '' })),
      ...[...theirs]
        .filter(([label]) => !seen.has(label))
        .map(([label, text]) => ({ label, mine: '', theirs: text })),
    ];
  };

  onMount(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const isRedo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!isRedo && key !== 'z') return;
      event.preventDefault();
      if (isRedo) props.document.redo();
      else props.document.undo();
    };
    document.addEventListener('keydown', press);
    onCleanup(() => document.removeEventListener('keydown', press));
  });

  return (
    <div class="editor-bar">
      <SaveState document={props.document} onCompare={() => compare(true)} />
      <UndoRedo document={props.document} />
      <div class="push">{props.children}</div>
      <ConflictDialog
        open={comparing()}
        fields={fields()}
        onKeepMine={() => void props.document.keepMine()}
        onTakeTheirs={() => props.document.takeTheirs()}
        onClose={() => compare(false)}
      />
    </div>
  );
}
