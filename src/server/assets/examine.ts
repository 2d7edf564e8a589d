/**
 * Runs as a process of its own: decodes a picture again as WebP, or a poster as a small one, checks a model, or writes a plan anew. Told
 * the kind, the input and the output file, of one file after the other; writes one line of JSON (`Examined`) for
 * each, up to the first that is refused. A file that makes a decoder crash or run on takes only this process
 * with it.
 */
import { copyFile, link, readFile, writeFile } from 'node:fs/promises';
import { planLimits, readPlan } from '#domain/place/plan.ts';
import type { ErrorCode } from '#domain/shared/error.ts';
import { stepBack } from '../step-back.ts';
import { openSharp } from './open-sharp.ts';
import { firstError, validate } from './validation.ts';

export type Examined =
  | { readonly ok: true; readonly width: number | null; readonly height: number | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: Record<string, unknown> };

const MAX_PIXELS = 40_000_000;
const MAX_EDGE = 2_560;
/** What a phone gets of the picture that its code is printed on. */
const POSTER_EDGES = [1_000, 800];
const POSTER_QUALITIES = [76, 60, 44];
const MAX_POSTER_BYTES = 80_000;
const MAX_TRIANGLES = 500_000;
const MAX_TEXTURE_EDGE = 4_096;
/** What compressed geometry may be unpacked to; 500,000 triangles with all their attributes are a third of it. */
const MAX_UNPACKED_BYTES = 200_000_000;
const MESHOPT = 'EXT_meshopt_compression';

/** What the phone's loader can read of what a file calls indispensable. Draco and Basis textures need decoders that
 * run strings or blob workers, which the pages' policy forbids (docs/decisions/003-csp.md). */
const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set([
  'EXT_mesh_gpu_instancing',
  MESHOPT,
  'EXT_texture_webp',
  'KHR_lights_punctual',
  'KHR_materials_anisotropy',
  'KHR_materials_clearcoat',
  'KHR_materials_dispersion',
  'KHR_materials_emissive_strength',
  'KHR_materials_ior',
  'KHR_materials_iridescence',
  'KHR_materials_sheen',
  'KHR_materials_specular',
  'KHR_materials_transmission',
  'KHR_materials_unlit',
  'KHR_materials_volume',
  'KHR_mesh_quantization',
  'KHR_texture_transform',
]);

async function examineImage(input: string, output: string): Promise<Examined> {
  const sharp = await openSharp();
  const bytes = await readFile(input);
  let meta: { width: number; height: number };
  try {
    meta = await sharp(bytes, { limitInputPixels: false }).metadata();
  } catch {
    return { ok: false, code: 'wrong_type', details: {} };
  }
  if (meta.width * meta.height > MAX_PIXELS) {
    return {
      ok: false,
      code: 'image_too_large',
      details: { width: meta.width, height: meta.height, limitMegapixels: 40 },
    };
  }
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .rotate()
      .resize({ width: MAX_EDGE, height: MAX_EDGE, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82, effort: 4 })
      .toBuffer({ resolveWithObject: true });
    await writeFile(output, data);
    return { ok: true, width: info.width, height: info.height };
  } catch (cause) {
    if (isFull(cause)) throw cause;
    return { ok: false, code: 'wrong_type', details: {} };
  }
}

/** A small picture of one that was examined before: large enough to be followed by a camera, light enough for a street's line. */
async function examinePoster(input: string, output: string): Promise<Examined> {
  const sharp = await openSharp();
  const bytes = await readFile(input);
  const small = async (edge: number, quality: number) =>
    sharp(bytes, { limitInputPixels: MAX_PIXELS })
      .flatten({ background: '#ffffff' })
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 5 })
      .toBuffer({ resolveWithObject: true });
  let made: Awaited<ReturnType<typeof small>> | undefined;
  for (const edge of POSTER_EDGES)
    for (const quality of POSTER_QUALITIES)
      if (!made || made.data.length > MAX_POSTER_BYTES) made = await small(edge, quality);
  if (!made) return { ok: false, code: 'wrong_type', details: {} };
  await writeFile(output, made.data);
  return { ok: true, width: made.info.width, height: made.info.height };
}

/** Size of an embedded PNG, JPEG or WebP texture is read by sharp from the header alone. */
async function largestTextureEdge(glb: Uint8Array): Promise<number> {
  const sharp = await openSharp();
  const { NodeIO } = await import('@gltf-transform/core');
  const { ALL_EXTENSIONS } = await import('@gltf-transform/extensions');
  const document = await new NodeIO().registerExtensions(ALL_EXTENSIONS).binaryToJSON(glb);
  let edge = 0;
  for (const image of document.json.images ?? []) {
    const view = image.bufferView === undefined ? undefined : document.json.bufferViews?.[image.bufferView];
    const buffer = document.resources['@glb.bin'] ?? Object.values(document.resources)[0];
    if (!view || !buffer) continue;
    const start = view.byteOffset ?? 0;
    const meta = await sharp(buffer.subarray(start, start + view.byteLength), {
      limitInputPixels: false,
    }).metadata();
    edge = Math.max(edge, meta.width, meta.height);
  }
  return edge;
}

