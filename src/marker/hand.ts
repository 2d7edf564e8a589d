/** How a hand moves a phone in front of a code: poses over time, the same for the same seed. */
import { seeded } from '#domain/qr/sample.ts';
import { makePose, type Pose, rotationOf } from '#player/ar/pose.ts';

/** How the camera sees the code at rest. */
export interface View {
  /** Between the camera's axis and the print's normal, and the direction in the print in which it leans, radians. */
  tilt: number;
  lean: number;
  /** Turn about the camera's axis, radians. */
  roll: number;
  /** Width of the symbol as it would be seen face-on at the same distance, pixels. */
  widthPx: number;
  /** Where its centre is seen, pixels from the middle of the frame. */
  at: readonly [u: number, v: number];
}

type Matrix = [number, number, number, number, number, number, number, number, number];

const times = (a: ArrayLike<number>, b: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: 9 }, (_, k) => {
    const [row, column] = [3 * Math.floor(k / 3), k % 3];
    let sum = 0;
    for (let j = 0; j < 3; j++) sum += (a[row + j] as number) * (b[3 * j + column] as number);
    return sum;
  });

const about = (x: number, y: number, z: number): Float64Array => {
  const out = new Float64Array(9);
  rotationOf(x, y, z, out);
  return out;
};

/** The pose of a view for a camera of that focal length. */
export function poseOf(view: View, focalPx: number): Pose {
  const depth = focalPx / view.widthPx;
  const tilted = about(view.tilt * Math.cos(view.lean), view.tilt * Math.sin(view.lean), 0);
  const rotation = times(about(0, 0, view.roll), tilted);
  return makePose(rotation, [(view.at[0] / focalPx) * depth, (view.at[1] / focalPx) * depth, depth]);
}

/** Turns the camera about its own centre: the code moves the other way. */
function turned(pose: Pose, x: number, y: number, z: number): Pose {
  const turn = about(x, y, z);
  const t = [pose[9] as number, pose[10] as number, pose[11] as number];
  const moved = [0, 3, 6].map(
    (row) =>
      (turn[row] as number) * (t[0] as number) +
      (turn[row + 1] as number) * (t[1] as number) +
      (turn[row + 2] as number) * (t[2] as number),
  );
  return makePose(times(turn, pose.subarray(0, 9) as unknown as Matrix), moved);
}

/** Sums of sines of random phase: amplitude of each, between two frequencies in hertz. */
function swings(seed: number, low: number, high: number, amplitude: number): (seconds: number) => number {
  const random = seeded(seed);
  const waves = Array.from({ length: 3 }, () => ({
    rate: 2 * Math.PI * (low + (high - low) * random()),
    phase: 2 * Math.PI * random(),
    size: (amplitude * (0.6 + 0.4 * random())) / Math.sqrt(3),
  }));
  return (seconds) =>
    waves.reduce((sum, { rate, phase, size }) => sum + size * Math.sin(rate * seconds + phase), 0);
}

export interface Hand {
  /** Amplitudes: slow drift of the direction (radians) and of the place (parts of the distance), tremor (radians, 8–12 Hz). */
  drift: number;
  wander: number;
  tremor: number;
}

export const STEADY: Hand = { drift: 0.02, wander: 0.03, tremor: 0.0007 };

/** A hand that tries to hold still. */
export function handHeld(
  view: View,
  focalPx: number,
  seed: number,
  hand: Hand = STEADY,
): (timeMs: number) => Pose {
  const base = poseOf(view, focalPx);
  const slow = [0, 1, 2].map((k) => swings(seed * 17 + k, 0.15, 0.9, hand.drift));
  const place = [3, 4, 5].map((k) => swings(seed * 17 + k, 0.1, 0.7, hand.wander));
  const tremble = [6, 7, 8].map((k) => swings(seed * 17 + k, 8, 12, hand.tremor));
  return (timeMs) => {
    const s = timeMs / 1000;
    const turn = (k: number): number => (slow[k]?.(s) ?? 0) + (tremble[k]?.(s) ?? 0);
    const pose = turned(base, turn(0), turn(1), turn(2));
    const depth = base[11] as number;
    for (let k = 0; k < 3; k++) pose[9 + k] = (pose[9 + k] as number) + depth * (place[k]?.(s) ?? 0);
    return pose;
  };
}

/** The same from `farther` times as far at each time, straight back. */
export function receding(
  still: (timeMs: number) => Pose,
  farther: (timeMs: number) => number,
): (timeMs: number) => Pose {
  return (timeMs) => {
    const pose = still(timeMs);
    const by = farther(timeMs);
    for (let k = 9; k < 12; k++) pose[k] = (pose[k] as number) * by;
    return pose;
  };
}

/** From one pose to another of the same rotation, in `lastsMs` from `fromMs` on. */
export function slid(
  before: (timeMs: number) => Pose,
  after: (timeMs: number) => Pose,
  fromMs: number,
  lastsMs: number,
): (timeMs: number) => Pose {
  return (timeMs) => {
    const part = Math.min(1, Math.max(0, (timeMs - fromMs) / lastsMs));
    const [from, pose] = [before(timeMs), after(timeMs).slice()];
    for (let k = 9; k < 12; k++) pose[k] = (from[k] as number) * (1 - part) + (pose[k] as number) * part;
    return pose;
  };
}

/**
 * The same with a violent shake between two times: the camera is thrown to and fro three times a second, at `pxPerFrame` pixels
 * from frame to frame (30 a second) where it is fastest.
 */
export function shaken(
  still: (timeMs: number) => Pose,
  focalPx: number,
  { fromMs, toMs, pxPerFrame, angle }: { fromMs: number; toMs: number; pxPerFrame: number; angle: number },
): (timeMs: number) => Pose {
  const rate = 2 * Math.PI * 3;
  const amplitude = (pxPerFrame * 30) / rate / focalPx;
  return (timeMs) => {
    const pose = still(timeMs);
    if (timeMs <= fromMs || timeMs >= toMs) return pose;
    const s = (timeMs - fromMs) / 1000;
    // It begins and ends at rest.
    const ramp = Math.min(1, (timeMs - fromMs) / 100, (toMs - timeMs) / 100);
    const swing = amplitude * ramp * Math.sin(rate * s);
    const round = amplitude * ramp * 0.5 * Math.sin(rate * 1.3 * s);
    return turned(
      pose,
      swing * Math.sin(angle) + round * Math.cos(angle),
      swing * Math.cos(angle) - round * Math.sin(angle),
      round * 0.3,
    );
  };
}
