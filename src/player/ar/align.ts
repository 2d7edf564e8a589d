import { makeLesson } from './lesson.ts';
import { makeNormalEquations, type NormalEquations, solve } from './normal-equations.ts';
import type { Optics } from './optics.ts';
import type { OpticsMemory } from './optics-memory.ts';
import { compose, type Pose } from './pose.ts';
import type { Plane } from './pyramid.ts';
import type { Template, TemplateLevel } from './template.ts';

/** How well the template lies on the picture: the symbol, or the poster around it when that lies better. */
export interface Fit {
  /** Mean over the tiles in view of their normalised cross-correlation (NCC), −1 to 1, by points. */
  score: number;
  /** The same over the tiles that match, and their part of the points in view. */
  matching: number;
  matchingPart: number;
  /** Part of the points that lie in the frame; of a poster, as many as are enough. */
  inView: number;
}

/** Aligns a template to frames. Holds the memory of its sums; a tracker makes one. */
export interface Aligner {
  /**
   * Moves `pose` (and `lens.focal`) so that the level's points lie on their like in the plane, in place. The lens is that of
   * the frame, the plane is its level `halvings`. `focalWeight` is the inverse variance of what is known of ln f beforehand,
   * around its value at the call; infinite keeps it.
   */
  align(level: TemplateLevel, view: View, pose: Pose, lens: Optics, focalWeight: number): Fit;
  measure(level: TemplateLevel, view: View, pose: Pose, lens: Optics): Fit;
  /** NCC of the marks that tell this code from its kin. */
  identify(template: Template, view: View, pose: Pose, lens: Optics): number;
  /**
   * One more step from where `align` left off at this level, on everything that a frame may tell: moves the pose, and the optics by
   * what the frame adds to what `memory` knows.
   */
  learn(level: TemplateLevel, view: View, pose: Pose, lens: Optics, memory: OpticsMemory): void;
}

export interface View {
  plane: Plane;
  /** The plane's level in the pyramid. */
  halvings: number;
  /** At most that many iterations, which end at a step of fewer template pixels. */
  rounds: number;
  enoughPx: number;
  /** Tiles whose NCC is lower take no part: 0 at the start, when all still lie beside their place. */
  gate: number;
}

/** Tiles beside the symbol take part only when they surely match: the wall there may be another. */
const OUTER_GATE = 0.6;
const MATCHING = 0.5;
const LEAST_POINTS = 6;
/** So many points in view of a poster are enough to tell how it lies. */
const LEAST_AROUND = 100;
/** Huber's constant: 95 % of the efficiency of squares with normal noise. Huber, Robust Statistics, 1981. */
const HUBER = 1.345;
/** Weight of what must not change; above all sums, and far below where it would swallow them. */
const HELD = 1e12;
/** No step is longer than this, template pixels. */
const LONGEST_PX = 2.5;
const OUTSIDE = -1;
/** With less of the symbol in view, the poster speaks for the print when its score is at least this part of the symbol's. */
const [LEAVING, LEAVING_SCORE] = [0.5, 0.8];

/** Sums over tiles: of points, of those in view, of NCC, and both of the tiles that match. */
const [ALL, SEEN, SCORES, MATCHED, MATCHED_SCORES] = [0, 1, 2, 3, 4];

function summarise(sums: Float64Array, enough: number, fit: Fit): void {
  const [, seen, scores, matched, matchedScores] = sums as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  fit.score = seen > 0 ? scores / seen : 0;
  fit.matching = matched > 0 ? matchedScores / matched : 0;
  fit.matchingPart = seen > 0 ? matched / seen : 0;
  fit.inView = enough > 0 ? Math.min(1, seen / enough) : 0;
}

