import { makePose, project } from './pose.ts';
import type { Sighting } from './tracker.ts';

/**
 * A code is scanned from up to ten times its width: there it is some 50 pixels wide in a plane of 640, and it is found from 65 on. Cameras
 * have twice that plane, so the middle of their picture is looked at as well, pixel by pixel.
 */
export const CLOSE = 2;
/** A camera that has less than this part more has nothing more to show from nearby. */
const WORTHWHILE = 1.5;

/** How closely a camera's picture can be looked at in a plane: sizes are the longest sides, pixels. */
export const closestOf = (cameraPx: number, planePx: number): number =>
  cameraPx >= WORTHWHILE * planePx ? cameraPx / planePx : 1;

/** What is looked at: a plane of pixels, and how closely it may be. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly closest: number;
}

/** Symbols up to so many pixels are followed closely, and given back to the whole picture from so many on. */
const SMALL_PX = 120;
const LARGE_PX = 150;
/** Of the part that is seen closely: where a symbol has to be to be followed there, and where it may stay. */
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
 * seen with `zoom`.
 */
export function nextZoom(zoom: number, seen: Sighting, { width, height, closest }: Plane): number {
  if (seen.state !== 'locked') return zoom === 1 ? closest : 1;
  const { rotation, translation, focalPx } = seen;
  const isClose = zoom !== 1;
  const whole = { focal: focalPx / zoom, cx: 0, cy: 0 };
  const px = whole.focal / (translation[2] ?? 1);
  if (px > (isClose ? LARGE_PX : SMALL_PX)) return 1;
  const pose = makePose(rotation, translation);
  const room = (isClose ? STILL_INSIDE : INSIDE) / closest / 2;
  const fits = CORNERS.every(([x, y]) => {
    const { u, v, depth } = project(pose, whole, x, y, 0);
    return depth > 0 && Math.abs(u) < room * width && Math.abs(v) < room * height;
  });
  return fits ? closest : 1;
}
