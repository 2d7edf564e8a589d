import { actions } from 'astro:actions';
import { createEffect, createSignal, For, on, Show } from 'solid-js';
import type { Code } from '#domain/code/model.ts';
import { copyStyle, onStyle } from '#domain/qr/commands.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { letGo, type StyleLink } from '#domain/qr/style-library.ts';
import type { Stored } from '#domain/shared/document.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, type Lang, localeOf, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { call } from '#islands/ui/call.ts';
import Dialog from '#islands/ui/Dialog.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { say, sayError } from '#islands/ui/toast.ts';

/** Another code of the campaign, as a list names it. */
interface OtherCode extends Stored<Code> {
  readonly letters: string;
  readonly bearer: string;
}

/** Gives the look of this code to others of the campaign, which are read each time that it opens. */
export default function CopyDialog(props: {
  readonly lang: Lang;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly campaignId: string;
  readonly codeId: string;
  readonly style: StyleDocument;
  readonly from: StyleLink | undefined;
}) {
  const t = designerTexts[props.lang];
  const [chosen, setChosen] = createSignal<readonly string[]>([]);
  const [keepWords, setKeepWords] = createSignal(true);
  const [busy, setBusy] = createSignal(false);
  /** Null while they are being read. */
  const [others, setOthers] = createSignal<readonly OtherCode[] | null>(null);
  const [refusal, setRefusal] = createSignal('');
  const hasSome = () => others()?.length !== 0 && refusal() === '';

  const read = async () => {
    setOthers(null);
    setRefusal('');
    setChosen([]);
    const { campaignId, codeId: id, lang } = props;
    const answer = await call(actions.code.others({ campaignId, id }), lang);
    if (answer.ok) setOthers(answer.data);
    else setRefusal(answer.error.message);
  };
  createEffect(
    on(
      () => props.open,
      (open) => open && void read(),
    ),
  );

  /** The look, and with it the saved style it follows. */
  const styled = (doc: Code): Code => {
    const next = onStyle(copyStyle(props.style, keepWords()))(doc);
    if (next === doc && doc.from?.id === props.from?.id) return doc;
    return props.from ? { ...next, from: props.from } : letGo(next);
  };
  const isSame = (other: OtherCode) => styled(other.doc) === other.doc;
  const offered = () => (others() ?? []).filter((other) => !other.doc.retired && !isSame(other));
  const picked = () => offered().filter(({ id }) => chosen().includes(id));
  const allChosen = () => offered().length > 0 && picked().length === offered().length;
  const toggle = (id: string, on: boolean) =>
    setChosen(on ? [...chosen(), id] : chosen().filter((one) => one !== id));

  /** Saves one; a newer version there is taken as the base, since only the look changes. */
  const save = async (other: Stored<Code>) => {
    const send = (base: Stored<Code>) =>
      call(
        actions.code.save({
          campaignId: props.campaignId,
          id: base.id,
          baseVersion: base.version,
          doc: styled(base.doc),
        }),
        props.lang,
      );
    const first = await send(other);
    const current = first.ok ? null : (first.error.details['current'] as Stored<Code> | undefined);
    return current ? send(current) : first;
  };
  const copy = async () => {
    setBusy(true);
    const saved: Stored<Code>[] = [];
    const failed: string[] = [];
    let reason = '';
    for (const other of picked()) {
      const answer = await save(other);
      if (answer.ok) saved.push(answer.data);
      else {
        failed.push(other.letters);
        reason = answer.error.message;
      }
    }
    setBusy(false);
    setChosen([]);
    setOthers(
      (others() ?? []).map((other) => {
        const newer = saved.find(({ id }) => id === other.id);
        return newer ? { ...other, version: newer.version, doc: newer.doc } : other;
      }),
    );
    if (failed.length > 0) {
      const codes = new Intl.ListFormat(localeOf(props.lang)).format(failed);
      sayError(fill(t.copyFailed, { codes, reason }));
    } else {
      say(t.copyDone);
      props.onClose();
    }
  };

  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={t.copyTitle}
      lead={others()?.length === 0 ? t.copyNone : t.copyLead}
      footer={
        <Show when={hasSome()}>
          <Button kind="go" busy={busy()} disabled={picked().length === 0} onClick={() => void copy()}>
            {picked().length === 0
              ? t.copyGoNone
              : plural(props.lang, picked().length, { one: t.copyGoOne, other: t.copyGo })}
          </Button>
        </Show>
      }
    >
      <Show when={refusal()}>
        <p role="alert">{refusal()}</p>
      </Show>
      <Show when={hasSome()}>
        <div class="copy-list">
          <Switch label={t.keepWords} checked={keepWords()} onChange={setKeepWords} />
          <Show when={offered().length > 1}>
            <label class="copy-code">
              <input
                type="checkbox"
                checked={allChosen()}
                onChange={(event) =>
                  setChosen(event.currentTarget.checked ? offered().map(({ id }) => id) : [])
                }
              />
              <strong>{fill(t.copyAll, { n: offered().length })}</strong>
            </label>
          </Show>
          <Show when={others() === null}>
            <p class="row dim">
              <Spinner />
              <span role="status">{t.copyLoading}</span>
            </p>
          </Show>
          <ul class="plain">
            <For each={others()}>
              {(other) => {
                const off = () => (other.doc.retired ? t.copyRetired : isSame(other) ? t.copySame : null);
                return (
                  <li>
                    <label class="copy-code" data-off={off() ? '' : undefined}>
                      <input
                        type="checkbox"
                        checked={chosen().includes(other.id) && !off()}
                        disabled={off() !== null}
                        onChange={(event) => toggle(other.id, event.currentTarget.checked)}
                      />
                      <span class="code-text">{other.letters}</span>
                      <span>{other.bearer}</span>
                      <Show when={off()}>
                        <small>{off()}</small>
                      </Show>
                    </label>
                  </li>
                );
              }}
            </For>
          </ul>
        </div>
      </Show>
    </Dialog>
  );
}
