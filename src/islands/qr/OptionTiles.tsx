import { createUniqueId, For, type JSX } from 'solid-js';
import type { Icon } from './icons.ts';

export interface Tile<Value extends string> {
  readonly value: Value;
  readonly name: string;
  /** Read again when what it shows changes; the tile itself stays, and the focus on it. */
  readonly icon: () => Icon;
}

/** A few looks to choose from by their picture: a radio group whose chosen name stands beside its label. */
export default function OptionTiles<Value extends string>(props: {
  readonly label: string;
  readonly value: Value | null;
  readonly tiles: readonly Tile<Value>[];
  readonly onChange: (value: Value) => void;
  /** Looks that are not offered; what they cost is said below the group. */
  readonly off?: readonly { readonly name: string; readonly icon: Icon }[];
  readonly large?: boolean;
  /** What stands below: why something is missing. */
  readonly children?: JSX.Element;
}) {
  const group = createUniqueId();
  return (
    <fieldset class="option-group">
      <legend>
        <span>{props.label}</span>
        <small>{props.tiles.find(({ value }) => value === props.value)?.name}</small>
      </legend>
      <div class="option-tiles" data-large={props.large ? '' : undefined}>
        <For each={props.tiles}>
          {(tile) => (
            <label class="option-tile" title={tile.name}>
              <input
                class="sr-only"
                type="radio"
                name={group}
                aria-label={tile.name}
                checked={tile.value === props.value}
                onChange={() => props.onChange(tile.value)}
              />
              <IconPicture icon={tile.icon()} />
            </label>
          )}
        </For>
        <For each={props.off}>
          {(tile) => (
            <span class="option-tile" data-off="" title={tile.name} aria-hidden="true">
              <IconPicture icon={tile.icon} />
            </span>
          )}
        </For>
      </div>
      {props.children}
    </fieldset>
  );
}

function IconPicture(props: { readonly icon: Icon }) {
  return (
    <svg viewBox={props.icon.viewBox} aria-hidden="true">
      <For each={props.icon.paths}>
        {(path) => (
          <path
            d={path.d}
            fill={path.fill ?? 'currentColor'}
            fill-rule={path.evenOdd ? 'evenodd' : 'nonzero'}
          />
        )}
      </For>
    </svg>
  );
}
