import { createSignal } from 'solid-js';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import ConflictDialog, { type ConflictField } from '#islands/ui/ConflictDialog.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import type { EditedDocument } from '#islands/ui/make-document.ts';
import SaveState from '#islands/ui/SaveState.tsx';

/** Whether a document is saved, its undo and redo, and the choice when somebody else saved meanwhile. */
export default function DocumentBar<Doc>(props: {
  readonly lang: Lang;
  readonly document: EditedDocument<Doc>;
  /** The parts of the document in words, to compare two versions. */
  readonly describe: (doc: Doc) => readonly (readonly [label: string, value: string])[];
}) {
  const t = placesTexts[props.lang];
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
      <IconButton
        small
        kind="quiet"
        label={t.undo}
        disabled={!props.document.canUndo()}
        onClick={() => props.document.undo()}
      >
        ↶
      </IconButton>
      <IconButton
        small
        kind="quiet"
        label={t.redo}
        disabled={!props.document.canRedo()}
        onClick={() => props.document.redo()}
      >
        ↷
      </IconButton>
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
