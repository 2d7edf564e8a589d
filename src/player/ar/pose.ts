/**
 * The scene stands on the scanned code: this folder finds the code's pose in camera frames. It is plain arithmetic over
 * luma planes, without DOM and without memory between calls but the tracker's own; `tracker.ts` is its door.
 *
 * Camera axes: x right, y down, z forward. Code axes: origin at the symbol's centre, x right, y down, z into the poster.
 * Lengths are symbol widths, angles radians, picture coordinates pixels: pixel i of a row covers i to i + 1, and the
 * principal point is the middle of the frame.
 */

/** Code to camera: nine numbers of the rotation row by row, then the translation in symbol widths. */
export type Pose = Float64Array;

export function makePose(rotation: ArrayLike<number>, translation: ArrayLike<number>): Pose {
  const pose = new Float64Array(12);
  pose.set(rotation, 0);
  pose.set(translation, 9);
  return pose;
}

/** Angle of a rotation's difference, radians: of `aᵀ b`. Exact near zero, where the arc cosine of the trace is not. */
export function angleBetween(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let squares = 0;
  for (let k = 0; k < 9; k++) squares += ((a[k] as number) - (b[k] as number)) ** 2;
  // ‖A − B‖² = 8 sin²(θ/2)
  return 2 * Math.asin(Math.min(1, Math.sqrt(squares / 8)));
}

/** Between the camera's axis and the print's normal, radians. */
export const tiltOf = (pose: Pose): number => Math.acos(Math.min(1, Math.abs(pose[8] as number)));

/**
 * Rodrigues' formula: the rotation by `|w|` about `w`, row by row into `out`.
 * Source: Murray, Li, Sastry, A Mathematical Introduction to Robotic Manipulation, 1994, (2.14).
 */
export function rotationOf(wx: number, wy: number, wz: number, out: Float64Array): void {
  const square = wx * wx + wy * wy + wz * wz;
  const angle = Math.sqrt(square);
  const a = angle < 1e-6 ? 1 - square / 6 : Math.sin(angle) / angle;
  const b = angle < 1e-6 ? 0.5 - square / 24 : (1 - Math.cos(angle)) / square;
  out[0] = 1 - b * (wy * wy + wz * wz);
  out[1] = -a * wz + b * wx * wy;
  out[2] = a * wy + b * wx * wz;
  out[3] = a * wz + b * wx * wy;
  out[4] = 1 - b * (wx * wx + wz * wz);
  out[5] = -a * wx + b * wy * wz;
  out[6] = -a * wy + b * wx * wz;
  out[7] = a * wx + b * wy * wz;
  out[8] = 1 - b * (wx * wx + wy * wy);
}

/** The inverse of `rotationOf` for angles below π: the rotation vector of `a bᵀ`, into `out`. */
export function rotationVector(a: Pose, b: Pose, out: Float64Array): void {
  const at = (row: number, column: number): number =>
    (a[row * 3] as number) * (b[column * 3] as number) +
    (a[row * 3 + 1] as number) * (b[column * 3 + 1] as number) +
    (a[row * 3 + 2] as number) * (b[column * 3 + 2] as number);
  const x = (at(2, 1) - at(1, 2)) / 2;
  const y = (at(0, 2) - at(2, 0)) / 2;
  const z = (at(1, 0) - at(0, 1)) / 2;
  const sine = Math.sqrt(x * x + y * y + z * z);
  const angle = Math.atan2(sine, (at(0, 0) + at(1, 1) + at(2, 2) - 1) / 2);
  const scale = sine < 1e-9 ? 1 : angle / sine;
  out[0] = x * scale;
  out[1] = y * scale;
  out[2] = z * scale;
}

const turn = new Float64Array(9);
const row = new Float64Array(3);

/**
 * Moves a pose by a twist in code axes, in place: `P ← P exp(ξ)`, ξ = (v, ω) in symbol widths and radians. The
 * translation takes v to first order, which an iteration cannot tell from the exact exponential.
 */
