/**
 * A code in its surroundings: where its print stands in a picture, how large the eye sees it from afar, and whether it
 * stands out. Points are pixels of the picture, lengths on the wall millimetres, distances metres. Nothing here judges
 * whether it scans from a picture; the scan distance is `modules × distance ÷ 400` as everywhere.
 */
import { contrast, luminance, toLinear } from './colour.ts';
import { scanDistanceMm, symbolMmFor } from './findings.ts';
import { FRAMES } from './frames/kinds.ts';
import type { StyleDocument } from './model.ts';

export type Point = readonly [x: number, y: number];
/** Corners in the picture: top left, top right, bottom right, bottom left of the print. */
export type Quad = readonly [Point, Point, Point, Point];
/** A projective map, row by row; maps (x, y, 1). */
export type Homography = readonly [number, number, number, number, number, number, number, number, number];

/** The map that takes a rectangle of this size at the origin to the four corners (Heckbert 1989, 2.2.3). */
export function homography(width: number, height: number, quad: Quad): Homography {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = quad;
  const [dx1, dx2, sx] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sy] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const det = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / det;
  const h = (dx1 * sy - sx * dy1) / det;
  return [
    ...([(x1 - x0 + g * x1) / width, (x3 - x0 + h * x3) / height, x0] as const),
    ...([(y1 - y0 + g * y1) / width, (y3 - y0 + h * y3) / height, y0] as const),
    ...([g / width, h / height, 1] as const),
  ];
}

export function project(map: Homography, [x, y]: Point): Point {
  const depth = map[6] * x + map[7] * y + map[8];
  return [(map[0] * x + map[1] * y + map[2]) / depth, (map[3] * x + map[4] * y + map[5]) / depth];
}

/** The map as a CSS transform, for an element whose `transform-origin` is its top left. */
export function cssTransform(map: Homography): string {
  const [a, b, c, d, e, f, g, h, i] = map;
  return `matrix3d(${[a, d, 0, g, b, e, 0, h, 0, 0, 1, 0, c, f, 0, i].map((one) => one.toFixed(12)).join(', ')})`;
}

/** True when the corners go round clockwise without a dent: only then is there such a view of a flat print. */
export function isPossible(quad: Quad): boolean {
  return quad.every((point, at) => {
    const next = corner(quad, at + 1);
    const after = corner(quad, at + 2);
    return (next[0] - point[0]) * (after[1] - next[1]) - (next[1] - point[1]) * (after[0] - next[0]) > 1;
  });
}

const corner = (quad: Quad, at: number): Point => quad[(at % 4) as 0 | 1 | 2 | 3];

/** How a print hangs on a wall that the camera faces. */
export interface Pose {
  /** Its middle in the picture. */
  x: number;
  y: number;
  /** In the plane of the wall, clockwise, degrees. */
  turnDeg: number;
  /** About its upright axis: positive, its right side is farther away. −80 to 80. */
  swingDeg: number;
  /** About its level axis: positive, its top is farther away. −80 to 80. */
  leanDeg: number;
}

/** A picture, and how many of its pixels a millimetre on the wall takes. */
export interface Wall {
  width: number;
  height: number;
  pxPerMm: number;
}

/** Focal length of a phone's main camera (26 mm equivalent), as part of the picture's longer side. */
const FOCAL = 0.75;

