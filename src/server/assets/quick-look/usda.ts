import type { Look, UvSet } from './looks.ts';
import { nameOfSet } from './looks.ts';
import type { Part } from './parts.ts';

/** Positions keep this part of a mesh's extent, as do those that phones get (14 bits). */
const STEPS = 16_384;
const PER_VERTEX = '(\ninterpolation = "vertex"\n)';

export const ORDER = 'uniform token[] xformOpOrder = ["xformOp:transform"]';

/** A prim that stands somewhere, with what is in it. */
export const xform = (name: string, ops: readonly string[], inside: readonly string[]): string =>
  [`def Xform "${name}"`, '{', ...ops, ...inside, '}'].join('\n');

/** Where a prim stands. Column by column in glTF is row by row in USD, where vectors are rows. */
export const placed = (m: readonly number[]): string[] => [
  `matrix4d xformOp:transform = (${[0, 4, 8, 12].map((at) => tuple(m.slice(at, at + 4), 9)).join(', ')})`,
  ORDER,
];

export const round = (value: number, decimals: number): number => Number(value.toFixed(decimals)) || 0;

export const tuple = (values: readonly number[], decimals: number): string =>
  `(${values.map((value) => round(value, decimals)).join(', ')})`;

/**
 * A mesh that wears the look at `path`. One that a node turns inside out shows both its sides, since viewers differ in
 * which of them is its front then.
 */
export function meshText(
  name: string,
  { part, isMirrored }: { readonly part: Part; readonly isMirrored: boolean },
  { sets, isDoubleSided }: Pick<Look, 'sets' | 'isDoubleSided'>,
  path: string,
): string {
  const { points, normals, indices } = part;
  return [
    `def Mesh "${name}" (`,
    'prepend apiSchemas = ["MaterialBindingAPI"]',
    ')',
    '{',
    `int[] faceVertexCounts = [${new Array(indices.length / 3).fill(3).join(',')}]`,
    `int[] faceVertexIndices = [${indices.join(',')}]`,
    `point3f[] points = [${tuples(points, 3, decimalsFor(points))}]`,
    ...(normals ? [`normal3f[] normals = [${tuples(normals, 3, 3)}] ${PER_VERTEX}`] : []),
    ...sets.map(
      (set, index) =>
        `texCoord2f[] primvars:${nameOfSet(index)} = [${tuples(moved(part, set), 2, 5)}] ${PER_VERTEX}`,
    ),
    `rel material:binding = <${path}>`,
    ...(isDoubleSided || isMirrored ? ['uniform bool doubleSided = 1'] : []),
    'uniform token subdivisionScheme = "none"',
    '}',
  ].join('\n');
}

/** Coordinates as USD has them: moved as the material wants it, and with the picture's foot at 0. */
function moved({ points, uvs }: Part, { set, offset, turn, scale }: UvSet): Float32Array {
  const own = uvs.get(set) ?? new Float32Array((points.length / 3) * 2);
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const made = new Float32Array(own.length);
  for (let at = 0; at < own.length; at += 2) {
    const [u, v] = [(own[at] ?? 0) * (scale[0] ?? 1), (own[at + 1] ?? 0) * (scale[1] ?? 1)];
    made[at] = u * cos + v * sin + (offset[0] ?? 0);
    made[at + 1] = 1 - (v * cos - u * sin + (offset[1] ?? 0));
  }
  return made;
}

function decimalsFor(points: Float32Array): number {
  let [least, most] = [Infinity, -Infinity];
  for (const value of points) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const step = Math.max(most - least, 1e-9) / STEPS;
  return Math.min(12, Math.max(0, Math.ceil(-Math.log10(step))));
}

function tuples(values: Float32Array, width: number, decimals: number): string {
  const made: string[] = [];
  for (let at = 0; at < values.length; at += width)
    made.push(
      `(${Array.from(values.subarray(at, at + width), (value) => round(value, decimals)).join(',')})`,
    );
  return made.join(',');
}
