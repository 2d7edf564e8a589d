import { createUniqueId, Show } from 'solid-js';
import Button from './Button.tsx';
import { uiText } from './ui-lang.ts';

/** A long job: what runs, how far it is, and a way to stop it. */
export default function Progress(props: {
  /** What runs now: "Proving 68 captures". */
  readonly label: string;
  /** 0..1; null while it cannot be told. */
  readonly share: number | null;
  /** The state in figures: `41 of 68`. */
  readonly note?: string | undefined;
  readonly onCancel?: (() => void) | undefined;
}) {
  const id = createUniqueId();
  return (
    <div class="progress">
      <div class="row">
        <span id={id}>{props.label}</span>
        <Show when={props.note}>
          <span class="count">{props.note}</span>
        </Show>
        <Show when={props.onCancel}>
          {(cancel) => (
            <Button small kind="quiet" onClick={() => cancel()()}>
              {uiText().cancel}
            </Button>
          )}
        </Show>
      </div>
      <Show when={props.share !== null} fallback={<progress aria-labelledby={id} max={1} />}>
        <progress aria-labelledby={id} value={props.share ?? 0} max={1} />
      </Show>
    </div>
  );
}
