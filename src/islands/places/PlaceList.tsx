import { For, Show } from 'solid-js';
import { formatPosition } from '#domain/place/position.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { type Lang, plural } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import { nameOf, type PlacesContext } from './context.ts';
import type { Book } from './make-book.ts';

/** All places, each with what hangs there and what is missing. */
export default function PlaceList(props: {
  readonly lang: Lang;
  readonly book: Book;
  readonly context: PlacesContext;
  readonly photoUrl: (assetId: string) => string | null;
  readonly onSelect: (id: string) => void;
}) {
  const t = placesTexts[props.lang];
  return (
    <ul class="plain place-list">
      <For each={props.book.places()}>
        {({ id, document }) => {
          const prints = () => props.book.at(id);
          const open = () => prints().filter((print) => !props.book.codeOf(print.id)).length;
          const photo = () => props.photoUrl(document.doc().photo ?? '');
          return (
            <li>
              <button type="button" class="place-row" onClick={() => props.onSelect(id)}>
                <Show when={photo()} fallback={<i class="blaze" aria-hidden="true" />}>
                  {(url) => <img src={url()} alt="" loading="lazy" />}
                </Show>
                <span class="what">
                  <strong>{nameOf(document.doc(), props.lang, props.context.languages)}</strong>
                  <small>{document.doc().address || formatPosition(document.doc())}</small>
                </span>
                <span class="figures">
                  <small>
                    {prints().length === 0
                      ? t.hangsNone
                      : plural(props.lang, prints().length, { one: t.hangsOne, other: t.hangs })}
                  </small>
                  <Show when={open() > 0}>
                    <Chip tone="warn">
                      {plural(props.lang, open(), { one: t.noCodeOne, other: t.noCode })}
                    </Chip>
                  </Show>
                </span>
              </button>
            </li>
          );
        }}
      </For>
    </ul>
  );
}
