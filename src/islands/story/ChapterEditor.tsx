import { actions } from 'astro:actions';
import { createEffect, createSignal, For, Show } from 'solid-js';
import { newScene } from '#domain/scene/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { type Localized, pick } from '#domain/shared/language.ts';
import {
  addLink,
  putLinkBack,
  removeLink,
  setCallToAction,
  setChapterText,
  setPhase,
  setScene,
} from '#domain/story/commands.ts';
import type { Chapter } from '#domain/story/model.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import IconButton from '#islands/ui/IconButton.tsx';
import LocalizedField from '#islands/ui/LocalizedField.tsx';
import { makeDocument } from '#islands/ui/make-document.ts';
import Select from '#islands/ui/Select.tsx';
import { sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import EditorBar from './EditorBar.tsx';
import MarkdownField from './MarkdownField.tsx';
import Trashed from './Trashed.tsx';

export interface ChapterEditorProps {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly languages: readonly string[];
  readonly stored: Stored<Chapter>;
  readonly phases: readonly { readonly id: string; readonly name: string }[];
  /** The other chapters, in the order of the matrix. */
  readonly others: readonly { readonly id: string; readonly title: string }[];
  readonly scenes: readonly { readonly id: string; readonly title: string; readonly isPublished: boolean }[];
}

/** Everything a chapter is, saved by itself; the page's heading follows its title. */
export default function ChapterEditor(props: ChapterEditorProps) {
  const t = storyTexts[props.lang];
  const { id } = props.stored;
  const edited = makeDocument({
    initial: props.stored,
    save: (baseVersion, doc) =>
      call(actions.story.saveChapter({ campaignId: props.campaignId, id, baseVersion, doc }), props.lang),
  });
  const doc = edited.doc;
  const [making, setMaking] = createSignal(false);
  const [isTrashed, setTrashed] = createSignal(false);
  const titleOf = (chapterId: string) =>
    props.others.find((other) => other.id === chapterId)?.title ?? t.untitled;
  const title = () => pick(doc().title, props.lang, props.languages).text || t.untitled;
  const linkable = () => props.others.filter((other) => !doc().links.some(({ to }) => to === other.id));

  createEffect(() => {
    const heading = document.querySelector('h1');
    if (heading) heading.textContent = title();
  });

  const write = (key: 'title' | 'question' | 'text') => (value: Localized, language: string) =>
    edited.edit(setChapterText(key, value), `${key} ${language}`);

  async function makeScene(): Promise<void> {
    setMaking(true);
    const made = await call(
      actions.scene.create({ campaignId: props.campaignId, doc: { ...newScene(), title: doc().title } }),
      props.lang,
    );
    if (!made.ok) {
      sayError(made.error.message);
      return void setMaking(false);
    }
    edited.edit(setScene(made.data.id));
    await edited.save();
    if (edited.state() === 'saved') location.assign(paths.scene(props.campaignId, made.data.id));
    else setMaking(false);
  }

  async function trash(): Promise<void> {
    await edited.save();
    const gone = await call(actions.story.trashChapter({ campaignId: props.campaignId, id }), props.lang);
    if (gone.ok) setTrashed(true);
    else sayError(gone.error.message);
  }

  async function restore(): Promise<void> {
    const back = await call(actions.story.restoreChapter({ campaignId: props.campaignId, id }), props.lang);
    if (back.ok) setTrashed(false);
    else sayError(back.error.message);
  }

  const localized = (text: Localized) =>
    props.languages
      .map((language) =>
        props.languages.length > 1 ? `${language}: ${text[language] ?? ''}` : (text[language] ?? ''),
      )
      .join('\n');
  const parts = (chapter: Chapter) => [
    { label: t.titleLabel, text: localized(chapter.title) },
    { label: t.questionLabel, text: localized(chapter.question) },
    { label: t.textLabel, text: localized(chapter.text) },
    {
      label: t.phaseLabel,
      text: props.phases.find((phase) => phase.id === chapter.phaseId)?.name ?? t.noPhase,
    },
    {
      label: t.sceneLabel,
      text:
        props.scenes.find((scene) => scene.id === chapter.sceneId)?.title ??
        chapter.sceneId ??
        t.sceneChooseNone,
    },
    {
      label: t.leadsTo,
      text: chapter.links
        .map(({ to, callToAction }) => `${titleOf(to)}: ${localized(callToAction)}`)
        .join('\n'),
    },
  ];

  return (
    <Show
      when={!isTrashed()}
      fallback={
        <Trashed
          title={fill(t.deletedChapter, { chapter: title() })}
          text={t.trashKeeps}
          undo={t.undoDelete}
          onUndo={() => void restore()}
          back={{ href: paths.story(props.campaignId), label: t.backToStory }}
        />
      }
    >
      <div class="stack editor">
        <EditorBar document={edited} parts={parts}>
          <Button kind="danger" small onClick={() => void trash()}>
            {t.deleteChapter}
          </Button>
        </EditorBar>
        <section class="card stack">
          <LocalizedField
            label={t.titleLabel}
            value={doc().title}
            languages={props.languages}
            maxLength={120}
            voice="story"
            onInput={write('title')}
          />
          <LocalizedField
            label={t.questionLabel}
            hint={t.questionHint}
            value={doc().question}
            languages={props.languages}
            maxLength={300}
            voice="story"
            multiline
            rows={2}
            onInput={write('question')}
          />
          <MarkdownField
            lang={props.lang}
            label={t.textLabel}
            value={doc().text}
            languages={props.languages}
            maxLength={20_000}
            onInput={write('text')}
          />
        </section>
        <section class="card stack">
          <div class="pair">
            <Select
              label={t.phaseLabel}
              value={doc().phaseId ?? ''}
              choices={[
                ...props.phases.map((phase) => ({ value: phase.id, label: phase.name })),
                { value: '', label: t.noPhase },
              ]}
              onChange={(phaseId) => edited.edit(setPhase(phaseId || null))}
            />
            <div class="stack" data-gap="small" id="scene">
              <Select
                label={t.sceneLabel}
                value={doc().sceneId ?? ''}
                choices={[
                  { value: '', label: t.sceneChooseNone },
                  ...props.scenes.map((scene) => ({
                    value: scene.id,
                    label: scene.isPublished ? scene.title : fill(t.sceneUnpublished, { scene: scene.title }),
                  })),
                ]}
                onChange={(sceneId) => edited.edit(setScene(sceneId || null))}
              />
              <Show
                when={doc().sceneId}
                fallback={
                  <Button small busy={making()} onClick={() => void makeScene()}>
                    {t.sceneMake}
                  </Button>
                }
              >
                {(sceneId) => (
                  <p>
                    <a class="mend" href={paths.scene(props.campaignId, sceneId())}>
                      {t.sceneOpenEditor}
                    </a>
                  </p>
                )}
              </Show>
            </div>
          </div>
        </section>
        <section class="card stack">
          <div>
            <h2 class="part">{t.leadsTo}</h2>
            <p class="dim">{t.leadsToHint}</p>
          </div>
          <For each={doc().links.map(({ to }) => to)} fallback={<p class="dim">{t.leadsNowhere}</p>}>
            {(to) => (
              <div class="way">
                <div class="way-to">
                  <a class="mend" href={paths.chapter(props.campaignId, to)}>
                    → {titleOf(to)}
                  </a>
                  <IconButton
                    kind="quiet"
                    small
                    label={fill(t.removeLink, { chapter: titleOf(to) })}
                    onClick={() => {
                      const at = doc().links.findIndex((link) => link.to === to);
                      const link = doc().links[at];
                      edited.edit(removeLink(to));
                      if (!link) return;
                      sayWithUndo(fill(t.linkRemoved, { chapter: titleOf(to) }), () =>
                        edited.edit(putLinkBack(link, at)),
                      );
                    }}
                  >
                    ×
                  </IconButton>
                </div>
                <LocalizedField
                  label={fill(t.callToAction, { chapter: titleOf(to) })}
                  value={doc().links.find((link) => link.to === to)?.callToAction ?? {}}
                  languages={props.languages}
                  maxLength={120}
                  onInput={(value, language) =>
                    edited.edit(setCallToAction(to, value), `cta ${to} ${language}`)
                  }
                />
              </div>
            )}
          </For>
          <Show when={linkable().length > 0}>
            <Select
              label={t.addLink}
              value=""
              choices={[
                { value: '', label: t.addLinkChoose },
                ...linkable().map((other) => ({ value: other.id, label: other.title })),
              ]}
              onChange={(to) => {
                if (to) edited.edit(addLink(to));
              }}
            />
          </Show>
        </section>
      </div>
    </Show>
  );
}
