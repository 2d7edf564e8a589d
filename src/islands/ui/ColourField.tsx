import { ColorPicker as Ark, type Color, parseColor } from '@ark-ui/solid/color-picker';
import { createEffect, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { fill } from '#i18n/text.ts';
import type { FieldProps } from './Field.tsx';
import { uiText } from './ui-lang.ts';

export interface ColourFieldProps extends FieldProps {
  /** `#rrggbb`, lower case. */
  readonly value: string;
  readonly onChange: (hex: string) => void;
  /** Colours to choose with one press: the campaign's own. */
  readonly swatches?: readonly string[] | undefined;
  readonly disabled?: boolean | undefined;
}

const hexPattern = /^#[0-9a-f]{6}$/;

/** A colour: swatches, a hex value, and a panel to mix it. */
export default function ColourField(props: ColourFieldProps) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.hint ? `${id}-hint` : '', error() ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const [typed, setTyped] = createSignal(props.value);
  const [wrong, setWrong] = createSignal<string | null>(null);
  const error = () => props.error ?? wrong();
  createEffect(
    on(
      () => props.value,
      (value) => {
        setTyped(value);
        setWrong(null);
      },
      { defer: true },
    ),
  );
  // A hex value forgets the hue of a dark or grey colour, so the panel keeps the colour it was moved to.
  const [mixed, setMixed] = createSignal(parseColor(hexPattern.test(props.value) ? props.value : '#000000'));
  const hexOf = (colour: Color) => colour.toString('hex').toLowerCase();
  createEffect(
    on(
      () => props.value,
      (hex) => {
        if (hexPattern.test(hex) && hex !== hexOf(mixed())) setMixed(parseColor(hex));
      },
      { defer: true },
    ),
  );
  const set = (hex: string) => {
    if (hexPattern.test(hex) && hex !== props.value) props.onChange(hex);
  };
  const hexIn = (text: string) => `#${text.trim().replace(/^#/, '')}`.toLowerCase();
  const type = (text: string) => {
    setTyped(text);
    setWrong(null);
    set(hexIn(text));
  };
  /** What is no colour stays in the field, with a sentence; nothing typed is the colour that was there. */
  const leave = () => {
    const text = typed().trim();
    if (!text || hexPattern.test(hexIn(text))) setTyped(props.value);
    else setWrong(fill(uiText().colourWrong, { typed: text }));
  };
  return (
    <Ark.Root
      class="field"
      value={mixed()}
      onValueChange={({ value }) => {
        setMixed(value);
        set(hexOf(value));
      }}
      disabled={props.disabled === true}
      format="hsba"
    >
      <Ark.Label class="label">{props.label}</Ark.Label>
      <Show when={props.swatches?.length}>
        <div class="swatches">
          <For each={props.swatches}>
            {(hex) => (
              <button
                type="button"
                class="swatch"
                style={{ background: `${hex}` }}
                aria-label={`${props.label}: ${hex}`}
                aria-pressed={hex === props.value}
                data-chosen={hex === props.value ? '' : undefined}
                disabled={props.disabled}
                onClick={() => set(hex)}
              />
            )}
          </For>
        </div>
      </Show>
      <Ark.Control class="colour-control">
        <Ark.Trigger class="swatch" title={uiText().pickColour} style={{ background: `${props.value}` }} />
        <input
          class="input input-mono"
          aria-label={`${props.label}: ${uiText().colourHex}`}
          aria-invalid={error() ? 'true' : undefined}
          maxLength={40}
          aria-describedby={describedBy()}
          spellcheck={false}
          autocomplete="off"
          disabled={props.disabled}
          value={typed()}
          onInput={(event) => type(event.currentTarget.value)}
          onBlur={leave}
        />
      </Ark.Control>
      <Portal>
        <Ark.Positioner>
          <Ark.Content class="colour-panel">
            <Ark.Area class="colour-area" xChannel="saturation" yChannel="brightness">
              <Ark.AreaBackground />
              <Ark.AreaThumb aria-label={uiText().colourArea} />
            </Ark.Area>
            <Ark.ChannelSlider channel="hue">
              <Ark.ChannelSliderTrack />
              <Ark.ChannelSliderThumb aria-label={uiText().colourHue} />
            </Ark.ChannelSlider>
            <Ark.EyeDropperTrigger class="btn" data-size="small" aria-label={uiText().eyeDropper}>
              {uiText().eyeDropper}
            </Ark.EyeDropperTrigger>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
      <Show when={props.hint}>
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
      <Show when={error()}>
        <p class="error" id={`${id}-error`}>
          {error()}
        </p>
      </Show>
    </Ark.Root>
  );
}