/** The corners of a print of this size, as a camera with a phone's lens sees it that looks straight at its middle. */
export function quadOf(pose: Pose, print: { widthMm: number; heightMm: number }, wall: Wall): Quad {
  const focal = FOCAL * Math.max(wall.width, wall.height);
  const [turn, swing, lean] = [pose.turnDeg, pose.swingDeg, pose.leanDeg].map(
    (degrees) => (degrees * Math.PI) / 180,
  ) as [number, number, number];
  const at = (side: number, level: number): Point => {
    const x = (side * print.widthMm * wall.pxPerMm) / 2;
    const y = (level * print.heightMm * wall.pxPerMm) / 2;
    const [x1, y1] = [x * Math.cos(turn) - y * Math.sin(turn), x * Math.sin(turn) + y * Math.cos(turn)];
    const [x2, z2] = [x1 * Math.cos(swing), x1 * Math.sin(swing)];
    const [y3, z3] = [y1 * Math.cos(lean), z2 - y1 * Math.sin(lean)];
    // Its middle lies on the wall, where the picture's scale holds; nothing comes nearer than a tenth of the way.
    const depth = Math.max(0.1, (focal + z3) / focal);
    return [pose.x + x2 / depth, pose.y + y3 / depth];
  };
  return [at(-1, -1), at(1, -1), at(1, 1), at(-1, 1)];
}

const length = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay);

/** Pixels per millimetre from a line of known length; 0 while it has none. */
export function scaleOf(from: Point, to: Point, mm: number): number {
  return mm > 0 ? length(from, to) / mm : 0;
}

/** Mean width and height of a quad, in its own unit. */
export function sidesOf([a, b, c, d]: Quad): { width: number; height: number } {
  return { width: (length(a, b) + length(d, c)) / 2, height: (length(a, d) + length(b, c)) / 2 };
}

export function centreOf(quad: Quad): Point {
  const sum = quad.reduce<[number, number]>(([x, y], point) => [x + point[0], y + point[1]], [0, 0]);
  return [sum[0] / 4, sum[1] / 4];
}

/** The quad moved, or grown about its middle. */
export function placed(quad: Quad, { by = [0, 0], grow = 1 }: { by?: Point; grow?: number }): Quad {
  const [cx, cy] = centreOf(quad);
  const move = ([x, y]: Point): Point => [cx + (x - cx) * grow + by[0], cy + (y - cy) * grow + by[1]];
  return [move(quad[0]), move(quad[1]), move(quad[2]), move(quad[3])];
}

/** From how far off straight the picture was taken, degrees, judged by how much one side is shortened. */
export function obliqueDeg(quad: Quad, aspect: number): number {
  const { width, height } = sidesOf(quad);
  const shortened = width / height / aspect;
  return (Math.acos(Math.min(shortened, 1 / shortened)) * 180) / Math.PI;
}

/** Part of the picture that the quad takes, and part of the quad that lies within the picture; each 0–1. */
export function shareOf(
  quad: Quad,
  { width, height }: { width: number; height: number },
): { ofPicture: number; inside: number } {
  let points: Point[] = [...quad];
  const edges: ((point: Point) => number)[] = [
    ([x]) => x,
    ([x]) => width - x,
    ([, y]) => y,
    ([, y]) => height - y,
  ];
  // Sutherland and Hodgman, 1974: one edge of the picture after the other.
  for (const within of edges) {
    points = points.flatMap((point, at) => {
      const next = points[(at + 1) % points.length] ?? point;
      const [a, b] = [within(point), within(next)];
      const cut: Point = [
        point[0] + ((next[0] - point[0]) * a) / (a - b),
        point[1] + ((next[1] - point[1]) * a) / (a - b),
      ];
      return [...(a >= 0 ? [point] : []), ...(a >= 0 !== b >= 0 ? [cut] : [])];
    });
  }
  const all = areaOf(quad);
  const shown = areaOf(points);
  return { ofPicture: shown / (width * height), inside: all > 0 ? shown / all : 0 };
}

function areaOf(points: readonly Point[]): number {
  const twice = points.reduce((sum, [x, y], at) => {
    const [nx, ny] = points[(at + 1) % points.length] ?? [x, y];
    return sum + x * ny - nx * y;
  }, 0);
  return Math.abs(twice) / 2;
}

/** How a screen is looked at: from half a metre, 96 CSS pixels to the inch. */
export const SCREEN = { distanceM: 0.5, pxPerMm: 96 / 25.4 } as const;

