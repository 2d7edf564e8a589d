import '#styles/styles.css';
import { actions } from 'astro:actions';
import { createSignal, createUniqueId, For, Show } from 'solid-js';
import type { Code } from '#domain/code/model.ts';
import {
  freeName,
  letGo,
  partsThatDiffer,
  type SavedStyle,
  type StyleUse,
  takeParts,
  wear,
} from '#domain/qr/style-library.ts';
import { lockParts } from '#domain/qr/style-library-schema.ts';
import type { Fonts } from '#domain/qr/text.ts';
import type { Stored } from '#domain/shared/document.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import { call } from '#islands/ui/call.ts';
import { say, sayError } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import NameDialog from './NameDialog.tsx';
import { partWords } from './part-words.ts';
import StyleMini from './StyleMini.tsx';
import UpdateCodesDialog from './UpdateCodesDialog.tsx';

/** The saved style a code wears: take one, save this look as one, change the style and its other codes. */
export default function SavedStyleCard(props: {
  readonly lang: Lang;
  readonly payload: string;
  readonly code: Code;
  readonly codeId: string;
  readonly styles: readonly Stored<SavedStyle>[];
  readonly mayLock: boolean;
  readonly fonts: Fonts | null;
  readonly images: ReadonlyMap<string, string>;
  readonly edit: (command: (code: Code) => Code) => void;
  /** The library has changed: a style was made or saved anew. */
  readonly onStyle: (style: Stored<SavedStyle>) => void;
}) {
  const t = stylesTexts[props.lang];
  const group = createUniqueId();
  const [naming, setNaming] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [uses, setUses] = createSignal<readonly StyleUse[]>([]);
  const [updating, setUpdating] = createSignal(false);
  const worn = () => props.styles.find(({ id }) => id === props.code.from?.id) ?? null;
  const differs = () => {
    const style = worn();
    return style ? partsThatDiffer(props.code.style, style.doc) : [];
  };
  const behind = () => (props.code.from?.version ?? 0) < (worn()?.version ?? 0) && differs().length > 0;
  const isLocked = () => (worn()?.doc.locked.length ?? 0) > 0;
  const mayChange = () => !isLocked() || props.mayLock;

  const saveAs = async (name: string) => {
    setBusy(true);
    const { style } = props.code;
    const doc: SavedStyle = { schema: 1, name, style, locked: [] };
    const answer = await call(actions.styles.create({ doc }), props.lang);
    setBusy(false);
    if (!answer.ok) return sayError(answer.error.message);
    props.onStyle(answer.data);
    props.edit((code) => ({ ...code, from: { id: answer.data.id, version: answer.data.version } }));
    setNaming(false);
    say(fill(t.saved, { name }));
  };
  /** The style takes this look, its own words aside; the other codes that wear it are offered the same. */
  const changeStyle = async (style: Stored<SavedStyle>) => {
    setBusy(true);
    const doc = { ...style.doc, style: takeParts(style.doc.style, props.code.style, lockParts) };
    const answer = await call(
      actions.styles.save({ id: style.id, baseVersion: style.version, doc }),
      props.lang,
    );
    if (answer.ok) {
      const saved = answer.data;
      props.onStyle(saved);
      props.edit((code) => ({ ...code, from: { id: saved.id, version: saved.version } }));
      say(fill(t.styleChanged, { name: saved.doc.name }));
      await lookForUses(saved.id);
      if (uses().some(({ takes }) => takes.length > 0)) setUpdating(true);
    } else {
      const { current } = answer.error.details;
      if (current) props.onStyle(current as Stored<SavedStyle>);
      sayError(answer.error.message);
    }
    setBusy(false);
  };
  const lookForUses = async (id: string) => {
    const answer = await call(actions.styles.uses({ id }), props.lang);
    if (answer.ok) setUses(answer.data.uses.filter(({ codeId }) => codeId !== props.codeId));
  };

  return (
    <Card title={t.card} aside={<a href={paths.styles()}>{t.library}</a>}>
      <Show when={props.styles.length > 0} fallback={<p class="why">{t.noneHere}</p>}>
        <fieldset class="style-choice">
          <legend class="sr-only">{t.card}</legend>
          <For each={props.styles}>
            {(style) => (
              <label class="style-tile" title={style.doc.name}>
                <input
                  class="sr-only"
                  type="radio"
                  name={group}
                  aria-label={style.doc.name}
                  checked={style.id === props.code.from?.id}
                  onChange={() => props.edit(wear(style))}
                />
                <StyleMini
                  style={style.doc.style}
                  payload={props.payload}
                  fonts={props.fonts}
                  images={props.images}
                />
                <span class="style-name">{style.doc.name}</span>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <Show when={worn()}>
        {(style) => (
          <div class="stack style-state">
            <p role="status">
              {differs().length > 0
                ? fill(t.wearsChanged, { name: style().doc.name, parts: partWords(props.lang, differs()) })
                : fill(t.wears, { name: style().doc.name })}{' '}
              <Show when={behind()}>{t.behind}</Show>
            </p>
            <Show when={isLocked()}>
              <p class="why">
                {fill(t.locked, {
                  name: style().doc.name,
                  parts: partWords(props.lang, style().doc.locked),
                })}
              </p>
            </Show>
            <div class="row">
              <Show when={differs().length > 0}>
                <Button small onClick={() => props.edit(wear(style()))}>
                  {t.takeAgain}
                </Button>
                <Show when={mayChange()}>
                  <Button small busy={busy()} onClick={() => void changeStyle(style())}>
                    {t.keepInStyle}
                  </Button>
                </Show>
              </Show>
              <Show when={mayChange()}>
                <Button
                  small
                  kind="quiet"
                  onClick={() => {
                    props.edit(letGo);
                    say(t.letGoDone);
                  }}
                >
                  {t.letGo}
                </Button>
              </Show>
            </div>
            <Show when={uses().filter(({ takes }) => takes.length > 0).length}>
              {(count) => (
                <p>
                  {plural(props.lang, count(), { one: t.dueOne, other: t.due })}.{' '}
                  <button type="button" class="mend" onClick={() => setUpdating(true)}>
                    {t.updateOffer}
                  </button>
                </p>
              )}
            </Show>
          </div>
        )}
      </Show>
      <div>
        <Button small onClick={() => setNaming(true)}>
          {t.saveAs}
        </Button>
      </div>
      <NameDialog
        lang={props.lang}
        open={naming()}
        title={t.saveAsTitle}
        lead={t.saveAsLead}
        verb={t.save}
        start={
          worn()
            ? freeName(
                worn()?.doc.name ?? '',
                props.styles.map(({ doc }) => doc.name),
              )
            : ''
        }
        taken={props.styles.map(({ doc }) => doc.name)}
        busy={busy()}
        onName={(name) => void saveAs(name)}
        onClose={() => setNaming(false)}
      />
      <Show when={worn()}>
        {(style) => (
          <UpdateCodesDialog
            lang={props.lang}
            open={updating()}
            style={{ id: style().id, name: style().doc.name }}
            uses={uses()}
            onClose={() => setUpdating(false)}
            onChanged={() => void lookForUses(style().id)}
          />
        )}
      </Show>
    </Card>
  );
}
