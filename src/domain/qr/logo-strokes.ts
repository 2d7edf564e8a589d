import { eachOp, OP, type PathData, polygon } from './path.ts';

/** How a line is drawn (SVG 1.1, 11.4); lengths in the units of the path. */
export interface Stroke {
  width: number;
  cap: 'butt' | 'round' | 'square';
  join: 'miter' | 'round' | 'bevel';
  miterLimit: number;
}

type Point = readonly [number, number];
interface Run {
  points: Point[];
  isClosed: boolean;
  /** Whether a point is a corner that the file has, not one of a flattened curve. */
  corners: boolean[];
}

/**
 * The area that a stroke covers, as pieces that overlap and run the same way round: under the non-zero rule they are one
 * shape. Straight pieces replace curves to within a fiftieth of the width.
 */
export function strokeOutline(path: PathData, stroke: Stroke): PathData {
  const half = stroke.width / 2;
  if (!(half > 0)) return [];
  const out: PathData = [];
  const add = (points: readonly Point[]) => {
    const twice = points.reduce((sum, [x, y], at) => {
      const [nx, ny] = points[(at + 1) % points.length] ?? [x, y];
      return sum + x * ny - nx * y;
    }, 0);
    if (Math.abs(twice) > 1e-12) out.push(...polygon(twice > 0 ? points : [...points].reverse()));
  };
  for (const { points, isClosed, corners } of runsOf(path, stroke.width * 0.02)) {
    const count = points.length;
    const point = (at: number): Point => points[(at + count) % count] ?? [0, 0];
    if (count === 1) {
      const [x, y] = point(0);
      if (stroke.cap === 'round') add(fan([x, y], half, 0, 2 * Math.PI));
      else if (stroke.cap === 'square')
        add([
          [x - half, y - half],
          [x + half, y - half],
          [x + half, y + half],
          [x - half, y + half],
        ]);
      continue;
    }
    const segments = isClosed ? count : count - 1;
    for (let k = 0; k < segments; k++) {
      let [a, b] = [point(k), point(k + 1)];
      const [dx, dy] = direction(a, b);
      const isFirst = !isClosed && k === 0;
      const isLast = !isClosed && k === segments - 1;
      if (stroke.cap === 'square') {
        if (isFirst) a = [a[0] - dx * half, a[1] - dy * half];
        if (isLast) b = [b[0] + dx * half, b[1] + dy * half];
      }
      const [nx, ny] = [-dy * half, dx * half];
      add([
        [a[0] - nx, a[1] - ny],
        [b[0] - nx, b[1] - ny],
        [b[0] + nx, b[1] + ny],
        [a[0] + nx, a[1] + ny],
      ]);
      if (stroke.cap === 'round' && isFirst) add(fan(a, half, Math.atan2(dx, -dy), Math.PI));
      if (stroke.cap === 'round' && isLast) add(fan(b, half, Math.atan2(-dx, dy), Math.PI));
      if (isLast) continue;
      add(joint(point(k), point(k + 1), point(k + 2), half, corners[(k + 1) % count] ? stroke : SMOOTH));
    }
  }
  return out;
}

/** Between the pieces of a flattened curve. */
const SMOOTH: Stroke = { width: 0, cap: 'butt', join: 'bevel', miterLimit: 1 };

