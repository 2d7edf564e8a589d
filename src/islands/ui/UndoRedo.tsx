import { Redo2, Undo2 } from 'lucide-solid';
import IconButton from './IconButton.tsx';
import { uiText } from './ui-lang.ts';

/** Undo and redo of an edited document, alike above every editor. */
export default function UndoRedo(props: {
  readonly document: {
    readonly canUndo: () => boolean;
    readonly canRedo: () => boolean;
    readonly undo: () => void;
    readonly redo: () => void;
  };
}) {
  return (
    <>
      <IconButton
        kind="quiet"
        small
        label={uiText().undo}
        disabled={!props.document.canUndo()}
        onClick={() => props.document.undo()}
      >
        <Undo2 aria-hidden="true" />
      </IconButton>
      <IconButton
        kind="quiet"
        small
        label={uiText().redo}
        disabled={!props.document.canRedo()}
        onClick={() => props.document.redo()}
      >
        <Redo2 aria-hidden="true" />
      </IconButton>
    </>
  );
}
