import { actions } from 'astro:actions';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { StyleUse } from '#domain/qr/style-library.ts';
import { pick } from '#domain/shared/language.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, type Lang, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Dialog from '#islands/ui/Dialog.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { partWords } from './part-words.ts';

/** Offers the codes that wear a style the look it has now; what was done can be undone. */
export default function UpdateCodesDialog(props: {
  readonly lang: Lang;
  readonly open: boolean;
  readonly style: { readonly id: string; readonly name: string };
  readonly uses: readonly StyleUse[];
  readonly onClose: () => void;
  /** After codes were changed, or changed back. */
  readonly onChanged: () => void;
}) {
  const t = stylesTexts[props.lang];
  const due = () => props.uses.filter(({ takes }) => takes.length > 0);
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.open,
      (open) => open && setLeft(new Set<string>()),
    ),
  );
  const chosen = () => due().filter(({ codeId }) => !left().has(codeId));
  const toggle = (id: string, on: boolean) =>
    setLeft(new Set(on ? [...left()].filter((one) => one !== id) : [...left(), id]));

  const update = async () => {
    const { id } = props.style;
    setBusy(true);
    const answer = await call(
      actions.styles.update({ id, codeIds: chosen().map(({ codeId }) => codeId) }),
      props.lang,
    );
    setBusy(false);
    if (!answer.ok) return sayError(answer.error.message);
    const { steps } = answer.data;
    props.onChanged();
    props.onClose();
    sayWithUndo(plural(props.lang, steps.length, { one: t.updatedOne, other: t.updated }), async () => {
      const back = await call(actions.styles.takeBack({ id, steps }), props.lang);
      if (!back.ok) return sayError(back.error.message);
      say(plural(props.lang, back.data.count, { one: t.takenBackOne, other: t.takenBack }));
      props.onChanged();
    });
  };

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={fill(t.updateTitle, { name: props.style.name })}
      lead={due().length > 0 ? t.updateLead : t.updateNone}
      footer={
        <Show when={due().length > 0}>
          <Button kind="go" busy={busy()} disabled={chosen().length === 0} onClick={() => void update()}>
            {chosen().length === 0
              ? t.updateGoNone
              : plural(props.lang, chosen().length, { one: t.updateGoOne, other: t.updateGo })}
          </Button>
        </Show>
      }
    >
      <Show when={due().length > 0}>
        <div class="copy-list">
          <Show when={due().length > 1}>
            <label class="copy-code">
              <input
                type="checkbox"
                checked={chosen().length === due().length}
                onChange={(event) =>
                  setLeft(new Set(event.currentTarget.checked ? [] : due().map(({ codeId }) => codeId)))
                }
              />
              <strong>{fill(t.updateAll, { n: due().length })}</strong>
            </label>
          </Show>
          <ul class="plain">
            <For each={due()}>
              {(use) => (
                <li>
                  <label class="copy-code">
                    <input
                      type="checkbox"
                      checked={!left().has(use.codeId)}
                      onChange={(event) => toggle(use.codeId, event.currentTarget.checked)}
                    />
                    <span class="code-text">{use.letters}</span>
                    <span>{pick(use.campaignTitle, props.lang, use.languages).text}</span>
                    <small>{fill(t.updateDiffers, { parts: partWords(props.lang, use.takes) })}</small>
                  </label>
                </li>
              )}
            </For>
          </ul>
        </div>
      </Show>
    </Dialog>
  );
}