/** What fills the outer side where a line turns at `b`. */
function joint(a: Point, b: Point, c: Point, half: number, stroke: Stroke): Point[] {
  const [dx, dy] = direction(a, b);
  const [ex, ey] = direction(b, c);
  const turn = Math.atan2(dx * ey - dy * ex, dx * ex + dy * ey);
  if (Math.abs(turn) < 1e-6) return [];
  // The outer side lies to the left of a turn to the right.
  const side = turn > 0 ? -1 : 1;
  const from: Point = [b[0] - dy * half * side, b[1] + dx * half * side];
  const to: Point = [b[0] - ey * half * side, b[1] + ex * half * side];
  if (stroke.join === 'round') return [b, ...fan(b, half, Math.atan2(from[1] - b[1], from[0] - b[0]), turn)];
  const miter = 1 / Math.cos(turn / 2);
  if (stroke.join === 'miter' && miter > 0 && miter <= stroke.miterLimit) {
    const [mx, my] = direction(b, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    return [b, from, [b[0] + mx * half * miter, b[1] + my * half * miter], to];
  }
  return [b, from, to];
}

/** Points of an arc, a piece every 20 degrees at most. */
function fan([x, y]: Point, radius: number, start: number, turn: number): Point[] {
  const steps = Math.max(2, Math.ceil(Math.abs(turn) / (Math.PI / 9)));
  return Array.from({ length: steps + 1 }, (_, k) => {
    const angle = start + (turn * k) / steps;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

function direction([ax, ay]: Point, [bx, by]: Point): Point {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(bx - ax) / length, (by - ay) / length];
}

/** The path as open and closed runs of points, without repeats. */
function runsOf(path: PathData, tolerance: number): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  const put = (x: number, y: number, isCorner: boolean) => {
    if (!run) return;
    const last = run.points[run.points.length - 1];
    if (last && Math.hypot(last[0] - x, last[1] - y) < 1e-9) {
      if (isCorner) run.corners[run.corners.length - 1] = true;
      return;
    }
    run.points.push([x, y]);
    run.corners.push(isCorner);
  };
  const begin = (x: number, y: number) => {
    run = { points: [], isClosed: false, corners: [] };
    runs.push(run);
    put(x, y, true);
  };
  const end = () => {
    if (!run) return;
    run.isClosed = true;
    const [first] = run.points;
    const last = run.points[run.points.length - 1];
    if (first && last && run.points.length > 1 && Math.hypot(first[0] - last[0], first[1] - last[1]) < 1e-9) {
      run.points.pop();
      run.corners.pop();
    }
    const start = run.points[0];
    run = null;
    if (start) {
      // A path may go on from where the closed run began.
      restart = start;
    }
  };
  let restart: Point | null = null;
  eachOp(path, (op, at) => {
    const p = (k: number) => path[at + k] ?? 0;
    if (op === OP.move) return begin(p(0), p(1));
    if (op === OP.close) return end();
    if (op === OP.circle) {
      run = { points: [], isClosed: false, corners: [] };
      runs.push(run);
      for (const [x, y] of circlePoints(p(0), p(1), p(2), tolerance)) put(x, y, false);
      run.isClosed = true;
      run = null;
      return undefined;
    }
    if (!run && restart) begin(restart[0], restart[1]);
    const from = run?.points[run.points.length - 1] ?? [0, 0];
    if (op === OP.line) return put(p(0), p(1), true);
    const cubic = op === OP.cubic;
    const [x3, y3] = cubic ? [p(4), p(5)] : [p(2), p(3)];
    const [x1, y1] = cubic
      ? [p(0), p(1)]
      : [from[0] + (2 / 3) * (p(0) - from[0]), from[1] + (2 / 3) * (p(1) - from[1])];
    const [x2, y2] = cubic ? [p(2), p(3)] : [x3 + (2 / 3) * (p(0) - x3), y3 + (2 / 3) * (p(1) - y3)];
    const bend = Math.max(
      Math.hypot(from[0] - 2 * x1 + x2, from[1] - 2 * y1 + y2),
      Math.hypot(x1 - 2 * x2 + x3, y1 - 2 * y2 + y3),
    );
    // Wang's bound on the pieces of a cubic.
    const steps = Math.max(1, Math.min(40, Math.ceil(Math.sqrt((0.75 * bend) / tolerance))));
    for (let k = 1; k <= steps; k++) {
      const t = k / steps;
      const u = 1 - t;
      const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
      put(a * from[0] + b * x1 + c * x2 + d * x3, a * from[1] + b * y1 + c * y2 + d * y3, k === steps);
    }
    return undefined;
  });
  return runs.filter(({ points }) => points.length > 0);
}

function circlePoints(cx: number, cy: number, r: number, tolerance: number): Point[] {
  const steps = Math.max(12, Math.min(64, Math.ceil(Math.PI / Math.acos(Math.max(0, 1 - tolerance / r)))));
  return Array.from({ length: steps }, (_, k) => {
    const angle = (k / steps) * 2 * Math.PI;
    return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)] as const;
  });
}
