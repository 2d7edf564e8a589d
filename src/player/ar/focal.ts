import type { Lens } from './pose.ts';

/**
 * What is known of the focal length: a browser does not tell it, and a fifth too much moves content one code-width above
 * the poster by 14 px. Every frame that is seen aslant says a little of it; the estimate is the mean of what all frames said,
 * each by its weight (inverse variance of ln f), as in a Kalman filter of one number.
 */
export interface FocalMemory {
  /** What is known before a frame, in the frame's own currency: frames are believed by a part only. */
  readonly weight: number;
  /** After an alignment that began with `weight` and moved the lens: takes what the frame added. */
  learn(frameWeight: number): void;
  /** Forgets all but a guess. */
  restart(lens: Lens, focalPx: number | null): void;
}

/**
 * Of the longer side. A phone's main camera has a focal length of 24 to 28 mm on a 36 mm wide picture, videos are cropped a
 * little: 0.67 to 0.9; the first guess is within a fifth for all of them.
 */
const GUESS = 0.8;
const GUESS_DEVIATION = 0.18;
/** A focal length given from outside, learnt earlier on the same camera. */
const KNOWN_DEVIATION = 0.01;
/**
 * What one frame says is believed by this part only: distortion and the rolling shutter mislead the frames of a second
 * alike, so they do not count as so many opinions.
 */
const BELIEF = 0.02;
/** The estimate never rests entirely: autofocus changes the focal length by a few percent. */
const LEAST_DEVIATION = 0.001;
const DRIFT_PER_FRAME = 0.0001;

const weightOf = (deviation: number): number => 1 / (deviation * deviation);

export function makeFocalMemory(): FocalMemory {
  let weight = weightOf(GUESS_DEVIATION);
  return {
    get weight() {
      return weight / BELIEF;
    },
    learn(frameWeight) {
      const variance = 1 / (weight + BELIEF * Math.max(0, frameWeight)) + DRIFT_PER_FRAME ** 2;
      weight = Math.min(weightOf(LEAST_DEVIATION), 1 / variance);
    },
    restart(lens, focalPx) {
      lens.focal = focalPx ?? GUESS * 2 * Math.max(lens.cx, lens.cy);
      weight = weightOf(focalPx === null ? GUESS_DEVIATION : KNOWN_DEVIATION);
    },
  };
}
