import { createEffect, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js';
import { centreOf, type Point, sidesOf } from '#domain/qr/attention.ts';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, formatMm, formatPercent, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import type { Attention } from './make-attention.ts';
import Scene from './Scene.tsx';

/** Part of the view that the print takes at least when a picture is first shown, and from near. */
const AT_FIRST = 0.12;
const CLOSE = 0.3;
/** A print that grows beyond this part of the view is looked at anew. */
const TOO_CLOSE = 0.7;
/** Never nearer than so many times. */
const MOST_ZOOM = 16;
const WHOLE = { zoom: 1, x: 0, y: 0 };

/** Steps of the arrow keys, pixels of the picture. */
const STEP = { near: 4, far: 40 } as const;
const KEYS: Readonly<Record<string, Point>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The picture with the print in it: moved by its middle or corners, its scale set by a line; by pointer or by keys. */
export default function PhotoStage(props: {
  readonly lang: Lang;
  readonly attention: Attention;
  readonly images: ReadonlyMap<string, string>;
  readonly onFile: (file: File) => void;
}) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  const [shownPx, setShownPx] = createSignal(0);
  const [isOver, setOver] = createSignal(false);
  // A small print is worked on from near; where the view lies stays put while it is dragged.
  const [view, setView] = createSignal<{ zoom: number; x: number; y: number }>(WHOLE);
  const scale = () => (shownPx() / attention.asWall().width) * view().zoom;
  /** Part of the whole picture's width that the print takes. */
  const part = () => sidesOf(attention.quad()).width / attention.asWall().width;
  const needsScale = () => attention.photo()?.pxPerMm === null && !attention.isFree();
  const look = (wanted: number) => {
    const { width, height } = attention.asWall();
    const zoom = Math.min(MOST_ZOOM, wanted / part());
    if (zoom <= 1.5) return setView(WHOLE);
    const [x, y] = centreOf(attention.quad());
    const start = (middle: number, whole: number) =>
      Math.min(Math.max(middle - whole / zoom / 2, 0), whole - whole / zoom);
    return setView({ zoom, x: start(x, width), y: start(y, height) });
  };
  // The line of known length is drawn over the whole picture.
  createEffect(on(attention.photo, (photo) => photo && (needsScale() ? setView(WHOLE) : look(AT_FIRST))));
  createEffect(
    on(attention.widthMm, () => view().zoom > 1 && part() * view().zoom > TOO_CLOSE && look(AT_FIRST), {
      defer: true,
    }),
  );
  const toggle = () => (view().zoom > 1 ? setView(WHOLE) : look(CLOSE));
  const watch = (element: HTMLElement) => {
    const observer = new ResizeObserver(([entry]) => entry && setShownPx(entry.contentRect.width));
    observer.observe(element);
    onCleanup(() => observer.disconnect());
  };
  const at = ([x, y]: Point) => ({
    left: `${(x - view().x) * scale()}px`,
    top: `${(y - view().y) * scale()}px`,
  });
  const words = ([x, y]: Point) => {
    const { width, height } = attention.asWall();
    return fill(t.rulerAt, {
      x: formatPercent(props.lang, x / width),
      y: formatPercent(props.lang, y / height),
    });
  };
  const held = ([x, y]: Point): Point => {
    const { width, height } = attention.asWall();
    return [Math.min(Math.max(x, 0), width), Math.min(Math.max(y, 0), height)];
  };

  /** Something that is dragged by pointer and moved by arrow keys; `move` gets the way in pixels of the picture. */
  const drag = (move: (by: Point) => void): JSX.HTMLAttributes<HTMLButtonElement> => {
    let last: Point | null = null;
    return {
      onPointerDown(event) {
        event.currentTarget.setPointerCapture(event.pointerId);
        last = [event.clientX, event.clientY];
      },
      onPointerMove(event) {
        if (!last || scale() === 0) return;
        move([(event.clientX - last[0]) / scale(), (event.clientY - last[1]) / scale()]);
        last = [event.clientX, event.clientY];
      },
      onPointerUp() {
        last = null;
      },
      onPointerCancel() {
        last = null;
      },
      onKeyDown(event) {
        const way = KEYS[event.key];
        if (!way) return;
        event.preventDefault();
        const step = (event.shiftKey ? STEP.far : STEP.near) / view().zoom;
        move([way[0] * step, way[1] * step]);
      },
    };
  };
  const body = () => {
    const [x, y] = centreOf(attention.quad());
    const { width, height } = sidesOf(attention.quad());
    return {
      ...at([x, y]),
      width: `${Math.max(24, width * scale())}px`,
      height: `${Math.max(24, height * scale())}px`,
    };
  };
  const end = (which: 'from' | 'to') =>
    drag((by) => {
      const ruler = attention.ruler();
      const [x, y] = ruler[which];
      attention.setRuler({ ...ruler, [which]: held([x + by[0], y + by[1]]) });
    });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) props.onFile(file);
  };

  return (
    <fieldset
      class="seen-stage"
      aria-label={t.stage}
      ref={watch}
      data-over={isOver() ? '' : undefined}
      style={{ 'aspect-ratio': `${attention.asWall().width} / ${attention.asWall().height}` }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Scene
        attention={attention}
        images={props.images}
        scale={scale()}
        x={view().x}
        y={view().y}
        name="stage"
      />
      <Show when={needsScale()}>
        <svg
          class="seen-ruler"
          viewBox={`${view().x} ${view().y} ${attention.asWall().width / view().zoom} ${attention.asWall().height / view().zoom}`}
          aria-hidden="true"
        >
          <line
            x1={attention.ruler().from[0]}
            y1={attention.ruler().from[1]}
            x2={attention.ruler().to[0]}
            y2={attention.ruler().to[1]}
          />
        </svg>
        <For each={['from', 'to'] as const}>
          {(which) => (
            <button
              type="button"
              class="seen-handle seen-end"
              style={at(attention.ruler()[which])}
              aria-label={`${which === 'from' ? t.rulerFrom : t.rulerTo}: ${words(attention.ruler()[which])}`}
              {...end(which)}
            />
          )}
        </For>
        <span
          class="seen-length"
          aria-hidden="true"
          style={at([
            (attention.ruler().from[0] + attention.ruler().to[0]) / 2,
            (attention.ruler().from[1] + attention.ruler().to[1]) / 2,
          ])}
        >
          {formatMm(props.lang, attention.ruler().mm)}
        </span>
      </Show>
      <button
        type="button"
        class="seen-body"
        style={body()}
        aria-label={`${t.move} ${words(centreOf(attention.quad()))}`}
        {...drag((by) => attention.moveBy(by))}
      />
      <Show when={attention.isFree()}>
        <For each={[0, 1, 2, 3] as const}>
          {(index) => (
            <button
              type="button"
              class="seen-handle"
              style={at(attention.quad()[index])}
              aria-label={`${t[`corner${index}`]}: ${words(attention.quad()[index])}`}
              {...drag((by) => {
                const [x, y] = attention.quad()[index];
                attention.setCorner(index, [x + by[0], y + by[1]]);
              })}
            />
          )}
        </For>
      </Show>
      <Show when={view().zoom > 1 || CLOSE / part() > 1.5}>
        <span class="seen-zoom">
          <Button small onClick={toggle}>
            {view().zoom > 1 ? t.whole : t.closer}
          </Button>
        </span>
      </Show>
      <Show when={isOver()}>
        <p class="seen-drop">{t.dropHere}</p>
      </Show>
    </fieldset>
  );
}
