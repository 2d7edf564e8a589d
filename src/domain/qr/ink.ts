import type { Raster } from './raster.ts';

const DIRECTIONS = 16;

/**
 * The raster as a press prints it: every edge between ink and paper moves by half of `gain` modules, outwards for a
 * gain above 0 (ink runs into the paper), inwards below 0. A darkest (or lightest) value within a disc, taken between
 * the pixels, so that gains far below one pixel count too.
 */
export function spreadInk(raster: Raster, gain: number): Raster {
  const { width, height, pxPerModule, luma: from } = raster;
  const luma = from.slice();
  const reach = (Math.abs(gain) / 2) * pxPerModule;
  if (reach === 0) return { ...raster, luma };
  const pick = gain > 0 ? Math.min : Math.max;
  const border = Math.ceil(reach) + 1;
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = (2 * Math.PI * k) / DIRECTIONS;
    const dx = reach * Math.cos(angle);
    const dy = reach * Math.sin(angle);
    const left = Math.floor(dx);
    const top = Math.floor(dy);
    const fx = dx - left;
    const fy = dy - top;
    const [w00, w10, w01, w11] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
    const shift = top * width + left;
    for (let y = border; y < height - border; y++) {
      const end = y * width + width - border;
      for (let at = y * width + border; at < end; at++) {
        const near = at + shift;
        // The border keeps all four within the raster.
        const value =
          (from[near] as number) * w00 +
          (from[near + 1] as number) * w10 +
          (from[near + width] as number) * w01 +
          (from[near + width + 1] as number) * w11;
        luma[at] = pick(luma[at] as number, value);
      }
    }
  }
  return { ...raster, luma };
}
