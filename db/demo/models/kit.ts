/**
 * What the demo's models are made with: three's geometry classes give shapes, glTF-Transform writes them.
 * Units are decimetres or so, y is up, the ground is y = 0, the front looks along +z.
 */
import { Document, type Material, type Node, NodeIO } from '@gltf-transform/core';
import { KHRLightsPunctual, KHRMaterialsUnlit, KHRMeshQuantization } from '@gltf-transform/extensions';
import { dedup, prune, quantize, weld } from '@gltf-transform/functions';
import { type BufferGeometry, Color, type Shape, ShapeGeometry, Vector3 } from 'three';
import { toCreasedNormals } from 'three/addons/utils/BufferGeometryUtils.js';

export type Vec3 = [number, number, number];

export interface Surface {
  readonly colour: string;
  readonly metal?: number;
  readonly rough?: number;
  readonly glow?: string;
  readonly glowStrength?: number;
  /** Drawn as it is, without light: for flames and what they light. */
  readonly unlit?: boolean;
  readonly blend?: boolean;
  readonly doubleSided?: boolean;
}

/** A seeded source of numbers in 0–1 (mulberry32): the same model at every build. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `#rrggbb` as linear light, as glTF wants its factors and vertex colours. */
export function linear(hex: string): Vec3 {
  const colour = new Color(hex);
  return [colour.r, colour.g, colour.b];
}

export const mix = (a: Vec3, b: Vec3, part: number): Vec3 => [
  a[0] + (b[0] - a[0]) * part,
  a[1] + (b[1] - a[1]) * part,
  a[2] + (b[2] - a[2]) * part,
];

/** Colour (linear rgb and alpha) of a vertex at a position in the geometry's own space. */
export type Paint = (position: Vector3) => [number, number, number, number];

export const creased = (geometry: BufferGeometry, angleDeg: number): BufferGeometry =>
  toCreasedNormals(geometry, (angleDeg / 180) * Math.PI);

/** One model under construction. */
export class Model {
  readonly document = new Document();
  readonly root: Node;
  private readonly buffer;
  private readonly materials = new Map<string, Material>();
  private readonly animation;

  constructor(name: string, clip: string) {
    this.buffer = this.document.createBuffer();
    this.root = this.document.createNode(name);
    const scene = this.document.createScene(name).addChild(this.root);
    this.document.getRoot().setDefaultScene(scene);
    this.animation = this.document.createAnimation(clip);
  }

  material(name: string, surface: Surface): Material {
    const found = this.materials.get(name);
    if (found) return found;
    const [r, g, b] = linear(surface.colour);
    const material = this.document
      .createMaterial(name)
      .setBaseColorFactor([r, g, b, 1])
      .setMetallicFactor(surface.metal ?? 0)
      .setRoughnessFactor(surface.rough ?? 0.8)
      .setDoubleSided(surface.doubleSided ?? false);
    if (surface.glow) {
      const strength = surface.glowStrength ?? 1;
      const glow = linear(surface.glow);
      material.setEmissiveFactor([glow[0] * strength, glow[1] * strength, glow[2] * strength]);
    }
    if (surface.blend) material.setAlphaMode('BLEND');
    if (surface.unlit) {
      const unlit = this.document.createExtension(KHRMaterialsUnlit).setRequired(false);
      material.setExtension('KHR_materials_unlit', unlit.createUnlit());
    }
    this.materials.set(name, material);
    return material;
  }

  node(name: string, parent: Node = this.root, at: Vec3 = [0, 0, 0]): Node {
    const node = this.document.createNode(name).setTranslation(at);
    parent.addChild(node);
    return node;
  }

  /** A geometry as a mesh of its own node. Geometry keeps its normals; vertex colours come from `paint`. */
  part(
    name: string,
    geometry: BufferGeometry,
    material: Material,
    options: { parent?: Node; at?: Vec3; paint?: Paint; uv?: boolean } = {},
  ): Node {
    const node = this.node(name, options.parent ?? this.root, options.at);
    const primitive = this.document.createPrimitive().setMaterial(material);
    const position = geometry.getAttribute('position');
    const normal = geometry.getAttribute('normal');
    const accessor = (type: 'VEC2' | 'VEC3' | 'VEC4', array: Float32Array<ArrayBuffer>) =>
      this.document.createAccessor().setType(type).setArray(array).setBuffer(this.buffer);
    primitive.setAttribute('POSITION', accessor('VEC3', new Float32Array(position.array)));
    primitive.setAttribute('NORMAL', accessor('VEC3', unitNormals(new Float32Array(normal.array))));
    if (options.uv) {
      const uv = geometry.getAttribute('uv');
      primitive.setAttribute('TEXCOORD_0', accessor('VEC2', new Float32Array(uv.array)));
    }
    if (options.paint) {
      const colours = new Float32Array(position.count * 4);
      const at = new Vector3();
      for (let i = 0; i < position.count; i++) {
        at.fromBufferAttribute(position, i);
        colours.set(options.paint(at), i * 4);
      }
      primitive.setAttribute('COLOR_0', accessor('VEC4', colours));
    }
    const indices = withArea(position.array, geometry.getIndex()?.array ?? null, position.count);
    primitive.setIndices(
      this.document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(this.buffer),
    );
    node.setMesh(this.document.createMesh(name).addPrimitive(primitive));
    return node;
  }

