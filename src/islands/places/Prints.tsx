import { createSignal, For, Show } from 'solid-js';
import { type Medium, mediumDefaults } from '#domain/place/model.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Menu from '#islands/ui/Menu.tsx';
import { sayError, sayWithUndo } from '#islands/ui/toast.ts';
import { paths } from '#paths';
import type { PlacesContext } from './context.ts';
import type { Book, PlacementEntry } from './make-book.ts';
import PrintCard from './PrintCard.tsx';

const media = Object.keys(mediumDefaults) as Medium[];

/** What is printed at one place, or without a place: a card each, and the button that adds one. */
export default function Prints(props: {
  readonly lang: Lang;
  readonly book: Book;
  readonly context: PlacesContext;
  readonly entries: readonly PlacementEntry[];
  readonly placeId: string | null;
  readonly title: string;
  readonly none: string;
}) {
  const t = placesTexts[props.lang];
  const [open, setOpen] = createSignal<string | null>(null);

  const add = async (medium: Medium) => {
    const made = await props.book.addPlacement(medium, props.placeId);
    if (made.ok) setOpen(made.data.id);
    else sayError(made.error.message);
  };
  const remove = async (id: string) => {
    const error = await props.book.trashPlacement(id);
    if (!error) {
      sayWithUndo(t.deletedPrint, () => {
        void props.book.restorePlacement(id).then((failure) => failure && sayError(failure.message));
      });
    } else if (error.code === 'code_in_use') {
      sayError(fill(t.inUsePrint, { codes: props.book.codeOf(id)?.letters ?? '' }));
    } else sayError(error.message);
  };

  return (
    <section class="prints">
      <header>
        <Show when={props.placeId} fallback={<h2>{props.title}</h2>}>
          <h3>{props.title}</h3>
        </Show>
        <Show when={props.placeId && props.entries.some(({ id }) => props.book.codeOf(id))}>
          <a
            class="btn"
            data-kind="quiet"
            data-size="small"
            href={`${paths.print(props.context.campaignId)}?place=${props.placeId}`}
          >
            {printTexts[props.lang].open}
          </a>
        </Show>
        <Menu
          small
          label={t.addPrint}
          items={media.map((value) => ({
            value,
            label: t[`medium_${value}`],
            note: fill(t.size, {
              width: formatNumber(props.lang, mediumDefaults[value].widthMm),
              height: formatNumber(props.lang, mediumDefaults[value].heightMm),
            }),
          }))}
          onSelect={(value) => void add(value as Medium)}
        />
      </header>
      <Show when={props.entries.length > 0} fallback={<p class="dim">{props.none}</p>}>
        <ul class="plain print-list">
          <For each={props.entries}>
            {(entry) => (
              <PrintCard
                lang={props.lang}
                entry={entry}
                book={props.book}
                context={props.context}
                open={open() === entry.id}
                onToggle={() => setOpen(open() === entry.id ? null : entry.id)}
                onDelete={() => void remove(entry.id)}
              />
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}
