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
    const v = (u * c01 - 1) / (u * c12 - c02);
    const pose = v > 0 ? poseOfLegs(q0, q1, q2, u, v, leg) : null;
    if (pose) poses.push(pose);
  };
  let [before, value] = [0, quartic(at(0))];
  for (let k = 1; k <= SAMPLES; k++) {
    const next = quartic(at(k));
    if (value * next < 0) add(bisect(quartic, at(k - 1), at(k), value));
    else if (
      k > 1 &&
      value * before > 0 &&
      Math.abs(value) < Math.abs(before) &&
      Math.abs(value) <= Math.abs(next)
    )
      add(at(k - 1));
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

/** A picture point and the code point on the print that it shows, symbol widths. */
export interface Match extends Point {
  x: number;
  y: number;
}

type Rows = [a: number, b: number, c: number, d: number, e: number, f: number];

/** The two poses of a square's homography from four points in turn; empty as above. */
export function posesFromFour(matches: readonly [Match, Match, Match, Match], lens: Lens): Pose[] {
  const h = homographyOf(matches, lens);
  if (!h) return [];
  const [a, b, c, d, e, f, g, i] = h as unknown as [...Rows, number, number];
  return posesFromDerivative(a - c * g, b - c * i, d - f * g, e - f * i, c, f);
}

/** Code plane to the picture in units of the focal length, nine numbers without the last, which is 1. */
function homographyOf(matches: readonly Match[], lens: Lens): number[] | null {
  const rows = matches.flatMap(({ u, v, x, y }) => {
    const s = (u - lens.cx) / lens.focal;
    const t = (v - lens.cy) / lens.focal;
    return [
      [x, y, 1, 0, 0, 0, -s * x, -s * y, s],
      [0, 0, 0, x, y, 1, -t * x, -t * y, t],
    ];
  });
  for (let k = 0; k < 8; k++) {
    let best = k;
    for (let j = k + 1; j < 8; j++)
      if (Math.abs(rows[j]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = j;
    const pivot = rows[best];
    const other = rows[k];
    if (!pivot || !other || Math.abs(pivot[k] ?? 0) < 1e-9) return null;
    rows[best] = other;
    rows[k] = pivot;
    for (let j = 0; j < 8; j++) {
      const line = rows[j];
      if (j === k || !line) continue;
      const factor = (line[k] ?? 0) / (pivot[k] ?? 1);
      for (let m = k; m < 9; m++) line[m] = (line[m] ?? 0) - factor * (pivot[m] ?? 0);
    }
  }
  return rows.map((line, k) => (line[8] ?? 0) / (line[k] ?? 1));
}

/**
 * IPPE: the two poses whose view of the code plane has the derivative (j₁₁ j₁₂; j₂₁ j₂₂) at the origin and shows the
 * origin at (p, q), in units of the focal length. The origin's ray is turned to the axis; there the upper left 2×2 of the
 * rotation is the derivative over its largest singular value γ, and the third column is known up to its sign.
 * Source: Collins and Bartoli, Infinitesimal Plane-Based Pose Estimation, IJCV 109, 2014, section 3.
 */
function posesFromDerivative(
  j11: number,
  j12: number,
  j21: number,
  j22: number,
  p: number,
  q: number,
): Pose[] {
  if (!(j11 * j22 - j12 * j21 > 1e-12)) return [];
  // Rv takes the optical axis to the ray of the origin.
  const t2 = p * p + q * q;
  const cosine = 1 / Math.sqrt(1 + t2);
  const k = t2 < 1e-12 ? -0.5 : (cosine - 1) / t2;
  const rv = [
    1 + k * p * p,
    k * p * q,
    p * cosine,
    k * p * q,
    1 + k * q * q,
    q * cosine,
    -p * cosine,
    -q * cosine,
    cosine,
  ];
  const [r0 = 0, r1 = 0, , r3 = 0, r4 = 0, , r6 = 0, r7 = 0] = rv;
  // B = (I | −v) Rv, upper left 2×2; A = B⁻¹ J.
  const b11 = r0 - p * r6;
  const b12 = r1 - p * r7;
  const b21 = r3 - q * r6;
  const b22 = r4 - q * r7;
  const det = b11 * b22 - b12 * b21;
  const a11 = (b22 * j11 - b12 * j21) / det;
  const a12 = (b22 * j12 - b12 * j22) / det;
  const a21 = (b11 * j21 - b21 * j11) / det;
  const a22 = (b11 * j22 - b21 * j12) / det;
  const ss = a11 * a11 + a12 * a12 + a21 * a21 + a22 * a22;
  const dd = a11 * a22 - a12 * a21;
  const gamma = Math.sqrt((ss + Math.sqrt(Math.max(0, ss * ss - 4 * dd * dd))) / 2);
  if (!(gamma > 1e-9)) return [];
  const [u11, u12, u21, u22] = [a11 / gamma, a12 / gamma, a21 / gamma, a22 / gamma];
  // The third row makes the columns of unit length: I − UᵀU = c cᵀ.
  const c1 = Math.sqrt(Math.max(0, 1 - u11 * u11 - u21 * u21));
  let c2 = Math.sqrt(Math.max(0, 1 - u12 * u12 - u22 * u22));
  if (u11 * u12 + u21 * u22 > 0) c2 = -c2;
  const out: Pose[] = [];
  const tz = 1 / gamma;
  for (const sign of [1, -1]) {
    const [x3, y3] = [sign * c1, sign * c2];
    const first = [u11, u21, x3];
    const second = [u12, u22, y3];
    const third = [u21 * y3 - x3 * u22, x3 * u12 - u11 * y3, u11 * u22 - u21 * u12];
    const rotation = new Array<number>(9).fill(0);
    for (let m = 0; m < 3; m++)
      for (const [column, axis] of [first, second, third].entries())
        rotation[3 * m + column] =
          (rv[3 * m] ?? 0) * (axis[0] ?? 0) +
          (rv[3 * m + 1] ?? 0) * (axis[1] ?? 0) +
          (rv[3 * m + 2] ?? 0) * (axis[2] ?? 0);
    out.push(makePose(rotation, [p * tz, q * tz, tz]));
  }
  return out;
}
