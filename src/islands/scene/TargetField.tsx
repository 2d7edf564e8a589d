import { createMemo, For, Show } from 'solid-js';
import { targetFault } from '#domain/scene/findings.ts';
import type { ChoiceTarget } from '#domain/scene/model.ts';
import { fill } from '#i18n/text.ts';
import Field from '#islands/ui/Field.tsx';
import { blockName, gist, shownText, useEditing } from './editing.ts';

const keyOf = (target: ChoiceTarget): string =>
  target.kind === 'end' ? 'end' : `${target.kind}:${target.id}`;

function targetOf(key: string): ChoiceTarget | null {
  if (key === '') return null;
  const [kind = '', id = ''] = key.split(':');
  return kind === 'block' || kind === 'scene' || kind === 'chapter' ? { kind, id } : { kind: 'end' };
}

const shorten = (text: string): string => (text.length > 48 ? `${text.slice(0, 47).trimEnd()}…` : text);

/** Where the telling goes: a part of this scene, another scene, a chapter, or the end. */
export default function TargetField(props: {
  readonly label: string;
  /** Null leads nowhere, where that is offered: `nowhere` are the words for it. */
  readonly target: ChoiceTarget | null;
  readonly nowhere?: string;
  readonly blockId: string;
  readonly onChange: (target: ChoiceTarget | null) => void;
}) {
  const editing = useEditing();
  const { t, doc, scenes, chapters, sceneId, around } = editing;
  const fault = () => (props.target ? targetFault(doc(), props.target, around) : null);
  const chosen = () => (props.target ? keyOf(props.target) : '');
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
    return what ? fill(t[`f_${what}`], { part: props.nowhere ? t.effectThis : t.optionTargetThis }) : null;
  };
  const option = (key: string, label: string) => (
    <option value={key} selected={chosen() === key}>
      {label}
    </option>
  );
  return (
    <Field label={props.label} error={error()}>
      {(control) => (
        <select
          {...control}
          class="input"
          onChange={(event) => props.onChange(targetOf(event.currentTarget.value))}
        >
          <Show when={fault() === 'target_gone'}>{option(chosen(), t.targetGone)}</Show>
          <Show when={props.nowhere}>{(words) => option('', words())}</Show>
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
