import { type Lens, type Pose, project } from './pose.ts';

/** A lens and a shutter as they are, beside the pinhole's picture: both are learnt, and both are nothing at first. */
export interface Optics extends Lens {
  /** Radial distortion k₁: a point at x (in focal lengths from the middle) is seen at x (1 + k₁ |x|²). */
  bend: number;
  /**
   * Rolling shutter: by how many milliseconds later the frame's right edge was exposed than its left one, and its lower one
   * than its upper one. Which of them it is depends on how the phone is held.
   */
  sweepX: number;
  sweepY: number;
  /** Change of the pose per millisecond: camera rotation (three), then translation (three). */
  rates: Float64Array;
}

export const makeOptics = (): Optics => ({
  focal: 0,
  cx: 0,
  cy: 0,
  bend: 0,
  sweepX: 0,
  sweepY: 0,
  rates: new Float64Array(6),
});

/**
 * The translation with which a pinhole draws the print where the bent lens shows it: at its place and in its size, in the mean of
 * four places on it. Into `out`.
 */
export function straightened(pose: Pose, optics: Optics, out: Float64Array): void {
  const { bend } = optics;
  const flat: Lens = { focal: 1, cx: 0, cy: 0 };
  const at = PLACES.map(([x, y]) => project(pose, flat, x, y, 0));
  const stretch = at.map(({ u, v }) => 1 + bend * (u * u + v * v));
  let [u, v, bentU, bentV, spread, bentSpread] = [0, 0, 0, 0, 0, 0];
  for (const [k, one] of at.entries()) {
    u += one.u / 4;
    v += one.v / 4;
    bentU += (one.u * (stretch[k] as number)) / 4;
    bentV += (one.v * (stretch[k] as number)) / 4;
  }
  for (const [k, one] of at.entries()) {
    const [du, dv] = [one.u - u, one.v - v];
    spread += du * du + dv * dv;
    bentSpread +=
      du * (one.u * (stretch[k] as number) - bentU) + dv * (one.v * (stretch[k] as number) - bentV);
  }
  const scale = bentSpread / spread;
  const depth = pose[11] as number;
  out[0] = (bentU + scale * ((pose[9] as number) / depth - u)) * (depth / scale);
  out[1] = (bentV + scale * ((pose[10] as number) / depth - v)) * (depth / scale);
  out[2] = depth / scale;
}

const PLACES: readonly [number, number][] = [
  [-0.4, -0.4],
  [0.4, -0.4],
  [0.4, 0.4],
  [-0.4, 0.4],
];
