import { createSignal, type JSX, Show } from 'solid-js';
import { printTexts } from '#i18n/studio/print.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import IconButton from '#islands/ui/IconButton.tsx';

const STEPS = [1, 1.5, 2, 3, 4, 6, 8, 12] as const;
/** Movement of the pointer (px) from which a press is a drag. */
const DRAG = 4;

/**
 * A page that one can step closer to: by the buttons, by a press on the place in question, by Ctrl and the wheel or a
 * pinch on the trackpad. Drawn closer it is moved by dragging, by scrolling and by the arrow keys.
 */
export default function Zoomed(props: {
  readonly lang: Lang;
  /** What the picture shows, in words. */
  readonly label: string;
  /** Width of the page by its height. */
  readonly aspect: number;
  readonly svg: string;
}): JSX.Element {
  const t = printTexts[props.lang];
  const [step, setStep] = createSignal(0);
  const zoom = () => STEPS[step()] ?? 1;
  let frame!: HTMLDivElement;
  let held: { x: number; y: number; left: number; top: number; moved: boolean } | null = null;

  /** Goes to a step; the point at (x, y) of the screen, else the middle, comes to the middle. */
  const go = (to: number, x?: number, y?: number): void => {
    const next = Math.max(0, Math.min(STEPS.length - 1, to));
    const box = frame.querySelector('svg')?.getBoundingClientRect();
    if (next === step() || !box) return;
    const view = frame.getBoundingClientRect();
    const [atX, atY] = [x ?? view.left + view.width / 2, y ?? view.top + view.height / 2];
    const [partX, partY] = [(atX - box.left) / box.width, (atY - box.top) / box.height];
    setStep(next);
    const grown = frame.querySelector('svg')?.getBoundingClientRect();
    if (!grown) return;
    frame.scrollLeft += grown.left + partX * grown.width - view.left - view.width / 2;
    frame.scrollTop += grown.top + partY * grown.height - view.top - view.height / 2;
  };

  return (
    <div class="print-zoom">
      <div
        ref={frame}
        class="print-page"
        role="img"
        aria-label={props.label}
        tabIndex={zoom() > 1 ? 0 : undefined}
        data-closer={zoom() > 1 ? '' : undefined}
        style={{ '--zoom': zoom(), '--aspect': props.aspect }}
        on:wheel={{
          handleEvent: (event: WheelEvent) => {
            if (!event.ctrlKey) return;
            event.preventDefault();
            go(step() + (event.deltaY < 0 ? 1 : -1), event.clientX, event.clientY);
          },
          passive: false,
        }}
        onPointerDown={(event) => {
          if (event.button !== 0 || event.pointerType === 'touch') return;
          held = {
            x: event.clientX,
            y: event.clientY,
            left: frame.scrollLeft,
            top: frame.scrollTop,
            moved: false,
          };
          frame.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!held) return;
          const [x, y] = [event.clientX - held.x, event.clientY - held.y];
          held.moved ||= Math.hypot(x, y) > DRAG;
          frame.scrollTo(held.left - x, held.top - y);
        }}
        onPointerUp={(event) => {
          const was = held;
          held = null;
          if (was && !was.moved) go(zoom() > 1 ? 0 : 3, event.clientX, event.clientY);
        }}
        onPointerCancel={() => {
          held = null;
        }}
        innerHTML={props.svg}
      />
      <div class="print-closer">
        <Show when={zoom() > 1}>
          <button type="button" class="btn" data-size="small" onClick={() => go(0)}>
            {t.wholePage}
          </button>
        </Show>
        <IconButton
          small
          kind="quiet"
          label={t.further}
          disabled={step() === 0}
          onClick={() => go(step() - 1)}
        >
          −
        </IconButton>
        <span class="count" role="status">
          {fill(t.times, { n: formatNumber(props.lang, zoom()) })}
        </span>
        <IconButton
          small
          kind="quiet"
          label={t.closer}
          disabled={step() === STEPS.length - 1}
          onClick={() => go(step() + 1)}
        >
          +
        </IconButton>
      </div>
    </div>
  );
}
