import { makePose, type Pose, project } from '#player/ar/pose.ts';
import type { Sighting } from '#player/ar/tracker.ts';
import type { Camera } from './camera.ts';

/** How far a sighting is from the truth, pixels. */
export interface Miss {
  readonly state: 'locked' | 'held';
  /** Whether the symbol's corners lie where they should, within 2 px and a hundredth of its side. */
  readonly right: boolean;
  /** Of a point one code-width above the print. */
  readonly above: readonly [number, number];
}

const CORNERS: readonly [number, number][] = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0.5, 0.5],
  [-0.5, 0.5],
];

/** Null where nothing was sighted; the camera's focal length is the true one. */
export function missOf(
  sighting: Sighting,
  truth: Pose,
  { focalPx, width, height }: Pick<Camera, 'focalPx' | 'width' | 'height'>,
): Miss | null {
  if (sighting.state === 'searching') return null;
  const pose = makePose(sighting.rotation, sighting.translation);
  const lens = { focal: sighting.focalPx, cx: width / 2, cy: height / 2 };
  const offAt = (x: number, y: number, z: number): [number, number] => {
    const a = project(pose, lens, x, y, z);
    const b = project(truth, { ...lens, focal: focalPx }, x, y, z);
    return [a.u - b.u, a.v - b.v];
  };
  const side = focalPx / (truth[11] as number);
  const corners = CORNERS.map(([x, y]) => Math.hypot(...offAt(x, y, 0)));
  return {
    state: sighting.state,
    right: corners.reduce((sum, one) => sum + one, 0) / 4 < 2 + side / 100,
    above: offAt(0, 0, -1),
  };
}
