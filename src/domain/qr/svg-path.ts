import { eachOp, OP, type PathData } from './path.ts';

/** a b c d e f of SVG's `matrix()`. */
export type Matrix = [number, number, number, number, number, number];

export function multiply(m: Matrix, n: Matrix): Matrix {
  return [
    m[0] * n[0] + m[2] * n[1],
    m[1] * n[0] + m[3] * n[1],
    m[0] * n[2] + m[2] * n[3],
    m[1] * n[2] + m[3] * n[3],
    m[0] * n[4] + m[2] * n[5] + m[4],
    m[1] * n[4] + m[3] * n[5] + m[5],
  ];
}

/** Reads a `transform` attribute. Throws a RangeError on functions or values it does not know. */
export function readTransform(text: string): Matrix {
  let result: Matrix = [1, 0, 0, 1, 0, 0];
  const rest = text.replace(/([a-zA-Z]+)\s*\(([^)]*)\)\s*,?/g, (_, name: string, inner: string) => {
    const v = inner
      .trim()
      .split(/[\s,]+/)
      .map(Number);
    if (v.some((one) => !Number.isFinite(one))) throw new RangeError(name);
    result = multiply(result, transformOf(name, v));
    return '';
  });
  if (rest.trim() !== '') throw new RangeError('transform');
  return result;
}

