import { createEffect, createMemo, createSignal, on, Show } from 'solid-js';
import { fill, formatNumber, formatTyped } from '#i18n/text.ts';
import Field, { type FieldProps } from './Field.tsx';
import { uiLang, uiText } from './ui-lang.ts';

/** A bound from here on only keeps numbers sane; it is not worth saying beside the other one. */
const BEYOND_MEASURE = 1_000_000;

export interface NumberInputProps extends FieldProps {
  /** null: nothing entered. */
  readonly value: number | null;
  /** Called with a finite number within min..max, or null when emptied; half-typed numbers are kept, not sent. */
  readonly onChange: (value: number | null) => void;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly step?: number | undefined;
  /** Only whole numbers. */
  readonly whole?: boolean | undefined;
  /** Shown behind the number: `mm`, `m`, `%`, `€`. */
  readonly unit?: string | undefined;
  readonly name?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/**
 * A number. What is typed is never changed by itself: what cannot be taken stays in the field and is said to be
 * wrong once the field is left, and the value stays what it was.
 */
export default function NumberInput(props: NumberInputProps) {
  const [typed, setTyped] = createSignal(written(props.value));
  const [left, setLeft] = createSignal(false);
  createEffect(
    on(
      createMemo(() => props.value),
      (value) => {
        if (parse(typed()) === value) return;
        setTyped(written(value));
        setLeft(false);
      },
      { defer: true },
    ),
  );
  const inRange = (value: number) =>
    Math.min(props.max ?? Number.POSITIVE_INFINITY, Math.max(props.min ?? Number.NEGATIVE_INFINITY, value));
  const refusal = (text: string): string | null => {
    const t = uiText();
    const value = parse(text);
    if (value === null) return text.trim() === '' && props.optional ? null : t.numberNone;
    if (props.whole && !Number.isInteger(value)) return t.numberWhole;
    if (inRange(value) === value) return null;
    const shown = (bound: number) => formatNumber(uiLang(), bound);
    const { min, max } = props;
    if (min !== undefined && max !== undefined && max < BEYOND_MEASURE) {
      return fill(t.numberBetween, { min: shown(min), max: shown(max) });
    }
    return min === undefined || value > min
      ? fill(t.numberTo, { max: shown(max ?? 0) })
      : fill(t.numberFrom, { min: shown(min) });
  };
  const error = () => props.error ?? (left() ? refusal(typed()) : null);
  const type = (text: string) => {
    setTyped(text);
    const value = parse(text);
    if (value === null ? text.trim() === '' : refusal(text) === null) props.onChange(value);
  };
  const nudge = (steps: number) => {
    const step = props.step ?? 1;
    const decimals = String(step).split('.')[1]?.length ?? 0;
    const next = inRange(Number(((parse(typed()) ?? props.min ?? 0) + steps * step).toFixed(decimals)));
    setTyped(written(next));
    props.onChange(next);
  };
  return (
    <Field {...props} error={error()}>
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
            onFocus={() => setLeft(false)}
            onBlur={() => setLeft(true)}
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

const written = (value: number | null): string => (value === null ? '' : formatTyped(uiLang(), value));

/** A number as typed, with a comma or a point; null when it is none. */
function parse(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
