import { ArrowDown, ArrowUp, X } from 'lucide-solid';
import { type Accessor, createMemo, For, Show } from 'solid-js';
import {
  addOption,
  changeBlock,
  changeOption,
  MAX_OPTIONS,
  moveOption,
  removeOption,
} from '#domain/scene/commands.ts';
import type { BlockOf } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { fill } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import { useEditing } from './editing.ts';
import TargetField from './TargetField.tsx';
import Words from './Words.tsx';

/** A question and its options, each with its words and where it leads. */
export default function ChoiceEditor(props: { readonly block: Accessor<BlockOf<'choice'>> }) {
  const { t, edit } = useEditing();
  const id = props.block().id;
  const ids = createMemo(() => props.block().options.map((option) => option.id), undefined, {
    equals: (one, other) => one.join() === other.join(),
  });
  return (
    <>
      <Words
        label={t.prompt}
        optional
        value={props.block().prompt}
        onInput={(prompt) => edit(changeBlock('choice', id, { prompt }), `${id} prompt`)}
        maxLength={300}
        voice="story"
      />
      <ol class="plain options" aria-label={t.options}>
        <For each={ids()}>
          {(optionId, index) => <Option block={props.block} id={optionId} index={index} />}
        </For>
      </ol>
      <div class="row">
        <Button
          small
          disabled={ids().length >= MAX_OPTIONS}
          onClick={() => edit(addOption(id, { id: newId('opt'), label: {}, target: { kind: 'end' } }))}
        >
          {t.optionAdd}
        </Button>
        <Show when={ids().length >= MAX_OPTIONS}>
          <small>{t.optionsFull}</small>
        </Show>
      </div>
    </>
  );
}

function Option(props: {
  readonly block: Accessor<BlockOf<'choice'>>;
  readonly id: string;
  readonly index: Accessor<number>;
}) {
  const { t, edit } = useEditing();
  const blockId = props.block().id;
  const option = createMemo(
    () => props.block().options.find(({ id }) => id === props.id) ?? props.block().options[0],
  );
  const n = () => props.index() + 1;
  const count = () => props.block().options.length;
  return (
    <Show when={option()}>
      {(shown) => (
        <li class="option" data-part={props.id}>
          <header class="row">
            <strong>{fill(t.option, { n: n() })}</strong>
            <span class="push" />
            <IconButton
              small
              kind="quiet"
              label={fill(t.optionUp, { n: n() })}
              disabled={props.index() === 0}
              onClick={() => edit(moveOption(blockId, props.id, props.index() - 1))}
            >
              <ArrowUp />
            </IconButton>
            <IconButton
              small
              kind="quiet"
              label={fill(t.optionDown, { n: n() })}
              disabled={n() === count()}
              onClick={() => edit(moveOption(blockId, props.id, props.index() + 1))}
            >
              <ArrowDown />
            </IconButton>
            <IconButton
              small
              kind="quiet"
              label={fill(t.optionRemove, { n: n() })}
              disabled={count() === 1}
              onClick={() => edit(removeOption(blockId, props.id))}
            >
              <X />
            </IconButton>
          </header>
          <Words
            label={t.optionLabel}
            value={shown().label}
            onInput={(label) => edit(changeOption(blockId, props.id, { label }), `${props.id} label`)}
            maxLength={120}
          />
          <TargetField
            label={t.optionTarget}
            target={shown().target}
            blockId={blockId}
            onChange={(target) => target && edit(changeOption(blockId, props.id, { target }))}
          />
        </li>
      )}
    </Show>
  );
}
