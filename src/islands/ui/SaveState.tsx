import { Match, Show, Switch } from 'solid-js';
import { fill } from '#i18n/text.ts';
import type { CallError } from './call.ts';
import type { DocumentState } from './make-document.ts';
import { savedAtWords } from './saved-at.ts';
import { uiText } from './ui-lang.ts';

/** What `makeDocument` gives that this shows. */
export interface Saving {
  readonly state: () => DocumentState;
  readonly error: () => CallError | null;
  /** Epoch ms; 0 while nothing was saved. */
  readonly stored: () => { readonly updatedAt: number };
  readonly save: () => Promise<void>;
}

/** Says in words whether the work is saved; read out politely when that changes. */
export default function SaveState(props: {
  readonly document: Saving;
  /** Opens the comparison, while there is a conflict. */
  readonly onCompare?: (() => void) | undefined;
}) {
  const state = () => props.document.state();
  const savedAt = () => savedAtWords(props.document.stored().updatedAt);
  const failure = () => {
    const error = props.document.error();
    return error?.code === 'invalid' || error?.code === 'not_signed_in' || error?.code === 'disk_full'
      ? fill(uiText().saveRefused, { reason: error.message })
      : uiText().saveFailed;
  };
  return (
    <div class="save-state" data-state={state()}>
      <span role="status" aria-live="polite">
        <Switch>
          <Match when={state() === 'saved'}>{savedAt()}</Match>
          <Match when={state() === 'dirty'}>{uiText().dirty}</Match>
          <Match when={state() === 'saving'}>{uiText().saving}</Match>
          <Match when={state() === 'failed'}>{failure()}</Match>
          <Match when={state() === 'conflict'}>{uiText().saveConflict}</Match>
        </Switch>
      </span>
      <Show when={state() === 'failed'}>
        <button type="button" class="mend" onClick={() => void props.document.save()}>
          {uiText().saveAgain}
        </button>
      </Show>
      <Show when={state() === 'conflict' && props.onCompare}>
        {(compare) => (
          <button type="button" class="mend" onClick={() => compare()()}>
            {uiText().compare}
          </button>
        )}
      </Show>
    </div>
  );
}
