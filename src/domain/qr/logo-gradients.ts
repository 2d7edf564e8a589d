import type { GradientStop } from './artwork.ts';
import { LIMITS } from './limits.ts';
import type { LogoPath } from './model.ts';
import { onWhite, readAttributes, readColour, readOpacity } from './svg-attributes.ts';
import { type Matrix, multiply, readTransform } from './svg-path.ts';

export type LogoFill = LogoPath['fill'];

/** A gradient as the file has it. */
export interface Gradient {
  kind: 'linear' | 'radial';
  attributes: ReadonlyMap<string, string>;
  stops: GradientStop[];
  /** Whether a stop is see-through. */
  isClear: boolean;
}

/** The gradients of an SVG by id, their stops and attributes taken over from those they refer to within the file. */
export function readGradients(source: string): Map<string, Gradient> {
  const found = new Map<string, Gradient>();
  const whole =
    /<(linear|radial)Gradient\b((?:[^>"']|"[^"]*"|'[^']*')*?)(?:\/>|>([\s\S]*?)<\/(?:linear|radial)Gradient\s*>)/g;
  for (const match of source.matchAll(whole)) {
    const attributes = readAttributes(match[2] ?? '');
    const stops: GradientStop[] = [];
    let isClear = false;
    for (const stop of (match[3] ?? '').matchAll(/<stop\b((?:[^>"']|"[^"]*"|'[^']*')*?)\/?>/g)) {
      const said = readAttributes(stop[1] ?? '');
      const colour = readColour(said.get('stop-color') ?? '#000000');
      const opacity = colour === 'none' ? 0 : readOpacity(said.get('stop-opacity'));
      if (opacity < 1) isClear = true;
      const last = stops[stops.length - 1]?.at ?? 0;
      const at = Math.max(last, Math.min(1, share(said.get('offset'), 0)));
      stops.push({ at, colour: onWhite(colour === 'none' ? '#ffffff' : colour, opacity) });
    }
    const id = attributes.get('id');
    if (id) found.set(id, { kind: match[1] === 'radial' ? 'radial' : 'linear', attributes, stops, isClear });
  }
  const resolve = (gradient: Gradient, depth: number): Gradient => {
    const other = found.get(
      (gradient.attributes.get('href') ?? gradient.attributes.get('xlink:href') ?? '').slice(1),
    );
    if (!other || depth > 8) return gradient;
    const base = resolve(other, depth + 1);
    return {
      kind: gradient.kind,
      attributes: new Map([...base.attributes, ...gradient.attributes]),
      stops: gradient.stops.length > 0 ? gradient.stops : base.stops,
      isClear: gradient.isClear || (gradient.stops.length === 0 && base.isClear),
    };
  };
  return new Map([...found].map(([id, gradient]) => [id, resolve(gradient, 0)]));
}

/** A number or a percentage. */
function share(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  const value = Number.parseFloat(text);
  if (!Number.isFinite(value)) return otherwise;
  return text.trim().endsWith('%') ? value / 100 : value;
}

/**
 * A gradient as it lies on the page: for a shape with `box` (left, top, right, bottom in its own units) and `matrix` from
 * those units to the page. Exact for linear gradients; a radial one that the matrix would make an ellipse becomes a circle
 * of the same area, `isNear`. Null for what cannot be drawn so: repeated gradients, unread colours, no stops.
 */
export function gradientFill(
  gradient: Gradient,
  box: readonly [number, number, number, number],
  matrix: Matrix,
): { fill: LogoFill; isNear: boolean } | null {
  const { attributes } = gradient;
  const stops = thinned(gradient.stops);
  if (stops.length === 0 || stops.some(({ colour }) => colour === 'unknown')) return null;
  const spread = attributes.get('spreadMethod');
  if (spread && spread !== 'pad') return null;
  const [first] = stops;
  if (stops.length === 1 && first) return { fill: first.colour, isNear: false };
  const isOwn = attributes.get('gradientUnits') === 'userSpaceOnUse';
  const said = (name: string, otherwise: number) => share(attributes.get(name), otherwise);
  // In the shape's own units a percentage would be one of the page, which nobody writes.
  if (isOwn && ['x1', 'y1', 'x2', 'y2', 'cx', 'cy', 'r'].some((name) => attributes.get(name)?.includes('%')))
    return null;
  const [left, top, right, bottom] = box;
  const onBox: Matrix = isOwn ? matrix : multiply(matrix, [right - left, 0, 0, bottom - top, left, top]);
  const transform = attributes.get('gradientTransform');
  const m = transform ? multiply(onBox, readTransform(transform)) : onBox;
  const det = m[0] * m[3] - m[1] * m[2];
  if (!(Math.abs(det) > 1e-12)) return { fill: first?.colour ?? '#000000', isNear: false };
  const at = (x: number, y: number) => [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]] as const;

  if (gradient.kind === 'radial') {
    const [cx, cy] = at(said('cx', 0.5), said('cy', 0.5));
    const r = said('r', 0.5) * Math.sqrt(Math.abs(det));
    const isRound =
      Math.abs(Math.hypot(m[0], m[1]) / Math.hypot(m[2], m[3]) - 1) < 0.02 &&
      Math.abs(m[0] * m[2] + m[1] * m[3]) < 0.02 * Math.abs(det);
    const isCentred =
      said('fx', said('cx', 0.5)) === said('cx', 0.5) && said('fy', said('cy', 0.5)) === said('cy', 0.5);
    if (!(r > 0)) return { fill: stops[stops.length - 1]?.colour ?? '#000000', isNear: false };
    return { fill: { kind: 'radial', cx, cy, r, stops }, isNear: !(isRound && isCentred) };
  }
  const [x1, y1, x2, y2] = [said('x1', 0), said('y1', 0), said('x2', isOwn ? 0 : 1), said('y2', 0)];
  const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2;
  if (squared === 0) return { fill: stops[stops.length - 1]?.colour ?? '#000000', isNear: false };
  // Lines of one colour stay lines under the matrix, but not at right angles to the way: the way follows them.
  const [gx, gy] = [(x2 - x1) / squared, (y2 - y1) / squared];
  const [wx, wy] = [(m[3] * gx - m[1] * gy) / det, (m[0] * gy - m[2] * gx) / det];
  const way = wx * wx + wy * wy;
  const [startX, startY] = at(x1, y1);
  return {
    fill: { kind: 'linear', x1: startX, y1: startY, x2: startX + wx / way, y2: startY + wy / way, stops },
    isNear: false,
  };
}

/** As many stops as a style may hold, evenly picked with both ends. */
function thinned(stops: readonly GradientStop[]): GradientStop[] {
  const most = LIMITS.logoStops;
  if (stops.length <= most) return [...stops];
  return Array.from({ length: most }, (_, k) => {
    const stop = stops[Math.round((k * (stops.length - 1)) / (most - 1))];
    return stop ?? { at: 1, colour: '#000000' };
  });
}
