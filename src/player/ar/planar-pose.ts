import { type Lens, makePose, type Pose } from './pose.ts';

/** A picture point, pixels, and the code point on the print that it shows, symbol widths. */
export interface Match {
  u: number;
  v: number;
  x: number;
  y: number;
}

/**
 * The two poses that three points of the print allow near a first-order view (the eyes of a symbol), each followed to its
 * perspective. Empty when the points are in line, mirrored, or fit no view from the front.
 *
 * With the last row (h₁, h₂, 1) of the homography known, its other rows follow from three points linearly; the rotation
 * from its derivative at the origin as in IPPE; and the rotation gives the last row anew: (R₃₁, R₃₂) / t_z.
 */
export function posesFromThree(matches: readonly [Match, Match, Match], lens: Lens): Pose[] {
  const found: Pose[] = [];
  for (const branch of [0, 1]) {
    let pose: Pose | undefined;
    let [h1, h2] = [0, 0];
    for (let round = 0; round < 8; round++) {
      const rows = rowsFromThree(matches, lens, h1, h2);
      if (!rows) break;
      const [a, b, c, d, e, f] = rows;
      const next = posesFromDerivative(a - c * h1, b - c * h2, d - f * h1, e - f * h2, c, f)[branch];
      if (!next) break;
      pose = next;
      const depth = next[11] as number;
      h1 = (next[6] as number) / depth;
      h2 = (next[7] as number) / depth;
      // Perspective so strong that a corner nears the camera: no print is held so.
      if (Math.abs(h1) + Math.abs(h2) > 1.6) {
        pose = undefined;
        break;
      }
    }
    if (pose) found.push(pose);
  }
  return found;
}

type Rows = [a: number, b: number, c: number, d: number, e: number, f: number];

function rowsFromThree(matches: readonly Match[], lens: Lens, h1: number, h2: number): Rows | null {
  const [p, q, r] = matches;
  if (!p || !q || !r) return null;
  const det = (q.x - p.x) * (r.y - p.y) - (r.x - p.x) * (q.y - p.y);
  if (Math.abs(det) < 1e-9) return null;
  const solve = (s: number, t: number, w: number): [number, number, number] => {
    const a = ((t - s) * (r.y - p.y) - (w - s) * (q.y - p.y)) / det;
    const b = ((w - s) * (q.x - p.x) - (t - s) * (r.x - p.x)) / det;
    return [a, b, s - a * p.x - b * p.y];
  };
  const depth = (m: Match): number => 1 + h1 * m.x + h2 * m.y;
  const across = (m: Match): number => ((m.u - lens.cx) / lens.focal) * depth(m);
  const down = (m: Match): number => ((m.v - lens.cy) / lens.focal) * depth(m);
  return [...solve(across(p), across(q), across(r)), ...solve(down(p), down(q), down(r))];
}

/** The two poses of a square's homography from four points in turn; empty as above. */
export function posesFromFour(matches: readonly [Match, Match, Match, Match], lens: Lens): Pose[] {
  const h = homographyOf(matches, lens);
  if (!h) return [];
  const [a, b, c, d, e, f, g, i] = h as unknown as [...Rows, number, number];
  return posesFromDerivative(a - c * g, b - c * i, d - f * g, e - f * i, c, f);
}

/** Code plane to the picture in units of the focal length, nine numbers without the last, which is 1. */
function homographyOf(matches: readonly Match[], lens: Lens): number[] | null {
  const rows = matches.flatMap(({ u, v, x, y }) => {
    const s = (u - lens.cx) / lens.focal;
    const t = (v - lens.cy) / lens.focal;
    return [
      [x, y, 1, 0, 0, 0, -s * x, -s * y, s],
      [0, 0, 0, x, y, 1, -t * x, -t * y, t],
    ];
  });
  for (let k = 0; k < 8; k++) {
    let best = k;
    for (let j = k + 1; j < 8; j++)
      if (Math.abs(rows[j]?.[k] ?? 0) > Math.abs(rows[best]?.[k] ?? 0)) best = j;
    const pivot = rows[best];
    const other = rows[k];
    if (!pivot || !other || Math.abs(pivot[k] ?? 0) < 1e-9) return null;
    rows[best] = other;
    rows[k] = pivot;
    for (let j = 0; j < 8; j++) {
      const line = rows[j];
      if (j === k || !line) continue;
      const factor = (line[k] ?? 0) / (pivot[k] ?? 1);
      for (let m = k; m < 9; m++) line[m] = (line[m] ?? 0) - factor * (pivot[m] ?? 0);
    }
  }
  return rows.map((line, k) => (line[8] ?? 0) / (line[k] ?? 1));
}

