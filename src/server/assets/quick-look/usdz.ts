import type { AnimationChannel, Document, Material, Node as SceneNode } from '@gltf-transform/core';
import { openIo } from '../models/lighter.ts';
import { instancesOf, shapeOf } from '../models/shape.ts';
import { type Look, makeLook, nameOfSet, type UvSet } from './looks.ts';
import { packUsdz, standPlace } from './package.ts';
import { type Part, readPart } from './parts.ts';
import { makePictures } from './pictures.ts';

/** What of a model is shown: the clip that it plays, and whether over and over. */
export interface Playing {
  readonly clip: string | null;
  readonly loop: boolean;
}

/** Time codes in a second. */
const RATE = 30;
/** Quick Look plays everything over and over: what should play once rests at its end for so long, in seconds. */
const REST_S = 20;
/** Positions keep this part of a mesh's extent, as do those that phones get (14 bits). */
const STEPS = 16_384;

type Moves = ReadonlyMap<SceneNode, readonly AnimationChannel[]>;

/** One mesh of the scene: a part of a node, or of the scene itself when bones have bent it. */
interface Worn {
  readonly node: SceneNode;
  readonly isBent: boolean;
  readonly material: Material | null;
  readonly part: Part;
}

/**
 * A model as USDZ for Quick Look: its longest side is one metre, its foot the origin, until `stampStand` says otherwise.
 * Movements of nodes play on; bones and morph targets keep the pose in which the clip begins.
 * @throws when the file cannot be read, a picture not be decoded, or when nothing of it has a surface.
 */
export async function makeUsdz(glb: Uint8Array, { clip, loop }: Playing): Promise<Buffer> {
  const document = await (await openIo()).readBinary(glb);
  const { min, max } = shapeOf(document);
  const { moves, seconds } = takeClip(document, clip);
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const worn: Worn[] = [];
  scene?.traverse((node) => {
    for (const primitive of node.getMesh()?.listPrimitives() ?? []) {
      const part = readPart(primitive, node);
      if (part) worn.push({ node, isBent: node.getSkin() !== null, material: primitive.getMaterial(), part });
    }
  });
  if (worn.length === 0) throw new Error('the model shows nothing');
  const pictures = makePictures();
  const materials = [...new Set(worn.map(({ material }) => material))];
  const looks: Look[] = [];
  /** Meshes of each node; those without a node of their own are under null. */
  const meshes = new Map<SceneNode | null, string[]>();
  for (const [index, material] of materials.entries()) {
    const path = `/Root/Materials/m${index}`;
    const wearers = worn.filter((each) => each.material === material);
    const look = makeLook(
      path,
      material,
      wearers.map(({ part }) => part),
      pictures,
    );
    looks.push(look);
    for (const [at, { node, isBent }] of wearers.entries()) {
      const part = look.parts[at];
      const key = isBent ? null : node;
      const list = meshes.get(key) ?? [];
      if (part) list.push(meshText(`mesh${index}_${at}`, part, look, path));
      meshes.set(key, list);
    }
  }
  let count = 0;
  const nodes = (scene?.listChildren() ?? []).flatMap((node) => nodeText(node) ?? []);

  function nodeText(node: SceneNode): string | null {
    const own = meshes.get(node) ?? [];
    const name = `n${count++}_${node.getName().replace(/\W/g, '').slice(0, 40)}`;
    const copies = instancesOf(node)?.map((place, index) => xform(`i${index}`, placed(place), own));
    const children = node.listChildren().flatMap((child) => nodeText(child) ?? []);
    const all = [...(copies ?? own), ...children];
    return all.length === 0 ? null : xform(name, moveText(node, moves), all);
  }

  const size = max.map((value, axis) => value - (min[axis] ?? 0));
  const scale = 1 / Math.max(...size, 1e-9);
  const foot = [-((min[0] + max[0]) / 2) * scale, -min[1] * scale, -((min[2] + max[2]) / 2) * scale];
  const model = xform('Model', placed([scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, scale, 0, ...foot, 1]), [
    ...nodes,
    ...(meshes.get(null) ?? []),
  ]);
  const end = (loop ? seconds : seconds + REST_S) * RATE;
  const layer = [
    '#usda 1.0',
    '(',
    'customLayerData = {',
    'string creator = "Wegmarke"',
    '}',
    'defaultPrim = "Root"',
    'metersPerUnit = 1',
    'upAxis = "Y"',
    ...(seconds > 0
      ? [
          'startTimeCode = 0',
          `endTimeCode = ${end}`,
          `timeCodesPerSecond = ${RATE}`,
          `framesPerSecond = ${RATE}`,
        ]
      : []),
    ')',
    'def Xform "Root" (',
    'kind = "component"',
    'prepend apiSchemas = ["Preliminary_AnchoringAPI"]',
    ')',
    '{',
    'uniform token preliminary:anchoring:type = "plane"',
    'uniform token preliminary:planeAnchoring:alignment = "horizontal"',
    xform('Stand', [standPlace, ORDER], [model]),
    'def Scope "Materials"',
    '{',
    ...looks.map(({ text }) => text),
    '}',
    '}',
    '',
  ].join('\n');
  return packUsdz([{ name: 'model.usda', bytes: Buffer.from(layer, 'latin1') }, ...(await pictures.make())]);
}

const PER_VERTEX = '(\ninterpolation = "vertex"\n)';
const ORDER = 'uniform token[] xformOpOrder = ["xformOp:transform"]';