function transformOf(name: string, v: number[]): Matrix {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = v;
  switch (name) {
    case 'matrix':
      return [a, b, c, d, e, f];
    case 'translate':
      return [1, 0, 0, 1, a, b];
    case 'scale':
      return [a, 0, 0, v.length > 1 ? b : a, 0, 0];
    case 'rotate': {
      const angle = (a * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      return multiply(multiply([1, 0, 0, 1, b, c], [cos, sin, -sin, cos, 0, 0]), [1, 0, 0, 1, -b, -c]);
    }
    case 'skewX':
      return [1, 0, Math.tan((a * Math.PI) / 180), 1, 0, 0];
    case 'skewY':
      return [1, Math.tan((a * Math.PI) / 180), 0, 1, 0, 0];
    default:
      throw new RangeError(name);
  }
}

/** Applies a matrix; circles and quadratics become cubics. */
export function transformPath(path: PathData, m: Matrix): PathData {
  const out: PathData = [];
  let x = 0;
  let y = 0;
  const put = (px: number, py: number) =>
    out.push(m[0] * px + m[2] * py + m[4], m[1] * px + m[3] * py + m[5]);
  eachOp(path, (op, at) => {
    const p = (k: number) => path[at + k] ?? 0;
    if (op === OP.circle) {
      out.push(...transformPath(ellipse(p(0), p(1), p(2), p(2)), m));
    } else if (op === OP.close) out.push(OP.close);
    else if (op === OP.quadratic) {
      out.push(OP.cubic);
      put(x + (2 / 3) * (p(0) - x), y + (2 / 3) * (p(1) - y));
      put(p(2) + (2 / 3) * (p(0) - p(2)), p(3) + (2 / 3) * (p(1) - p(3)));
      put(p(2), p(3));
      x = p(2);
      y = p(3);
    } else {
      const count = op === OP.cubic ? 6 : 2;
      out.push(op);
      for (let k = 0; k < count; k += 2) put(p(k), p(k + 1));
      x = p(count - 2);
      y = p(count - 1);
    }
  });
  return out;
}

/** Four cubics; empty when a radius is not positive. */
export function ellipse(cx: number, cy: number, rx: number, ry: number): PathData {
  if (!(rx > 0 && ry > 0)) return [];
  const [kx, ky] = [rx * 0.5523, ry * 0.5523];
  return [
    ...[OP.move, cx - rx, cy, OP.cubic, cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry],
    ...[OP.cubic, cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy],
    ...[OP.cubic, cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry],
    ...[OP.cubic, cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy, OP.close],
  ];
}

const COUNT: Record<string, number> = { M: 2, L: 2, H: 1, V: 1, C: 6, S: 4, Q: 4, T: 2, A: 7, Z: 0 };
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;

/** Reads the `d` of an SVG path (SVG 1.1, 8.3) into lines and cubics. Throws a RangeError where it is malformed. */
export function readSvgPath(d: string): PathData {
  const out: PathData = [];
  let at = 0;
  let command = '';
  let [x, y, startX, startY] = [0, 0, 0, 0];
  // Control point of the last curve, reflected by S and T.
  let [lastX, lastY, lastKind] = [0, 0, ''];
  const skip = () => {
    while (at < d.length && ' \t\r\n,'.includes(d[at] ?? '')) at++;
  };
  const read = (flag: boolean): number => {
    skip();
    if (flag) {
      const one = d[at++];
      if (one !== '0' && one !== '1') throw new RangeError('flag');
      return Number(one);
    }
    NUMBER.lastIndex = at;
    const match = NUMBER.exec(d);
    if (!match) throw new RangeError('number');
    at = NUMBER.lastIndex;
    const value = Number(match[0]);
    if (!(Math.abs(value) < 1e7)) throw new RangeError('number');
    return value;
  };
  for (skip(); at < d.length; skip()) {
    const letter = d[at] ?? '';
    if (/[a-zA-Z]/.test(letter)) {
      command = letter;
      at++;
    } else if (command === '' || command.toUpperCase() === 'Z') throw new RangeError('command');
    else if (command === 'M') command = 'L';
    else if (command === 'm') command = 'l';
    const kind = command.toUpperCase();
    const count = COUNT[kind];
    if (count === undefined || (out.length === 0 && kind !== 'M')) throw new RangeError('command');
    const relative = command !== kind;
    const v: number[] = [];
    for (let k = 0; k < count; k++) v.push(read(kind === 'A' && (k === 3 || k === 4)));
    const px = (k: number) => (v[k] ?? 0) + (relative ? x : 0);
    const py = (k: number) => (v[k] ?? 0) + (relative ? y : 0);
    let control: [number, number] | null = null;
    const cubic = (a: number, b: number, c: number, e: number, endX: number, endY: number) => {
      out.push(OP.cubic, a, b, c, e, endX, endY);
      x = endX;
      y = endY;
    };
    const quadratic = (cx: number, cy: number, endX: number, endY: number) => {
      control = [cx, cy];
      cubic(
        x + (2 / 3) * (cx - x),
        y + (2 / 3) * (cy - y),
        endX + (2 / 3) * (cx - endX),
        endY + (2 / 3) * (cy - endY),
        endX,
        endY,
      );
    };
    if (kind === 'M' || kind === 'L') {
      [x, y] = [px(0), py(1)];
      out.push(kind === 'M' ? OP.move : OP.line, x, y);
      if (kind === 'M') [startX, startY] = [x, y];
    } else if (kind === 'H') {
      x = px(0);
      out.push(OP.line, x, y);
    } else if (kind === 'V') {
      y = py(0);
      out.push(OP.line, x, y);
    } else if (kind === 'C') {
      control = [px(2), py(3)];
      cubic(px(0), py(1), px(2), py(3), px(4), py(5));
    } else if (kind === 'S') {
      const [fx, fy] = 'CS'.includes(lastKind) && lastKind ? [2 * x - lastX, 2 * y - lastY] : [x, y];
      control = [px(0), py(1)];
      cubic(fx, fy, px(0), py(1), px(2), py(3));
    } else if (kind === 'Q') quadratic(px(0), py(1), px(2), py(3));
    else if (kind === 'T') {
      const [fx, fy] = 'QT'.includes(lastKind) && lastKind ? [2 * x - lastX, 2 * y - lastY] : [x, y];
      quadratic(fx, fy, px(0), py(1));
    } else if (kind === 'A') {
      const [rx = 0, ry = 0, turn = 0, large = 0, sweep = 0] = v;
      const [endX, endY] = [px(5), py(6)];
      arc(out, x, y, rx, ry, turn, large === 1, sweep === 1, endX, endY);
      [x, y] = [endX, endY];
    } else {
      out.push(OP.close);
      [x, y] = [startX, startY];
    }
    const last = control as [number, number] | null;
    lastKind = last ? kind : '';
    if (last) [lastX, lastY] = last;
  }
  return out;
}

/** Elliptical arc as cubics (SVG 1.1, appendix F.6). */
function arc(
  out: PathData,
  x1: number,
  y1: number,
  rxIn: number,
  ryIn: number,
  turnDeg: number,
  large: boolean,
  sweep: boolean,
  x2: number,
  y2: number,
): void {
  let rx = Math.abs(rxIn);
  let ry = Math.abs(ryIn);
  if (rx === 0 || ry === 0 || (x1 === x2 && y1 === y2)) {
    out.push(OP.line, x2, y2);
    return;
  }
  const phi = (turnDeg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
  const dx = (x1 - x2) / 2;
  const dy = (y1 - y2) / 2;
  const ux = cos * dx + sin * dy;
  const uy = -sin * dx + cos * dy;
  const over = (ux / rx) ** 2 + (uy / ry) ** 2;
  if (over > 1) {
    rx *= Math.sqrt(over);
    ry *= Math.sqrt(over);
  }
  const under = rx * rx * uy * uy + ry * ry * ux * ux;
  const factor = Math.sqrt(Math.max(0, (rx * rx * ry * ry - under) / under)) * (large === sweep ? -1 : 1);
  const cxp = (factor * rx * uy) / ry;
  const cyp = (-factor * ry * ux) / rx;
  const cx = cos * cxp - sin * cyp + (x1 + x2) / 2;
  const cy = sin * cxp + cos * cyp + (y1 + y2) / 2;
  const from = Math.atan2((uy - cyp) / ry, (ux - cxp) / rx);
  let sweepAngle = Math.atan2((-uy - cyp) / ry, (-ux - cxp) / rx) - from;
  if (sweep && sweepAngle < 0) sweepAngle += 2 * Math.PI;
  if (!sweep && sweepAngle > 0) sweepAngle -= 2 * Math.PI;
  const count = Math.max(1, Math.ceil(Math.abs(sweepAngle) / (Math.PI / 2) - 1e-9));
  const step = sweepAngle / count;
  const k = (4 / 3) * Math.tan(step / 4);
  const point = (a: number, b: number): [number, number] => [
    cx + cos * rx * a - sin * ry * b,
    cy + sin * rx * a + cos * ry * b,
  ];
  for (let index = 0; index < count; index++) {
    const t1 = from + index * step;
    const t2 = t1 + step;
    const [c1, s1, c2, s2] = [Math.cos(t1), Math.sin(t1), Math.cos(t2), Math.sin(t2)];
    const end: [number, number] = index === count - 1 ? [x2, y2] : point(c2, s2);
    out.push(OP.cubic, ...point(c1 - k * s1, s1 + k * c1), ...point(c2 + k * s2, s2 - k * c2), ...end);
  }
}
