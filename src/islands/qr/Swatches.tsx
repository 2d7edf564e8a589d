import { createSignal, createUniqueId, For, Show } from 'solid-js';
import { usePalette } from '#islands/styles/palette-context.ts';
import ColourField from '#islands/ui/ColourField.tsx';

/** A colour by one press, or any other by its value: a radio group of swatches and a field that opens. */
export default function Swatches(props: {
  readonly label: string;
  /** `#rrggbb`; null is "the same as", where `sameAs` offers it. */
  readonly value: string | null;
  readonly colours: readonly { readonly hex: string; readonly name: string }[];
  readonly sameAs?: { readonly name: string; readonly hex: string };
  readonly otherLabel: string;
  readonly onChange: (hex: string | null) => void;
}) {
  const group = createUniqueId();
  const [open, setOpen] = createSignal(false);
  const palette = usePalette();
  /** Named colours of the workspace that the row does not show already. */
  const named = () =>
    palette().filter(
      ({ hex }, at, all) =>
        !props.colours.some((one) => one.hex === hex) && all.findIndex((one) => one.hex === hex) === at,
    );
  const other = () =>
    props.value !== null && ![...props.colours, ...palette()].some(({ hex }) => hex === props.value);
  const shown = () => props.value ?? props.sameAs?.hex ?? '#000000';
  return (
    <div class="paint-row">
      <fieldset>
        <legend>
          <span>{props.label}</span>
          <small class="mono">{props.value === null ? props.sameAs?.name : props.value}</small>
        </legend>
        <div class="paint-swatches">
          <Show when={props.sameAs}>
            {(same) => (
              <label class="paint-swatch" data-same="" title={same().name}>
                <input
                  class="sr-only"
                  type="radio"
                  name={group}
                  aria-label={same().name}
                  checked={props.value === null}
                  onChange={() => props.onChange(null)}
                />
                <Dot hex={same().hex} />
              </label>
            )}
          </Show>
          <For each={[...props.colours, ...named()]}>
            {(colour) => (
              <label class="paint-swatch" title={colour.name}>
                <input
                  class="sr-only"
                  type="radio"
                  name={group}
                  aria-label={colour.name}
                  checked={props.value === colour.hex}
                  onChange={() => props.onChange(colour.hex)}
                />
                <Dot hex={colour.hex} />
              </label>
            )}
          </For>
          <button
            type="button"
            class="paint-swatch paint-other"
            aria-expanded={open()}
            aria-label={`${props.label}: ${props.otherLabel}`}
            title={props.otherLabel}
            data-chosen={other() ? '' : undefined}
            onClick={() => setOpen(!open())}
          >
            <Show when={other()} fallback={<span aria-hidden="true">+</span>}>
              <Dot hex={shown()} />
            </Show>
          </button>
        </div>
      </fieldset>
      <Show when={open()}>
        <ColourField
          label={`${props.label}: ${props.otherLabel}`}
          value={shown()}
          onChange={(hex) => props.onChange(hex)}
        />
      </Show>
    </div>
  );
}

/** A filled dot; an SVG fill, since the page's policy takes no style attributes. */
function Dot(props: { readonly hex: string }) {
  return (
    <svg viewBox="0 0 2 2" aria-hidden="true">
      <circle cx="1" cy="1" r="1" fill={props.hex} />
    </svg>
  );
}
