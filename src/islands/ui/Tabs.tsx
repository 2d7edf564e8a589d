import { Tabs as Ark } from '@ark-ui/solid/tabs';
import { For, type JSX } from 'solid-js';

export interface Tab {
  readonly value: string;
  readonly label: JSX.Element;
  readonly content: () => JSX.Element;
}

/** Parts of one thing, one shown at a time; a panel is made when it is first opened. */
export default function Tabs(props: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value?: string | undefined;
  readonly onChange?: ((value: string) => void) | undefined;
}) {
  return (
    <Ark.Root
      defaultValue={props.value ?? props.tabs[0]?.value ?? ''}
      onValueChange={({ value }) => props.onChange?.(value)}
      lazyMount
    >
      <Ark.List class="tabs-list" aria-label={props.label}>
        <For each={props.tabs}>{(tab) => <Ark.Trigger value={tab.value}>{tab.label}</Ark.Trigger>}</For>
      </Ark.List>
      <For each={props.tabs}>
        {(tab) => (
          <Ark.Content class="tabs-panel" value={tab.value}>
            {tab.content()}
          </Ark.Content>
        )}
      </For>
    </Ark.Root>
  );
}
