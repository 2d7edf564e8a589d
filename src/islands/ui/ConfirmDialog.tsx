import Button from './Button.tsx';
import Dialog from './Dialog.tsx';
import { uiText } from './ui-lang.ts';

/** Asks before something that cannot be undone. What can be undone is done at once, with `sayWithUndo`. */
export default function ConfirmDialog(props: {
  readonly open: boolean;
  /** The question: "Retire the code 7KQ2M?" */
  readonly title: string;
  /** What follows from it. */
  readonly text: string;
  /** The verb that does it: "Retire". */
  readonly verb: string;
  readonly busy?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.title}
      lead={props.text}
      role="alertdialog"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiText().cancel}</Button>
          <Button kind="danger" busy={props.busy} onClick={() => props.onConfirm()}>
            {props.verb}
          </Button>
        </>
      }
    />
  );
}
