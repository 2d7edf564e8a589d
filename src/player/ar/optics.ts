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
 * The translation with which a pinhole draws the print where the bent lens shows it: at its place and in its size, about the symbol, or
 * about what is seen of the poster when the symbol is not. Least squares over four places on the print, isotropic: with m the middle and d²
 * the places' mean square about it, a place p (1 + k₁ p²) is in the mean at m (1 + k₁ (m² + 2 d²)), and 1 + k₁ (2 m² + d²) times as far
 * from there. Into `out`.
 */
export function straightened(pose: Pose, lens: Optics, out: Float64Array): void {
  const part = partInView(pose, lens);
  const [tx, ty, tz] = [pose[9] as number, pose[10] as number, pose[11] as number];
  const [rayX, rayY] = [(part * tx) / tz, (part * ty) / tz];
  // Where that ray meets the print.
  const [nx, ny, nz] = [pose[2] as number, pose[5] as number, pose[8] as number];
  const met = (nx * tx + ny * ty + nz * tz) / (nx * rayX + ny * rayY + nz);
  const [x, y, z] = part < 1 && met > 0 && met < Infinity ? [rayX * met, rayY * met, met] : [tx, ty, tz];
  const middle = (x * x + y * y) / (z * z);
  const around = PLACES * (sidePx(pose, lens) / lens.focal) ** 2;
  const depth = z / (1 + lens.bend * (2 * middle + around));
  const aside = (depth / z) * (1 + lens.bend * (middle + 2 * around));
  out[0] = tx + x * (aside - 1);
  out[1] = ty + y * (aside - 1);
  out[2] = tz + depth - z;
}

/** Of the way from the frame's middle to the symbol: how far to go to what is looked at. One while it is well inside. */
function partInView(pose: Pose, lens: Optics): number {
  const [x, y, z] = [pose[9] as number, pose[10] as number, pose[11] as number];
  const away = (lens.focal / z) * Math.max(Math.abs(x) / lens.cx, Math.abs(y) / lens.cy);
  return Math.max(0, Math.min(1, (OUT - away) / (OUT - INSIDE)));
}

/** Distances of the symbol's middle from the frame's, in halves of the frame: well inside, and well outside. */
const [INSIDE, OUT] = [0.8, 1.4];

/** Mean square of the distance of four places, each 0.4 symbol widths to either side, from the middle. */
const PLACES = 0.32;
