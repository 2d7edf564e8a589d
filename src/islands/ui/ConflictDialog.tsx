import { createSignal, For, Show } from 'solid-js';
import Button from './Button.tsx';
import Dialog from './Dialog.tsx';
import TextArea from './TextArea.tsx';
import { uiText } from './ui-lang.ts';

/** One part of the document, as both versions have it. */
export interface ConflictField {
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Both versions side by side, where they differ; mine can be copied as text before theirs is taken. */
export default function ConflictDialog(props: {
  readonly open: boolean;
  readonly fields: readonly ConflictField[];
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
  readonly onClose: () => void;
}) {
  const [copying, setCopying] = createSignal(false);
  const [copied, setCopied] = createSignal(false);
  const differing = () => props.fields.filter(({ mine, theirs }) => mine !== theirs);
  const asText = () => props.fields.map(({ label, mine }) => `${label}\n${mine}`).join('\n\n');
  const copy = async () => {
    setCopying(true);
    setCopied(
      await navigator.clipboard.writeText(asText()).then(
        () => true,
        () => false,
      ),
    );
  };
  const shown = (text: string) => (text ? text : <span class="dim">{uiText().empty}</span>);
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      wide
      role="alertdialog"
      title={uiText().conflictTitle}
      lead={uiText().conflictLead}
      footer={
        <>
          <Button kind="quiet" onClick={() => void copy()}>
            {copied() ? uiText().copied : uiText().copyMine}
          </Button>
          <Button onClick={() => props.onTakeTheirs()}>{uiText().takeTheirs}</Button>
          <Button kind="go" onClick={() => props.onKeepMine()}>
            {uiText().keepMine}
          </Button>
        </>
      }
    >
      <Show when={differing().length > 0} fallback={<p class="dim">{uiText().conflictSame}</p>}>
        <div class="table-scroll">
          <table class="versions">
            <thead>
              <tr>
                <th scope="col">{uiText().conflictField}</th>
                <th scope="col">{uiText().conflictMine}</th>
                <th scope="col">{uiText().conflictTheirs}</th>
              </tr>
            </thead>
            <tbody>
              <For each={differing()}>
                {(field) => (
                  <tr>
                    <th scope="row">{field.label}</th>
                    <td>{shown(field.mine)}</td>
                    <td>{shown(field.theirs)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </div>
      </Show>
      <Show when={copying()}>
        <TextArea label={uiText().copyHere} value={asText()} onInput={() => {}} rows={4} />
      </Show>
    </Dialog>
  );
}
