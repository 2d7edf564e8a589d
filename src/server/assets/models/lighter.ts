import { type Document, Logger, NodeIO, type Node as SceneNode, Verbosity } from '@gltf-transform/core';
import { ALL_EXTENSIONS } from '@gltf-transform/extensions';
import {
  cloneDocument,
  dedup,
  flatten,
  join,
  meshopt,
  prune,
  quantize,
  resample,
  weld,
} from '@gltf-transform/functions';
import { MeshoptDecoder, MeshoptEncoder } from 'meshoptimizer';
import type { ModelFacts } from '#domain/scene/model-facts.ts';
import { firstError, validate } from '../validation.ts';
import { sameShape, shapeOf } from './shape.ts';
import { lightenTextures } from './textures.ts';

export interface Lighter {
  /** The lighter file; null when none is worth it, or none shows the same. */
  readonly glb: Uint8Array | null;
  readonly before: ModelFacts;
  /** Of what phones get: the lighter file, else the original. */
  readonly after: ModelFacts;
}

/** A lighter file must save this part of the original to be worth a second file. */
const WORTH = 0.05;
/** What the decoder of compressed geometry weighs on the line, and the time to compile it. */
const DECODER_BYTES = 16_000;

/** Reads and writes every extension that the examiner lets in, compressed geometry included. */
export async function openIo(): Promise<NodeIO> {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  return new NodeIO()
    .setLogger(new Logger(Verbosity.SILENT))
    .registerExtensions(ALL_EXTENSIONS)
    .registerDependencies({ 'meshopt.decoder': MeshoptDecoder, 'meshopt.encoder': MeshoptEncoder });
}

/**
 * Makes a model that was examined lighter for phones: what nothing shows goes, equal things are kept once, still
 * parts that share a material are drawn together, positions become whole numbers, geometry is compressed
 * (EXT_meshopt_compression), textures become WebP in the size of a phone. What a scene relies on is compared
 * afterwards (`sameShape`) and the result validated; if either fails, the original stays. `onProgress` gets 0–1.
 * @throws when the file cannot be read, or not be worked on.
 */
export async function makeLighter(
  original: Uint8Array,
  onProgress: (part: number) => void = () => undefined,
): Promise<Lighter> {
  const io = await openIo();
  const document = await io.readBinary(original);
  const before = shapeOf(document);
  const kept: Lighter = { glb: null, before: before.facts, after: before.facts };
  onProgress(0.1);
  await tidy(document);
  onProgress(0.3);
  await lightenTextures(document, (part) => onProgress(0.3 + part * 0.5));
  const glb = await compress(io, document);
  onProgress(0.9);
  if (glb.length > original.length * (1 - WORTH)) return kept;
  const after = shapeOf(await io.readBinary(glb));
  if (!sameShape(before, after) || firstError(await validate(glb))) return kept;
  onProgress(1);
  return { glb, before: before.facts, after: after.facts };
}

async function tidy(document: Document): Promise<void> {
  await document.transform(
    dedup(),
    // Empty nodes stay: clips and attachments go by their names.
    flatten({ cleanup: false }),
    // A mesh that stands in several places would be written out for each.
    join({ cleanup: false, filter: standsAlone }),
    weld(),
    resample(),
    prune({ keepLeaves: true, keepAttributes: false }),
  );
}

const standsAlone = (node: SceneNode): boolean =>
  (node
    .getMesh()
    ?.listParents()
    .filter(({ propertyType }) => propertyType === 'Node').length ?? 0) <= 1;

/** Compressed when that saves more than the decoder weighs, else quantised alone. */
async function compress(io: NodeIO, document: Document): Promise<Uint8Array> {
  const moves = document.getRoot().listAnimations().length > 0;
  const plain = cloneDocument(document).setLogger(document.getLogger());
  await plain.transform(quantize());
  const quantised = await io.writeBinary(plain);
  // The filters of level `high` round the movements of clips to 12 bits.
  await document.transform(meshopt({ encoder: MeshoptEncoder, level: moves ? 'medium' : 'high' }));
  const compressed = await io.writeBinary(document);
  return quantised.length - compressed.length > DECODER_BYTES ? compressed : quantised;
}
