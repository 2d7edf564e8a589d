import { createSignal } from 'solid-js';
import ConflictDialog, { type ConflictField } from '#islands/ui/ConflictDialog.tsx';
import type { EditedDocument } from '#islands/ui/make-document.ts';
import SaveState from '#islands/ui/SaveState.tsx';
import UndoRedo from '#islands/ui/UndoRedo.tsx';

/** Whether a document is saved, its undo and redo, and the choice when somebody else saved meanwhile. */
export default function DocumentBar<Doc>(props: {
  readonly document: EditedDocument<Doc>;
  /** The parts of the document in words, to compare two versions. */
  readonly describe: (doc: Doc) => readonly (readonly [label: string, value: string])[];
}) {
  const [comparing, setComparing] = createSignal(false);
  const fields = (): ConflictField[] => {
    const theirs = props.document.other();
    if (!theirs) return [];
    const said = props.describe(theirs.doc);
    return props
      .describe(props.document.doc())
      .map(([label, mine], index) => ({ label, mine, theirs: said[index]?.[1] ?? '' }));
  };
  return (
    <div class="document-bar">
      <SaveState document={props.document} onCompare={() => setComparing(true)} />
      <UndoRedo document={props.document} />
      <ConflictDialog
        open={comparing() && props.document.state() === 'conflict'}
        fields={fields()}
        onKeepMine={() => {
          setComparing(false);
          void props.document.keepMine();
        }}
        onTakeTheirs={() => {
          setComparing(false);
          props.document.takeTheirs();
        }}
        onClose={() => setComparing(false)}
      />
    </div>
  );
}