async function examineModel(input: string, output: string): Promise<Examined> {
  const bytes = new Uint8Array(await readFile(input));
  const refuse = (reason: string, details: Record<string, unknown> = {}): Examined => ({
    ok: false,
    code: 'model_invalid',
    details: { reason, ...details },
  });
  let report: Awaited<ReturnType<typeof validate>>;
  try {
    report = await validate(bytes);
  } catch {
    return refuse('unreadable');
  }
  const outside = report.info?.resources?.find((resource) => resource.storage === 'external');
  if (outside) return refuse('outside_resource');
  const error = firstError(report);
  if (error) return refuse('validator', placeOf(error));
  const { extensionsRequired = [], extensionsUsed = [], bufferViews = [] } = readJson(bytes);
  const unknown = extensionsRequired.find((name) => !KNOWN_EXTENSIONS.has(name));
  if (unknown !== undefined) return refuse('extension', { extension: unknown.slice(0, 60) });
  if (extensionsUsed.includes(MESHOPT)) {
    if (unpackedBytes(bufferViews) > MAX_UNPACKED_BYTES) return refuse('too_heavy');
    const hidden = firstError(await validate(await unpack(bytes)));
    if (hidden) return refuse('validator', placeOf(hidden));
  }
  const triangles = report.info?.totalTriangleCount ?? 0;
  if (triangles > MAX_TRIANGLES) return refuse('too_many_triangles', { triangles, max: MAX_TRIANGLES });
  const edge = await largestTextureEdge(bytes);
  if (edge > MAX_TEXTURE_EDGE) return refuse('texture_too_large', { edge, max: MAX_TEXTURE_EDGE });
  // The same bytes under a second name; not every file system has links.
  await link(input, output).catch(() => copyFile(input, output));
  return { ok: true, width: null, height: null };
}

const placeOf = ({ message, pointer = '' }: { message: string; pointer?: string }) => ({
  message: message.slice(0, 200),
  pointer: pointer.slice(0, 120),
});

/** The same model without its compression, which the validator cannot see through. @throws on a broken stream. */
async function unpack(glb: Uint8Array): Promise<Uint8Array> {
  const { openIo } = await import('./models/lighter.ts');
  const io = await openIo();
  const document = await io.readBinary(glb);
  for (const extension of document.getRoot().listExtensionsUsed()) {
    if (extension.extensionName === MESHOPT) extension.dispose();
  }
  return io.writeBinary(document);
}

function unpackedBytes(views: NonNullable<Gltf['bufferViews']>): number {
  const sizes = views.map(({ extensions }) => extensions?.[MESHOPT]);
  return sizes.reduce((sum, view) => sum + Number(view?.count ?? 0) * Number(view?.byteStride ?? 0), 0);
}

/** Writes the plan anew with nothing but what the map draws. */
async function examinePlan(input: string, output: string): Promise<Examined> {
  const read = readPlan(await readFile(input, 'utf8'));
  if (!read.ok) {
    const { reason, n } = read;
    const max = reason === 'too_detailed' ? planLimits.positions : planLimits.features;
    return { ok: false, code: 'invalid', details: { plan: reason, max, ...(n === undefined ? {} : { n }) } };
  }
  await writeFile(output, JSON.stringify(read.plan));
  return { ok: true, width: null, height: null };
}

const examiners = { model: examineModel, image: examineImage, poster: examinePoster, plan: examinePlan };

interface Gltf {
  readonly extensionsRequired?: readonly string[];
  readonly extensionsUsed?: readonly string[];
  readonly bufferViews?: readonly {
    readonly extensions?: Readonly<Record<string, { readonly count?: number; readonly byteStride?: number }>>;
  }[];
}

/** The JSON of a GLB that the validator has found sound (glTF 2.0, section 4.4: header of 12 bytes, JSON chunk first). */
function readJson(glb: Uint8Array): Gltf {
  const length = new DataView(glb.buffer, glb.byteOffset).getUint32(12, true);
  return JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length)));
}

const isFull = (cause: unknown): boolean => (cause as { code?: string } | null)?.code === 'ENOSPC';

stepBack('process');
const words = process.argv.slice(2);
for (let at = 0; at + 2 < words.length; at += 3) {
  const [kind = '', input = '', output = ''] = words.slice(at, at + 3);
  let examined: Examined;
  try {
    examined = await examiners[kind as keyof typeof examiners](input, output);
  } catch (cause) {
    if (!isFull(cause)) throw cause;
    examined = { ok: false, code: 'disk_full', details: {} };
  }
  process.stdout.write(`${JSON.stringify(examined)}\n`);
  if (!examined.ok) break;
}
