import type { Material, Node } from '@gltf-transform/core';
import { openIo } from '../models/lighter.ts';
import { instancesOf, type Shape, shapeOf } from '../models/shape.ts';
import { makeLook } from './looks.ts';
import { moveText, RATE, takeClip } from './moves.ts';
import { packUsdz, standPlace } from './package.ts';
import { type Part, readPart } from './parts.ts';
import { makePictures, type Pictures } from './pictures.ts';
import { meshText, ORDER, placed, xform } from './usda.ts';

/** What of a model is shown: the clip that it plays, and whether over and over. */
export interface Playing {
  readonly clip: string | null;
  readonly loop: boolean;
}

/** Quick Look plays everything over and over: what should play once rests at its end for so long, in seconds. */
const REST_S = 20;

/** One mesh: a part of a node, or of the scene itself (null) when bones have bent it. */
interface Worn {
  readonly node: Node | null;
  readonly isMirrored: boolean;
  readonly material: Material | null;
  readonly part: Part;
}

/**
 * A model as USDZ for Quick Look: its longest side is one metre, its foot the origin, until `stampStand` says otherwise.
 * Movements of nodes play on; bones and morph targets keep the pose in which the clip begins.
 * @throws when the file cannot be read, a picture not be decoded, or when nothing of it has a surface.
 */
export async function makeUsdz(glb: Uint8Array, { clip: name, loop }: Playing): Promise<Buffer> {
  const document = await (await openIo()).readBinary(glb);
  const shape = shapeOf(document);
  const clip = takeClip(document, name);
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const worn: Worn[] = [];
  scene?.traverse((node) => worn.push(...wornBy(node)));
  if (worn.length === 0) throw new Error('the model shows nothing');
  const pictures = makePictures();
  const { materials, meshes } = dress(worn, pictures);
  let count = 0;
  const nodeText = (node: Node): string | null => {
    const own = meshes.get(node) ?? [];
    const id = `n${count++}_${node.getName().replace(/\W/g, '').slice(0, 40)}`;
    const copies = instancesOf(node)?.map((place, index) => xform(`i${index}`, placed(place), own));
    const children = node.listChildren().flatMap((child) => nodeText(child) ?? []);
    const inside = [...(copies ?? own), ...children];
    return inside.length === 0 ? null : xform(id, moveText(node, clip), inside);
  };
  const nodes = (scene?.listChildren() ?? []).flatMap((node) => nodeText(node) ?? []);
  const model = xform('Model', placed(unitOf(shape)), [...nodes, ...(meshes.get(null) ?? [])]);
  const end = (loop ? clip.seconds : clip.seconds + REST_S) * RATE;
  const times = [
    'startTimeCode = 0',
    `endTimeCode = ${end}`,
    `timeCodesPerSecond = ${RATE}`,
    `framesPerSecond = ${RATE}`,
  ];
  const layer = [
    '#usda 1.0',
    '(',
    'customLayerData = {',
    'string creator = "Wegmarke"',
    '}',
    'defaultPrim = "Root"',
    'metersPerUnit = 1',
    'upAxis = "Y"',
    ...(clip.seconds > 0 ? times : []),
    ')',
    'def Xform "Root" (',
    'kind = "component"',
    // Where anchors are looked for is the root of the layer, and nowhere else.
    'prepend apiSchemas = ["Preliminary_AnchoringAPI"]',
    ')',
    '{',
    'uniform token preliminary:anchoring:type = "plane"',
    'uniform token preliminary:planeAnchoring:alignment = "horizontal"',
    xform('Stand', [standPlace, ORDER], [model]),
    'def Scope "Materials"',
    '{',
    ...materials,
    '}',
    '}',
    '',
  ].join('\n');
  const files = await pictures.make();
  return packUsdz([{ name: 'model.usda', bytes: Buffer.from(layer, 'latin1') }, ...files]);
}

function wornBy(node: Node): Worn[] {
  const isBent = node.getSkin() !== null;
  const isMirrored = !isBent && turnsInsideOut(node.getWorldMatrix());
  return (node.getMesh()?.listPrimitives() ?? []).flatMap((primitive) => {
    const part = readPart(primitive, node);
    return part ? { node: isBent ? null : node, isMirrored, material: primitive.getMaterial(), part } : [];
  });
}

/** The materials, and the meshes of each node. */
function dress(worn: readonly Worn[], pictures: Pictures) {
  const materials: string[] = [];
  const meshes = new Map<Node | null, string[]>();
  for (const [index, material] of [...new Set(worn.map((each) => each.material))].entries()) {
    const path = `/Root/Materials/m${index}`;
    const wearers = worn.filter((each) => each.material === material);
    const look = makeLook(
      path,
      material,
      wearers.map(({ part }) => part),
      pictures,
    );
    materials.push(look.text);
    for (const [at, wearer] of wearers.entries()) {
      const mesh = { ...wearer, part: look.parts[at] ?? wearer.part };
      const list = meshes.get(wearer.node) ?? [];
      list.push(meshText(`mesh${index}_${at}`, mesh, look, path));
      meshes.set(wearer.node, list);
    }
  }
  return { materials, meshes };
}

/** Makes the longest side of a shape 1, and puts the middle of its foot into the origin. */
function unitOf({ min, max }: Shape): number[] {
  const scale = 1 / Math.max(...max.map((value, axis) => value - (min[axis] ?? 0)), 1e-9);
  const foot = [-((min[0] + max[0]) / 2) * scale, -min[1] * scale, -((min[2] + max[2]) / 2) * scale];
  return [scale, 0, 0, 0, 0, scale, 0, 0, 0, 0, scale, 0, ...foot, 1];
}

/** True for a matrix (column by column) with a mirror in it. */
function turnsInsideOut([
  a = 0,
  b = 0,
  c = 0,
  ,
  d = 0,
  e = 0,
  f = 0,
  ,
  g = 0,
  h = 0,
  i = 0,
]: readonly number[]) {
  return a * (e * i - f * h) - d * (b * i - c * h) + g * (b * f - c * e) < 0;
}
