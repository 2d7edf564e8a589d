import { createSignal } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import type { Lang } from '#i18n/text.ts';
import { type Entry, readEntry } from '#player/scan/read-entry.ts';

/** The code typed by hand. What is not one is explained, and stays in the field. */
export default function TypedWay(props: {
  readonly lang: Lang;
  readonly hosts: readonly string[];
  /** What was typed on the page before, and what is wrong with it. */
  readonly typed: string;
  readonly wrong: string;
  readonly onEntry: (entry: Entry) => void;
}) {
  const t = scannerTexts[props.lang];
  const [typed, setTyped] = createSignal(props.typed);
  const [wrong, setWrong] = createSignal<string | null>(props.wrong || null);
  let input!: HTMLInputElement;

  function read(event: SubmitEvent): void {
    event.preventDefault();
    const entry = readEntry(typed(), props.hosts, true);
    if (entry.kind !== 'text') {
      props.onEntry(entry);
      return;
    }
    setWrong(typed().trim() === '' ? t.typedMissing : t.typedBad);
    input.focus();
  }

  return (
    <section class="way" aria-labelledby="way-typed">
      <h2 id="way-typed">{t.typed}</h2>
      <form onSubmit={read} novalidate>
        <label for="typed">{t.typedLabel}</label>
        <div class="typed">
          <input
            ref={input}
            id="typed"
            class="input input-mono"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            enterkeyhint="go"
            maxLength={200}
            value={typed()}
            aria-invalid={wrong() ? 'true' : undefined}
            aria-describedby="typed-hint typed-wrong"
            onInput={(event) => {
              setTyped(event.currentTarget.value);
              setWrong(null);
            }}
          />
          <button type="submit" class="btn big">
            {t.open}
          </button>
        </div>
        <p class="hint" id="typed-hint">
          {t.typedHint}
        </p>
        <p class="wrong" id="typed-wrong" role="alert">
          {wrong()}
        </p>
      </form>
    </section>
  );
}