export function makeAligner(template: Template): Aligner {
  const most = Math.max(template.marks.count, ...template.levels.map((level) => level.count));
  const mostTiles = Math.max(
    template.marks.tiles.length,
    ...template.levels.map((level) => level.tiles.length),
  );
  const sampled = new Float32Array(most);
  const gains = new Float64Array(mostTiles);
  const biases = new Float64Array(mostTiles);
  const equations = makeNormalEquations(7);
  const twist = new Float64Array(7);
  const lesson = makeLesson();
  const [own, around] = [new Float64Array(5), new Float64Array(5)];
  const fit: Fit = { score: 0, matching: 0, matchingPart: 0, inView: 0 };
  const aroundFit = { ...fit };
  let noise = 0;

  /** Fills `sampled`, gains and biases; answers how well the tiles match. */
  function look(
    points: { count: number; x: Float32Array; y: Float32Array; t: Float32Array; tiles: Int32Array },
    innerTiles: number,
    view: View,
    pose: Pose,
    lens: Optics,
  ): void {
    sample(points, view, pose, lens, sampled);
    const { tiles, t } = points;
    own.fill(0);
    around.fill(0);
    for (let tile = 0; tile + 1 < tiles.length; tile++) {
      const start = tiles[tile] as number;
      const end = tiles[tile + 1] as number;
      let [n, si, st, sii, stt, sit] = [0, 0, 0, 0, 0, 0];
      for (let k = start; k < end; k++) {
        const value = sampled[k] as number;
        if (value < 0) continue;
        const known = t[k] as number;
        n++;
        si += value;
        st += known;
        sii += value * value;
        stt += known * known;
        sit += value * known;
      }
      const inner = tile < innerTiles;
      const sums = inner ? own : around;
      sums[ALL] = (sums[ALL] as number) + end - start;
      gains[tile] = 0;
      if (n < LEAST_POINTS) continue;
      const varI = sii / n - (si / n) ** 2;
      const varT = stt / n - (st / n) ** 2;
      const cov = sit / n - (si / n) * (st / n);
      const ncc = varI > 0.5 && varT > 0.5 ? cov / Math.sqrt(varI * varT) : 0;
      sums[SEEN] = (sums[SEEN] as number) + n;
      sums[SCORES] = (sums[SCORES] as number) + n * ncc;
      if (ncc > (inner ? MATCHING : OUTER_GATE)) {
        sums[MATCHED] = (sums[MATCHED] as number) + n;
        sums[MATCHED_SCORES] = (sums[MATCHED_SCORES] as number) + n * ncc;
      }
      if (ncc <= (inner ? view.gate : Math.max(OUTER_GATE, view.gate)) || varT < 4) continue;
      // Beside its place a tile's regression understates the gain, and steps would overshoot: at least half the spread's.
      const gain = Math.max(cov / varT, 0.5 * Math.sqrt(varI / varT));
      gains[tile] = gain;
      biases[tile] = si / n - (gain * st) / n;
    }
    summarise(own, own[ALL] as number, fit);
    if ((around[SEEN] as number) < LEAST_AROUND) return;
    summarise(around, LEAST_AROUND, aroundFit);
    // A symbol that is leaving the picture lies well to the last, and too little of it is left to say so.
    if (aroundFit.score > (fit.inView < LEAVING ? LEAVING_SCORE : 1) * fit.score)
      Object.assign(fit, aroundFit);
  }

  return {
    measure(level, view, pose, lens) {
      look(level, level.innerTiles, view, pose, lens);
      return { ...fit };
    },
    identify(template, view, pose, lens) {
      look(template.marks, template.marks.tiles.length - 1, view, pose, lens);
      return fit.inView > 0.4 ? fit.score : 0;
    },
    learn(level, view, pose, lens, memory) {
      look(level, level.innerTiles, view, pose, lens);
      lesson(level, pose, lens, { sampled, gains, biases, noise }, memory);
    },
    align(level, view, pose, lens, focalWeight) {
      const known = Math.log(lens.focal);
      noise = 30;
      for (let round = 0; round < view.rounds; round++) {
        look(level, level.innerTiles, view, pose, lens);
        const seen = gather(level, pose, sampled, gains, biases, HUBER * noise, equations);
        noise = Math.max(1, 1.2533 * seen.meanResidual);
        if (seen.points < 12) break;
        const free = Number.isFinite(focalWeight);
        const prior = free ? Math.min(HELD, focalWeight * noise * noise) : HELD;
        equations.h[27] = (equations.h[27] as number) + prior;
        equations.b[6] = (equations.b[6] as number) + (free ? prior * (Math.log(lens.focal) - known) : 0);
        if (!solve(equations, round === 0 ? 1e-3 : 1e-5, twist)) break;
        const long = lengthPx(twist, level.scale, pose[11] as number);
        if (long > LONGEST_PX)
          for (let k = 0; k < 7; k++) twist[k] = ((twist[k] as number) * LONGEST_PX) / long;
        compose(pose, twist);
        if (free) lens.focal *= Math.exp(twist[6] as number);
        if (long < view.enoughPx) break;
      }
      look(level, level.innerTiles, view, pose, lens);
      return { ...fit };
    },
  };
}

/** About how far a twist moves the symbol's points, template pixels. */
function lengthPx(twist: Float64Array, scale: number, depth: number): number {
  const abs = (k: number): number => Math.abs(twist[k] as number);
  return (
    scale * (abs(0) + abs(1) + 0.5 * abs(5) + (0.5 * abs(2)) / depth + 0.2 * (abs(3) + abs(4)) + 0.2 * abs(6))
  );
}

