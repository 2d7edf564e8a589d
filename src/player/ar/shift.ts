import type { View } from './align.ts';
import type { Lens, Pose } from './pose.ts';
import type { TemplateLevel } from './template.ts';

/**
 * After a jerk the print lies elsewhere than foretold, farther than an alignment reaches: tries whole plane pixels around the
 * pose's view and moves the pose, in place, to where the NCC is highest. Answers that NCC.
 */
export type ShiftSearch = (level: TemplateLevel, view: View, pose: Pose, lens: Lens, reach: number) => number;

const MOST_POINTS = 220;
const LEAST_POINTS = 30;
/** Above this NCC it is found. */
const SURE = 0.5;

export function makeShiftSearch(): ShiftSearch {
  const us = new Int32Array(MOST_POINTS);
  const vs = new Int32Array(MOST_POINTS);
  const ts = new Float32Array(MOST_POINTS);
  return (level, view, pose, lens, reach) => {
    const own = level.tiles[level.innerTiles] as number;
    const [x, y] = [pose[9] as number, pose[10] as number];
    const ncc = search(level, 0, own, view, pose, lens, reach);
    if (ncc > SURE || own === level.count) return ncc;
    // The symbol is covered or out of the picture; what is around it may be seen.
    const [ownX, ownY] = [pose[9] as number, pose[10] as number];
    pose[9] = x;
    pose[10] = y;
    const around = search(level, own, level.count, view, pose, lens, reach);
    if (around > ncc) return around;
    pose[9] = ownX;
    pose[10] = ownY;
    return ncc;
  };

  function search(
    level: TemplateLevel,
    from: number,
    to: number,
    { plane, halvings }: View,
    pose: Pose,
    lens: Lens,
    reach: number,
  ): number {
    const stride = Math.max(1, Math.ceil((to - from) / MOST_POINTS));
    const shrink = 1 / 2 ** halvings;
    let count = 0;
    for (let k = from; k < to && count < MOST_POINTS; k += stride) {
      const x = level.x[k] as number;
      const y = level.y[k] as number;
      const depth = (pose[6] as number) * x + (pose[7] as number) * y + (pose[11] as number);
      if (!(depth > 0.05)) continue;
      const perDepth = (lens.focal * shrink) / depth;
      const u = ((pose[0] as number) * x + (pose[1] as number) * y + (pose[9] as number)) * perDepth;
      const v = ((pose[3] as number) * x + (pose[4] as number) * y + (pose[10] as number)) * perDepth;
      us[count] = Math.floor(u + lens.cx * shrink);
      vs[count] = Math.floor(v + lens.cy * shrink);
      ts[count++] = level.t[k] as number;
    }
    if (count < LEAST_POINTS) return 0;
    // Of a poster whatever is in the picture serves.
    const least = from === 0 ? 0.5 * count : LEAST_POINTS;
    let [best, bestU, bestV] = [-1, 0, 0];
    for (let dv = -reach; dv <= reach; dv++)
      for (let du = -reach; du <= reach; du++) {
        let [n, si, sii, st, stt, sit] = [0, 0, 0, 0, 0, 0];
        for (let k = 0; k < count; k++) {
          const u = (us[k] as number) + du;
          const v = (vs[k] as number) + dv;
          if (u < plane.x0 || v < plane.y0 || u >= plane.x1 || v >= plane.y1) continue;
          const value = plane.luma[v * plane.width + u] as number;
          const t = ts[k] as number;
          n++;
          si += value;
          sii += value * value;
          st += t;
          stt += t * t;
          sit += value * t;
        }
        if (n < least) continue;
        const spread = (sii - (si * si) / n) * (stt - (st * st) / n);
        const ncc = spread > 1 ? (sit - (si * st) / n) / Math.sqrt(spread) : 0;
        if (ncc > best) {
          best = ncc;
          bestU = du;
          bestV = dv;
        }
      }
    const perPixel = (pose[11] as number) / (lens.focal * shrink);
    pose[9] = (pose[9] as number) + bestU * perPixel;
    pose[10] = (pose[10] as number) + bestV * perPixel;
    return best;
  }
}
