import { type Pose, rotationVector, turnInCamera } from './pose.ts';

/** Foretells the next pose from the last two, at constant velocity. */
export interface Motion {
  /** Begins anew at a pose, at rest. */
  start(pose: Pose, timeMs: number): void;
  /** Goes on to a pose. */
  follow(pose: Pose, timeMs: number): void;
  /** Writes the pose to be expected into `out`. */
  foretell(timeMs: number, out: Pose): void;
  /** Writes the change per millisecond, camera rotation and translation, of a pose seen at a time. */
  ratesOf(next: Pose, timeMs: number, out: Float64Array): void;
  readonly pose: Pose;
  readonly timeMs: number;
}

/** Longer gaps say nothing of the velocity, nor does the velocity say anything of what follows them. */
const LONGEST_MS = 120;

export function makeMotion(): Motion {
  const pose = new Float64Array(12);
  /** Camera rotation and translation, per millisecond. */
  const rates = new Float64Array(6);
  let timeMs = 0;
  const within = (passed: number): boolean => passed > 0 && passed <= LONGEST_MS;

  function ratesOf(next: Pose, at: number, out: Float64Array): void {
    const passed = at - timeMs;
    out.fill(0);
    if (!within(passed)) return;
    rotationVector(next, pose, out);
    for (let k = 0; k < 3; k++) {
      out[k] = (out[k] as number) / passed;
      out[3 + k] = ((next[9 + k] as number) - (pose[9 + k] as number)) / passed;
    }
  }

  return {
    pose,
    get timeMs() {
      return timeMs;
    },
    ratesOf,
    start(next, at) {
      pose.set(next);
      timeMs = at;
      rates.fill(0);
    },
    follow(next, at) {
      ratesOf(next, at, rates);
      pose.set(next);
      timeMs = at;
    },
    foretell(at, out) {
      out.set(pose);
      const ahead = at - timeMs;
      if (!within(ahead)) return;
      const turn = (k: number): number => (rates[k] as number) * ahead;
      turnInCamera(out, turn(0), turn(1), turn(2));
      for (let k = 0; k < 3; k++) out[9 + k] = (out[9 + k] as number) + turn(3 + k);
    },
  };
}
