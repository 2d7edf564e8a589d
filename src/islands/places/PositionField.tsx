import { createEffect, createSignal, on } from 'solid-js';
import { formatPosition, type Position, parsePosition } from '#domain/place/position.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import TextInput from '#islands/ui/TextInput.tsx';

/** A position as text: typed, or pasted from any map. Half-typed ones stay here. */
export default function PositionField(props: {
  readonly lang: Lang;
  readonly value: Position | null;
  readonly onChange: (position: Position) => void;
}) {
  const t = placesTexts[props.lang];
  const shown = () => (props.value ? formatPosition(props.value) : '');
  const [typed, setTyped] = createSignal(shown());
  const [left, setLeft] = createSignal(false);
  createEffect(
    on(
      shown,
      (text) => {
        const mine = parsePosition(typed());
        if (!mine || formatPosition(mine) !== text) setTyped(text);
      },
      { defer: true },
    ),
  );
  return (
    <TextInput
      label={t.position}
      hint={t.positionHint}
      voice="mono"
      autocomplete="off"
      maxLength={100}
      value={typed()}
      onInput={(text) => {
        setTyped(text);
        setLeft(false);
        const position = parsePosition(text);
        if (position) props.onChange(position);
      }}
      onBlur={() => setLeft(true)}
      error={left() && typed().trim() !== '' && !parsePosition(typed()) ? t.positionBad : null}
    />
  );
}
