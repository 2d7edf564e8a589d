import { For } from 'solid-js';
import Field, { type FieldProps } from './Field.tsx';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** What is not offered says why, in the label or beside it. */
  readonly disabled?: boolean | undefined;
}

export interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** One of a few: the system's own list, which phones and screen readers know best. */
export default function Select<Value extends string>(props: SelectProps<Value>) {
  return (
    <Field {...props}>
      {(control) => (
        <select
          {...control}
          class="input"
          name={props.name}
          disabled={props.disabled}
          onChange={(event) => {
            const chosen = props.choices.find(({ value }) => value === event.currentTarget.value);
            if (chosen) props.onChange(chosen.value);
          }}
        >
          <For each={props.choices}>
            {(choice) => (
              <option value={choice.value} disabled={choice.disabled} selected={choice.value === props.value}>
                {choice.label}
              </option>
            )}
          </For>
        </select>
      )}
    </Field>
  );
}
