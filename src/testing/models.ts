/** 3D models for tests: by others, with all that moves, and broken in every way we know. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Accessor, Document, type GLTF, NodeIO } from '@gltf-transform/core';
import { EXTMeshoptCompression } from '@gltf-transform/extensions';
import sharp from 'sharp';
import { openIo } from '#server/assets/models/lighter.ts';

const PROFILES = 'node_modules/@webxr-input-profiles/assets/dist/profiles';

/** Controllers and hands by their makers (MIT): one mesh or forty, one to four textures, skins, transmission. */
export const modelsByOthers = [
  'generic-hand/left',
  'generic-hand/right',
  'generic-fixed-hand/right',
  'pico-neo3/left',
  'meta-quest-touch-plus/right',
  'meta-quest-touch-pro/left',
  'oculus-go/none',
  'logitech-mx-ink/none',
  'oculus-touch-v2/left',
  'htc-vive-focus-3/right',
  'magicleap-one/none',
  'samsung-gearvr/none',
  'pico-4/left',
  'htc-vive/none',
  'google-daydream/none',
  'generic-button/left',
  'magicleap-two/none',
  'microsoft-mixed-reality/right',
  'htc-vive-cosmos/left',
  'samsung-galaxyxr/left',
] as const;

export const modelByOthers = (name: (typeof modelsByOthers)[number]): Buffer =>
  readFileSync(join(PROFILES, `${name}.glb`));

/** Red, brighter from left to right: a picture of one colour would be put into the material. */
const picture = (edge: number): Promise<Buffer> => {
  const pixels = Buffer.from(
    Array.from({ length: edge * edge }, (_, at) => [
      150 + Math.floor(((at % edge) / edge) * 100),
      20,
      20,
    ]).flat(),
  );
  return sharp(pixels, { raw: { width: edge, height: edge, channels: 3 } })
    .png()
    .toBuffer();
};

/**
 * A red board of 2 × 1 units that stands at (10, 0, 0), far from its origin. It waves by a clip `wave` that turns its
 * node `board`, breathes by the morph target of `breathe`, and bends by the bones of a skin in `bend`.
 */
export async function movingModel(): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const data = (
    type: GLTF.AccessorType,
    array: Float32Array<ArrayBuffer> | Uint16Array<ArrayBuffer>,
  ): Accessor => document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
  const COLUMNS = 40;
  const positions: number[] = [];
  const normals: number[] = [];
  const uvs: number[] = [];
  const indices: number[] = [];
  for (let row = 0; row <= COLUMNS; row++)
    for (let column = 0; column <= COLUMNS; column++) {
      positions.push((column / COLUMNS) * 2 - 1, row / COLUMNS, 0);
      normals.push(0, 0, 1);
      uvs.push(column / COLUMNS, row / COLUMNS);
      if (row === COLUMNS || column === COLUMNS) continue;
      const at = row * (COLUMNS + 1) + column;
      indices.push(at, at + 1, at + COLUMNS + 1, at + 1, at + COLUMNS + 2, at + COLUMNS + 1);
    }
  const texture = document
    .createTexture('red')
    .setImage(await picture(256))
    .setMimeType('image/png');
  const material = document
    .createMaterial('paint')
    .setBaseColorTexture(texture)
    .setRoughnessFactor(1)
    .setMetallicFactor(0)
    .setDoubleSided(true);
  const board = () =>
    document
      .createPrimitive()
      .setAttribute('POSITION', data('VEC3', new Float32Array(positions)))
      .setAttribute('NORMAL', data('VEC3', new Float32Array(normals)))
      .setAttribute('TEXCOORD_0', data('VEC2', new Float32Array(uvs)))
      .setIndices(data('SCALAR', new Uint16Array(indices)))
      .setMaterial(material);
  const scene = document.createScene();

  const turned = document.createNode('board').setMesh(document.createMesh('board').addPrimitive(board()));
  const moved = document.createNode('place').setTranslation([10, 0, 0]).addChild(turned);
  scene.addChild(moved);

  const target = document
    .createPrimitiveTarget()
    .setAttribute('POSITION', data('VEC3', new Float32Array(positions.map((value) => value * 0.5))));
  const breathing = document
    .createNode('breath')
    .setTranslation([10, 1.5, 0])
    .setMesh(document.createMesh('breath').addPrimitive(board().addTarget(target)).setWeights([0]));
  scene.addChild(breathing);

  const count = positions.length / 3;
  const foot = document.createNode('foot');
  const head = document.createNode('head').setTranslation([0, 0.5, 0]);
  foot.addChild(head);
  const inverse = new Float32Array(32);
  for (const at of [0, 5, 10, 15, 16, 21, 26, 31]) inverse[at] = 1;
  inverse[29] = -0.5;
  const skin = document
    .createSkin('spine')
    .addJoint(foot)
    .addJoint(head)
    .setInverseBindMatrices(data('MAT4', inverse));
  const heights = Array.from({ length: count }, (_, at) => positions[at * 3 + 1] ?? 0);
  const bent = board()
    .setAttribute('JOINTS_0', data('VEC4', new Uint16Array(heights.flatMap(() => [0, 1, 0, 0]))))
    .setAttribute('WEIGHTS_0', data('VEC4', new Float32Array(heights.flatMap((y) => [1 - y, y, 0, 0]))));
  const bending = document
    .createNode('spine')
    .setMesh(document.createMesh('spine').addPrimitive(bent))
    .setSkin(skin);
  const stand = document.createNode('stand').setTranslation([10, -1.5, 0]);
  scene.addChild(stand.addChild(foot).addChild(bending));

  const times = data('SCALAR', new Float32Array([0, 0.5, 1]));
  const half = Math.SQRT1_2;
  const clip = (name: string, node: ReturnType<Document['createNode']>, path: 'rotation' | 'weights') => {
    const values =
      path === 'weights'
        ? data('SCALAR', new Float32Array([0, 1, 0]))
        : data('VEC4', new Float32Array([0, 0, 0, 1, 0, 0, half, half, 0, 0, 0, 1]));
    const sampler = document.createAnimationSampler().setInput(times).setOutput(values);
    const channel = document
      .createAnimationChannel()
      .setTargetNode(node)
      .setTargetPath(path)
      .setSampler(sampler);
    document.createAnimation(name).addSampler(sampler).addChannel(channel);
  };
  clip('wave', turned, 'rotation');
  clip('breathe', breathing, 'weights');
  clip('bend', head, 'rotation');
  return new NodeIO().writeBinary(document);
}

