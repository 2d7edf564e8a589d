import type { Optics } from './optics.ts';

/**
 * What is known of focal length (its logarithm), bend and sweep, in this order: a Kalman filter in its information form. A browser
 * tells none of them, and a fifth too much focal length moves content one code-width above the poster by 14 px. Every frame that is
 * seen aslant says a little.
 */
export interface OpticsMemory {
  /** Inverse variances and covariances, row by row. */
  readonly known: Float64Array;
  /** The part of what a frame says that is believed when it is seen at `tilt` radians. */
  beliefAt(tilt: number): number;
  /** What is known of ln f before a frame seen at `tilt`, in that frame's own currency. */
  focalWeightAt(tilt: number): number;
  /** Whether the focal length is known as well as autofocus lets it be. */
  isSure(): boolean;
  /** Between frames autofocus moves the focal length. */
  drift(): void;
  /** The frame shows a part of the picture now, `closer` times as near: the shutter sweeps over it in that part of the time. */
  zoom(closer: number): void;
  /** Forgets all but a guess. */
  restart(optics: Optics, focalPx: number | null): void;
}

/**
 * Of the longer side. A phone's main camera has a focal length of 24 to 28 mm on a 36 mm wide picture, videos are cropped a
 * little: 0.67 to 0.9; the first guess is within a fifth for all of them.
 */
const GUESS = 0.8;
const GUESS_DEVIATION = 0.18;
/** A focal length given from outside, learnt earlier on the same camera: autofocus moves it. */
const KNOWN_DEVIATION = 0.004;
/** Phones straighten their picture, more or less; sensors are read out in 5 to 30 ms, from any side. */
const BEND_DEVIATION = 0.01;
const SWEEP_DEVIATION_MS = 8;
/**
 * What one frame says is believed by this part only. Its noise would allow 0.01 % of the focal length, but what the model leaves out
 * (tone curve, blur, motion) misleads all frames of a second alike: 0.3 % was seen at 30°.
 */
const BELIEF = 8e-3;
/** Face-on, size and distance can hardly be told apart: below this tilt, radians, belief fades with the square of its sine. */
const SURE_TILT = 0.35;
/** Deviation of ln f from frame to frame; breathing of ±0.6 % in 1.7 s makes 0.0005. */
const DRIFT = 0.0003;
/** Autofocus moves it by so much and no more: face-on frames, which know less, must not carry it away. */
const MOST_DRIFTED = 0.006;

const weightOf = (deviation: number): number => 1 / (deviation * deviation);

export function makeOpticsMemory(): OpticsMemory {
  const known = new Float64Array(16);
  const beliefAt = (tilt: number): number =>
    BELIEF * Math.max(1e-3, Math.min(1, (Math.sin(tilt) / Math.sin(SURE_TILT)) ** 2));
  return {
    known,
    beliefAt,
    focalWeightAt: (tilt) => (known[0] as number) / beliefAt(tilt),
    isSure: () => (known[0] as number) >= weightOf(MOST_DRIFTED),
    drift() {
      const focal = known.slice(0, 4);
      if ((focal[0] as number) < weightOf(MOST_DRIFTED)) return;
      // Sherman and Morrison: the inverse of a matrix that grows in one place.
      const part = 1 / (weightOf(DRIFT) + (focal[0] as number));
      for (let k = 0; k < 16; k++)
        known[k] = (known[k] as number) - part * (focal[k >> 2] as number) * (focal[k & 3] as number);
    },
    zoom(closer) {
      const grows = (k: number): number => (k > 1 ? closer : 1);
      for (let k = 0; k < 16; k++) known[k] = (known[k] as number) * grows(k >> 2) * grows(k & 3);
    },
    restart(optics, focalPx) {
      optics.focal = focalPx ?? GUESS * 2 * Math.max(optics.cx, optics.cy);
      optics.bend = 0;
      optics.sweepX = 0;
      optics.sweepY = 0;
      known.fill(0);
      known[0] = weightOf(focalPx === null ? GUESS_DEVIATION : KNOWN_DEVIATION);
      known[5] = weightOf(BEND_DEVIATION);
      known[10] = weightOf(SWEEP_DEVIATION_MS);
      known[15] = weightOf(SWEEP_DEVIATION_MS);
    },
  };
}