/** The angle under which a length is seen, degrees. */
export function visualAngleDeg(mm: number, distanceM: number): number {
  return (2 * Math.atan(mm / (2_000 * distanceM)) * 180) / Math.PI;
}

/** From how far a length is seen under this angle, metres. */
export function distanceForAngle(mm: number, angleDeg: number): number {
  return mm / (2_000 * Math.tan((angleDeg * Math.PI) / 360));
}

/** CSS pixels per picture pixel at which the screen shows the wall under the angle it has from `distanceM`. */
export function eyeScale(wall: Wall, distanceM: number): number {
  return (SCREEN.distanceM * SCREEN.pxPerMm) / distanceM / wall.pxPerMm;
}

/** Pixels of a picture: sRGB, 8 bit. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8Array | Uint8ClampedArray;
}

/** What lies around a print: its mean luminance (linear, 0–1), and how busy it is (standard deviation of lightness, 0–1). */
export interface Surroundings {
  luminance: number;
  busy: number;
}

/** How far around a print its ground is looked at, as part of the print's size. */
const REACH = 0.6;

/** Reads the ring around a quad (in pixels of these `pixels`); null where the picture shows nothing of it. */
export function surroundingsOf(pixels: Pixels, quad: Quad): Surroundings | null {
  const outer = placed(quad, { grow: 1 + 2 * REACH });
  const inner = placed(quad, { grow: 1.04 });
  const xs = outer.map(([x]) => x);
  const ys = outer.map(([, y]) => y);
  const [left, right] = [
    Math.max(0, Math.floor(Math.min(...xs))),
    Math.min(pixels.width, Math.ceil(Math.max(...xs))),
  ];
  const [top, foot] = [
    Math.max(0, Math.floor(Math.min(...ys))),
    Math.min(pixels.height, Math.ceil(Math.max(...ys))),
  ];
  // Some ten thousand samples say enough.
  const step = Math.max(1, Math.floor(Math.sqrt(((right - left) * (foot - top)) / 10_000)));
  let [count, light, lightness, squares] = [0, 0, 0, 0];
  for (let y = top; y < foot; y += step) {
    for (let x = left; x < right; x += step) {
      const point: Point = [x + 0.5, y + 0.5];
      if (!contains(outer, point) || contains(inner, point)) continue;
      const at = (y * pixels.width + x) * 4;
      const channel = (k: number) => toLinear[pixels.rgba[at + k] ?? 0] ?? 0;
      const value = 0.2126 * channel(0) + 0.7152 * channel(1) + 0.0722 * channel(2);
      // CIE 1976 lightness, by its cube root alone: near enough for a spread.
      const seen = Math.cbrt(value);
      count++;
      light += value;
      lightness += seen;
      squares += seen * seen;
    }
  }
  if (count === 0) return null;
  const mean = lightness / count;
  return { luminance: light / count, busy: Math.sqrt(Math.max(0, squares / count - mean * mean)) };
}

