import type { Accessor } from 'solid-js';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import type { Lang } from '#i18n/text.ts';
import { moved, type Shape, sized } from './shape.ts';

const STEP = 0.005;
const FINE = 0.0005;

/**
 * The artwork with a frame on its code. Dragging the frame moves it, dragging its corner sizes and turns it; with the keyboard
 * arrows do the same, with Shift in finer steps.
 */
export default function Outline(props: {
  readonly lang: Lang;
  readonly url: string;
  readonly name: string;
  readonly shape: Accessor<Shape>;
  /** Height over width of the picture. */
  readonly onAspect: (aspect: number) => void;
  readonly onChange: (shape: Shape) => void;
}) {
  const t = artworkTexts[props.lang];
  let sheet!: HTMLDivElement;

  /** Follows a drag in widths of the picture, from its left top. */
  function follow(event: PointerEvent, to: (x: number, y: number) => Shape): void {
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    target.focus();
    target.setPointerCapture(event.pointerId);
    const done = new AbortController();
    const { signal } = done;
    target.addEventListener(
      'pointermove',
      ({ clientX, clientY }) => {
        const { left, top, width } = sheet.getBoundingClientRect();
        props.onChange(to((clientX - left) / width, (clientY - top) / width));
      },
      { signal },
    );
    for (const end of ['pointerup', 'pointercancel'] as const)
      target.addEventListener(end, () => done.abort(), { signal });
  }
  function grab(event: PointerEvent): void {
    const { left, top, width } = sheet.getBoundingClientRect();
    const from = props.shape();
    const [startX, startY] = [(event.clientX - left) / width, (event.clientY - top) / width];
    follow(event, (x, y) => moved(from, x - startX, y - startY));
  }
  function pull(event: PointerEvent): void {
    const from = props.shape();
    follow(event, (x, y) => sized(from, x, y));
  }
  function onKey(event: KeyboardEvent, change: (along: number, down: number) => Shape): void {
    const step = event.shiftKey ? FINE : STEP;
    const steps: Record<string, readonly [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const [along, down] = steps[event.key] ?? [0, 0];
    if (along === 0 && down === 0) return;
    event.preventDefault();
    props.onChange(change(along, down));
  }
  return (
    <div class="artwork-sheet" ref={sheet}>
      <img
        src={props.url}
        alt={props.name}
        draggable={false}
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          props.onAspect(naturalHeight / naturalWidth)
        }
      />
      <div
        class="artwork-outline"
        style={{
          left: `${props.shape().x * 100}%`,
          top: `${(props.shape().y / props.shape().aspect) * 100}%`,
          width: `${props.shape().size * 100}%`,
          transform: `translate(-50%, -50%) rotate(${props.shape().turnDeg}deg)`,
        }}
      >
        <button
          type="button"
          class="artwork-grab"
          aria-label={t.grab}
          onPointerDown={grab}
          onKeyDown={(event) => onKey(event, (along, down) => moved(props.shape(), along, down))}
        />
        <button
          type="button"
          class="artwork-corner"
          aria-label={t.corner}
          onPointerDown={pull}
          onKeyDown={(event) =>
            onKey(event, (along, down) => {
              const shape = props.shape();
              return { ...shape, turnDeg: shape.turnDeg + along * 100, size: shape.size - down };
            })
          }
        />
      </div>
    </div>
  );
}
