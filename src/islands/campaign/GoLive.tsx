import { For, Show } from 'solid-js';
import { briefTexts } from '#i18n/studio/brief.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Dialog from '#islands/ui/Dialog.tsx';
import { uiText } from '#islands/ui/ui-lang.ts';

const SHOWN = 6;

/** Asks before the story opens to everybody: what opens, and what stays closed. */
export default function GoLive(props: {
  readonly lang: Lang;
  readonly open: boolean;
  /** Titles of the chapters that open. */
  readonly opens: readonly string[];
  /** What stays closed, in words. */
  readonly gaps: readonly string[];
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}) {
  const t = briefTexts[props.lang];
  const list = (entries: readonly string[]) => (
    <ul class="go-live">
      <For each={entries.slice(0, SHOWN)}>{(entry) => <li>{entry}</li>}</For>
      <Show when={entries.length > SHOWN}>
        <li class="dim">{fill(t.more, { n: formatNumber(props.lang, entries.length - SHOWN) })}</li>
      </Show>
    </ul>
  );
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      role="alertdialog"
      title={t.goLiveQuestion}
      lead={t.goLiveText}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{uiText().cancel}</Button>
          <Button kind="go" onClick={() => props.onConfirm()}>
            {t.goLive}
          </Button>
        </>
      }
    >
      <div class="stack">
        <section>
          <h3>{t.opens}</h3>
          <Show when={props.opens.length > 0} fallback={<p class="dim">{t.opensNothing}</p>}>
            {list(props.opens)}
          </Show>
        </section>
        <Show when={props.gaps.length > 0}>
          <section class="notice" data-tone="warn">
            <h3>{t.staysClosed}</h3>
            {list(props.gaps)}
          </section>
        </Show>
      </div>
    </Dialog>
  );
}
