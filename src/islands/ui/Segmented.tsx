import { createUniqueId, For } from 'solid-js';
import type { Choice } from './Select.tsx';

export interface SegmentedProps<Value extends string> {
  /** The name of the group, for screen readers; visible text stands beside it where needed. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
  readonly small?: boolean | undefined;
}

/** Two to five views or modes; arrow keys move, as in any radio group. */
export default function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const group = createUniqueId();
  return (
    <div class="seg" role="radiogroup" aria-label={props.label} data-size={props.small ? 'small' : undefined}>
      <For each={props.choices}>
        {(choice) => (
          <label>
            <input
              class="sr-only"
              type="radio"
              name={group}
              value={choice.value}
              checked={choice.value === props.value}
              disabled={choice.disabled}
              onChange={() => props.onChange(choice.value)}
            />
            {choice.label}
          </label>
        )}
      </For>
    </div>
  );
}
