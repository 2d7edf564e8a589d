/** Longest sides of the plane of luma, pixels, the best first. */
const SIDES = [640, 480, 384] as const;
/** Looking longer than this loses every other frame of a camera with 30 a second. */
const SLOW_MS = 30;
const FAST_MS = 11;

/**
 * How large a picture the tracker gets: a step down when looking is slow for half a second, up again when it is
 * quick for four. Returns the longest side for the next frame.
 */
export function makeQuality(): (tookMs: number) => number {
  let step = 0;
  let slow = 0;
  let quick = 0;
  return (tookMs) => {
    slow = tookMs > SLOW_MS ? slow + 1 : Math.max(0, slow - 1);
    quick = tookMs < FAST_MS ? quick + 1 : 0;
    if (slow >= 12 && step < SIDES.length - 1) {
      step += 1;
      slow = 0;
    } else if (quick >= 120 && step > 0) {
      step -= 1;
      quick = 0;
    }
    return SIDES[step] ?? SIDES[0];
  };
}
