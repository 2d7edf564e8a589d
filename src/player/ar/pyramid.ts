/** An 8-bit luma plane, row by row. Only the window from (x0, y0) to (x1, y1) is filled. */
export interface Plane {
  luma: Uint8Array;
  width: number;
  height: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** A frame and its halves: pixel (i, j) of level l covers the square of 2^l pixels from (i, j) · 2^l. */
export interface Pyramid {
  /** As many levels as the frame's smaller side allows, six at most. */
  readonly count: number;
  /** Halved when it is first asked for: a print that is followed needs one or two of them. */
  level(index: number): Plane;
  /** Takes a frame, whose levels are to be filled within a window, frame pixels. The frame itself is kept by reference. */
  build(luma: Uint8Array, window: Window): void;
}

export interface Window {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

const MOST_LEVELS = 6;
const LEAST_SIDE = 12;

export function makePyramid(width: number, height: number): Pyramid {
  const levels: Plane[] = [];
  for (let level = 0; level < MOST_LEVELS; level++) {
    const [w, h] = [width >> level, height >> level];
    if (level > 0 && Math.min(w, h) < LEAST_SIDE) break;
    levels.push({
      luma: new Uint8Array(level === 0 ? 0 : w * h),
      width: w,
      height: h,
      x0: 0,
      y0: 0,
      x1: w,
      y1: h,
    });
  }
  const coarsest = levels.length - 1;
  let filled = 0;
  return {
    count: levels.length,
    level(index) {
      for (; filled < index; filled++) halve(levels[filled] as Plane, levels[filled + 1] as Plane);
      return levels[index] as Plane;
    },
    build(luma, window) {
      const [base] = levels;
      if (!base) return;
      base.luma = luma;
      // On the coarsest grid, so that every level is whole.
      base.x0 = Math.max(0, Math.floor(window.x0) >> coarsest) << coarsest;
      base.y0 = Math.max(0, Math.floor(window.y0) >> coarsest) << coarsest;
      base.x1 = Math.min(width, ((Math.ceil(window.x1) >> coarsest) + 1) << coarsest);
      base.y1 = Math.min(height, ((Math.ceil(window.y1) >> coarsest) + 1) << coarsest);
      filled = 0;
    },
  };
}

/** Means of 2×2 pixels, rounded. */
function halve(from: Plane, to: Plane): void {
  to.x0 = from.x0 >> 1;
  to.y0 = from.y0 >> 1;
  to.x1 = Math.min(to.width, from.x1 >> 1);
  to.y1 = Math.min(to.height, from.y1 >> 1);
  const source = from.luma;
  const target = to.luma;
  const stride = from.width;
  for (let y = to.y0; y < to.y1; y++) {
    let at = 2 * y * stride + 2 * to.x0;
    let out = y * to.width + to.x0;
    const end = y * to.width + to.x1;
    for (; out < end; out++, at += 2)
      target[out] =
        ((source[at] as number) +
          (source[at + 1] as number) +
          (source[at + stride] as number) +
          (source[at + stride + 1] as number) +
          2) >>
        2;
  }
}