/** The bytes of a GLB with its JSON changed by `change`, and its second chunk by `data`. */
export function spoil(
  glb: Uint8Array,
  change: (json: GLTF.IGLTF) => unknown,
  data: (binary: Buffer) => Buffer = (binary) => binary,
): Buffer {
  const whole = Buffer.from(glb);
  const length = whole.readUInt32LE(12);
  const json = JSON.parse(whole.toString('utf8', 20, 20 + length)) as GLTF.IGLTF;
  change(json);
  const text = Buffer.from(JSON.stringify(json));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
  const head = Buffer.from(whole.subarray(0, 20));
  const binary = data(Buffer.from(whole.subarray(20 + length)));
  head.writeUInt32LE(20 + padded.length + binary.length, 8);
  head.writeUInt32LE(padded.length, 12);
  return Buffer.concat([head, padded, binary]);
}

export interface BrokenModel {
  readonly name: string;
  readonly glb: Buffer;
  /** Why the examiner refuses it. */
  readonly reason: string;
}

/** The model with compressed geometry, as a designer's tool writes it. */
async function packed(glb: Uint8Array): Promise<Uint8Array> {
  const io = await openIo();
  const document = await io.readBinary(glb);
  document.createExtension(EXTMeshoptCompression).setRequired(true);
  return io.writeBinary(document);
}

/** Where an accessor's first value lies in the binary chunk, after the chunk's head of 8 bytes. */
function placeOf(json: GLTF.IGLTF, semantic: string): number {
  const { accessors = [], bufferViews = [], meshes = [] } = json;
  const accessor = accessors[meshes[0]?.primitives[0]?.attributes[semantic] ?? 0];
  return 8 + (bufferViews[accessor?.bufferView ?? 0]?.byteOffset ?? 0) + (accessor?.byteOffset ?? 0);
}

type Views = { extensions?: Record<string, { count: number; byteStride: number; byteLength: number }> }[];

