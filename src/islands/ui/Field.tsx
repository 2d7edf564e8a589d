import { createUniqueId, type JSX, Show } from 'solid-js';
import { uiText } from './ui-lang.ts';

/** What every labelled control takes. */
export interface FieldProps {
  readonly label: string;
  readonly hint?: JSX.Element;
  /** One sentence: what is wrong and what to do. Marks the control as invalid. */
  readonly error?: string | null | undefined;
  readonly optional?: boolean | undefined;
  /** The label is there for screen readers only, where the place says it to the eye. */
  readonly hideLabel?: boolean | undefined;
  /** Shown at the end of the label's line: a count, a unit, a link. */
  readonly aside?: JSX.Element;
}

/** The attributes that tie a control to its label, hint and error. */
export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** Label, hint and error around one native control, which `children` draws with the attributes it is given. */
export default function Field(props: FieldProps & { children: (control: ControlAttributes) => JSX.Element }) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id} classList={{ 'sr-only': props.hideLabel === true }}>
        <span>{props.label}</span>
        <Show when={props.optional}>
          <span class="optional">{uiText().optional}</span>
        </Show>
        {props.aside}
      </label>
      {props.children({
        id,
        get 'aria-describedby'() {
          return describedBy();
        },
        get 'aria-invalid'() {
          return props.error ? ('true' as const) : undefined;
        },
      })}
      <Show when={props.hint}>
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={props.error}>
        <p class="error" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
    </div>
  );
}
