import {
  type Accessor,
  type Document,
  MathUtils,
  type Mesh,
  type mat4,
  type Node,
  type Primitive,
  type Skin,
  type vec3,
  type vec4,
} from '@gltf-transform/core';
import type { InstancedMesh } from '@gltf-transform/extensions';
import type { ModelFacts } from '#domain/scene/model-facts.ts';

/** What a scene relies on in a model: if two files agree in it, one can stand for the other. */
export interface Shape {
  /** Corners of the box around all that is shown, in the model's units, skins in the pose they are bound in. */
  readonly min: vec3;
  readonly max: vec3;
  /** Every clip: its name, its length in seconds, and what it moves as `node path`. */
  readonly clips: readonly { readonly name: string; readonly seconds: number; readonly moves: string }[];
  readonly facts: ModelFacts;
}

/** Boxes may differ by this part of their diagonal: the steps of quantised positions are a thirtieth of it. */
const BOX_TOLERANCE = 1e-3;
/** glTF 2.0, section 3.7.2.1: modes 4, 5 and 6 are triangles, strip and fan. */
const TRIANGLES = 4;
/** Clips may lose this much of their length to keys that change nothing. */
const CLIP_TOLERANCE_S = 1e-3;

/** Measures a model as the stage shows it: its default scene, else its first. */
export function shapeOf(document: Document): Shape {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0] ?? null;
  const min: vec3 = [Infinity, Infinity, Infinity];
  const max: vec3 = [-Infinity, -Infinity, -Infinity];
  let triangles = 0;
  scene?.traverse((node) => {
    const mesh = node.getMesh();
    if (!mesh) return;
    const places = placesOf(node);
    triangles += trianglesOf(mesh) * places.length;
    for (const primitive of mesh.listPrimitives()) widen(min, max, primitive, places, node.getSkin());
  });
  const sizes = root.listTextures().map((texture) => texture.getSize() ?? [0, 0]);
  return {
    min,
    max,
    clips: root.listAnimations().map((clip) => ({
      name: clip.getName(),
      seconds: Math.max(0, ...clip.listSamplers().map((sampler) => sampler.getInput()?.getMax([])[0] ?? 0)),
      moves: clip
        .listChannels()
        .map((channel) => moveOf(channel.getTargetNode()?.getName() ?? '', channel.getTargetPath()))
        .sort()
        .join(', '),
    })),
    facts: {
      triangles,
      textures: sizes.length,
      texturePx: Math.max(0, ...sizes.flat()),
      meshopt: root
        .listExtensionsUsed()
        .some(({ extensionName }) => extensionName.endsWith('_meshopt_compression')),
    },
  };
}

/** True when nothing that a scene relies on has changed: extent, clips and what they move, triangles within 1 %. */
export function sameShape(one: Shape, other: Shape): boolean {
  const diagonal = Math.hypot(...one.max.map((value, axis) => value - (one.min[axis] ?? 0)));
  const near = (a: vec3, b: vec3): boolean =>
    a.every((value, axis) => Math.abs(value - (b[axis] ?? Number.NaN)) <= diagonal * BOX_TOLERANCE);
  const [before, after] = [one.facts.triangles, other.facts.triangles];
  return (
    near(one.min, other.min) &&
    near(one.max, other.max) &&
    one.clips.length === other.clips.length &&
    one.clips.every(({ name, seconds, moves }, index) => {
      const clip = other.clips[index];
      return (
        clip?.name === name &&
        Math.abs(clip.seconds - seconds) <= CLIP_TOLERANCE_S &&
        (clip.moves === moves || isWithoutStill(clip.moves, moves))
      );
    }) &&
    after <= before &&
    after >= before * 0.99
  );
}

/** True when `less` names only what `more` names: a channel that never changes a value may go. */
function isWithoutStill(less: string, more: string): boolean {
  const all = more.split(', ');
  return less.split(', ').every((move) => all.includes(move));
}

/** Quantising may hang a mesh below its node, and its morph weights along with it. */
const moveOf = (node: string, path: string | null): string => (path === 'weights' ? path : `${node} ${path}`);

/** Where a node's mesh stands in the world: once, or at each of its instances. */
function placesOf(node: Node): mat4[] {
  const world = node.getWorldMatrix();
  return instancesOf(node)?.map((own) => multiply(world, own)) ?? [world];
}

