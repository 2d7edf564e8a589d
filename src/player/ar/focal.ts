import type { Lens } from './pose.ts';

/**
 * What is known of the focal length: a browser does not tell it, and a fifth too much moves content one code-width above
 * the poster by 14 px. Every frame that is seen aslant says a little of it; the estimate is the mean of what all frames said,
 * each by its weight (inverse variance of ln f), as in a Kalman filter of one number.
 */
export interface FocalMemory {
  /** What is known before a frame seen at `tilt` radians, in that frame's own currency: frames are believed by a part only. */
  weightAt(tilt: number): number;
  /** After an alignment that began with that weight and moved the lens: takes what the frame added. */
  learn(frameWeight: number, tilt: number): void;
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
const KNOWN_DEVIATION = 0.002;
/**
 * What one frame says is believed by this part only. Its noise would allow 0.01 %, but what the model leaves out (tone curve,
 * blur, distortion, rolling shutter) misleads all frames of a second alike: 0.3 % was seen at 30°.
 */
const BELIEF = 4e-3;
/** Face-on, size and distance can hardly be told apart: below this tilt, radians, belief fades with the square of its sine. */
const SURE_TILT = 0.35;
const beliefAt = (tilt: number): number =>
  BELIEF * Math.max(1e-3, Math.min(1, (Math.sin(tilt) / Math.sin(SURE_TILT)) ** 2));
/** A frame that knows less than this part of what is known is not heard: its errors would add up all the same. */
const HEARD_FROM = 8;
/** The estimate never rests entirely: autofocus changes the focal length by a few percent. */
const LEAST_DEVIATION = 0.001;
const DRIFT_PER_FRAME = 0.00005;

const weightOf = (deviation: number): number => 1 / (deviation * deviation);

export function makeFocalMemory(): FocalMemory {
  let weight = weightOf(GUESS_DEVIATION);
  /** Of the frame before; the next will say about as much. */
  let believed = Number.POSITIVE_INFINITY;
  return {
    weightAt: (tilt) => (believed * HEARD_FROM < weight ? Number.POSITIVE_INFINITY : weight / beliefAt(tilt)),
    learn(frameWeight, tilt) {
      believed = beliefAt(tilt) * Math.max(0, frameWeight);
      if (believed * HEARD_FROM < weight) return;
      const variance = 1 / (weight + believed) + DRIFT_PER_FRAME ** 2;
      weight = Math.min(weightOf(LEAST_DEVIATION), 1 / variance);
    },
    restart(lens, focalPx) {
      lens.focal = focalPx ?? GUESS * 2 * Math.max(lens.cx, lens.cy);
      believed = Number.POSITIVE_INFINITY;
      weight = weightOf(focalPx === null ? GUESS_DEVIATION : KNOWN_DEVIATION);
    },
  };
}
