import { createEffect, createSignal, on, Show } from 'solid-js';
import Field, { type FieldProps } from './Field.tsx';
import { uiText } from './ui-lang.ts';

export interface NumberInputProps extends FieldProps {
  /** null: nothing entered. */
  readonly value: number | null;
  /** Called with a finite number within min..max, or null when emptied; half-typed numbers are kept, not sent. */
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** Shown behind the number: `mm`, `m`, `%`, `€`. */
  readonly unit?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

export default function NumberInput(props: NumberInputProps) {
  const [typed, setTyped] = createSignal(props.value === null ? '' : String(props.value));
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (parse(typed()) !== value) setTyped(value === null ? '' : String(value));
      },
      { defer: true },
    ),
  );
  const inRange = (value: number) =>
    Math.min(props.max ?? Number.POSITIVE_INFINITY, Math.max(props.min ?? Number.NEGATIVE_INFINITY, value));
  const type = (text: string) => {
    setTyped(text);
    const value = parse(text);
    if (value === null ? text.trim() === '' : inRange(value) === value) props.onChange(value);
  };
  const leave = () => {
    const value = parse(typed());
    if (value === null) return setTyped(props.value === null ? '' : String(props.value));
    const held = inRange(value);
    setTyped(String(held));
    if (held !== props.value) props.onChange(held);
    return held;
  };
  const nudge = (steps: number) => {
    const step = props.step ?? 1;
    const decimals = String(step).split('.')[1]?.length ?? 0;
    const next = inRange(Number(((parse(typed()) ?? props.min ?? 0) + steps * step).toFixed(decimals)));
    setTyped(String(next));
    props.onChange(next);
  };
  return (
    <Field {...props}>
      {(control) => (
        <div class="input input-box">
          <input
            {...control}
            class="input-mono"
            inputmode="decimal"
            autocomplete="off"
            role="spinbutton"
            aria-valuenow={parse(typed()) ?? undefined}
            aria-valuetext={typed() ? `${typed()} ${props.unit ?? ''}`.trim() : undefined}
            aria-valuemin={props.min}
            aria-valuemax={props.max}
            name={props.name}
            disabled={props.disabled}
            value={typed()}
            onInput={(event) => type(event.currentTarget.value)}
            onBlur={leave}
            onKeyDown={(event) => {
              const steps = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[event.key];
              if (steps === undefined) return;
              event.preventDefault();
              nudge(steps);
            }}
          />
          <Show when={props.unit}>
            <span class="unit" aria-hidden="true">
              {props.unit}
            </span>
          </Show>
          <button
            type="button"
            tabIndex={-1}
            disabled={props.disabled}
            aria-label={uiText().decrease}
            onClick={() => nudge(-1)}
          >
            −
          </button>
          <button
            type="button"
            tabIndex={-1}
            disabled={props.disabled}
            aria-label={uiText().increase}
            onClick={() => nudge(1)}
          >
            +
          </button>
        </div>
      )}
    </Field>
  );
}

/** A number as typed, with a comma or a point; null when it is none. */
function parse(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
