import { makeNormalEquations, onDiagonal, solve } from './normal-equations.ts';
import type { Optics } from './optics.ts';
import type { OpticsMemory } from './optics-memory.ts';
import { compose, type Pose, tiltOf } from './pose.ts';
import type { TemplateLevel } from './template.ts';

/** What an alignment saw at each point, and of each tile. */
export interface Sight {
  sampled: Float32Array;
  gains: Float64Array;
  biases: Float64Array;
  noise: number;
}

/** Moves pose and optics, in place, and adds to the memory what was learnt. */
type Lesson = (level: TemplateLevel, pose: Pose, optics: Optics, sight: Sight, memory: OpticsMemory) => void;

/** The pose's twist, the error of the picture's velocity, then ln f, bend, sweep across and down. */
const UNKNOWNS = 12;
const VELOCITY = 6;
const OPTICS = 8;
/**
 * A hand's tremor (8 to 12 Hz) cannot be foretold from frames 33 ms apart, but under a rolling shutter it skews the print: deviation of
 * the velocity from what the last two poses make it, radians per millisecond.
 */
const TREMOR = 3e-5;
/** As in `align.ts`. */
const HUBER = 1.345;

/**
 * One Gauss–Newton step on everything that a frame may tell, from where an alignment left off. A pose takes only a part of what eight
 * numbers of a homography say; the rest tells focal length, bend and sweep, little by little, each held by what is known of it.
 * The slopes are those of `gather` in `align.ts`; a point that moves by (δp, δq) in the picture, focal lengths, says slopeP δp + slopeQ δq.
 */
export function makeLesson(): Lesson {
  const equations = makeNormalEquations(UNKNOWNS);
  const { h, b, factor } = equations;
  const add = (m: number, n: number, value: number): void => {
    const at = onDiagonal(UNKNOWNS, m) + n - m;
    h[at] = (h[at] as number) + value;
  };
  const row = new Float64Array(UNKNOWNS);
  const step = new Float64Array(UNKNOWNS);

  return (
    level: TemplateLevel,
    pose: Pose,
    optics: Optics,
    { sampled, gains, biases, noise }: Sight,
    memory: OpticsMemory,
  ): void => {
    h.fill(0);
    b.fill(0);
    const [r00, r10, r20] = [pose[0] as number, pose[3] as number, pose[6] as number];
    const [r01, r11, r21] = [pose[1] as number, pose[4] as number, pose[7] as number];
    const [r02, r12, r22] = [pose[2] as number, pose[5] as number, pose[8] as number];
    const [tx, ty, tz] = [pose[9] as number, pose[10] as number, pose[11] as number];
    const centreX = -(r00 * tx + r10 * ty + r20 * tz);
    const centreY = -(r01 * tx + r11 * ty + r21 * tz);
    const perDepth = -1 / (r02 * tx + r12 * ty + r22 * tz);
    const [middleX, middleY] = [tx / tz, ty / tz];
    const perX = optics.focal / (2 * optics.cx);
    const perY = optics.focal / (2 * optics.cy);
    const { rates, sweepX, sweepY } = optics;
    const [wx, wy, wz] = [rates[0] as number, rates[1] as number, rates[2] as number];
    const huber = HUBER * noise;
    const { tiles, x: xs, y: ys, t: ts, gx: gxs, gy: gys } = level;
    for (let tile = 0; tile + 1 < tiles.length; tile++) {
      const gain = gains[tile] as number;
      if (!(gain > 0)) continue;
      const bias = biases[tile] as number;
      const end = tiles[tile + 1] as number;
      for (let k = tiles[tile] as number; k < end; k++) {
        const value = sampled[k] as number;
        if (value < 0) continue;
        const off = value - gain * (ts[k] as number) - bias;
        const size = Math.abs(off);
        const weight = size > huber ? huber / size : 1;
        const x = xs[k] as number;
        const y = ys[k] as number;
        const j0 = gain * (gxs[k] as number);
        const j1 = gain * (gys[k] as number);
        const j2 = (j0 * (x - centreX) + j1 * (y - centreY)) * perDepth;
        row[0] = j0;
        row[1] = j1;
        row[2] = j2;
        row[3] = y * j2;
        row[4] = -x * j2;
        row[5] = x * j1 - y * j0;
        // Where the point is seen, in focal lengths, and the picture's slope there.
        const depth = r20 * x + r21 * y + tz;
        const p = (r00 * x + r01 * y + tx) / depth;
        const q = (r10 * x + r11 * y + ty) / depth;
        const slopeP = depth * (r00 * j0 + r01 * j1 + r02 * j2);
        const slopeQ = depth * (r10 * j0 + r11 * j1 + r12 * j2);
        const across = perX * (p - middleX);
        const down = perY * (q - middleY);
        const late = sweepX * across + sweepY * down;
        row[6] = late * slopeP;
        row[7] = late * slopeQ;
        const [vx, vy, vz] = [p * depth - tx, q * depth - ty, depth - tz];
        const nearer = wx * vy - wy * vx + (rates[5] as number);
        const dp = (wy * vz - wz * vy + (rates[3] as number) - p * nearer) / depth;
        const dq = (wz * vx - wx * vz + (rates[4] as number) - q * nearer) / depth;
        const radial = p * slopeP + q * slopeQ;
        const moved = dp * slopeP + dq * slopeQ;
        row[8] = radial;
        row[9] = (p * p + q * q) * radial;
        row[10] = across * moved;
        row[11] = down * moved;
        let to = 0;
        for (let m = 0; m < UNKNOWNS; m++) {
          const own = weight * (row[m] as number);
          b[m] = (b[m] as number) + own * off;
          for (let n = m; n < UNKNOWNS; n++) {
            h[to] = (h[to] as number) + own * (row[n] as number);
            to++;
          }
        }
      }
    }
    const belief = memory.beliefAt(tiltOf(pose));
    const square = noise * noise;
    const tremor = square / (TREMOR * TREMOR);
    add(VELOCITY, VELOCITY, tremor);
    add(VELOCITY + 1, VELOCITY + 1, tremor);
    const { known } = memory;
    for (let m = 0; m < 4; m++)
      for (let n = m; n < 4; n++)
        add(OPTICS + m, OPTICS + n, (square / belief) * (known[4 * m + n] as number));
    if (!solve(equations, 0, step)) return;
    compose(pose, step);
    optics.focal *= Math.exp(step[8] as number);
    optics.bend += step[9] as number;
    optics.sweepX += step[10] as number;
    optics.sweepY += step[11] as number;
    for (let m = 0; m < 4; m++)
      for (let n = 0; n <= m; n++) {
        let sum = 0;
        for (let k = OPTICS; k <= OPTICS + n; k++)
          sum +=
            (factor[(OPTICS + m) * UNKNOWNS + k] as number) * (factor[(OPTICS + n) * UNKNOWNS + k] as number);
        known[4 * m + n] = (sum * belief) / square;
        known[4 * n + m] = known[4 * m + n] as number;
      }
  };
}
