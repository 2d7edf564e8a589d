import { dragToOrbit, orbit, type View } from './orbit.ts';

export interface Controls {
  dispose(): void;
}

interface Handlers {
  /** The view that gestures start from: where the camera is going. */
  view(): View;
  /** `direct` follows a finger at once; keys and wheel glide. */
  move(view: View, direct: boolean): void;
  reset(): void;
  /** Space: stops or resumes the turning. */
  toggle(): void;
}

const KEY_STEP_DEG = 15;
const KEY_ZOOM = 0.85;
const DOUBLE_TAP_MS = 320;
/** A finger that moved less has tapped. */
const TAP_PX = 24;

/**
 * Turns touch, mouse, wheel and keys on `canvas` into views. One finger sideways turns the model while up and
 * down only scrolls the page; two fingers pinch and tilt; two taps bring the first view back. The wheel belongs
 * to the page until the canvas is focused.
 */
export function makeControls(canvas: HTMLCanvasElement, { view, move, reset, toggle }: Handlers): Controls {
  const stop = new AbortController();
  const { signal } = stop;
  const pointers = new Map<number, { x: number; y: number }>();
  /** Where the last press began, when it began or ended, and how many taps came before it in one place. */
  let press = { x: 0, y: 0, at: 0, taps: 0 };

  const spread = (): number => {
    const [one, two] = [...pointers.values()];
    return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || pointers.size === 2) return;
      const { clientX: x, clientY: y, timeStamp: at } = event;
      const again =
        pointers.size === 0 && at - press.at < DOUBLE_TAP_MS && Math.hypot(x - press.x, y - press.y) < TAP_PX;
      press = { x, y, at, taps: again ? press.taps + 1 : 1 };
      pointers.set(event.pointerId, { x, y });
      canvas.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      const known = pointers.get(event.pointerId);
      if (!known) return;
      const share = 1 / pointers.size;
      // Up and down under one finger belongs to the page alone.
      const tilts = event.pointerType !== 'touch' || pointers.size > 1;
      const turn = dragToOrbit(
        (event.clientX - known.x) * share,
        tilts ? (event.clientY - known.y) * share : 0,
        canvas.clientWidth,
      );
      const before = spread();
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      const after = spread();
      move(orbit(view(), { ...turn, zoom: before > 0 && after > 0 ? before / after : 1 }), true);
    },
    { signal },
  );
  const release = (event: PointerEvent): void => {
    if (!pointers.delete(event.pointerId)) return;
    const { clientX: x, clientY: y, timeStamp: at } = event;
    const tapped = event.type === 'pointerup' && Math.hypot(x - press.x, y - press.y) < TAP_PX;
    press = { ...press, at, taps: tapped ? press.taps : 0 };
    if (press.taps < 2) return;
    press.taps = 0;
    reset();
  };
  for (const name of ['pointerup', 'pointercancel', 'lostpointercapture'] as const) {
    canvas.addEventListener(name, release, { signal });
  }
  canvas.addEventListener(
    'wheel',
    (event) => {
      if (document.activeElement !== canvas) return;
      event.preventDefault();
      move(orbit(view(), { zoom: Math.exp(Math.max(-60, Math.min(60, event.deltaY)) / 400) }), false);
    },
    { signal, passive: false },
  );
  canvas.addEventListener(
    'keydown',
    (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const steps: Record<string, () => void> = {
        ArrowLeft: () => move(orbit(view(), { yawDeg: -KEY_STEP_DEG }), false),
        ArrowRight: () => move(orbit(view(), { yawDeg: KEY_STEP_DEG }), false),
        ArrowUp: () => move(orbit(view(), { pitchDeg: KEY_STEP_DEG }), false),
        ArrowDown: () => move(orbit(view(), { pitchDeg: -KEY_STEP_DEG }), false),
        '+': () => move(orbit(view(), { zoom: KEY_ZOOM }), false),
        '=': () => move(orbit(view(), { zoom: KEY_ZOOM }), false),
        '-': () => move(orbit(view(), { zoom: 1 / KEY_ZOOM }), false),
        '0': reset,
        Home: reset,
        ' ': toggle,
      };
      const step = steps[event.key];
      if (!step) return;
      event.preventDefault();
      step();
    },
    { signal },
  );
  return { dispose: () => stop.abort() };
}
