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

/**
 * Turns touch, mouse, wheel and keys on `canvas` into views. One finger sideways turns the model while up and
 * down still scrolls the page; two fingers pinch and tilt. The wheel belongs to the page until the canvas is
 * focused.
 */
export function makeControls(canvas: HTMLCanvasElement, { view, move, reset, toggle }: Handlers): Controls {
  const stop = new AbortController();
  const { signal } = stop;
  const pointers = new Map<number, { x: number; y: number }>();

  const spread = (): number => {
    const [one, two] = [...pointers.values()];
    return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
  };

  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || pointers.size === 2) return;
      pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
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
      const turn = dragToOrbit(
        (event.clientX - known.x) * share,
        (event.clientY - known.y) * share,
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
    pointers.delete(event.pointerId);
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
