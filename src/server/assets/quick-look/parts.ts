import type { Accessor, mat4, Node, Primitive, Skin } from '@gltf-transform/core';
import { bonesOf } from '../models/shape.ts';

/** Triangles of one material, as they stand still. Colours are linear red, green, blue and alpha of each vertex. */
export interface Part {
  readonly points: Float32Array;
  readonly normals: Float32Array | null;
  readonly colours: Float32Array | null;
  readonly indices: Uint32Array;
  /** Coordinates of the pictures by their set, as glTF has them. */
  readonly uvs: ReadonlyMap<number, Float32Array>;
}

const [STRIP, FAN] = [5, 6];
const TRIANGLES = 4;

/**
 * A primitive of `node` with its morph targets and, with a skin, its bones where they are now; such a part stands
 * in the scene's frame, every other in the node's. Null for points, lines and what has no area.
 * @throws Error for positions that are no numbers.
 */
export function readPart(primitive: Primitive, node: Node): Part | null {
  const positions = primitive.getAttribute('POSITION');
  const indices = positions && triangles(primitive, positions.getCount());
  if (!positions || !indices || indices.length === 0) return null;
  const points = numbers(positions, 3);
  const normalAccessor = primitive.getAttribute('NORMAL');
  const normals = normalAccessor && numbers(normalAccessor, 3);
  morph(primitive, node, points, normals);
  const skin = node.getSkin();
  if (skin) bend(primitive, skin, points, normals);
  if (!points.every(Number.isFinite)) throw new Error('a position is no number');
  const uvs = new Map<number, Float32Array>();
  for (const semantic of primitive.listSemantics()) {
    const accessor = primitive.getAttribute(semantic);
    if (accessor && semantic.startsWith('TEXCOORD_'))
      uvs.set(Number(semantic.slice(9)), numbers(accessor, 2));
  }
  return { points, normals, colours: coloursOf(primitive.getAttribute('COLOR_0')), indices, uvs };
}

/** Three indices for each triangle (glTF 2.0, section 3.7.2.1); null for what is no triangle. */
function triangles(primitive: Primitive, vertices: number): Uint32Array | null {
  const mode = primitive.getMode();
  if (mode < TRIANGLES) return null;
  const own = primitive.getIndices()?.getArray();
  const order = own ? Uint32Array.from(own) : Uint32Array.from({ length: vertices }, (_, at) => at);
  if (mode !== STRIP && mode !== FAN) return order.subarray(0, order.length - (order.length % 3));
  const made: number[] = [];
  for (let at = 0; at + 2 < order.length; at++) {
    const [a, b, c] =
      mode === FAN ? [0, at + 1, at + 2] : at % 2 ? [at + 1, at, at + 2] : [at, at + 1, at + 2];
    made.push(order[a] ?? 0, order[b] ?? 0, order[c] ?? 0);
  }
  return Uint32Array.from(made);
}

/** The values of an accessor, `width` numbers for each vertex. */
function numbers(accessor: Accessor, width: number): Float32Array {
  const made = new Float32Array(accessor.getCount() * width);
  const element: number[] = [];
  for (let at = 0; at < accessor.getCount(); at++) {
    accessor.getElement(at, element);
    for (let k = 0; k < width; k++) made[at * width + k] = element[k] ?? 0;
  }
  return made;
}

function coloursOf(accessor: Accessor | null): Float32Array | null {
  if (!accessor) return null;
  if (accessor.getElementSize() === 4) return numbers(accessor, 4);
  const made = new Float32Array(accessor.getCount() * 4).fill(1);
  const three = numbers(accessor, 3);
  for (let at = 0; at < three.length; at++) made[Math.floor(at / 3) * 4 + (at % 3)] = three[at] ?? 0;
  return made;
}

function morph(primitive: Primitive, node: Node, points: Float32Array, normals: Float32Array | null): void {
  const own = node.getWeights();
  const weights = own.length > 0 ? own : (node.getMesh()?.getWeights() ?? []);
  for (const [index, target] of primitive.listTargets().entries()) {
    const weight = weights[index] ?? 0;
    if (weight === 0) continue;
    for (const [semantic, values] of [['POSITION', points] as const, ['NORMAL', normals] as const]) {
      const accessor = target.getAttribute(semantic);
      if (!accessor || !values) continue;
      numbers(accessor, 3).forEach((change, at) => {
        values[at] = (values[at] ?? 0) + change * weight;
      });
    }
  }
}

function bend(primitive: Primitive, skin: Skin, points: Float32Array, normals: Float32Array | null): void {
  const bones = bonesOf(skin);
  const [joints, weights] = [primitive.getAttribute('JOINTS_0'), primitive.getAttribute('WEIGHTS_0')];
  if (!joints || !weights) return;
  const [by, how]: [number[], number[]] = [[], []];
  for (let at = 0; at < joints.getCount(); at++) {
    joints.getElement(at, by);
    weights.getElement(at, how);
    const matrix = blend(bones, by, how);
    move(points, at * 3, matrix, 1);
    if (!normals) continue;
    move(normals, at * 3, matrix, 0);
    level(normals, at * 3);
  }
}

function blend(bones: readonly mat4[], by: readonly number[], how: readonly number[]): number[] {
  const whole = how.reduce((sum, weight) => sum + weight, 0) || 1;
  const matrix = new Array<number>(16).fill(0);
  for (const [corner, joint] of by.entries()) {
    const bone = bones[joint];
    const weight = (how[corner] ?? 0) / whole;
    if (bone && weight > 0)
      for (let k = 0; k < 16; k++) matrix[k] = (matrix[k] ?? 0) + (bone[k] ?? 0) * weight;
  }
  return matrix;
}

/** Moves three numbers by a matrix, column by column; `w` is 1 for a point and 0 for a direction. */
function move(values: Float32Array, at: number, m: readonly number[], w: 0 | 1): void {
  const [x = 0, y = 0, z = 0] = values.subarray(at, at + 3);
  for (let row = 0; row < 3; row++)
    values[at + row] =
      (m[row] ?? 0) * x + (m[row + 4] ?? 0) * y + (m[row + 8] ?? 0) * z + (m[row + 12] ?? 0) * w;
}

function level(values: Float32Array, at: number): void {
  const length = Math.hypot(values[at] ?? 0, values[at + 1] ?? 0, values[at + 2] ?? 0) || 1;
  for (let k = 0; k < 3; k++) values[at + k] = (values[at + k] ?? 0) / length;
}
