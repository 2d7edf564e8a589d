import { createEffect, createSignal, on, Show } from 'solid-js';
import type { Target } from '#domain/code/model.ts';
import { parseUrl } from '#domain/code/schedule.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Segmented from '#islands/ui/Segmented.tsx';
import Select from '#islands/ui/Select.tsx';
import TextInput from '#islands/ui/TextInput.tsx';
import type { TargetChoices } from './target-choices.ts';

export interface TargetFieldProps {
  readonly lang: Lang;
  /** Says which target, for screen readers: "Else", "Rule 2". */
  readonly label: string;
  readonly value: Target | null;
  readonly choices: TargetChoices;
  /** Called with whole targets only: a half-typed address stays here. */
  readonly onChange: (target: Target, mergeKey: string | null) => void;
}

/** Chooses what a code leads to: a chapter (the usual case), a scene or a web address. */
export default function TargetField(props: TargetFieldProps) {
  const t = codesTexts[props.lang];
  const [kind, setKind] = createSignal<Target['kind']>(props.value?.kind ?? 'chapter');
  const [typed, setTyped] = createSignal(props.value?.kind === 'url' ? props.value.url : '');
  const [left, setLeft] = createSignal(false);
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (!value) return;
        setKind(value.kind);
        if (value.kind === 'url' && parseUrl(typed()) !== value.url) setTyped(value.url);
      },
      { defer: true },
    ),
  );

  const type = (text: string) => {
    setTyped(text);
    const url = parseUrl(text);
    if (url) props.onChange({ kind: 'url', url }, `url:${props.label}`);
  };
  const idOf = (wanted: 'chapter' | 'scene') => (props.value?.kind === wanted ? props.value.id : '');
  const placeholder = { value: '', label: t.choose, disabled: true };
  const chapterChoices = () => [
    placeholder,
    ...props.choices.chapters.map(({ id, number, title, sceneId }) => ({
      value: id,
      label: `${fill(t.target_chapter, { n: number, title })}${sceneId ? '' : ` (${t.noSceneNote})`}`,
    })),
  ];
  const sceneChoices = () => [
    placeholder,
    ...props.choices.scenes.map(({ id, title, published }) => ({
      value: id,
      label: published ? title : `${title} (${t.unpublishedNote})`,
    })),
  ];

  return (
    <div class="target-field">
      <Segmented
        small
        label={`${props.label}: ${t.kind}`}
        value={kind()}
        choices={(['chapter', 'scene', 'url'] as const).map((value) => ({
          value,
          label: t[`kind_${value}`],
        }))}
        onChange={setKind}
      />
      <Show when={kind() === 'chapter'}>
        <Select
          label={`${props.label}: ${t.chapter}`}
          hideLabel
          hint={props.choices.chapters.length === 0 ? t.noChapters : t.chapterHint}
          value={idOf('chapter')}
          choices={chapterChoices()}
          onChange={(id) => props.onChange({ kind: 'chapter', id }, null)}
        />
      </Show>
      <Show when={kind() === 'scene'}>
        <Select
          label={`${props.label}: ${t.scene}`}
          hideLabel
          hint={props.choices.scenes.length === 0 ? t.noScenes : undefined}
          value={idOf('scene')}
          choices={sceneChoices()}
          onChange={(id) => props.onChange({ kind: 'scene', id }, null)}
        />
      </Show>
      <Show when={kind() === 'url'}>
        <TextInput
          label={`${props.label}: ${t.url}`}
          hideLabel
          type="url"
          voice="mono"
          placeholder="https://"
          maxLength={2_000}
          autocomplete="off"
          hint={t.urlHint}
          value={typed()}
          onInput={type}
          onBlur={() => setLeft(true)}
          error={left() && typed() !== '' && !parseUrl(typed()) ? t.urlBad : null}
        />
        <Show when={parseUrl(typed())?.startsWith('http:')}>
          <p class="notice" data-tone="warn">
            {t.urlHttp}
          </p>
        </Show>
      </Show>
    </div>
  );
}
