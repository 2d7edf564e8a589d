import { Match, onMount, Show, Switch } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import type { Entry } from '#player/scan/read-entry.ts';

/** What was scanned: our own code opens, another address is shown with its host and a warning, text is only shown. */
export default function Found(props: {
  readonly lang: Lang;
  readonly entry: Entry;
  readonly onAgain: () => void;
}) {
  const t = scannerTexts[props.lang];
  let heading: HTMLHeadingElement | undefined;
  onMount(() => heading?.focus());
  const web = () => (props.entry.kind === 'web' ? props.entry : null);
  return (
    <section class="found" aria-labelledby="found">
      <Switch>
        <Match when={props.entry.kind === 'own' && props.entry}>
          {(own) => (
            <>
              <h2 id="found" ref={heading} tabIndex={-1}>
                {fill(t.found, { letters: own().letters })}
              </h2>
              <p>
                <Spinner /> {t.opening}
              </p>
            </>
          )}
        </Match>
        <Match when={web()}>
          {(address) => (
            <>
              <h2 id="found" ref={heading} tabIndex={-1}>
                {t.foreign}
              </h2>
              <p>{t.foreignLead}</p>
              <p class="host">{address().host}</p>
              <Show when={!address().secure}>
                <p class="notice" data-tone="warn">
                  {t.foreignHttp}
                </p>
              </Show>
              <details>
                <summary>{t.wholeAddress}</summary>
                <p class="code-text">{address().url}</p>
              </details>
              <button type="button" class="btn big" data-kind="go" onClick={() => props.onAgain()}>
                {t.again}
              </button>
              <a class="btn big" href={address().url} rel="noopener noreferrer nofollow">
                {fill(t.openForeign, { host: address().host })}
              </a>
            </>
          )}
        </Match>
        <Match when={props.entry.kind === 'text' && props.entry}>
          {(text) => (
            <>
              <h2 id="found" ref={heading} tabIndex={-1}>
                {t.text}
              </h2>
              <p>{t.textLead}</p>
              <p class="held">{text().text}</p>
              <button type="button" class="btn big" data-kind="go" onClick={() => props.onAgain()}>
                {t.again}
              </button>
            </>
          )}
        </Match>
      </Switch>
    </section>
  );
}
