import { createSignal, onCleanup } from 'solid-js';

/** Where a dragged row would land: its index among the rows as they will be. */
export interface Drop {
  readonly id: string;
  readonly from: number;
  readonly to: number;
}

export interface SortOptions {
  /** The rows, in order. */
  readonly rows: () => readonly HTMLElement[];
  readonly onMove: (id: string, to: number) => void;
  readonly onCancel: () => void;
}

const EDGE_PX = 90;
const START_PX = 4;

/**
 * Reordering by dragging a handle up and down, with mouse, pen or finger. Escape leaves everything as it was.
 * The keyboard's twin is the caller's: it moves by one without dragging. Make it inside a component.
 */
export function makeSort({ rows, onMove, onCancel }: SortOptions) {
  const [drop, setDrop] = createSignal<Drop | null>(null);
  let end = (_moved: boolean): void => {};
  onCleanup(() => end(false));

  function start(event: PointerEvent, id: string, from: number): void {
    if (event.button !== 0 || !(event.currentTarget instanceof HTMLElement)) return;
    const handle = event.currentTarget;
    const stop = new AbortController();
    const { signal } = stop;
    let y = event.clientY;
    let timer = 0;

    const aim = (): void => {
      const boxes = rows().map((row) => row.getBoundingClientRect());
      const over = boxes.filter((box, index) => index !== from && y > box.top + box.height / 2).length;
      setDrop({ id, from, to: over });
    };
    const scroll = (): void => {
      const pull = y < EDGE_PX ? y - EDGE_PX : y > innerHeight - EDGE_PX ? y - innerHeight + EDGE_PX : 0;
      if (pull !== 0) {
        scrollBy(0, pull / 5);
        aim();
      }
      timer = requestAnimationFrame(scroll);
    };
    end = (moved) => {
      stop.abort();
      cancelAnimationFrame(timer);
      const at = drop();
      setDrop(null);
      end = () => {};
      if (!at) return;
      if (moved && at.to !== from) onMove(id, at.to);
      else onCancel();
    };
    handle.setPointerCapture(event.pointerId);
    handle.addEventListener(
      'pointermove',
      (move) => {
        y = move.clientY;
        if (drop() === null) {
          if (Math.abs(y - event.clientY) < START_PX) return;
          timer = requestAnimationFrame(scroll);
        }
        aim();
      },
      { signal },
    );
    handle.addEventListener('pointerup', () => end(true), { signal });
    handle.addEventListener('pointercancel', () => end(false), { signal });
    window.addEventListener('keydown', (key) => key.key === 'Escape' && end(false), { signal });
  }

  return { drop, start };
}
