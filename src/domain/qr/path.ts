/**
 * A filled outline in module units as flat numbers: an operation, then its coordinates. Flat because a preview draws it in
 * one frame and four writers (SVG, raster, PNG, PDF) walk it.
 */
export type PathData = number[];

export const OP = { move: 0, line: 1, quadratic: 2, cubic: 3, close: 4, circle: 5 } as const;
const ARITY = [2, 2, 4, 6, 0, 3];

/** Calls `visit` per operation; `at` is the index of its first coordinate. */
export function eachOp(path: PathData, visit: (op: number, at: number) => void): void {
  for (let index = 0; index < path.length; ) {
    const op = path[index] ?? 0;
    visit(op, index + 1);
    index += 1 + (ARITY[op] ?? 0);
  }
}

/** A copy, scaled about the origin and then moved. Circles stay circles, so the scale is one number. */
export function place(path: PathData, x: number, y: number, scale = 1): PathData {
  const out = path.slice();
  for (let at = 0; at < out.length; ) {
    const op = out[at++] ?? 0;
    const end = at + (ARITY[op] ?? 0);
    for (const middle = op === OP.circle ? at + 2 : end; at < middle; at += 2) {
      out[at] = (out[at] ?? 0) * scale + x;
      out[at + 1] = (out[at + 1] ?? 0) * scale + y;
    }
    if (at < end) {
      out[at] = (out[at] ?? 0) * scale;
      at++;
    }
  }
  return out;
}

export function rect(x: number, y: number, width: number, height: number): PathData {
  return [
    OP.move,
    x,
    y,
    OP.line,
    x + width,
    y,
    OP.line,
    x + width,
    y + height,
    OP.line,
    x,
    y + height,
    OP.close,
  ];
}

// Control distance of the cubic nearest to a quarter circle.
const KAPPA = 0.5523;

/** Clockwise; `radius` is cut to half the shorter side. */
export function roundRect(x: number, y: number, width: number, height: number, radius: number): PathData {
  const r = Math.min(radius, width / 2, height / 2);
  if (r <= 0) return rect(x, y, width, height);
  const k = r * (1 - KAPPA);
  const right = x + width;
  const bottom = y + height;
  return [
    ...[OP.move, x + r, y, OP.line, right - r, y, OP.cubic, right - k, y, right, y + k, right, y + r],
    ...[OP.line, right, bottom - r, OP.cubic, right, bottom - k, right - k, bottom, right - r, bottom],
    ...[OP.line, x + r, bottom, OP.cubic, x + k, bottom, x, bottom - k, x, bottom - r],
    ...[OP.line, x, y + r, OP.cubic, x, y + k, x + k, y, x + r, y, OP.close],
  ];
}

export function circle(cx: number, cy: number, radius: number): PathData {
  return [OP.circle, cx, cy, radius];
}

export function polygon(points: readonly (readonly [number, number])[]): PathData {
  const out: PathData = [];
  points.forEach(([x, y], index) => {
    out.push(index === 0 ? OP.move : OP.line, x, y);
  });
  out.push(OP.close);
  return out;
}

/** Smallest box around the control points: [left, top, right, bottom]. */
export function boundsOf(path: PathData): [number, number, number, number] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = (x: number, y: number) => {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  };
  eachOp(path, (op, at) => {
    if (op === OP.circle) {
      const [cx = 0, cy = 0, r = 0] = path.slice(at, at + 3);
      see(cx - r, cy - r);
      see(cx + r, cy + r);
      return;
    }
    for (let k = 0; k < (ARITY[op] ?? 0); k += 2) see(path[at + k] ?? 0, path[at + k + 1] ?? 0);
  });
  return [left, top, right, bottom];
}

/** Straight pieces for rasterising, as closed polygons of x, y pairs; `tolerance` in module units. */
export function flatten(path: PathData, tolerance: number): number[][] {
  const polygons: number[][] = [];
  let current: number[] = [];
  const end = () => {
    if (current.length >= 6) polygons.push(current);
    current = [];
  };
  eachOp(path, (op, at) => {
    const x = current[current.length - 2] ?? 0;
    const y = current[current.length - 1] ?? 0;
    const p = (k: number) => path[at + k] ?? 0;
    if (op === OP.move) {
      end();
      current = [p(0), p(1)];
    } else if (op === OP.line) current.push(p(0), p(1));
    else if (op === OP.quadratic) {
      const steps = pieces(
        Math.abs(p(0) - x) + Math.abs(p(1) - y) + Math.abs(p(2) - p(0)) + Math.abs(p(3) - p(1)),
        tolerance,
      );
      for (let i = 1; i <= steps; i++) {
        const t = i / steps;
        const u = 1 - t;
        current.push(
          u * u * x + 2 * u * t * p(0) + t * t * p(2),
          u * u * y + 2 * u * t * p(1) + t * t * p(3),
        );
      }
    } else if (op === OP.cubic) {
      const reach = Math.abs(p(0) - x) + Math.abs(p(1) - y) + Math.abs(p(4) - p(0)) + Math.abs(p(5) - p(1));
      const steps = pieces(reach, tolerance);
      for (let i = 1; i <= steps; i++) {
        const t = i / steps;
        const u = 1 - t;
        const [a, b, c, d] = [u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t];
        current.push(a * x + b * p(0) + c * p(2) + d * p(4), a * y + b * p(1) + c * p(3) + d * p(5));
      }
    } else if (op === OP.circle) {
      end();
      const steps = Math.max(8, 4 * pieces(p(2) * 2, tolerance));
      for (let i = 0; i < steps; i++) {
        const angle = (i / steps) * 2 * Math.PI;
        current.push(p(0) + p(2) * Math.cos(angle), p(1) + p(2) * Math.sin(angle));
      }
      end();
    } else end();
  });
  end();
  return polygons;
}

const pieces = (length: number, tolerance: number) =>
  Math.max(2, Math.min(24, Math.ceil(Math.sqrt(length / tolerance / 4))));
