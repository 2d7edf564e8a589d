/** A film of a printed code for the browser's fake camera, with exactly known poses, and a model whose points can be found. */
import { writeFile } from 'node:fs/promises';
import { Document, type Material, NodeIO } from '@gltf-transform/core';
import { KHRMaterialsUnlit } from '@gltf-transform/extensions';
import sharp from 'sharp';
import type { StyleDocument } from '#domain/qr/model.ts';
import { type Camera, makePhotographer, PHONE } from '#marker/camera.ts';
import { handHeld, poseOf } from '#marker/hand.ts';
import { artworkOf, makePoster, makeWall, type Print, printOf, type Scene } from '#marker/scene.ts';
import type { Pose } from '#player/ar/pose.ts';

/** An upright phone's camera; no swinging focus, so that one focal length holds for the film. */
export const FILM: Camera = { ...PHONE, width: 480, height: 640, focalPx: 560, breathing: 0, readoutMs: 0 };
const FRAMES = 48;
const PER_SECOND = 30;
const DEG = Math.PI / 180;

/** Blocks that tell the number of a frame, the lowest bit first: white is one. In the film's pixels, from its middle. */
export const STRIP = { x: -110, y: -216, block: 14, bits: 7 } as const;

/** Where the print is in a frame of the film, which runs to and fro without a jump. */
export function poseOfFrame(frame: number): Pose {
  const view = { tilt: 32 * DEG, lean: 0.9, roll: 6 * DEG, widthPx: 150, at: [0, 30] as const };
  const half = FRAMES / 2;
  const there = frame < half ? frame : FRAMES - 1 - frame;
  return handHeld(view, FILM.focalPx, 4)((there * 1_000) / PER_SECOND);
}

/** What a lamp leaves of each colour. */
const LAMPS = { white: [1, 1, 1], warm: [1, 0.82, 0.6] } as const;
type Lamp = keyof typeof LAMPS;

/** Writes the film of a code in this style, as MJPEG, under a white lamp or a warm one; without a style, of the wall alone. */
export const writePrintFilm = (
  file: string,
  style: StyleDocument | null,
  payload: string,
  lamp: Lamp = 'white',
): Promise<void> =>
  writeFilm(
    file,
    [...(style ? [printOf(artworkOf(style, payload))] : []), makeWall(5)],
    FRAMES,
    poseOfFrame,
    {
      lamp,
    },
  );

/** As fine as phones take it. */
export const FAR_FILM: Camera = { ...FILM, width: 1_280, height: 720, focalPx: 1_060 };
const FAR_FRAMES = 16;
/** Where a code is that is read from twelve times its width. */
export function farPose(frame: number): Pose {
  const view = { tilt: 24 * DEG, lean: 0.9, roll: 4 * DEG, widthPx: 88, at: [20, 40] as const };
  const there = Math.min(frame, FAR_FRAMES - 1 - frame);
  return handHeld(view, FAR_FILM.focalPx, 6)((there * 1_000) / PER_SECOND);
}

/** Writes the film of a code far away. */
export const writeFarFilm = (file: string, style: StyleDocument, payload: string): Promise<void> =>
  writeFilm(file, [printOf(artworkOf(style, payload)), makeWall(5)], FAR_FRAMES, farPose, {
    camera: FAR_FILM,
  });

/** A poster with the code in its lower right, on a wall. */
export function posterScene(style: StyleDocument, payload: string): Scene {
  const poster = makePoster(6, 8, { at: [-2.6, -3.4], widthPx: 1_400, shapes: 24 });
  return { prints: [printOf(artworkOf(style, payload)), poster, makeWall(5)] };
}

const POSTER_FRAMES = 116;
/** In these frames of the poster's film the code has been out of the picture for longer than a pose is held; the camera rests. */
export const CODE_GONE = { from: 52, to: 68 } as const;

/** Where the poster's code is in a frame of its film: seen, then out of the picture, then seen again. */
export function posterPose(frame: number): Pose {
  const part = Math.min(1, Math.max(0, (Math.min(frame, POSTER_FRAMES - frame) - 10) / 38));
  // It begins and ends at rest.
  const out = (1 - Math.cos(Math.PI * part)) / 2;
  const at = [150 + 200 * out, 140 + 110 * out] as const;
  return poseOf({ tilt: 14 * DEG, lean: 0.6, roll: 3 * DEG, widthPx: 100, at }, FILM.focalPx);
}

/** Writes the film of a poster that the camera moves across, slowly, and rests where its code is not seen. */
export const writePosterFilm = (file: string, { prints }: Scene): Promise<void> =>
  writeFilm(file, prints, POSTER_FRAMES, posterPose, {
    repeatOf: (frame) => (frame >= CODE_GONE.from && frame <= CODE_GONE.to ? 18 : 8),
  });

