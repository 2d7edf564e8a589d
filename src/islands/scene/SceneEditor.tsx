import { actions } from 'astro:actions';
import { Redo2, Undo2 } from 'lucide-solid';
import { createEffect, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { setTitle } from '#domain/scene/commands.ts';
import { type Finding, findFaults, sameScene } from '#domain/scene/findings.ts';
import type { Scene } from '#domain/scene/model.ts';
import { type Language, negotiate, pick } from '#domain/shared/language.ts';
import { sceneTexts } from '#i18n/studio/scene.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import ConflictDialog from '#islands/ui/ConflictDialog.tsx';
import { call } from '#islands/ui/call.ts';
import IconButton from '#islands/ui/IconButton.tsx';
import { makeDocument } from '#islands/ui/make-document.ts';
import SaveState from '#islands/ui/SaveState.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import { say, sayError } from '#islands/ui/toast.ts';
import BlockList from './BlockList.tsx';
import { conflictFields } from './conflict.ts';
import { type Editing, EditingContext } from './editing.ts';
import Findings from './Findings.tsx';
import { makeLightening } from './make-lightening.ts';
import type { EditorData, SceneAsset } from './model.ts';
import Phone from './Phone.tsx';
import Words from './Words.tsx';

/** The editor of one scene: its parts in order, what is wrong with them, and the phone that shows them. */
export default function SceneEditor(props: { readonly lang: Lang; readonly data: EditorData }) {
  const { lang, data } = props;
  const t = sceneTexts[lang];
  const { campaignId, languages, stored } = data;
  const document_ = makeDocument<Scene>({
    initial: stored,
    save: (baseVersion, doc) =>
      call(actions.scene.save({ campaignId, id: stored.id, baseVersion, doc }), lang),
  });
  const { doc, edit, state } = document_;
  const [assets, setAssets] = createSignal<Readonly<Record<string, SceneAsset>>>(data.assets);
  const [language, setLanguage] = createSignal<Language>(negotiate(languages, lang, null));
  const [open, setOpen] = createSignal<string | null>(null);
  const [heard, announce] = createSignal('');
  const [live, setLive] = createSignal(data.live);
  const [publishing, setPublishing] = createSignal(false);
  const [comparing, setComparing] = createSignal(false);
  const [view, setView] = createSignal<'parts' | 'phone'>('parts');

  const [clips, setClips] = createSignal<ReadonlyMap<string, readonly string[]>>(
    new Map(Object.entries(data.clips)),
  );
  const around = {
    get clips() {
      return clips();
    },
    languages,
    scenes: new Map(data.scenes.map(({ id, published }) => [id, { published }])),
    chapters: new Map(data.chapters.map(({ id, sceneId }) => [id, { sceneId }])),
  };
  const addAsset = (asset: SceneAsset): void => {
    setAssets((known) => ({ ...known, [asset.id]: asset }));
  };
  const editing: Editing = {
    lang,
    t,
    sceneId: stored.id,
    campaignId,
    languages,
    language,
    setLanguage,
    doc,
    edit,
    asset: (id) => (id === null ? undefined : assets()[id]),
    addAsset,
    clipsOf: (id) => clips().get(id ?? '') ?? null,
    setClips: (id, names) => setClips((known) => new Map(known).set(id, names)),
    originalOf: (id) => Object.values(assets()).find((each) => each.lighterId === id && each.id !== id),
    lightening: makeLightening({ lang, campaignId, running: data.lightening, doc, edit, addAsset }),
    scenes: data.scenes,
    chapters: data.chapters,
    around,
    prints: data.prints,
    swatches: data.swatches,
    open,
    setOpen,
    announce,
  };

  const findings = createMemo(() => findFaults(doc(), around));
  const faults = createMemo(() => {
    const byBlock = new Map<string, Finding[]>();
    for (const finding of findings()) {
      if (finding.blockId === null) continue;
      byBlock.set(finding.blockId, [...(byBlock.get(finding.blockId) ?? []), finding]);
    }
    return byBlock;
  });
  const heading = () => pick(doc().title, lang, languages).text || t.untitled;
  createEffect(() => {
    const title = heading();
    const h1 = document.querySelector('.top h1');
    if (h1) h1.textContent = title;
  });

  const unchanged = createMemo(() => {
    const version = live();
    return version !== null && sameScene(version.scene, doc());
  });
  /** Why there is nothing to publish, null when there is. */
  const reason = (): string | null => {
    if (doc().blocks.length === 0) return t.nothingYet;
    if (state() === 'conflict') return t.publishConflict;
    return unchanged() ? fill(t.nothingChanged, { n: live()?.number ?? 0 }) : null;
  };

  async function publish(): Promise<void> {
    setPublishing(true);
    try {
      // What was typed last is saved first; an edit made meanwhile keeps the document dirty and waits.
      for (let tries = 0; tries < 3 && state() !== 'saved'; tries += 1) {
        await document_.save();
        if (state() === 'saving') await new Promise((resolve) => setTimeout(resolve, 300));
      }
      if (state() !== 'saved') return;
      const scene = doc();
      const made = await call(
        actions.scene.publish({ campaignId, id: stored.id, baseVersion: document_.stored().version }),
        lang,
      );
      if (!made.ok) return sayError(made.error.message);
      setLive({ number: made.data.number, scene });
      say(fill(t.publishedNow, { n: made.data.number }));
    } finally {
      setPublishing(false);
    }
  }

  function mend({ kind, blockId, partId, language: lacking }: Finding): void {
    if (lacking) setLanguage(lacking);
    setView('parts');
    if (blockId) setOpen(blockId);
    requestAnimationFrame(() => {
      const row = blockId ? document.querySelector<HTMLElement>(`[data-block="${blockId}"]`) : null;
      const part = partId ? document.querySelector<HTMLElement>(`[data-part="${partId}"]`) : null;
      const where =
        part ?? row ?? document.querySelector<HTMLElement>(kind === 'no_blocks' ? '.kinds' : '.scene-title');
      where?.scrollIntoView({ block: 'nearest' });
      where?.querySelector<HTMLElement>(focusOf[kind] ?? firstField)?.focus();
    });
  }

  onMount(() => {
    const keys = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      if (event.shiftKey) document_.redo();
      else document_.undo();
    };
    addEventListener('keydown', keys);
    onCleanup(() => removeEventListener('keydown', keys));
  });

  const toolbar = document.getElementById('scene-actions');
  return (
    <EditingContext.Provider value={editing}>
      <Show when={toolbar}>
        {(mount) => (
          <Portal mount={mount()}>
            <div class="row scene-tools">
              <SaveState document={document_} onCompare={() => setComparing(true)} />
              <IconButton
                kind="quiet"
                label={t.undo}
                disabled={!document_.canUndo()}
                onClick={document_.undo}
              >
                <Undo2 />
              </IconButton>
              <IconButton
                kind="quiet"
                label={t.redo}
                disabled={!document_.canRedo()}
                onClick={document_.redo}
              >
                <Redo2 />
              </IconButton>
              <Show when={reason()}>{(why) => <small id="publish-reason">{why()}</small>}</Show>
              <Button
                kind="go"
                busy={publishing()}
                disabled={reason() !== null}
                aria-describedby={reason() ? 'publish-reason' : undefined}
                onClick={() => void publish()}
              >
                {reason() ? t.publish : fill(t.publishNext, { n: (live()?.number ?? 0) + 1 })}
              </Button>
            </div>
          </Portal>
        )}
      </Show>
      <div class="scene-views">
        <Segmented
          label={t.views}
          value={view()}
          choices={[
            { value: 'parts', label: t.viewParts },
            { value: 'phone', label: t.viewPhone },
          ]}
          onChange={setView}
        />
      </div>
      <div class="scene-work" data-view={view()}>
        <div class="scene-parts stack">
          <div class="card scene-title">
            <Words
              label={t.sceneTitle}
              hint={t.sceneTitleHint}
              value={doc().title}
              onInput={(title) => edit(setTitle(title), 'title')}
              maxLength={120}
              voice="story"
            />
          </div>
          <BlockList faults={faults()} />
        </div>
        <div class="scene-aside">
          <Findings findings={findings()} onMend={mend} />
          <Phone version={document_.stored().version} empty={doc().blocks.length === 0} />
        </div>
      </div>
      <p class="sr-only" role="status" aria-live="polite">
        {heard()}
      </p>
      <ConflictDialog
        open={comparing() && state() === 'conflict'}
        fields={conflictFields(editing, doc(), document_.other()?.doc ?? doc())}
        onKeepMine={() => {
          setComparing(false);
          void document_.keepMine();
        }}
        onTakeTheirs={() => {
          setComparing(false);
          document_.takeTheirs();
        }}
        onClose={() => setComparing(false)}
      />
    </EditingContext.Provider>
  );
}

const firstField = 'textarea, input:not([type=file]), select, button';
/** What to put the cursor on, where it is not the first field. */
const focusOf: Partial<Record<Finding['kind'], string>> = {
  no_alt: '.block-editor input[type=text]',
  target_gone: 'select',
  no_poster: '.poster button',
  no_url: 'input[type=url]',
  unreachable: '.block-open',
  no_model: '.asset button',
  no_image: '.asset button',
  no_text: 'textarea',
};
