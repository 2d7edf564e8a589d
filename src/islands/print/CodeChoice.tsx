import { createMemo, createSignal, For, Show } from 'solid-js';
import { MOST_CODES } from '#domain/qr/labels.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Select from '#islands/ui/Select.tsx';
import TextInput from '#islands/ui/TextInput.tsx';

/** A code as the print page needs it. */
export interface PrintableCode {
  readonly id: string;
  readonly letters: string;
  readonly payload: string;
  readonly shortUrl: string;
  /** Index into the page's styles. */
  readonly style: number;
  /** Its place's name, or its own, '' for none: what stands on labels. */
  readonly place: string;
  readonly placeId: string | null;
  /** 'post' for the codes of online posts. */
  readonly medium: string;
  readonly mediumName: string;
  /** Where it is, in words. */
  readonly where: string;
  readonly leastModuleMm: number;
}

/** Letters as one searches for them: without case and accents. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const NONE = 'none';

/** Which codes: narrowed by medium, place and words, chosen one by one or all that are shown. */
export default function CodeChoice(props: {
  readonly lang: Lang;
  readonly codes: readonly PrintableCode[];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (ids: ReadonlySet<string>) => void;
  readonly medium: string;
  readonly place: string;
}) {
  const t = printTexts[props.lang];
  const [wanted, setWanted] = createSignal('');
  const [medium, setMedium] = createSignal(props.medium);
  const [place, setPlace] = createSignal(props.place);
  const mediaChoices = [
    { value: '', label: t.anyMedium },
    ...[...new Map(props.codes.map((code) => [code.medium, code.mediumName]))].map(([value, label]) => ({
      value,
      label,
    })),
  ];
  const placeChoices = [
    { value: '', label: t.anyPlace },
    ...[...new Map(props.codes.flatMap((code) => (code.placeId ? [[code.placeId, code.place]] : [])))].map(
      ([value = '', label = '']) => ({ value, label }),
    ),
    ...(props.codes.some(({ placeId }) => placeId === null) ? [{ value: NONE, label: t.noPlace }] : []),
  ];
  // What the page was opened for stands at the head of the list.
  const before = props.chosen;
  const ordered = props.codes.toSorted(
    (one, other) => Number(before.has(other.id)) - Number(before.has(one.id)),
  );
  const shown = createMemo(() => {
    const words = plain(wanted()).split(/\s+/).filter(Boolean);
    return ordered.filter((code) => {
      const text = plain([code.letters, code.mediumName, code.where].join(' '));
      return (
        (medium() === '' || code.medium === medium()) &&
        (place() === '' || (code.placeId ?? NONE) === place()) &&
        words.every((word) => text.includes(word))
      );
    });
  });
  const all = () => shown().length > 0 && shown().every(({ id }) => props.chosen.has(id));
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(props.chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    props.onChosen(next);
  };
  return (
    <section class="card print-codes">
      <header>
        <h2>{t.codes}</h2>
        <span class="count" role="status">
          {fill(t.chosen, {
            n: formatNumber(props.lang, props.chosen.size),
            all: formatNumber(props.lang, props.codes.length),
          })}
        </span>
      </header>
      <div class="print-filters">
        <TextInput
          label={t.find}
          hideLabel
          type="search"
          placeholder={t.findHint}
          value={wanted()}
          onInput={setWanted}
        />
        <Select label={t.medium} hideLabel value={medium()} choices={mediaChoices} onChange={setMedium} />
        <Select label={t.place} hideLabel value={place()} choices={placeChoices} onChange={setPlace} />
      </div>
      <Show when={shown().length > 0} fallback={<p role="status">{t.nothing}</p>}>
        <fieldset class="code-picks" aria-label={t.listLabel}>
          <For each={shown()}>
            {(code) => (
              <label>
                <input
                  type="checkbox"
                  checked={props.chosen.has(code.id)}
                  onChange={(event) => toggle([code.id], event.currentTarget.checked)}
                />
                <span class="code-text">{code.letters}</span>
                <span class="what">
                  {code.mediumName} <small>{code.where}</small>
                </span>
              </label>
            )}
          </For>
        </fieldset>
        <Button
          small
          kind="quiet"
          class="flush"
          onClick={() =>
            toggle(
              shown().map(({ id }) => id),
              !all(),
            )
          }
        >
          {all() ? t.dropShown : t.chooseShown}
        </Button>
      </Show>
      <Show when={props.chosen.size > MOST_CODES}>
        <p class="notice" data-tone="bad" role="alert">
          {fill(t.tooMany, { most: formatNumber(props.lang, MOST_CODES) })}
        </p>
      </Show>
    </section>
  );
}
