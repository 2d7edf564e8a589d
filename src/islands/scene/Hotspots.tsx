import { type Accessor, createMemo, For, Show } from 'solid-js';
import { changeBlock, changeHotspot, removeHotspot } from '#domain/scene/commands.ts';
import { type BlockOf, type Hotspot, noEffect, TAP } from '#domain/scene/model.ts';
import { fill } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Switch from '#islands/ui/Switch.tsx';
import EffectFields from './EffectFields.tsx';
import { useEditing } from './editing.ts';
import Words from './Words.tsx';

const NEW = 'new';
const axes = ['x', 'y', 'z'] as const;

/** The points of a model that tell more: placed by clicking the model or by coordinates in its own units. */
export default function Hotspots(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  /** Id of the hotspot whose place is being chosen, `new` for the next one. */
  readonly placing: string | null;
  readonly canPlace: boolean;
  readonly full: boolean;
  readonly onPlace: (spot: string | null) => void;
  readonly onAdd: () => void;
}) {
  const { t } = useEditing();
  const ids = createMemo(() => props.block().hotspots.map(({ id }) => id), undefined, {
    equals: (one, other) => one.join() === other.join(),
  });
  const spotOf = (id: string) => props.block().hotspots.find((spot) => spot.id === id);
  return (
    <fieldset class="spots">
      <legend>{t.hotspots}</legend>
      <Show when={ids().length === 0}>
        <p class="dim">{t.hotspotsNone}</p>
      </Show>
      <ol class="plain">
        <For each={ids()}>
          {(id, index) => (
            <Show when={spotOf(id)}>
              {(spot) => (
                <Spot
                  block={props.block}
                  spot={spot}
                  n={index() + 1}
                  placing={props.placing === id}
                  canPlace={props.canPlace}
                  onPlace={props.onPlace}
                />
              )}
            </Show>
          )}
        </For>
      </ol>
      <div class="row">
        <Button
          small
          disabled={!props.canPlace || props.full}
          aria-pressed={props.placing === NEW}
          onClick={() => props.onPlace(props.placing === NEW ? null : NEW)}
        >
          {props.placing === NEW ? t.hotspotStop : t.hotspotAdd}
        </Button>
        <Button small kind="quiet" disabled={props.full} onClick={() => props.onAdd()}>
          {t.hotspotAddCentre}
        </Button>
        <Show when={props.full}>
          <small>{t.hotspotsFull}</small>
        </Show>
      </div>
      <Tap block={props.block} />
    </fieldset>
  );
}

/** The model itself as something to touch. */
function Tap(props: { readonly block: Accessor<BlockOf<'stage'>> }) {
  const { t, edit } = useEditing();
  const id = props.block().id;
  const tap = () => props.block().tap;
  return (
    <div class="stack" data-gap="small" data-part={TAP}>
      <Switch
        label={t.tapSwitch}
        checked={tap() !== null}
        onChange={(on) =>
          edit(changeBlock('stage', id, { tap: on ? { label: {}, effect: noEffect } : null }))
        }
      />
      <Show when={tap()}>
        {(shown) => (
          <div class="option">
            <Words
              label={t.tapLabel}
              hint={t.tapLabelHint}
              value={shown().label}
              onInput={(label) =>
                edit(changeBlock('stage', id, { tap: { ...shown(), label } }), `${id} tap label`)
              }
              maxLength={80}
            />
            <EffectFields block={props.block} partId={TAP} effect={shown().effect} />
          </div>
        )}
      </Show>
    </div>
  );
}

function Spot(props: {
  readonly block: Accessor<BlockOf<'stage'>>;
  readonly spot: Accessor<Hotspot>;
  readonly n: number;
  readonly placing: boolean;
  readonly canPlace: boolean;
  readonly onPlace: (spot: string | null) => void;
}) {
  const { t, edit } = useEditing();
  const { id } = props.spot();
  const blockId = props.block().id;
  const change = (part: Partial<Omit<Hotspot, 'id'>>, key: string) =>
    edit(changeHotspot(blockId, id, part), `${id} ${key}`);
  return (
    <li class="option" data-part={id}>
      <header class="row">
        <strong>{fill(t.hotspotName, { n: props.n })}</strong>
        <span class="push" />
        <Button
          small
          kind="quiet"
          disabled={!props.canPlace}
          aria-pressed={props.placing}
          onClick={() => props.onPlace(props.placing ? null : id)}
        >
          {props.placing ? t.hotspotStop : t.hotspotMove}
        </Button>
        <Button small kind="quiet" onClick={() => edit(removeHotspot(blockId, id))}>
          {t.hotspotRemove}
        </Button>
      </header>
      <Words
        label={t.hotspotLabel}
        value={props.spot().label}
        onInput={(label) => change({ label }, 'label')}
        maxLength={80}
      />
      <Words
        label={t.hotspotText}
        optional
        multiline
        rows={2}
        value={props.spot().text}
        onInput={(text) => change({ text }, 'text')}
        maxLength={1_000}
      />
      <EffectFields block={props.block} partId={id} effect={props.spot().effect} />
      <div class="coordinates">
        <For each={axes}>
          {(axis, index) => (
            <NumberInput
              label={fill(t.coordinate, { axis })}
              step={0.01}
              min={-10_000}
              max={10_000}
              value={props.spot().position[index()] ?? 0}
              onChange={(value) => {
                const position = props.spot().position.with(index(), value ?? 0) as Hotspot['position'];
                change({ position }, 'position');
              }}
            />
          )}
        </For>
      </div>
    </li>
  );
}
