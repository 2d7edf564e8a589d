import { Combobox as Ark, createListCollection } from '@ark-ui/solid/combobox';
import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import type { FieldProps } from './Field.tsx';
import type { Choice } from './Select.tsx';
import { uiText } from './ui-lang.ts';

export interface ComboboxProps extends FieldProps {
  /** '' for none. */
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** Letters as one searches for them: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** One of many, found by typing. */
export default function Combobox(props: ComboboxProps) {
  const id = createUniqueId();
  const describedBy = () =>
    [props.hint ? `${id}-hint` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const [typed, setTyped] = createSignal('');
  const labelOf = (value: string) => props.choices.find((choice) => choice.value === value)?.label ?? '';
  const [text, setText] = createSignal(labelOf(props.value));
  createEffect(on(() => labelOf(props.value), setText, { defer: true }));
  let input: HTMLInputElement | undefined;
  const found = createMemo(() => {
    const wanted = plain(typed());
    return wanted ? props.choices.filter(({ label }) => plain(label).includes(wanted)) : props.choices;
  });
  const collection = createMemo(() =>
    createListCollection({
      items: [...found()],
      itemToString: ({ label }) => label,
      itemToValue: ({ value }) => value,
      isItemDisabled: ({ disabled }) => disabled === true,
    }),
  );
  return (
    <Ark.Root
      class="field"
      collection={collection()}
      value={props.value ? [props.value] : []}
      onValueChange={({ value }) => props.onChange(value[0] ?? '')}
      inputValue={text()}
      onInputValueChange={({ inputValue, reason }) => {
        setText(inputValue);
        if (reason === 'input-change') setTyped(inputValue);
      }}
      onOpenChange={({ open, reason }) => {
        if (!open) setText(labelOf(props.value));
        if (!open || reason === 'input-change') return;
        setTyped('');
        // After the machine has placed the caret, so that typing replaces the old choice.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            if (typed() === '') input?.select();
          }),
        );
      }}
      disabled={props.disabled === true}
      invalid={Boolean(props.error)}
      openOnClick
      selectionBehavior="replace"
    >
      <Ark.Label class="label">
        {props.label}
        <Show when={props.optional}>
          <span class="optional">{uiText().optional}</span>
        </Show>
      </Ark.Label>
      <Ark.Control class="input input-box">
        <Ark.Input
          ref={(element) => {
            input = element;
          }}
          placeholder={props.placeholder}
          aria-describedby={describedBy()}
        />
        <Ark.Trigger aria-label={uiText().open}>
          <span aria-hidden="true">▾</span>
        </Ark.Trigger>
      </Ark.Control>
      <Portal>
        <Ark.Positioner>
          <Ark.Content class="list-box">
            <For each={found()} fallback={<p class="none">{uiText().nothingFound}</p>}>
              {(item) => (
                <Ark.Item item={item}>
                  <Ark.ItemText>{item.label}</Ark.ItemText>
                  <Ark.ItemIndicator>✓</Ark.ItemIndicator>
                </Ark.Item>
              )}
            </For>
          </Ark.Content>
        </Ark.Positioner>
      </Portal>
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
    </Ark.Root>
  );
}
