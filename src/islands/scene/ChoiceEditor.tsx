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
import { targetFault } from '#domain/scene/findings.ts';
import type { BlockOf, ChoiceTarget } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { fill } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Field from '#islands/ui/Field.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import { blockName, gist, shownText, useEditing } from './editing.ts';
import Words from './Words.tsx';

const keyOf = (target: ChoiceTarget): string =>
  target.kind === 'end' ? 'end' : `${target.kind}:${target.id}`;

function targetOf(key: string): ChoiceTarget {
  const [kind = '', id = ''] = key.split(':');
  return kind === 'block' || kind === 'scene' || kind === 'chapter' ? { kind, id } : { kind: 'end' };
}

const shorten = (text: string): string => (text.length > 48 ? `${text.slice(0, 47).trimEnd()}…` : text);

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
          <Target
            target={shown().target}
            blockId={blockId}
            onChange={(target) => edit(changeOption(blockId, props.id, { target }))}
          />
        </li>
      )}
    </Show>
  );
}

function Target(props: {
  readonly target: ChoiceTarget;
  readonly blockId: string;
  readonly onChange: (target: ChoiceTarget) => void;
}) {
  const editing = useEditing();
  const { t, doc, scenes, chapters, sceneId, around } = editing;
  const fault = () => targetFault(doc(), props.target, around);
  const others = scenes.filter(({ id }) => id !== sceneId);
  const published = (id: string | null) => id !== null && around.scenes.get(id)?.published === true;
  const blocks = createMemo(() =>
    doc()
      .blocks.filter(({ id }) => id !== props.blockId)
      .map((block) => ({
        key: `block:${block.id}`,
        label: [blockName(editing, block.id), shorten(gist(editing, block))].filter(Boolean).join(' · '),
      })),
  );
  const error = () => {
    const what = fault();
    return what ? fill(t[`f_${what}`], { part: t.optionTargetThis }) : null;
  };
  const option = (key: string, label: string) => (
    <option value={key} selected={keyOf(props.target) === key}>
      {label}
    </option>
  );
  return (
    <Field label={t.optionTarget} error={error()}>
      {(control) => (
        <select
          {...control}
          class="input"
          onChange={(event) => props.onChange(targetOf(event.currentTarget.value))}
        >
          <Show when={fault() === 'target_gone'}>{option(keyOf(props.target), t.targetGone)}</Show>
          {option('end', t.targetEnd)}
          <Show when={blocks().length > 0}>
            <optgroup label={t.targetHere}>
              <For each={blocks()}>{({ key, label }) => option(key, label)}</For>
            </optgroup>
          </Show>
          <Show when={others.length > 0}>
            <optgroup label={t.targetScenes}>
              <For each={others}>
                {({ id, title }) => {
                  const name = shownText(editing, title) || t.untitled;
                  return option(`scene:${id}`, published(id) ? name : fill(t.targetDraft, { name }));
                }}
              </For>
            </optgroup>
          </Show>
          <Show when={chapters.length > 0}>
            <optgroup label={t.targetChapters}>
              <For each={chapters}>
                {({ id, title, sceneId: shows }) => {
                  const name = shownText(editing, title) || t.untitledChapter;
                  const label = published(shows)
                    ? name
                    : fill(shows === null ? t.targetBare : t.targetDraft, { name });
                  return option(`chapter:${id}`, label);
                }}
              </For>
            </optgroup>
          </Show>
        </select>
      )}
    </Field>
  );
}