/**
 * IPPE: the two poses whose view of the code plane has the derivative (j₁₁ j₁₂; j₂₁ j₂₂) at the origin and shows the
 * origin at (p, q), in units of the focal length. The origin's ray is turned to the axis; there the upper left 2×2 of the
 * rotation is the derivative over its largest singular value γ, and the third column is known up to its sign.
 * Source: Collins and Bartoli, Infinitesimal Plane-Based Pose Estimation, IJCV 109, 2014, section 3.
 */
function posesFromDerivative(
  j11: number,
  j12: number,
  j21: number,
  j22: number,
  p: number,
  q: number,
): Pose[] {
  if (!(j11 * j22 - j12 * j21 > 1e-12)) return [];
  // Rv takes the optical axis to the ray of the origin.
  const t2 = p * p + q * q;
  const cosine = 1 / Math.sqrt(1 + t2);
  const k = t2 < 1e-12 ? -0.5 : (cosine - 1) / t2;
  const rv = [
    1 + k * p * p,
    k * p * q,
    p * cosine,
    k * p * q,
    1 + k * q * q,
    q * cosine,
    -p * cosine,
    -q * cosine,
    cosine,
  ];
  const [r0 = 0, r1 = 0, , r3 = 0, r4 = 0, , r6 = 0, r7 = 0] = rv;
  // B = (I | −v) Rv, upper left 2×2; A = B⁻¹ J.
  const b11 = r0 - p * r6;
  const b12 = r1 - p * r7;
  const b21 = r3 - q * r6;
  const b22 = r4 - q * r7;
  const det = b11 * b22 - b12 * b21;
  const a11 = (b22 * j11 - b12 * j21) / det;
  const a12 = (b22 * j12 - b12 * j22) / det;
  const a21 = (b11 * j21 - b21 * j11) / det;
  const a22 = (b11 * j22 - b21 * j12) / det;
  const ss = a11 * a11 + a12 * a12 + a21 * a21 + a22 * a22;
  const dd = a11 * a22 - a12 * a21;
  const gamma = Math.sqrt((ss + Math.sqrt(Math.max(0, ss * ss - 4 * dd * dd))) / 2);
  if (!(gamma > 1e-9)) return [];
  const [u11, u12, u21, u22] = [a11 / gamma, a12 / gamma, a21 / gamma, a22 / gamma];
  // The third row makes the columns of unit length: I − UᵀU = c cᵀ.
  const c1 = Math.sqrt(Math.max(0, 1 - u11 * u11 - u21 * u21));
  let c2 = Math.sqrt(Math.max(0, 1 - u12 * u12 - u22 * u22));
  if (u11 * u12 + u21 * u22 > 0) c2 = -c2;
  const out: Pose[] = [];
  const tz = 1 / gamma;
  for (const sign of [1, -1]) {
    const [x3, y3] = [sign * c1, sign * c2];
    const first = [u11, u21, x3];
    const second = [u12, u22, y3];
    const third = [u21 * y3 - x3 * u22, x3 * u12 - u11 * y3, u11 * u22 - u21 * u12];
    const rotation = new Array<number>(9).fill(0);
    for (let m = 0; m < 3; m++)
      for (const [column, axis] of [first, second, third].entries())
        rotation[3 * m + column] =
          (rv[3 * m] ?? 0) * (axis[0] ?? 0) +
          (rv[3 * m + 1] ?? 0) * (axis[1] ?? 0) +
          (rv[3 * m + 2] ?? 0) * (axis[2] ?? 0);
    out.push(makePose(rotation, [p * tz, q * tz, tz]));
  }
  return out;
}
