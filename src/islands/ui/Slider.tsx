import { Slider as Ark } from '@ark-ui/solid/slider';
import { createUniqueId, For, Show } from 'solid-js';
import type { FieldProps } from './Field.tsx';

/** A stretch of the track, and what values in it cost. */
export interface SliderZone {
  readonly from: number;
  readonly to: number;
  readonly kind: 'good' | 'fair' | 'bad';
}

export interface SliderProps extends FieldProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number | undefined;
  readonly onChange: (value: number) => void;
  /** After the thumb is let go: the time for costly work. */
  readonly onChangeEnd?: ((value: number) => void) | undefined;
  /** The value in words with its unit, shown and read out: `21 %`. */
  readonly format: (value: number) => string;
  /** Painted on the track, so that the cost is seen before it is paid; say it in words in `hint`. */
  readonly zones?: readonly SliderZone[] | undefined;
  readonly disabled?: boolean | undefined;
}

export default function Slider(props: SliderProps) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const share = (value: number) =>
    (100 * (Math.min(props.max, Math.max(props.min, value)) - props.min)) / (props.max - props.min || 1);
  const zoneAt = (value: number) => props.zones?.find(({ from, to }) => value >= from && value <= to)?.kind;
  return (
    <Ark.Root
      class="slider"
      value={[props.value]}
      min={props.min}
      max={props.max}
      step={props.step ?? 1}
      disabled={props.disabled === true}
      getAriaValueText={({ value }) => props.format(value)}
      onValueChange={({ value }) => props.onChange(value[0] ?? props.min)}
      onValueChangeEnd={({ value }) => props.onChangeEnd?.(value[0] ?? props.min)}
      thumbAlignment="center"
    >
      <div class="field">
        <Ark.Label class="label">
          <span>{props.label}</span>
          <span class="mono">{props.format(props.value)}</span>
        </Ark.Label>
      </div>
      <Ark.Control class="slider-control">
        <Ark.Track class="slider-track">
          <Show when={props.zones} fallback={<Ark.Range class="slider-range" />}>
            {(zones) => (
              <svg class="slider-zones" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <For each={zones()}>
                  {(zone) => (
                    <rect
                      data-zone={zone.kind}
                      x={share(zone.from)}
                      width={Math.max(0, share(zone.to) - share(zone.from))}
                      height="4"
                    />
                  )}
                </For>
              </svg>
            )}
          </Show>
        </Ark.Track>
        <Ark.Thumb
          class="slider-thumb"
          index={0}
          data-zone={zoneAt(props.value)}
          aria-describedby={describedBy()}
        >
          <Ark.HiddenInput />
        </Ark.Thumb>
      </Ark.Control>
      <div class="field">
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
    </Ark.Root>
  );
}