function contains(quad: Quad, [x, y]: Point): boolean {
  return quad.every(([ax, ay], at) => {
    const [bx, by] = corner(quad, at + 1);
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}

/** WCAG ratio of two luminances, 1–21. */
export function ratioOf(one: number, other: number): number {
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}

/** How a style stands out from its ground: by its light plate, and by what lies outermost of it. */
export function standsOut(
  style: StyleDocument,
  ground: number,
): { plate: number; edge: number; best: number } {
  const { paper } = FRAMES[style.frame.kind];
  const outermost = { plate: style.plate, ground: style.ground, frame: style.frame.colour }[paper];
  const plate = ratioOf(luminance(style.plate), ground);
  const edge = ratioOf(luminance(outermost), ground);
  // A frame in a colour of its own separates the code from a ground as light as its plate.
  const frame =
    style.frame.kind === 'none' || contrast(style.frame.colour, style.plate) < 1.5
      ? 1
      : ratioOf(luminance(style.frame.colour), ground);
  return { plate, edge, best: Math.max(plate, edge, frame) };
}

/** Thresholds of the advice. Rules of thumb of ours, said as such; only the scan distance is measured. */
export const NOTICE = {
  /** A thing under one degree, a little finger at arm's length, is passed by. */
  angleDeg: 1,
  /** Contrast to the ground below which a code melts into it, and below which it is weak. */
  lost: 1.5,
  weak: 3,
  /** Spread of lightness from which a ground is busy. */
  busy: 0.14,
  /** Part of the picture below which the eye lands elsewhere. */
  share: 0.005,
  /** Degrees off straight from which reads are lost, and from which there are hardly any. */
  oblique: 40,
  obliqueMost: 60,
} as const;

export type AttentionCode =
  | 'scan-short'
  | 'scan-enough'
  | 'notice-short'
  | 'notice-enough'
  | 'contrast-lost'
  | 'contrast-weak'
  | 'contrast-good'
  | 'busy'
  | 'share-small'
  | 'oblique'
  | 'oblique-most'
  | 'outside';

/** One thing to say; texts are in `i18n/studio/attention.ts` under these keys. */
export interface AttentionFinding {
  code: AttentionCode;
  severity: 'good' | 'warn' | 'bad';
  details: Record<string, number>;
}

export interface AttentionInput {
  /** Modules on a side, and the symbol's width within the print. */
  modules: number;
  symbolMm: number;
  widthMm: number;
  heightMm: number;
  /** From where it should be noticed and scanned. */
  wantedM: number;
  contrast: number | null;
  busy: number | null;
  /** Null where the picture's edges say nothing, as on a wall of ours. */
  share: number | null;
  inside: number;
  oblique: number;
}

/** Where a code in its surroundings will do and where it fails, worst first; needed widths are those of the whole print, mm. */
export function judgeAttention(input: AttentionInput): AttentionFinding[] {
  const found: AttentionFinding[] = [];
  const say = (
    code: AttentionCode,
    severity: AttentionFinding['severity'],
    details: Record<string, number>,
  ) => found.push({ code, severity, details });
  const { wantedM, widthMm } = input;

  const scanM = scanDistanceMm(input.symbolMm, input.modules) / 1_000;
  const scanMm = Math.ceil((symbolMmFor(wantedM * 1_000, input.modules) * widthMm) / input.symbolMm - 1e-6);
  if (scanM < wantedM - 1e-6) say('scan-short', 'bad', { scanM, wantedM, neededMm: scanMm });
  else say('scan-enough', 'good', { scanM, wantedM });

  const seenMm = Math.sqrt(widthMm * input.heightMm);
  const noticeM = distanceForAngle(seenMm, NOTICE.angleDeg);
  const noticeMm = Math.ceil((widthMm * wantedM) / noticeM - 1e-6);
  if (noticeM < wantedM - 1e-6) say('notice-short', 'warn', { noticeM, wantedM, neededMm: noticeMm });
  else say('notice-enough', 'good', { noticeM, wantedM });

  if (input.contrast !== null) {
    const ratio = Math.floor(input.contrast * 10) / 10;
    if (ratio < NOTICE.lost) say('contrast-lost', 'bad', { ratio });
    else if (ratio < NOTICE.weak) say('contrast-weak', 'warn', { ratio });
    else say('contrast-good', 'good', { ratio });
  }
  if (input.busy !== null && input.busy >= NOTICE.busy) say('busy', 'warn', {});
  if (input.share !== null && input.share < NOTICE.share && input.inside > 0)
    say('share-small', 'warn', { percent: input.share * 100 });
  if (input.oblique >= NOTICE.obliqueMost) say('oblique-most', 'bad', { degrees: input.oblique });
  else if (input.oblique >= NOTICE.oblique) say('oblique', 'warn', { degrees: input.oblique });
  if (input.inside < 0.98) say('outside', 'warn', { percent: input.inside * 100 });

  const order = { bad: 0, warn: 1, good: 2 };
  return found.sort((a, b) => order[a.severity] - order[b.severity]);
}
