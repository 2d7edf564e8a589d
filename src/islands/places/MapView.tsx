import { createEffect, createSignal, onCleanup, onMount, Show } from 'solid-js';
import type { Position } from '#domain/place/position.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import { uiText } from '#islands/ui/ui-lang.ts';
import { type MapScale, makeMap, type Pin, type PlacesMap } from './make-map.ts';

/** The map of the places. `onReady` gets its handle, which ends with this component. */
export default function MapView(props: {
  readonly lang: Lang;
  readonly planUrl: string | null;
  readonly worldUrl: string;
  readonly pins: readonly Pin[];
  readonly placing: boolean;
  readonly onSelect: (id: string) => void;
  readonly onPick: (position: Position) => void;
  readonly onMove: (id: string, position: Position) => void;
  readonly onScale: (scale: MapScale) => void;
  readonly onReady: (map: PlacesMap) => void;
}) {
  const t = placesTexts[props.lang];
  const [map, setMap] = createSignal<PlacesMap | null>(null);
  const [drawn, setDrawn] = createSignal(false);
  const [failed, setFailed] = createSignal(false);
  let host!: HTMLDivElement;
  let ended = false;
  onMount(() => {
    makeMap({
      host,
      planUrl: props.planUrl,
      worldUrl: props.worldUrl,
      lang: props.lang,
      texts: t,
      pins: props.pins,
      onSelect: (id) => props.onSelect(id),
      onPick: (position) => props.onPick(position),
      onMove: (id, position) => props.onMove(id, position),
      onScale: (scale) => props.onScale(scale),
      onDrawn: () => setDrawn(true),
    }).then(
      (made) => {
        if (ended) return made.end();
        setMap(made);
        props.onReady(made);
      },
      () => setFailed(true),
    );
  });
  onCleanup(() => {
    ended = true;
    map()?.end();
  });
  createEffect(() => map()?.setPins(props.pins));
  createEffect(() => map()?.setPlacing(props.placing));

  return (
    <div class="places-map">
      <div class="ground" ref={host} />
      <Show when={map()}>
        {(made) => (
          <Show when={made().ground === 'world' ? t.ground : made().credit}>
            {(credit) => <small class="map-credit">{credit()}</small>}
          </Show>
        )}
      </Show>
      <Show when={!drawn() && !failed()}>
        <p class="map-note">
          <Spinner label={uiText().working} />
        </p>
      </Show>
      <Show when={failed()}>
        <p class="map-note notice" data-tone="warn">
          {t.mapGone}
        </p>
      </Show>
      <Show when={map() && !props.placing && props.pins.length > 1}>
        <button type="button" class="btn show-all" data-size="small" onClick={() => map()?.showAll()}>
          {t.showAll}
        </button>
      </Show>
    </div>
  );
}