/** The picture's luma at each point, between four pixels; `OUTSIDE` where there is none. */
function sample(
  points: { count: number; x: Float32Array; y: Float32Array },
  { plane, halvings }: View,
  pose: Pose,
  lens: Optics,
  out: Float32Array,
): void {
  const { luma, width, x0, y0 } = plane;
  const shrink = 1 / 2 ** halvings;
  const focal = lens.focal * shrink;
  // Pixel 0 has its middle at 0.5.
  const cx = lens.cx * shrink - 0.5;
  const cy = lens.cy * shrink - 0.5;
  const [right, bottom] = [plane.x1 - 1, plane.y1 - 1];
  const [a, b, c] = [pose[0] as number, pose[1] as number, pose[9] as number];
  const [d, e, f] = [pose[3] as number, pose[4] as number, pose[10] as number];
  const [g, h, i] = [pose[6] as number, pose[7] as number, pose[11] as number];
  const { bend, rates } = lens;
  const [middleX, middleY] = [c / i, f / i];
  // Milliseconds per unit of the picture, and the pose's change in one.
  const acrossMs = (lens.sweepX * lens.focal) / (2 * lens.cx);
  const downMs = (lens.sweepY * lens.focal) / (2 * lens.cy);
  const [wx, wy, wz] = [rates[0] as number, rates[1] as number, rates[2] as number];
  const [da, db, dc] = [wy * g - wz * d, wy * h - wz * e, rates[3] as number];
  const [dd, de, df] = [wz * a - wx * g, wz * b - wx * h, rates[4] as number];
  const [dg, dh, di] = [wx * d - wy * a, wx * e - wy * b, rates[5] as number];
  const rolls = acrossMs !== 0 || downMs !== 0;
  const { x: xs, y: ys, count } = points;
  for (let k = 0; k < count; k++) {
    const x = xs[k] as number;
    const y = ys[k] as number;
    const depth = g * x + h * y + i;
    const near = 1 / depth;
    let p = (a * x + b * y + c) * near;
    let q = (d * x + e * y + f) * near;
    if (rolls) {
      const late = (acrossMs * (p - middleX) + downMs * (q - middleY)) * near;
      const nearer = dg * x + dh * y + di;
      const dp = da * x + db * y + dc - p * nearer;
      q += late * (dd * x + de * y + df - q * nearer);
      p += late * dp;
    }
    const scale = focal * (1 + bend * (p * p + q * q));
    const u = p * scale + cx;
    const v = q * scale + cy;
    if (!(depth > 0.05 && u >= x0 && v >= y0 && u < right && v < bottom)) {
      out[k] = OUTSIDE;
      continue;
    }
    const column = u | 0;
    const line = v | 0;
    const fu = u - column;
    const at = line * width + column;
    const upper = (luma[at] as number) * (1 - fu) + (luma[at + 1] as number) * fu;
    const lower = (luma[at + width] as number) * (1 - fu) + (luma[at + width + 1] as number) * fu;
    out[k] = upper + (lower - upper) * (v - line);
  }
}

const seen = { points: 0, meanResidual: 0 };

/**
 * Sums the normal equations of all points. A tile's luma is gain · T + bias; the residual e = I − gain · T − bias is, to first
 * order, −gain · J ξ with T's own gradient in J (Baker and Matthews, Lucas–Kanade 20 Years On, IJCV 56, 2004, section 3.2:
 * the template moves, not the picture, so that J has no noise). A point (x, y, 0) that moves by δ = v + ω × x is seen where
 * its ray meets the print, δ − δ_z · (d_x, d_y) / d_z with d from the camera's centre; so with the gradient (g_x, g_y) and
 * s = −(g_x d_x + g_y d_y) / d_z,
 * J = (g_x, g_y, s, y s, −x s, x g_y − y g_x | −Z r₃ · (g_x, g_y, s)); the last entry is that of ln f, which moves a point along
 * the camera's axis r₃ by its depth Z.
 */
