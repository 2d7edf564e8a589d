import '#styles/places.css';
import { createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js';
import { Portal } from 'solid-js/web';
import { movePlace } from '#domain/place/commands.ts';
import type { Lives, Place, Placement } from '#domain/place/model.ts';
import type { Position } from '#domain/place/position.ts';
import type { Stored } from '#domain/shared/document.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, formatNumber, type Lang, localeOf, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import EmptyState from '#islands/ui/EmptyState.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import { say, sayError, sayWithUndo } from '#islands/ui/toast.ts';
import AddPlace from './AddPlace.tsx';
import { nameOf, type PlacesContext } from './context.ts';
import Due from './Due.tsx';
import MapView from './MapView.tsx';
import { makeBook, type PlacementCode } from './make-book.ts';
import type { MapScale, Pin, PlacesMap } from './make-map.ts';
import PlaceEditor from './PlaceEditor.tsx';
import PlaceList from './PlaceList.tsx';
import PlanTool, { type UsedPlan } from './PlanTool.tsx';
import Prints from './Prints.tsx';
import { printName } from './print-names.ts';

export interface PlacesProps {
  readonly lang: Lang;
  readonly context: PlacesContext;
  readonly plan: UsedPlan | null;
  readonly worldUrl: string;
  readonly places: readonly Stored<Place>[];
  readonly placements: readonly Stored<Placement>[];
  readonly codes: readonly PlacementCode[];
  readonly lives: Lives;
  /** Address of each picture by its asset id. */
  readonly pictures: Readonly<Record<string, string>>;
  /** The element of the page's head that takes the buttons. */
  readonly actionsId: string;
}

/** The places screen: list or one place on the left, the map on the right; one after the other on a phone. */
export default function Places(props: PlacesProps) {
  const t = placesTexts[props.lang];
  const book = makeBook({
    lang: props.lang,
    campaignId: props.context.campaignId,
    places: props.places,
    placements: props.placements,
    codes: props.codes,
    lives: props.lives,
    pictures: props.pictures,
  });
  const [view, setView] = createSignal<'list' | 'map'>('list');
  const [selected, setSelected] = createSignal<string | null>(null);
  const [fresh, setFresh] = createSignal<string | null>(null);
  const [placing, setPlacing] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [map, setMap] = createSignal<PlacesMap | null>(null);
  const [scale, setScale] = createSignal<MapScale>({ nudgeM: 1, gridM: null });
  const [plan, setPlan] = createSignal(props.plan);
  /** A new object for a new ground: the map begins anew with it. */
  const ground = createMemo(() => ({ planUrl: plan()?.url ?? null }));
  const metres = (length: number) =>
    length < 1_000
      ? formatNumber(props.lang, length, { style: 'unit', unit: 'meter' })
      : formatNumber(props.lang, length / 1_000, { style: 'unit', unit: 'kilometer' });
  const entry = createMemo(() => book.places().find(({ id }) => id === selected()) ?? null);

  const pins = createMemo<Pin[]>(() =>
    book.places().map(({ id, document }) => {
      const { latitudeDeg, longitudeDeg } = document.doc();
      const prints = book.at(id).length;
      return {
        id,
        latitudeDeg,
        longitudeDeg,
        name: nameOf(document.doc(), props.lang, props.context.languages),
        selected: id === selected(),
        says: prints === 0 ? t.hangsNone : plural(props.lang, prints, { one: t.hangsOne, other: t.hangs }),
      };
    }),
  );

  const open = (id: string | null) => {
    setSelected(id);
    const place = book.places().find((candidate) => candidate.id === id);
    if (place) map()?.show(place.document.doc());
  };
  /** Opening a place is one step in the browser's history, closing it goes back that step. */
  const select = (id: string | null) => {
    setPlacing(false);
    if (id === selected()) return;
    const stepped = history.state?.opened === true;
    if (id && selected() === null) history.pushState({ opened: true }, '', `#${id}`);
    else if (id) history.replaceState(history.state, '', `#${id}`);
    else if (stepped) history.back();
    else history.replaceState(null, '', location.pathname);
    open(id);
  };
  const fromAddress = () => {
    const id = location.hash.slice(1);
    const next = book.places().some((place) => place.id === id) ? id : null;
    if (next !== selected()) open(next);
  };
  const leavePlacing = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setPlacing(false);
  };
  onMount(() => {
    fromAddress();
    addEventListener('popstate', fromAddress);
    addEventListener('keydown', leavePlacing);
  });
  onCleanup(() => {
    removeEventListener('popstate', fromAddress);
    removeEventListener('keydown', leavePlacing);
  });

  const begin = () => {
    select(null);
    setPlacing(true);
  };
  const add = async (position: Position) => {
    if (busy()) return;
    setBusy(true);
    const made = await book.addPlace(position);
    setBusy(false);
    if (!made.ok) return sayError(made.error.message);
    setFresh(made.data.id);
    setView('list');
    select(made.data.id);
    say(t.added);
  };
  const remove = async (id: string) => {
    const place = book.places().find((candidate) => candidate.id === id);
    if (!place) return;
    const name = nameOf(place.document.doc(), props.lang, props.context.languages);
    const error = await book.trashPlace(id);
    if (!error) {
      select(null);
      sayWithUndo(fill(t.deleted, { name }), () => {
        void book.restorePlace(id).then((failure) => failure && sayError(failure.message));
      });
      return;
    }
    const { letters } = error.details;
    if (error.code === 'code_in_use' && Array.isArray(letters)) {
      const codes = new Intl.ListFormat(localeOf(props.lang)).format(letters.map(String));
      sayError(fill(letters.length === 1 ? t.inUse : t.inUseMany, { codes }));
    } else sayError(error.message);
  };
  const nameOfPrint = (id: string): string => {
    const print = book
      .placements()
      .find((candidate) => candidate.id === id)
      ?.document.doc();
    const place = book
      .places()
      .find((candidate) => candidate.id === print?.placeId)
      ?.document.doc();
    return print ? printName(props.lang, props.context.languages, print, place ?? null) : '';
  };
  const empty = () => book.places().length === 0 && book.placements().length === 0;

  return (
    <>
      <Portal mount={document.getElementById(props.actionsId) ?? document.body}>
        <div class="places-actions">
          <div class="only-narrow">
            <Segmented
              label={t.view}
              value={view()}
              choices={[
                { value: 'list', label: t.viewList },
                { value: 'map', label: t.viewMap },
              ]}
              onChange={setView}
            />
          </div>
          <Show when={!empty() && !placing()}>
            <Button kind={entry() ? 'plain' : 'go'} onClick={begin}>
              {t.newPlace}
            </Button>
          </Show>
        </div>
      </Portal>
      <div class="places" data-view={view()}>
        <div class="places-panel">
          <Show when={placing()}>
            <AddPlace
              lang={props.lang}
              busy={busy()}
              middle={map()?.middle ?? null}
              onLook={(position) => map()?.show(position)}
              onAdd={(position) => void add(position)}
              onCancel={() => setPlacing(false)}
            />
          </Show>
          <Show when={!placing() && entry()} keyed>
            {(place) => (
              <PlaceEditor
                lang={props.lang}
                entry={place}
                book={book}
                context={props.context}
                fresh={fresh() === place.id}
                onBack={() => select(null)}
                onDelete={() => void remove(place.id)}
              />
            )}
          </Show>
          <Show when={!placing() && !entry()}>
            <Due
              lang={props.lang}
              campaignId={props.context.campaignId}
              book={book}
              over={props.context.over}
              printName={nameOfPrint}
            />
            <Show
              when={book.places().length > 0}
              fallback={
                <EmptyState title={t.empty} text={t.emptyHint}>
                  <Button kind="go" onClick={begin}>
                    {t.newPlace}
                  </Button>
                </EmptyState>
              }
            >
              <PlaceList
                lang={props.lang}
                book={book}
                context={props.context}
                photoUrl={book.pictureUrl}
                onSelect={select}
              />
            </Show>
            <Prints
              lang={props.lang}
              book={book}
              context={props.context}
              entries={book.placeless()}
              placeId={null}
              title={t.without}
              none={t.withoutHint}
            />
          </Show>
        </div>
        <div class="places-side">
          <Show when={placing()}>
            <p class="placing-hint" role="status">
              {t.placingMap}
            </p>
          </Show>
          <Show when={ground()} keyed>
            {({ planUrl }) => (
              <MapView
                lang={props.lang}
                planUrl={planUrl}
                worldUrl={props.worldUrl}
                pins={pins()}
                placing={placing()}
                onSelect={(id) => {
                  select(id);
                  setView('list');
                }}
                onPick={(position) => void add(position)}
                onMove={(id, position) => {
                  const moved = book.places().find((place) => place.id === id);
                  moved?.document.edit(movePlace(position), 'position');
                }}
                onScale={setScale}
                onReady={setMap}
              />
            )}
          </Show>
          <p class="dim map-says">
            <Show when={scale().gridM}>{(cell) => `${fill(t.mapGrid, { cell: metres(cell()) })} `}</Show>
            {fill(t.mapKeys, { step: metres(scale().nudgeM), fine: metres(scale().nudgeM / 10) })}
          </p>
          <PlanTool
            lang={props.lang}
            campaignId={props.context.campaignId}
            plan={plan()}
            onChange={(next) => {
              setMap(null);
              setPlan(next);
            }}
          />
        </div>
      </div>
    </>
  );
}