async function writeFilm(
  file: string,
  prints: Print[],
  count: number,
  poseOfEach: (frame: number) => Pose,
  {
    repeatOf = () => 1,
    camera = FILM,
    lamp = 'white',
  }: { repeatOf?: (frame: number) => number; camera?: Camera; lamp?: Lamp } = {},
): Promise<void> {
  const scene = { prints };
  const { width, height } = camera;
  const photographer = makePhotographer(width, height);
  const frames: Buffer[] = [];
  for (let frame = 0; frame < count; frame += 1) {
    const pose = poseOfEach(frame);
    const luma = photographer.shoot({
      scene,
      camera,
      poseAt: () => pose,
      timeMs: (frame * 1_000) / PER_SECOND,
      seed: 3,
    });
    const { block, bits } = STRIP;
    const [x, y] = [STRIP.x + width / 2, STRIP.y + height / 2];
    for (let bit = -1; bit <= bits; bit += 1) {
      // A black block before and behind sets the strip off from the wall.
      const value = bit >= 0 && bit < bits && (frame >> bit) & 1 ? 255 : 0;
      for (let row = y; row < y + block; row += 1)
        luma.fill(value, row * width + x + bit * block, row * width + x + (bit + 1) * block);
    }
    const raw = { width, height, channels: 3 as const };
    const seen = Buffer.alloc(3 * luma.length);
    for (let at = 0; at < seen.length; at += 1)
      seen[at] = Math.round((luma[Math.floor(at / 3)] ?? 0) * (LAMPS[lamp][at % 3] ?? 1));
    const jpeg = await sharp(seen, { raw }).jpeg({ quality: 92 }).toBuffer();
    frames.push(...Array.from({ length: repeatOf(frame) }, () => jpeg));
  }
  await writeFile(file, Buffer.concat(frames));
}

/** Centres of the model's four dots, in its own units, and their colours. */
export const DOTS = [
  { at: [-1, 0.1, 0], hue: 'red' },
  { at: [1, 0.1, 0], hue: 'green' },
  { at: [-0.6, 1.2, 0.4], hue: 'blue' },
  { at: [0.6, 1.2, -0.4], hue: 'magenta' },
] as const;
const RADIUS = 0.1;
/** A grey ball that does not shine: it is as light and as warm as what shines on it. */
export const LIT = [0, 1.2, 0] as const;
const colours = { red: [1, 0, 0], green: [0, 1, 0], blue: [0, 0, 1], magenta: [1, 0, 1] } as const;

/** The bounding box of the dots. */
export const DOTS_BOX = { min: [-1.1, 0, -0.5], max: [1.1, 1.3, 0.5] } as const;

/** How far the green dot goes up in the clip `hop`, in the model's units; it stays there. */
const HOP = 0.9;

/** The model as GLB: four balls that shine by themselves, of which one can hop, and a grey one. */
export async function dotsModel(): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene();
  const unlit = document.createExtension(KHRMaterialsUnlit);
  const { positions, indices } = ball();
  const place = document.createAccessor().setType('VEC3').setArray(positions).setBuffer(buffer);
  // Of a ball about the origin, places are normals as well.
  const normal = document
    .createAccessor()
    .setType('VEC3')
    .setArray(positions.map((value) => value / RADIUS))
    .setBuffer(buffer);
  const index = document.createAccessor().setType('SCALAR').setArray(indices).setBuffer(buffer);
  const ballOf = (name: string, material: Material, at: readonly [number, number, number]) => {
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', place)
      .setAttribute('NORMAL', normal)
      .setIndices(index)
      .setMaterial(material);
    const mesh = document.createMesh(name).addPrimitive(primitive);
    const node = document
      .createNode(name)
      .setMesh(mesh)
      .setTranslation([...at]);
    scene.addChild(node);
    return node;
  };
  const grey = document.createMaterial('grey').setBaseColorFactor([0.5, 0.5, 0.5, 1]).setMetallicFactor(0);
  ballOf('grey', grey, LIT);
  for (const { at, hue } of DOTS) {
    const material = document
      .createMaterial(hue)
      .setBaseColorFactor([...colours[hue], 1])
      .setExtension('KHR_materials_unlit', unlit.createUnlit());
    const node = ballOf(hue, material, at);
    if (hue === 'green') {
      const [x, y, z] = at;
      const accessor = (type: 'SCALAR' | 'VEC3', values: number[]) =>
        document.createAccessor().setType(type).setArray(Float32Array.from(values)).setBuffer(buffer);
      const sampler = document
        .createAnimationSampler()
        .setInput(accessor('SCALAR', [0, 0.4]))
        .setOutput(accessor('VEC3', [x, y, z, x, y + HOP, z]));
      const channel = document
        .createAnimationChannel()
        .setTargetNode(node)
        .setTargetPath('translation')
        .setSampler(sampler);
      document.createAnimation('hop').addSampler(sampler).addChannel(channel);
    }
  }
  return new NodeIO().registerExtensions([KHRMaterialsUnlit]).writeBinary(document);
}

/** A ball of rings and segments, its poles on the y axis. */
function ball(): { positions: Float32Array<ArrayBuffer>; indices: Uint16Array<ArrayBuffer> } {
  const [rings, segments] = [10, 16];
  const positions: number[] = [];
  const indices: number[] = [];
  for (let ring = 0; ring <= rings; ring += 1) {
    for (let segment = 0; segment <= segments; segment += 1) {
      const [down, round] = [(Math.PI * ring) / rings, (2 * Math.PI * segment) / segments];
      positions.push(
        RADIUS * Math.sin(down) * Math.cos(round),
        RADIUS * Math.cos(down),
        RADIUS * Math.sin(down) * Math.sin(round),
      );
      if (ring === rings || segment === segments) continue;
      const at = ring * (segments + 1) + segment;
      indices.push(at, at + 1, at + segments + 1, at + 1, at + segments + 2, at + segments + 1);
    }
  }
  return { positions: Float32Array.from(positions), indices: Uint16Array.from(indices) };
}
