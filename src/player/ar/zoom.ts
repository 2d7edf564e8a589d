import { project } from './pose.ts';
import type { Sighting } from './tracker.ts';

/**
 * A code is scanned from up to ten times its width: there it is some 50 pixels wide in a plane of 640, and it is found from 65 on. Cameras
 * have twice that plane, so its middle half is looked at as well, twice as fine.
 */
export const CLOSE = 2;

/** Symbols up to so many pixels are followed in the middle half, and given back to the whole picture from so many on. */
const SMALL_PX = 120;
const LARGE_PX = 150;
/** Of the middle half: where a symbol has to be to be followed there, and where it may stay. */
const INSIDE = 0.8;
const STILL_INSIDE = 0.95;

/** A bit of what is around the symbol belongs to it. */
const SIDE = 0.6;
const CORNERS = [
  [-SIDE, -SIDE],
  [SIDE, -SIDE],
  [SIDE, SIDE],
  [-SIDE, SIDE],
] as const;

/**
 * How closely the next frame is looked at: 1 is the whole picture, 2 its middle half. They take turns until the print is found. `seen` was
 * seen with `zoom` in a plane of `width` × `height` pixels.
 */
export function nextZoom(zoom: number, seen: Sighting, width: number, height: number): number {
  if (seen.state !== 'locked') return zoom === 1 ? CLOSE : 1;
  const { rotation, translation, focalPx } = seen;
  const isClose = zoom !== 1;
  const whole = { focal: focalPx / zoom, cx: 0, cy: 0 };
  const px = whole.focal / (translation[2] ?? 1);
  if (px > (isClose ? LARGE_PX : SMALL_PX)) return 1;
  const pose = Float64Array.of(...rotation, ...translation);
  const room = (isClose ? STILL_INSIDE : INSIDE) / CLOSE / 2;
  const fits = CORNERS.every(([x, y]) => {
    const { u, v, depth } = project(pose, whole, x, y, 0);
    return depth > 0 && Math.abs(u) < room * width && Math.abs(v) < room * height;
  });
  return fits ? CLOSE : 1;
}
