import { actions } from 'astro:actions';
import { Trash2 } from 'lucide-solid';
import { createSignal, For, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { newScene } from '#domain/scene/model.ts';
import { sceneTexts } from '#i18n/studio/scene.ts';
import { fill, formatNumber, type Lang, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import EmptyState from '#islands/ui/EmptyState.tsx';
import IconButton from '#islands/ui/IconButton.tsx';
import { sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import type { SceneEntry } from './model.ts';

/** The scenes of a campaign; what no chapter or code needs can go to the trash and come back. */
export default function SceneList(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly entries: readonly SceneEntry[];
}) {
  const { lang, campaignId } = props;
  const t = sceneTexts[lang];
  const [entries, setEntries] = createSignal(props.entries);
  const [busy, setBusy] = createSignal(false);

  async function create(): Promise<void> {
    setBusy(true);
    const made = await call(actions.scene.create({ campaignId, doc: newScene() }), lang);
    if (made.ok) return location.assign(paths.scene(campaignId, made.data.id));
    setBusy(false);
    sayError(made.error.message);
  }

  async function trash(entry: SceneEntry): Promise<void> {
    const title = entry.title || t.untitled;
    if (entry.chapters.length > 0) {
      const names = entry.chapters.map((chapter) => `“${chapter.title || t.untitledChapter}”`).join(', ');
      return sayError(fill(t.inUse, { names }));
    }
    if (entry.codes > 0) return sayError(t.inUseCodes);
    const done = await call(actions.scene.trash({ campaignId, id: entry.id }), lang);
    if (!done.ok) return sayError(done.error.message);
    const index = entries().indexOf(entry);
    setEntries((all) => all.filter((other) => other !== entry));
    sayWithUndo(fill(t.removed, { title }), async () => {
      const back = await call(actions.scene.restore({ campaignId, id: entry.id }), lang);
      if (!back.ok) return sayError(back.error.message);
      setEntries((all) => all.toSpliced(index, 0, entry));
    });
  }

  const newButton = () => (
    <Button kind="go" busy={busy()} onClick={() => void create()}>
      {t.create}
    </Button>
  );
  const toolbar = document.getElementById('scene-actions');
  return (
    <Show
      when={entries().length > 0}
      fallback={
        <EmptyState title={t.none} text={t.noneHint}>
          {newButton()}
        </EmptyState>
      }
    >
      <Show when={toolbar}>{(mount) => <Portal mount={mount()}>{newButton()}</Portal>}</Show>
      <ul class="plain scene-list">
        <For each={entries()}>
          {(entry) => (
            <Entry entry={entry} lang={lang} campaignId={campaignId} onTrash={() => void trash(entry)} />
          )}
        </For>
      </ul>
    </Show>
  );
}

function Entry(props: {
  readonly entry: SceneEntry;
  readonly lang: Lang;
  readonly campaignId: string;
  readonly onTrash: () => void;
}) {
  const { entry, lang, campaignId } = props;
  const t = sceneTexts[lang];
  const title = entry.title || t.untitled;
  const { published, picture } = entry;
  return (
    <li class="card scene-card">
      <div class="scene-cover" aria-hidden="true">
        <Show when={picture} fallback={<p class="story">{entry.words || t.emptyScene}</p>}>
          {(file) => (
            <img src={file().url} width={file().width} height={file().height} alt="" loading="lazy" />
          )}
        </Show>
      </div>
      <div class="scene-facts">
        <h2>
          <a href={paths.scene(campaignId, entry.id)}>{title}</a>
        </h2>
        <p class="row">
          <Show when={published} fallback={<span class="chip">{t.unpublished}</span>}>
            {(version) => (
              <>
                <span class="chip" data-tone="ok">
                  {fill(t.published, { n: formatNumber(lang, version().number) })}
                </span>
                <Show when={version().changed}>
                  <span class="chip" data-tone="warn">
                    {t.changed}
                  </span>
                </Show>
                <small>{fill(t.publishedOn, { date: version().on })}</small>
              </>
            )}
          </Show>
        </p>
        <p class="dim">
          <Show when={entry.chapters.length > 0} fallback={entry.codes === 0 ? t.shownByNone : ''}>
            {t.shownBy}{' '}
            <For each={entry.chapters}>
              {(chapter, index) => (
                <>
                  {index() > 0 ? ', ' : ''}
                  <a href={paths.chapter(campaignId, chapter.id)}>{chapter.title || t.untitledChapter}</a>
                </>
              )}
            </For>
          </Show>
          <Show when={entry.codes > 0}>
            {entry.chapters.length > 0 ? ' · ' : ''}
            {plural(lang, entry.codes, { one: t.codesOne, other: t.codesOther })}
          </Show>
        </p>
      </div>
      <footer class="row">
        <small>{plural(lang, entry.blocks, { one: t.blocksOne, other: t.blocksOther })}</small>
        <span class="push" />
        <IconButton small kind="quiet" label={fill(t.removeNamed, { title })} onClick={() => props.onTrash()}>
          <Trash2 />
        </IconButton>
      </footer>
    </li>
  );
}
