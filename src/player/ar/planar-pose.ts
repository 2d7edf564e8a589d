import { type Lens, makePose, type Pose } from './pose.ts';

/** A picture point, pixels. */
export interface Point {
  u: number;
  v: number;
}

/** Samples along the quartic, and how far a solution's depths may differ: a print steeper than 70° shows nothing. */
const SAMPLES = 72;
const STEEP = 3;

/**
 * The poses, at most four, in which a right angle with legs of `leg` symbol widths is seen: the eyes of a symbol, with the
 * corner eye's middle at (−leg/2, −leg/2) of the code. Empty when the points are mirrored or fit no view.
 *
 * P3P after Grunert (Haralick and others, Review and Analysis of Solutions of the Three Point Perspective Pose Estimation
 * Problem, IJCV 13, 1994): with unit rays q and distances (1, u, v) times that of the corner, the legs are perpendicular,
 * u v c₁₂ − u c₀₁ − v c₀₂ + 1 = 0, so v = N / D, and of equal length, u² − 2 u c₀₁ = v² − 2 v c₀₂: a quartic in u. Its roots lie
 * between the bounds that a code's size in the picture allows and are bracketed there; seen nearly face-on two of them
 * meet, and a pixel of noise parts them from the axis: then the nearest approach stands for both.
 */
export function posesFromRightAngle(
  corner: Point,
  right: Point,
  below: Point,
  leg: number,
  lens: Lens,
): Pose[] {
  const [q0, q1, q2] = [rayOf(corner, lens), rayOf(right, lens), rayOf(below, lens)];
  const [c01, c02, c12] = [dot(q0, q1), dot(q0, q2), dot(q1, q2)];
  const quartic = (u: number): number => {
    const n = u * c01 - 1;
    const d = u * c12 - c02;
    return (u * u - 2 * u * c01) * d * d - n * n + 2 * n * d * c02;
  };
  const angle = Math.acos(Math.min(1, Math.max(-1, Math.min(c01, c02))));
  const reach = Math.log(1 + Math.min(1.2, STEEP * angle + 0.05));
  const at = (k: number): number => Math.exp(reach * ((2 * k) / SAMPLES - 1));
  const poses: Pose[] = [];
  const add = (u: number): void => {
    // N / D loses its digits where both vanish; equal legs give v up to a sign, and the right angle chooses.
    const root = Math.sqrt(Math.max(0, c02 * c02 + u * u - 2 * u * c01));
    const off = (v: number): number => Math.abs(u * v * c12 - u * c01 - v * c02 + 1);
    const v = off(c02 + root) < off(c02 - root) ? c02 + root : c02 - root;
    const pose = v > 0 ? poseOfLegs(q0, q1, q2, u, v, leg) : null;
    if (pose) poses.push(pose);
  };
  let [before, value] = [0, quartic(at(0))];
  for (let k = 1; k <= SAMPLES; k++) {
    const next = quartic(at(k));
    if (value * next <= 0 && value !== 0) add(bisect(quartic, at(k - 1), at(k), value));
    else if (
      k > 1 &&
      value * before > 0 &&
      Math.abs(value) < Math.abs(before) &&
      Math.abs(value) <= Math.abs(next)
    ) {
      // Two roots within three samples, or none.
      const turn = nearest(quartic, at(k - 2), at(k));
      const there = quartic(turn);
      if (there * value < 0) {
        add(bisect(quartic, at(k - 2), turn, before));
        add(bisect(quartic, turn, at(k), there));
      } else add(turn);
    }
    before = value;
    value = next;
  }
  return poses;
}

type Vector = readonly [number, number, number];

function rayOf({ u, v }: Point, lens: Lens): Vector {
  const [x, y] = [(u - lens.cx) / lens.focal, (v - lens.cy) / lens.focal];
  const length = Math.sqrt(x * x + y * y + 1);
  return [x / length, y / length, 1 / length];
}

const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

function bisect(of: (u: number) => number, from: number, to: number, atFrom: number): number {
  let [low, high] = [from, to];
  for (let k = 0; k < 22; k++) {
    const middle = (low + high) / 2;
    if (of(middle) * atFrom > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Where a function that turns towards zero between two places is nearest to it, or beyond: thirds. */
function nearest(of: (u: number) => number, from: number, to: number): number {
  const sign = of(from) > 0 ? 1 : -1;
  let [low, high] = [from, to];
  for (let k = 0; k < 16; k++) {
    const third = (high - low) / 3;
    if (sign * of(low + third) < sign * of(high - third)) high -= third;
    else low += third;
  }
  return (low + high) / 2;
}

function poseOfLegs(q0: Vector, q1: Vector, q2: Vector, u: number, v: number, leg: number): Pose | null {
  const along = (k: 0 | 1 | 2): number => u * q1[k] - q0[k];
  const down = (k: 0 | 1 | 2): number => v * q2[k] - q0[k];
  const first = [along(0), along(1), along(2)] as const;
  const length = Math.sqrt(dot(first, first));
  const x: Vector = [first[0] / length, first[1] / length, first[2] / length];
  // Where the roots were an approach only, the legs are not quite perpendicular.
  const lean = down(0) * x[0] + down(1) * x[1] + down(2) * x[2];
  const second = [down(0) - lean * x[0], down(1) - lean * x[1], down(2) - lean * x[2]] as const;
  const height = Math.sqrt(dot(second, second));
  if (!(length > 1e-6 && height > 1e-6)) return null;
  const y: Vector = [second[0] / height, second[1] / height, second[2] / height];
  const z: Vector = [x[1] * y[2] - x[2] * y[1], x[2] * y[0] - x[0] * y[2], x[0] * y[1] - x[1] * y[0]];
  // Seen from the front, the ray to the code enters the poster.
  if (dot(z, q0) <= 0.05) return null;
  const far = leg / Math.sqrt(length * height);
  const middle = (k: 0 | 1 | 2): number => far * q0[k] + (leg / 2) * (x[k] + y[k]);
  return makePose([x[0], y[0], z[0], x[1], y[1], z[1], x[2], y[2], z[2]], [middle(0), middle(1), middle(2)]);
}
