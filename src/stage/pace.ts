import type { WebGLRenderer } from 'three';

/** So many pixels a side of a CSS pixel, at most and at least. */
const FINEST = 2;
const COARSEST = 1;
const STEP = 0.75;
/** A frame that takes the graphics longer than this is slow: fewer than 24 a second. */
const SLOW_MS = 42;
/** So many slow frames more than quick ones, and the picture gets fewer pixels; a very slow one counts up to four times. */
const PATIENCE = 12;
const WORST = 4;
/** A frame whose end is not told is taken for done. */
const FORGOTTEN_MS = 2_000;

export interface Pace {
  /** Pixels of the drawing buffer a side of a CSS pixel, for the next frame. */
  ratio(): number;
  /** Whether the graphics are done with the last frame. What is given to them before piles up, and all else waits. */
  isFree(): boolean;
  /** To be called when a frame has been given to the graphics. */
  drew(): void;
  dispose(): void;
}

/**
 * Keeps what is drawn within what the graphics of the device can do. How long they take is told by a fence behind the
 * frame (WebGL 2, 3.7.14), which the page's thread never waits for.
 */
export function makePace(renderer: WebGLRenderer): Pace {
  const gl = renderer.getContext() as WebGL2RenderingContext;
  let ratio = Math.min(devicePixelRatio || 1, FINEST);
  let fence: WebGLSync | null = null;
  let since = 0;
  let slow = 0;
  let waiting = 0;

  function look(): void {
    if (!fence) return;
    const tookMs = performance.now() - since;
    const goesOn = gl.getSyncParameter(fence, gl.SYNC_STATUS) === gl.UNSIGNALED;
    if (goesOn && tookMs < FORGOTTEN_MS) {
      waiting = requestAnimationFrame(look);
      return;
    }
    gl.deleteSync(fence);
    fence = null;
    slow = tookMs > SLOW_MS ? slow + Math.min(WORST, tookMs / SLOW_MS) : Math.max(0, slow - 1);
    if (slow < PATIENCE) return;
    slow = 0;
    if (ratio > COARSEST) ratio = Math.max(COARSEST, ratio * STEP);
  }

  return {
    ratio: () => ratio,
    isFree: () => fence === null,
    drew() {
      cancelAnimationFrame(waiting);
      if (fence) gl.deleteSync(fence);
      fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
      // Without it the fence may stay in the browser's own queue.
      gl.flush();
      since = performance.now();
      waiting = requestAnimationFrame(look);
    },
    dispose() {
      cancelAnimationFrame(waiting);
      if (fence) gl.deleteSync(fence);
      fence = null;
    },
  };
}