function gather(
  level: TemplateLevel,
  pose: Pose,
  sampled: Float32Array,
  gains: Float64Array,
  biases: Float64Array,
  huber: number,
  { h, b }: NormalEquations,
): typeof seen {
  const r20 = pose[6] as number;
  const r21 = pose[7] as number;
  const r22 = pose[8] as number;
  const [tx, ty, tz] = [pose[9] as number, pose[10] as number, pose[11] as number];
  // The camera's centre in code axes, −Rᵀ t.
  const centreX = -((pose[0] as number) * tx + (pose[3] as number) * ty + r20 * tz);
  const centreY = -((pose[1] as number) * tx + (pose[4] as number) * ty + r21 * tz);
  const centreZ = -((pose[2] as number) * tx + (pose[5] as number) * ty + r22 * tz);
  const perDepth = 1 / centreZ;
  let [points, residuals] = [0, 0];
  let [h00, h01, h02, h03, h04, h05, h06] = [0, 0, 0, 0, 0, 0, 0];
  let [h11, h12, h13, h14, h15, h16] = [0, 0, 0, 0, 0, 0];
  let [h22, h23, h24, h25, h26, h33, h34, h35, h36] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [h44, h45, h46, h55, h56, h66] = [0, 0, 0, 0, 0, 0];
  let [b0, b1, b2, b3, b4, b5, b6] = [0, 0, 0, 0, 0, 0, 0];
  const { tiles, x: xs, y: ys, t: ts, gx: gxs, gy: gys } = level;
  for (let tile = 0; tile + 1 < tiles.length; tile++) {
    const gain = gains[tile] as number;
    if (!(gain > 0)) continue;
    const bias = biases[tile] as number;
    const end = tiles[tile + 1] as number;
    for (let k = tiles[tile] as number; k < end; k++) {
      const value = sampled[k] as number;
      if (value < 0) continue;
      const e = value - gain * (ts[k] as number) - bias;
      const size = e < 0 ? -e : e;
      points++;
      residuals += size;
      const weight = size > huber ? huber / size : 1;
      const x = xs[k] as number;
      const y = ys[k] as number;
      const j0 = gain * (gxs[k] as number);
      const j1 = gain * (gys[k] as number);
      // (d_x, d_y) / d_z, with d_z = −centreZ.
      const j2 = (j0 * (x - centreX) + j1 * (y - centreY)) * perDepth;
      const j3 = y * j2;
      const j4 = -x * j2;
      const j5 = x * j1 - y * j0;
      const j6 = -(r20 * x + r21 * y + tz) * (r20 * j0 + r21 * j1 + r22 * j2);
      const w0 = weight * j0;
      const w1 = weight * j1;
      const w2 = weight * j2;
      const w3 = weight * j3;
      const w4 = weight * j4;
      const w5 = weight * j5;
      const w6 = weight * j6;
      h00 += w0 * j0;
      h01 += w0 * j1;
      h02 += w0 * j2;
      h03 += w0 * j3;
      h04 += w0 * j4;
      h05 += w0 * j5;
      h06 += w0 * j6;
      h11 += w1 * j1;
      h12 += w1 * j2;
      h13 += w1 * j3;
      h14 += w1 * j4;
      h15 += w1 * j5;
      h16 += w1 * j6;
      h22 += w2 * j2;
      h23 += w2 * j3;
      h24 += w2 * j4;
      h25 += w2 * j5;
      h26 += w2 * j6;
      h33 += w3 * j3;
      h34 += w3 * j4;
      h35 += w3 * j5;
      h36 += w3 * j6;
      h44 += w4 * j4;
      h45 += w4 * j5;
      h46 += w4 * j6;
      h55 += w5 * j5;
      h56 += w5 * j6;
      h66 += w6 * j6;
      b0 += w0 * e;
      b1 += w1 * e;
      b2 += w2 * e;
      b3 += w3 * e;
      b4 += w4 * e;
      b5 += w5 * e;
      b6 += w6 * e;
    }
  }
  let to = 0;
  h[to++] = h00;
  h[to++] = h01;
  h[to++] = h02;
  h[to++] = h03;
  h[to++] = h04;
  h[to++] = h05;
  h[to++] = h06;
  h[to++] = h11;
  h[to++] = h12;
  h[to++] = h13;
  h[to++] = h14;
  h[to++] = h15;
  h[to++] = h16;
  h[to++] = h22;
  h[to++] = h23;
  h[to++] = h24;
  h[to++] = h25;
  h[to++] = h26;
  h[to++] = h33;
  h[to++] = h34;
  h[to++] = h35;
  h[to++] = h36;
  h[to++] = h44;
  h[to++] = h45;
  h[to++] = h46;
  h[to++] = h55;
  h[to++] = h56;
  h[to++] = h66;
  b[0] = b0;
  b[1] = b1;
  b[2] = b2;
  b[3] = b3;
  b[4] = b4;
  b[5] = b5;
  b[6] = b6;
  seen.points = points;
  seen.meanResidual = points > 0 ? residuals / points : 0;
  return seen;
}
