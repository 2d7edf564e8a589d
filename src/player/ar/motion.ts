import { type Pose, rotationVector, turnInCamera } from './pose.ts';

/** Foretells the next pose from the last two, at constant velocity. */
export interface Motion {
  /** Begins anew at a pose, at rest. */
  start(pose: Pose, timeMs: number): void;
  /** Goes on to a pose. */
  follow(pose: Pose, timeMs: number): void;
  /** Writes the pose to be expected into `out`. */
  foretell(timeMs: number, out: Pose): void;
  readonly pose: Pose;
  readonly timeMs: number;
}

/** Longer gaps say nothing of the velocity, nor does the velocity say anything of what follows them. */
const LONGEST_MS = 120;

export function makeMotion(): Motion {
  const pose = new Float64Array(12);
  const spin = new Float64Array(3);
  const drift = new Float64Array(3);
  let timeMs = 0;
  const rest = (): void => {
    spin.fill(0);
    drift.fill(0);
  };
  return {
    pose,
    get timeMs() {
      return timeMs;
    },
    start(next, at) {
      pose.set(next);
      timeMs = at;
      rest();
    },
    follow(next, at) {
      const passed = at - timeMs;
      if (passed > 0 && passed <= LONGEST_MS) {
        rotationVector(next, pose, spin);
        for (let k = 0; k < 3; k++) {
          spin[k] = (spin[k] as number) / passed;
          drift[k] = ((next[9 + k] as number) - (pose[9 + k] as number)) / passed;
        }
      } else rest();
      pose.set(next);
      timeMs = at;
    },
    foretell(at, out) {
      out.set(pose);
      const ahead = at - timeMs;
      if (!(ahead > 0 && ahead <= LONGEST_MS)) return;
      turnInCamera(
        out,
        (spin[0] as number) * ahead,
        (spin[1] as number) * ahead,
        (spin[2] as number) * ahead,
      );
      for (let k = 0; k < 3; k++) out[9 + k] = (out[9 + k] as number) + (drift[k] as number) * ahead;
    },
  };
}