  light(name: string, parent: Node, at: Vec3, colour: string, candela: number, range: number): void {
    const lights = this.document.createExtension(KHRLightsPunctual);
    const light = lights.createLight(name).setType('point').setColor(linear(colour)).setIntensity(candela);
    this.node(name, parent, at).setExtension('KHR_lights_punctual', light.setRange(range));
  }

  texture(name: string, image: Uint8Array, mime: 'image/png' | 'image/jpeg') {
    return this.document.createTexture(name).setImage(image).setMimeType(mime);
  }

  /** Keys of one property of one node, linear between them; all tracks of a model share one clip. */
  track(node: Node, path: 'translation' | 'rotation' | 'scale', times: number[], values: number[][]): void {
    const type = path === 'rotation' ? 'VEC4' : 'VEC3';
    const input = this.document
      .createAccessor()
      .setType('SCALAR')
      .setArray(new Float32Array(times))
      .setBuffer(this.buffer);
    const output = this.document
      .createAccessor()
      .setType(type)
      .setArray(new Float32Array(values.flat()))
      .setBuffer(this.buffer);
    const sampler = this.document
      .createAnimationSampler()
      .setInput(input)
      .setOutput(output)
      .setInterpolation('LINEAR');
    const channel = this.document
      .createAnimationChannel()
      .setTargetNode(node)
      .setTargetPath(path)
      .setSampler(sampler);
    this.animation.addSampler(sampler).addChannel(channel);
  }

  async write(): Promise<Uint8Array> {
    const hush = this.document.setLogger({ debug() {}, info() {}, warn: console.warn, error: console.error });
    await hush.transform(
      weld(),
      dedup(),
      prune({ keepAttributes: true, keepLeaves: true }),
      quantize({ quantizePosition: 14, quantizeNormal: 10, quantizeColor: 8 }),
    );
    return new NodeIO()
      .registerExtensions([KHRMaterialsUnlit, KHRLightsPunctual, KHRMeshQuantization])
      .writeBinary(this.document);
  }
}

/** Normals of unit length; where a face had no area, upwards. */
function unitNormals(normals: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i] ?? 0, normals[i + 1] ?? 0, normals[i + 2] ?? 0);
    const up = length < 1e-6;
    for (const axis of [0, 1, 2]) {
      normals[i + axis] = up ? (axis === 1 ? 1 : 0) : (normals[i + axis] ?? 0) / length;
    }
  }
  return normals;
}

/** The triangles that have an area, as indices. */
function withArea(
  at: ArrayLike<number>,
  index: ArrayLike<number> | null,
  count: number,
): Uint32Array<ArrayBuffer> {
  const kept: number[] = [];
  const point = (i: number): Vector3 => new Vector3(at[i * 3], at[i * 3 + 1], at[i * 3 + 2]);
  for (let i = 0; i < (index?.length ?? count); i += 3) {
    const corners = [i, i + 1, i + 2].map((corner) => index?.[corner] ?? corner);
    const [a, b, c] = corners.map(point);
    if (a && b && c && b.sub(a).cross(c.sub(a)).length() > 1e-9) kept.push(...corners);
  }
  return Uint32Array.from(kept);
}

/** A turn about one axis by radians, as a quaternion. */
export function turn(axis: 'x' | 'y' | 'z', radians: number): [number, number, number, number] {
  const s = Math.sin(radians / 2);
  return [axis === 'x' ? s : 0, axis === 'y' ? s : 0, axis === 'z' ? s : 0, Math.cos(radians / 2)];
}

export const times = (seconds: number, steps: number): number[] =>
  Array.from({ length: steps + 1 }, (_, i) => (i / steps) * seconds);

/** The faces of a shape, cut so small that they can be bent: no edge is longer than `maxEdge`. */
export function fineFaces(shape: Shape, maxEdge: number, curveSegments: number): Vector3[] {
  const flat = new ShapeGeometry(shape, curveSegments).toNonIndexed().getAttribute('position');
  let faces: Vector3[][] = [];
  for (let i = 0; i < flat.count; i += 3) {
    faces.push([0, 1, 2].map((corner) => new Vector3().fromBufferAttribute(flat, i + corner)));
  }
  for (let round = 0; round < 12; round++) {
    const next: Vector3[][] = [];
    let cut = false;
    for (const face of faces) {
      const spans = [0, 1, 2].map((i) => Math.abs((face[i]?.x ?? 0) - (face[(i + 1) % 3]?.x ?? 0)));
      const longest = spans.indexOf(Math.max(...spans));
      const [a, b, c] = [0, 1, 2].map((i) => face[(longest + i) % 3] ?? new Vector3());
      if (!a || !b || !c || (spans[longest] ?? 0) <= maxEdge) {
        next.push(face);
        continue;
      }
      const middle = a.clone().lerp(b, 0.5);
      next.push([a, middle, c], [middle, b, c]);
      cut = true;
    }
    faces = next;
    if (!cut) break;
  }
  return faces.flat();
}
