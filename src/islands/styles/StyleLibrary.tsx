import '#styles/styles.css';
import { actions } from 'astro:actions';
import { createSignal, For, onMount, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { freeName, type PaletteBook, type SavedStyle, type StyleUse } from '#domain/qr/style-library.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang } from '#i18n/text.ts';
import { loadPrintFonts } from '#islands/qr/load-fonts.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import EmptyState from '#islands/ui/EmptyState.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import LibraryStyle, { type StyleAct } from './LibraryStyle.tsx';
import { makeStyleScores } from './make-style-scores.ts';
import NameDialog from './NameDialog.tsx';
import PaletteEditor from './PaletteEditor.tsx';
import { downloadStyle, readChosenStyle } from './style-files.ts';

/** Every saved style of the workspace and its palettes. */
export default function StyleLibrary(props: {
  readonly lang: Lang;
  readonly styles: readonly Stored<SavedStyle>[];
  readonly uses: readonly StyleUse[];
  readonly palettes: Stored<PaletteBook>;
  readonly mayLock: boolean;
  /** A sample address as codes say it: `HTTPS://HOST/Q/CODE`. */
  readonly payload: string;
  readonly logoUrls: Readonly<Record<string, string>>;
  readonly actionsId: string;
}) {
  const t = stylesTexts[props.lang];
  const [styles, setStyles] = createSignal(props.styles);
  const [uses, setUses] = createSignal(props.uses);
  const [fonts, setFonts] = createSignal<Fonts | null>(null);
  const [renaming, setRenaming] = createSignal<Stored<SavedStyle> | null>(null);
  const scoreOf = makeStyleScores(props.payload, props.logoUrls);
  const images = new Map(Object.entries(props.logoUrls));
  let input: HTMLInputElement | undefined;
  onMount(() => void loadPrintFonts().then(setFonts, () => undefined));

  const names = () => styles().map(({ doc }) => doc.name);
  const put = (saved: Stored<SavedStyle>) =>
    setStyles(
      styles().some(({ id }) => id === saved.id)
        ? styles().map((one) => (one.id === saved.id ? saved : one))
        : [...styles(), saved],
    );
  /** Saves a style anew; a newer one there is shown instead, and said. */
  const save = async (style: Stored<SavedStyle>, change: Partial<SavedStyle>): Promise<boolean> => {
    const answer = await call(
      actions.styles.save({
        id: style.id,
        baseVersion: style.version,
        doc: { ...style.doc, ...change },
      }),
      props.lang,
    );
    if (answer.ok) put(answer.data);
    else {
      const current = answer.error.details['current'] as Stored<SavedStyle> | undefined;
      put(current ?? { ...style });
      sayError(answer.error.message);
    }
    return answer.ok;
  };
  const create = async (doc: SavedStyle): Promise<Stored<SavedStyle> | null> => {
    const answer = await call(
      actions.styles.create({ doc: { ...doc, name: freeName(doc.name, names()) } }),
      props.lang,
    );
    if (!answer.ok) {
      sayError(answer.error.message);
      return null;
    }
    put(answer.data);
    return answer.data;
  };
  const lookForUses = async (id: string) => {
    const answer = await call(actions.styles.uses({ id }), props.lang);
    if (answer.ok) setUses([...uses().filter(({ styleId }) => styleId !== id), ...answer.data.uses]);
  };
  const remove = async (style: Stored<SavedStyle>) => {
    const answer = await call(actions.styles.trash({ id: style.id }), props.lang);
    if (!answer.ok) return sayError(answer.error.message);
    const at = styles().indexOf(style);
    setStyles(styles().filter(({ id }) => id !== style.id));
    sayWithUndo(fill(t.removed, { name: style.doc.name }), async () => {
      const back = await call(actions.styles.restore({ id: style.id }), props.lang);
      if (!back.ok) return sayError(back.error.message);
      setStyles([...styles().slice(0, at), back.data, ...styles().slice(at)]);
      say(fill(t.restored, { name: style.doc.name }));
    });
  };
  const act = async (style: Stored<SavedStyle>, what: StyleAct) => {
    if (what === 'rename') setRenaming(style);
    if (what === 'download') downloadStyle(style.doc);
    if (what === 'remove') await remove(style);
    if (what === 'copy') {
      const made = await create({ ...style.doc, locked: [] });
      if (made) say(fill(t.copied, { name: made.doc.name }));
    }
  };
  const importFile = async (file: File | undefined) => {
    if (!file) return;
    const read = await readChosenStyle(props.lang, file);
    if ('sentence' in read) return sayError(read.sentence);
    const made = await create({ ...read.saved, locked: props.mayLock ? read.saved.locked : [] });
    if (!made) return;
    const lost = read.saved.style.logo && !made.doc.style.logo;
    say(fill(lost ? t.importedNoLogo : t.imported, { name: made.doc.name }));
  };

  return (
    <>
      <Portal mount={document.getElementById(props.actionsId) ?? document.body}>
        <input
          ref={input}
          class="sr-only"
          type="file"
          accept=".json,application/json"
          tabindex="-1"
          aria-label={t.importFile}
          onChange={(event) => {
            const { currentTarget } = event;
            void importFile(currentTarget.files?.[0]);
            currentTarget.value = '';
          }}
        />
        <Button onClick={() => input?.click()}>{t.importFile}</Button>
      </Portal>
      <Show
        when={styles().length > 0}
        fallback={
          <EmptyState title={t.empty} text={t.emptyHint}>
            <a class="btn" href={paths.studio()}>
              {t.toCampaigns}
            </a>
          </EmptyState>
        }
      >
        <div class="library">
          <For each={styles()}>
            {(style) => (
              <LibraryStyle
                lang={props.lang}
                style={style}
                uses={uses().filter(({ styleId }) => styleId === style.id)}
                score={scoreOf(style.doc.style)}
                payload={props.payload}
                fonts={fonts()}
                images={images}
                mayLock={props.mayLock}
                onAct={(what) => void act(style, what)}
                onLock={(locked) => void save(style, { locked })}
                onUpdated={() => void lookForUses(style.id)}
              />
            )}
          </For>
        </div>
      </Show>
      <PaletteEditor lang={props.lang} book={props.palettes} />
      <Show when={renaming()}>
        {(style) => (
          <NameDialog
            lang={props.lang}
            open
            title={t.renameTitle}
            verb={t.rename}
            start={style().doc.name}
            taken={names().filter((name) => name !== style().doc.name)}
            onName={async (name) => {
              if (await save(style(), { name })) say(fill(t.renamed, { name }));
              setRenaming(null);
            }}
            onClose={() => setRenaming(null)}
          />
        )}
      </Show>
    </>
  );
}