/** Puts every node where the clip begins; answers what moves it. */
function takeClip(document: Document, name: string | null): { moves: Moves; seconds: number } {
  const moves = new Map<SceneNode, AnimationChannel[]>();
  const clip = document
    .getRoot()
    .listAnimations()
    .find((each) => each.getName() === name);
  let seconds = 0;
  for (const channel of clip?.listChannels() ?? []) {
    const node = channel.getTargetNode();
    const sampler = channel.getSampler();
    const [times, output] = [sampler?.getInput(), sampler?.getOutput()];
    if (!node || !times || !output) continue;
    seconds = Math.max(seconds, times.getMax([])[0] ?? 0);
    const [x = 0, y = 0, z = 0, w = 1] = output.getElement<number[]>(
      sampler?.getInterpolation() === 'CUBICSPLINE' ? 1 : 0,
      [],
    );
    const path = channel.getTargetPath();
    if (path === 'translation') node.setTranslation([x, y, z]);
    else if (path === 'scale') node.setScale([x, y, z]);
    else if (path === 'rotation') node.setRotation([x, y, z, w]);
    else continue;
    moves.set(node, [...(moves.get(node) ?? []), channel]);
  }
  return { moves, seconds };
}

const OPS = [
  ['translation', 'double3 xformOp:translate'],
  ['rotation', 'quatf xformOp:orient'],
  ['scale', 'float3 xformOp:scale'],
] as const;

/** Where a node stands, or how it moves. */
function moveText(node: SceneNode, moves: Moves): string[] {
  const channels = moves.get(node);
  if (!channels) return placed(node.getMatrix());
  const still = { translation: node.getTranslation(), rotation: node.getRotation(), scale: node.getScale() };
  const lines = OPS.map(([path, op]) => {
    const channel = channels.find((each) => each.getTargetPath() === path);
    if (!channel) return `${op} = ${valueText(path, still[path])}`;
    const samples = samplesOf(channel).map(
      ([at, value]) => `${round(at * RATE, 4)}: ${valueText(path, value)}`,
    );
    return `${op}.timeSamples = {\n${samples.join(',\n')}\n}`;
  });
  return [
    ...lines,
    'uniform token[] xformOpOrder = ["xformOp:translate", "xformOp:orient", "xformOp:scale"]',
  ];
}

/** Keys of a channel. Steps become two keys a thousandth of a second apart, curves run straight between their keys. */
function samplesOf(channel: AnimationChannel): [seconds: number, value: readonly number[]][] {
  const sampler = channel.getSampler();
  const times = sampler?.getInput()?.getArray() ?? [];
  const way = sampler?.getInterpolation();
  const samples: [number, readonly number[]][] = [];
  for (const [index, at] of [...times].entries()) {
    const value = sampler?.getOutput()?.getElement(way === 'CUBICSPLINE' ? index * 3 + 1 : index, []) ?? [];
    const before = samples.at(-1)?.[1];
    if (way === 'STEP' && before) samples.push([at - 1e-3, before]);
    samples.push([at, value]);
  }
  return samples;
}

/** USD has the real part of a rotation first. */
const valueText = (path: string, value: readonly number[]): string =>
  path === 'rotation'
    ? tuple([value[3] ?? 1, value[0] ?? 0, value[1] ?? 0, value[2] ?? 0], 6)
    : tuple(value, 9);

function meshText(name: string, part: Part, { sets, isDoubleSided }: Look, path: string): string {
  const { points, normals, indices } = part;
  const decimals = decimalsFor(points);
  return [
    `def Mesh "${name}" (`,
    'prepend apiSchemas = ["MaterialBindingAPI"]',
    ')',
    '{',
    `int[] faceVertexCounts = [${new Array(indices.length / 3).fill(3).join(',')}]`,
    `int[] faceVertexIndices = [${indices.join(',')}]`,
    `point3f[] points = [${tuples(points, 3, decimals)}]`,
    ...(normals ? [`normal3f[] normals = [${tuples(normals, 3, 3)}] ${PER_VERTEX}`] : []),
    ...sets.map(
      (set, index) =>
        `texCoord2f[] primvars:${nameOfSet(index)} = [${tuples(moved(part, set), 2, 5)}] ${PER_VERTEX}`,
    ),
    `rel material:binding = <${path}>`,
    ...(isDoubleSided ? ['uniform bool doubleSided = 1'] : []),
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

const xform = (name: string, ops: readonly string[], inside: readonly string[]): string =>
  [`def Xform "${name}"`, '{', ...ops, ...inside, '}'].join('\n');

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals)) || 0;

const tuple = (values: readonly number[], decimals: number): string =>
  `(${values.map((value) => round(value, decimals)).join(', ')})`;

function tuples(values: Float32Array, width: number, decimals: number): string {
  const made: string[] = [];
  for (let at = 0; at < values.length; at += width)
    made.push(
      `(${Array.from(values.subarray(at, at + width), (value) => round(value, decimals)).join(',')})`,
    );
  return made.join(',');
}

const placed = (matrix: readonly number[]): string[] => [
  `matrix4d xformOp:transform = ${matrixText(matrix)}`,
  ORDER,
];

/** Column by column in glTF is row by row in USD, where vectors are rows. */
const matrixText = (m: readonly number[]): string =>
  `(${[0, 4, 8, 12].map((at) => tuple(m.slice(at, at + 4), 9)).join(', ')})`;
