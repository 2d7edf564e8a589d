import { type Lens, type Pose, sidePx } from './pose.ts';

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
 * The translation with which a pinhole draws the print where the bent lens shows it: at its place and in its size. Least squares over
 * four places on the print, isotropic: with m the middle and d² the places' mean square about it, a place p (1 + k₁ p²) is in the mean
 * at m (1 + k₁ (m² + 2 d²)), and 1 + k₁ (2 m² + d²) times as far from there. Into `out`.
 */
export function straightened(pose: Pose, lens: Optics, out: Float64Array): void {
  const [x, y, z] = [pose[9] as number, pose[10] as number, pose[11] as number];
  const middle = (x * x + y * y) / (z * z);
  const around = PLACES * (sidePx(pose, lens) / lens.focal) ** 2;
  const depth = z / (1 + lens.bend * (2 * middle + around));
  const aside = (depth / z) * (1 + lens.bend * (middle + 2 * around));
  out[0] = x * aside;
  out[1] = y * aside;
  out[2] = depth;
}

/** Mean square of the distance of four places, each 0.4 symbol widths to either side, from the middle. */
const PLACES = 0.32;
