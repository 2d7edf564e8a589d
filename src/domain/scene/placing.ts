/**
 * Where a stage stands in AR. The print's frame: origin at the middle of the symbol, x to its right, y up on the
 * print, z out of it; one unit is the symbol's printed width. A model's frame is glTF's: y up, z to its front.
 */
import type { Ar } from './model.ts';

export type Point3 = readonly [x: number, y: number, z: number];

/** A model's bounding box in its own units. */
export interface Box {
  readonly min: Point3;
  readonly max: Point3;
}

/** 4×4, column by column, as three and WebGL take it. */
export type Matrix4 = readonly number[];

/** How deep a relief is, as a part of the model's own depth: flat enough to stay steady on the print. */
export const DEPTH: Record<Ar['form'], number> = {
  standing: 1,
  edge: 1,
  window: 1,
  relief: 0.3,
  captions: 0.12,
};

/** How far a caption floats before the print, in symbol widths. */
export const CAPTION_Z = 0.14;

/** Half the symbol with the quiet zone that a version 3 symbol has: the edge of the code's plate. */
const EDGE = 0.5 + 4 / 29;

/** Width of the symbol that is taken where nobody knows how large it was printed, mm. */
export const ASSUMED_SYMBOL_MM = 60;

/** The longest side of the model in symbol widths; `symbolMm` is the symbol's printed width. */
export const widthsOf = ({ size }: Ar, symbolMm: number | null): number =>
  size.unit === 'widths' ? size.value : (size.value * 10) / (symbolMm ?? ASSUMED_SYMBOL_MM);

/** The same in metres, for a model that stands on the floor. */
export const metresOf = ({ size }: Ar, symbolMm: number | null): number =>
  size.unit === 'cm' ? size.value / 100 : (size.value * (symbolMm ?? ASSUMED_SYMBOL_MM)) / 1_000;

/**
 * From the model's frame to the print's. `standing`: the print lies flat and the model stands up from it.
 * The others take a print on a wall, the model upright like the print: `edge` stands on the upper edge of the
 * code's plate with its back to the wall, `relief` and `captions` come out of the code, pressed flat, `window`
 * lies behind the print.
 */
export function placeOnPrint(ar: Ar, { min, max }: Box, symbolMm: number | null): Matrix4 {
  const sides = [max[0] - min[0], max[1] - min[1], max[2] - min[2]] as const;
  const scale = widthsOf(ar, symbolMm) / Math.max(...sides, 1e-9);
  const middle = [(min[0] + max[0]) / 2, (min[1] + max[1]) / 2, (min[2] + max[2]) / 2] as const;
  const turn = (ar.turnDeg * Math.PI) / 180;
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const depth = DEPTH[ar.form];
  const { offset } = ar;
  // The reach of the turned box to the front and to the back: a turned model still only touches the print.
  const reach = ((Math.abs(sin) * sides[0] + Math.abs(cos) * sides[2]) / 2) * scale * depth;
  if (ar.form === 'standing') {
    const foot = [middle[0], min[1], middle[2]] as const;
    // Up is out of the print, the front looks to the reader below it.
    const axes = [
      [scale * cos, scale * sin, 0],
      [0, 0, scale],
      [scale * sin, -scale * cos, 0],
    ] as const;
    return affine(axes, foot, [offset.x, offset.y, offset.z]);
  }
  const axes = [
    [scale * cos, 0, -scale * sin * depth],
    [0, scale, 0],
    [scale * sin, 0, scale * cos * depth],
  ] as const;
  if (ar.form === 'edge') {
    const foot = [middle[0], min[1], middle[2]] as const;
    return affine(axes, foot, [offset.x, offset.y + EDGE, offset.z + reach]);
  }
  const z = ar.form === 'window' ? offset.z - reach : offset.z + reach;
  return affine(axes, middle, [offset.x, offset.y, z]);
}

/** The map with these columns that takes `from` to `to`. */
function affine(axes: readonly (readonly [number, number, number])[], from: Point3, to: Point3): Matrix4 {
  const [x = [0, 0, 0], y = [0, 0, 0], z = [0, 0, 0]] = axes;
  const at = [0, 1, 2].map(
    (row) => (to[row] ?? 0) - ((x[row] ?? 0) * from[0] + (y[row] ?? 0) * from[1] + (z[row] ?? 0) * from[2]),
  );
  return [...x, 0, ...y, 0, ...z, 0, ...at, 1];
}

/** The map applied to a point. */
export function applyTo(m: Matrix4, [x, y, z]: Point3): Point3 {
  const row = (at: number): number =>
    (m[at] ?? 0) * x + (m[at + 4] ?? 0) * y + (m[at + 8] ?? 0) * z + (m[at + 12] ?? 0);
  return [row(0), row(1), row(2)];
}

/** A view of the print as a camera has it: code to camera, with the code's y down and z into the print. */
export interface PrintView {
  /** Nine numbers, row by row. */
  readonly rotation: readonly number[];
  /** Symbol widths. */
  readonly translation: Point3;
}

/** The view from one point of the print's frame to another, `up` at its top. The points must not lie on one line with it. */
export function lookAt(from: Point3, to: Point3, up: Point3): PrintView {
  const forward = unit([to[0] - from[0], to[1] - from[1], to[2] - from[2]]);
  const right = unit(cross(forward, up));
  const down = cross(forward, right);
  // The print's y and z look the other way than the code's.
  const rotation = [right, down, forward].flatMap(([x, y, z]) => [x, -y, -z]);
  const along = (axis: Point3): number => -(axis[0] * from[0] + axis[1] * from[1] + axis[2] * from[2]);
  return { rotation, translation: [along(right), along(down), along(forward)] };
}

const cross = (a: Point3, b: Point3): Point3 => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit([x, y, z]: Point3): Point3 {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}