export function compose(pose: Pose, twist: ArrayLike<number>): void {
  const [vx, vy, vz] = [twist[0] as number, twist[1] as number, twist[2] as number];
  for (let k = 0; k < 3; k++)
    pose[9 + k] =
      (pose[9 + k] as number) +
      (pose[3 * k] as number) * vx +
      (pose[3 * k + 1] as number) * vy +
      (pose[3 * k + 2] as number) * vz;
  rotationOf(twist[3] as number, twist[4] as number, twist[5] as number, turn);
  for (let k = 0; k < 3; k++) {
    for (let j = 0; j < 3; j++)
      row[j] =
        (pose[3 * k] as number) * (turn[j] as number) +
        (pose[3 * k + 1] as number) * (turn[3 + j] as number) +
        (pose[3 * k + 2] as number) * (turn[6 + j] as number);
    pose.set(row, 3 * k);
  }
}

/** Turns a pose in camera axes about the camera, rotation only, in place: `R ← exp(w) R`. */
export function turnInCamera(pose: Pose, wx: number, wy: number, wz: number): void {
  rotationOf(wx, wy, wz, turn);
  for (let j = 0; j < 3; j++) {
    const [a, b, c] = [pose[j] as number, pose[3 + j] as number, pose[6 + j] as number];
    for (let k = 0; k < 3; k++)
      pose[3 * k + j] =
        (turn[3 * k] as number) * a + (turn[3 * k + 1] as number) * b + (turn[3 * k + 2] as number) * c;
  }
}

/** Makes the rotation a rotation again (Gram–Schmidt over its rows), in place; rounding adds up over many frames. */
export function straighten(pose: Pose): void {
  const [ax, ay, az] = unit(pose[0] as number, pose[1] as number, pose[2] as number);
  const along = ax * (pose[3] as number) + ay * (pose[4] as number) + az * (pose[5] as number);
  const [bx, by, bz] = unit(
    (pose[3] as number) - along * ax,
    (pose[4] as number) - along * ay,
    (pose[5] as number) - along * az,
  );
  pose[0] = ax;
  pose[1] = ay;
  pose[2] = az;
  pose[3] = bx;
  pose[4] = by;
  pose[5] = bz;
  pose[6] = ay * bz - az * by;
  pose[7] = az * bx - ax * bz;
  pose[8] = ax * by - ay * bx;
}

function unit(x: number, y: number, z: number): [number, number, number] {
  const length = Math.sqrt(x * x + y * y + z * z) || 1;
  return [x / length, y / length, z / length];
}

/** What the projection needs beside the pose: focal length and principal point in pixels. */
export interface Lens {
  focal: number;
  cx: number;
  cy: number;
}

/** The picture point of a code point, pixels. Meaningless when the point is behind the camera (`depth` ≤ 0). */
export function project(
  pose: Pose,
  lens: Lens,
  x: number,
  y: number,
  z: number,
): { u: number; v: number; depth: number } {
  const at = (k: number): number =>
    (pose[3 * k] as number) * x +
    (pose[3 * k + 1] as number) * y +
    (pose[3 * k + 2] as number) * z +
    (pose[9 + k] as number);
  const depth = at(2);
  return { u: lens.cx + (lens.focal * at(0)) / depth, v: lens.cy + (lens.focal * at(1)) / depth, depth };
}

/** Area of the projected symbol as the side of a square, pixels; 0 when a part of it is behind the camera or seen from behind. */
export function sidePx(pose: Pose, lens: Lens): number {
  let area = 0;
  let before = project(pose, lens, -0.5, 0.5, 0);
  for (let k = 0; k < 4; k++) {
    const corner = project(pose, lens, k === 1 || k === 2 ? 0.5 : -0.5, k > 1 ? 0.5 : -0.5, 0);
    if (corner.depth <= 0.05) return 0;
    area += before.u * corner.v - corner.u * before.v;
    before = corner;
  }
  return area > 0 ? Math.sqrt(area / 2) : 0;
}