export async function brokenModels(): Promise<BrokenModel[]> {
  const glb = Buffer.from(await movingModel());
  const meshopt = await packed(glb);
  const head = JSON.parse(glb.toString('utf8', 20, 20 + glb.readUInt32LE(12))) as GLTF.IGLTF;
  const at = placeOf(head, 'POSITION');
  const inData = (write: (binary: Buffer) => unknown) =>
    spoil(
      glb,
      () => undefined,
      (binary) => {
        write(binary);
        return binary;
      },
    );
  const inHead = (offset: number, value: number) => {
    const made = Buffer.from(glb);
    made.writeUInt32LE(value, offset);
    return made;
  };
  const inJson = (change: (json: Required<GLTF.IGLTF>) => unknown) =>
    spoil(glb, (json) => change(json as Required<GLTF.IGLTF>));
  const views = (json: GLTF.IGLTF): Views => (json.bufferViews ?? []) as Views;
  const packedViews = (json: GLTF.IGLTF) =>
    views(json).flatMap(({ extensions }) => extensions?.['EXT_meshopt_compression'] ?? []);
  const all: [string, string, Buffer][] = [
    ['cut in the middle', 'validator', glb.subarray(0, glb.length / 2)],
    ['cut within its JSON', 'validator', glb.subarray(0, 200)],
    ['a head without a body', 'validator', Buffer.concat([glb.subarray(0, 12), Buffer.alloc(40)])],
    ['a length beyond its end', 'validator', inHead(8, 0xfffffff0)],
    ['JSON that reaches beyond the file', 'validator', inHead(12, 0x7fffffff)],
    [
      'JSON that is none',
      'validator',
      Buffer.concat([glb.subarray(0, 20), Buffer.alloc(glb.readUInt32LE(12), '{')]),
    ],
    ['no version', 'validator', inJson((json) => Object.assign(json, { asset: {} }))],
    [
      'ten million vertices that are not there',
      'validator',
      inJson((json) => json.accessors.map((each) => Object.assign(each, { count: 1e7 }))),
    ],
    [
      'four gigabytes claimed',
      'validator',
      inJson((json) => json.bufferViews.map((each) => Object.assign(each, { byteLength: 4e9 }))),
    ],
    [
      'a buffer of a terabyte',
      'validator',
      inJson((json) => Object.assign(json.buffers[0] ?? {}, { byteLength: 1e12 })),
    ],
    [
      'a view outside its buffer',
      'validator',
      inJson((json) => Object.assign(json.bufferViews[0] ?? {}, { byteOffset: 1e6 })),
    ],
    [
      'an outside file',
      'outside_resource',
      inJson((json) => json.buffers.push({ byteLength: 4, uri: 'https://evil.example/a.bin' })),
    ],
    [
      'an outside picture',
      'outside_resource',
      inJson((json) => Object.assign(json, { images: [{ uri: 'http://127.0.0.1:1/a.png' }] })),
    ],
    [
      'a file of the server',
      'outside_resource',
      inJson((json) => json.buffers.push({ byteLength: 4, uri: '../../../etc/passwd' })),
    ],
    ['positions that are no numbers', 'validator', inData((binary) => binary.writeFloatLE(Number.NaN, at))],
    ['positions without end', 'validator', inData((binary) => binary.writeFloatLE(Infinity, at + 4))],
    [
      'indices of vertices that are not there',
      'validator',
      spoil(
        glb,
        () => undefined,
        (binary) => {
          const { accessors = [], bufferViews = [] } = head;
          const index = accessors.find(({ componentType }) => componentType === 5123);
          const view = bufferViews[index?.bufferView ?? 0];
          return binary.fill(0xfe, 8 + (view?.byteOffset ?? 0), 8 + (view?.byteOffset ?? 0) + 600);
        },
      ),
    ],
    [
      'a node that is its own grandchild',
      'validator',
      inJson((json) => json.nodes.map((node, index) => Object.assign(node, { children: [(index + 1) % 3] }))),
    ],
    [
      'a mesh that is not there',
      'validator',
      inJson((json) => json.nodes.map((node) => Object.assign(node, { mesh: 99 }))),
    ],
    [
      'a bone that is not there',
      'validator',
      inJson((json) => Object.assign(json.skins[0] ?? {}, { joints: [0, 999] })),
    ],
    [
      'a compressed stream of garbage',
      'unreadable',
      spoil(
        meshopt,
        () => undefined,
        (binary) => {
          for (let byte = 8; byte < binary.length; byte++) binary[byte] = (byte * 7919) & 255;
          return binary;
        },
      ),
    ],
    [
      'compressed data that unpacks to terabytes',
      'too_heavy',
      spoil(meshopt, (json) => packedViews(json).map((view) => Object.assign(view, { count: 4e9 }))),
    ],
    [
      'Draco garbage',
      'extension',
      inJson((json) => {
        const draco = 'KHR_draco_mesh_compression';
        Object.assign(json, { extensionsUsed: [draco], extensionsRequired: [draco] });
        for (const { primitives } of json.meshes)
          for (const primitive of primitives)
            Object.assign(primitive, {
              extensions: { [draco]: { bufferView: 0, attributes: { POSITION: 0 } } },
            });
      }),
    ],
    [
      'an extension that nobody knows',
      'extension',
      inJson((json) =>
        Object.assign(json, { extensionsUsed: ['ACME_teapot'], extensionsRequired: ['ACME_teapot'] }),
      ),
    ],
    [
      'a picture of garbage',
      'validator',
      inJson((json) => Object.assign(json.images[0] ?? {}, { bufferView: json.accessors[0]?.bufferView })),
    ],
  ];
  return all.map(([name, reason, bytes]) => ({ name, reason, glb: Buffer.from(bytes) }));
}
