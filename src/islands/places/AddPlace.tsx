import { createSignal, onMount } from 'solid-js';
import type { Position } from '#domain/place/position.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import PositionField from './PositionField.tsx';

/** Asks where a new place is: a click on the map, a typed position, or the middle of the map. */
export default function AddPlace(props: {
  readonly lang: Lang;
  readonly busy: boolean;
  /** null while there is no map. */
  readonly middle: (() => Position) | null;
  /** A whole position was typed: worth a look before it is taken. */
  readonly onLook: (position: Position) => void;
  readonly onAdd: (position: Position) => void;
  readonly onCancel: () => void;
}) {
  const t = placesTexts[props.lang];
  const [position, setPosition] = createSignal<Position | null>(null);
  let heading!: HTMLHeadingElement;
  onMount(() => heading.focus({ preventScroll: true }));
  const look = (at: Position) => {
    setPosition(at);
    props.onLook(at);
  };
  return (
    <form
      class="card stack"
      data-gap="small"
      onSubmit={(event) => {
        event.preventDefault();
        const at = position();
        if (at) props.onAdd(at);
      }}
    >
      <h2 class="panel-title" tabIndex={-1} ref={heading}>
        {t.newPlace}
      </h2>
      <p>{t.placing}</p>
      <PositionField lang={props.lang} value={position()} onChange={look} />
      <div class="row">
        <Button type="submit" kind="go" busy={props.busy} disabled={!position()}>
          {t.addHere}
        </Button>
        <Button
          disabled={!props.middle}
          onClick={() => {
            const at = props.middle?.();
            if (at) props.onAdd(at);
          }}
        >
          {t.addMiddle}
        </Button>
        <Button kind="quiet" onClick={() => props.onCancel()}>
          {t.cancel}
        </Button>
      </div>
      <p class="dim">{t.placingKeys}</p>
    </form>
  );
}
