/**
 * Runs as a process of its own: decodes a picture again as WebP, or checks a model. Told the kind, the input and
 * the output file; writes one line of JSON (`Examined`) and ends. A file that makes a decoder crash or run on
 * takes only this process with it.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { ErrorCode } from '#domain/shared/error.ts';

export type Examined =
  | { readonly ok: true; readonly width: number | null; readonly height: number | null }
  | { readonly ok: false; readonly code: ErrorCode; readonly details: Record<string, unknown> };

const MAX_PIXELS = 40_000_000;
const MAX_EDGE = 2_560;
const MAX_TRIANGLES = 500_000;
const MAX_TEXTURE_EDGE = 4_096;

async function examineImage(input: string, output: string): Promise<Examined> {
  const { default: sharp } = await import('sharp');
  sharp.block({
    operation: ['VipsForeignLoadHeif', 'VipsForeignLoadTiff', 'VipsForeignLoadSvg', 'VipsForeignLoadPdf'],
  });
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
  } catch {
    return { ok: false, code: 'wrong_type', details: {} };
  }
}

/** Size of an embedded PNG, JPEG or WebP texture is read by sharp from the header alone. */
async function largestTextureEdge(glb: Uint8Array): Promise<number> {
  const { default: sharp } = await import('sharp');
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
  const { default: validator } = await import('gltf-validator');
  const bytes = new Uint8Array(await readFile(input));
  const refuse = (reason: string, details: Record<string, unknown> = {}): Examined => ({
    ok: false,
    code: 'model_invalid',
    details: { reason, ...details },
  });
  let report: Awaited<ReturnType<typeof validator.validateBytes>>;
  try {
    report = await validator.validateBytes(bytes, {
      maxIssues: 20,
      externalResourceFunction: async () => {
        throw new Error('outside resource');
      },
    });
  } catch {
    return refuse('unreadable');
  }
  const outside = report.info?.resources?.find((resource) => resource.storage === 'external');
  if (outside) return refuse('outside_resource');
  const error = report.issues.messages.find((message) => message.severity === 0);
  if (error)
    return refuse('validator', {
      message: error.message.slice(0, 200),
      pointer: (error.pointer ?? '').slice(0, 120),
    });
  const triangles = report.info?.totalTriangleCount ?? 0;
  if (triangles > MAX_TRIANGLES) return refuse('too_many_triangles', { triangles, max: MAX_TRIANGLES });
  const edge = await largestTextureEdge(bytes);
  if (edge > MAX_TEXTURE_EDGE) return refuse('texture_too_large', { edge, max: MAX_TEXTURE_EDGE });
  await writeFile(output, bytes);
  return { ok: true, width: null, height: null };
}

const [kind, input, output] = process.argv.slice(2);
if (kind && input && output) {
  const examined = kind === 'model' ? await examineModel(input, output) : await examineImage(input, output);
  process.stdout.write(`${JSON.stringify(examined)}\n`);
}