/** Where the copies of a node's mesh stand in it (EXT_mesh_gpu_instancing); null for a node that has none. */
export function instancesOf(node: Node): mat4[] | null {
  const batch = node.getExtension<InstancedMesh>('EXT_mesh_gpu_instancing');
  const [moves, turns, scales] = ['TRANSLATION', 'ROTATION', 'SCALE'].map((name) =>
    batch?.getAttribute(name),
  );
  const count = (moves ?? turns ?? scales)?.getCount();
  if (count === undefined) return null;
  return Array.from({ length: count }, (_, index) =>
    MathUtils.compose(
      (moves?.getElement(index, []) ?? [0, 0, 0]) as vec3,
      (turns?.getElement(index, []) ?? [0, 0, 0, 1]) as vec4,
      (scales?.getElement(index, []) ?? [1, 1, 1]) as vec3,
      [] as unknown as mat4,
    ),
  );
}

function trianglesOf(mesh: Mesh): number {
  let triangles = 0;
  for (const primitive of mesh.listPrimitives()) {
    const count = (primitive.getIndices() ?? primitive.getAttribute('POSITION'))?.getCount() ?? 0;
    const mode = primitive.getMode();
    if (mode === TRIANGLES) triangles += Math.floor(count / 3);
    else if (mode > TRIANGLES) triangles += Math.max(0, count - 2);
  }
  return triangles;
}

function widen(min: vec3, max: vec3, primitive: Primitive, places: readonly mat4[], skin: Skin | null): void {
  const positions = primitive.getAttribute('POSITION');
  if (!positions) return;
  const bones = skin ? bonesOf(skin) : null;
  const [joints, weights] = [primitive.getAttribute('JOINTS_0'), primitive.getAttribute('WEIGHTS_0')];
  const used = usedVertices(primitive, positions);
  const [point, at] = [[0, 0, 0] as vec3, [0, 0, 0] as vec3];
  for (let index = 0; index < used.length; index++) {
    if (!used[index]) continue;
    positions.getElement(index, point);
    if (bones && joints && weights) {
      include(min, max, skinned(point, bones, joints, weights, index));
      continue;
    }
    for (const place of places) include(min, max, transform(at, point, place));
  }
}

/** Vertices that no triangle names are not drawn, and do not survive. */
function usedVertices(primitive: Primitive, positions: Accessor): Uint8Array {
  const used = new Uint8Array(positions.getCount());
  const indices = primitive.getIndices()?.getArray();
  if (!indices) return used.fill(1);
  for (const index of indices) used[index] = 1;
  return used;
}

/** For each bone of a skin: from where it was bound to where it is in the scene. */
export function bonesOf(skin: Skin): mat4[] {
  const inverse = skin.getInverseBindMatrices();
  return skin.listJoints().map((joint, index) => {
    const world = joint.getWorldMatrix();
    return inverse ? multiply(world, inverse.getElement(index, []) as unknown as mat4) : world;
  });
}

function skinned(
  point: vec3,
  bones: readonly mat4[],
  joints: Accessor,
  weights: Accessor,
  index: number,
): vec3 {
  const sum: vec3 = [0, 0, 0];
  const by = joints.getElement(index, []);
  const how = weights.getElement(index, []);
  const whole = how.reduce((total, weight) => total + weight, 0) || 1;
  for (const [corner, joint] of by.entries()) {
    const bone = bones[joint];
    const weight = (how[corner] ?? 0) / whole;
    if (!bone || weight === 0) continue;
    const at = transform([0, 0, 0], point, bone);
    for (let axis = 0; axis < 3; axis++) sum[axis] = (sum[axis] ?? 0) + (at[axis] ?? 0) * weight;
  }
  return sum;
}

function include(min: vec3, max: vec3, point: vec3): void {
  for (let axis = 0; axis < 3; axis++) {
    const value = point[axis] ?? 0;
    // Written so that a value that is no number is taken, and told by the comparison.
    if (!(value >= (min[axis] ?? 0))) min[axis] = value;
    if (!(value <= (max[axis] ?? 0))) max[axis] = value;
  }
}

function transform(out: vec3, [x, y, z]: vec3, m: mat4): vec3 {
  for (let row = 0; row < 3; row++)
    out[row] = (m[row] ?? 0) * x + (m[row + 4] ?? 0) * y + (m[row + 8] ?? 0) * z + (m[row + 12] ?? 0);
  return out;
}

/** Column by column, as glTF has them. */
function multiply(a: mat4, b: mat4): mat4 {
  return Array.from({ length: 16 }, (_, at) => {
    const [row, column] = [at % 4, at - (at % 4)];
    let sum = 0;
    for (let k = 0; k < 4; k++) sum += (a[row + 4 * k] ?? 0) * (b[column + k] ?? 0);
    return sum;
  }) as unknown as mat4;
}
