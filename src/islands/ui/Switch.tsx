import { type JSX, Show } from 'solid-js';

export interface SwitchProps {
  readonly label: string;
  readonly hint?: JSX.Element;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** On or off, at once. */
export default function Switch(props: SwitchProps) {
  return (
    <label class="switch">
      <input
        class="sr-only"
        type="checkbox"
        role="switch"
        aria-checked={props.checked}
        name={props.name}
        checked={props.checked}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span class="track" aria-hidden="true" />
      <span class="text">
        <span>{props.label}</span>
        <Show when={props.hint}>
          <small>{props.hint}</small>
        </Show>
      </span>
    </label>
  );
}
