import { Menu as Ark } from '@ark-ui/solid/menu';
import { For, type JSX, Show } from 'solid-js';
import { Portal } from 'solid-js/web';

export interface MenuItem {
  readonly value: string;
  readonly label: string;
  /** Small words behind the label: a key, a count, why it is off. */
  readonly note?: string | undefined;
  readonly danger?: boolean | undefined;
  readonly disabled?: boolean | undefined;
  /** A line above this entry. */
  readonly apart?: boolean | undefined;
}

/** A button that opens a list of things to do. */
export default function Menu(props: {
  readonly label: JSX.Element;
  /** The button's name where `label` is only an icon. */
  readonly name?: string | undefined;
  readonly items: readonly MenuItem[];
  readonly onSelect: (value: string) => void;
  readonly kind?: 'go' | 'plain' | 'quiet' | undefined;
  readonly small?: boolean | undefined;
}) {
  return (
    <Ark.Root onSelect={({ value }) => props.onSelect(value)} positioning={{ placement: 'bottom-end' }}>
      <Ark.Trigger
        class="btn"
        data-kind={props.kind ?? 'plain'}
        data-size={props.small ? 'small' : undefined}
        aria-label={props.name}
        title={props.name}
      >
        {props.label}
      </Ark.Trigger>
      <Portal>
        <Ark.Positioner>
          <Ark.Content class="menu">
            <For each={props.items}>
              {(item) => (
                <>
                  <Show when={item.apart}>
                    <Ark.Separator />
                  </Show>
                  <Ark.Item
                    value={item.value}
                    disabled={item.disabled}
                    data-tone={item.danger ? 'danger' : undefined}
                  >
                    <span>{item.label}</span>
                    <Show when={item.note}>
                      <small>{item.note}</small>
                    </Show>
                  </Ark.Item>
                </>
              )}
            </For>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
    </Ark.Root>
  );
}
