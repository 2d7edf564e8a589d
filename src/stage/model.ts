import {
  type AnimationClip,
  Box3,
  type Group,
  type ImageBitmapLoader,
  type Mesh,
  type MeshBasicMaterial,
  Vector3,
} from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { extensionsOf, headBytes, needsMeshopt } from './glb.ts';

export interface Model {
  readonly root: Group;
  readonly clips: readonly AnimationClip[];
  readonly box: Box3;
  readonly centre: Vector3;
  /** Radius of the bounding sphere around the centre of the box, in the model's units; never 0. */
  readonly radius: number;
  readonly triangles: number;
}

/** No byte for this long means that the line is gone. */
const STALL_MS = 20_000;
/** A file that takes longer to be read waits for itself: a node that is its own child, say. */
const PARSE_MS = 30_000;

/** Why there is no 3D: no WebGL here, the file did not come, it cannot be shown, or the graphics card was taken away. */
export type StageFailure = 'no_webgl' | 'not_loaded' | 'unreadable' | 'lost';

/** The file is here, and cannot be shown. */
export class UnreadableModel extends Error {}

/**
 * Fetches and reads a GLB. Once `signal` is aborted it may never settle.
 * @throws UnreadableModel when the file cannot be read; another Error when it does not arrive or stalls for 20 s.
 */
export async function loadModel(url: string, signal: AbortSignal): Promise<Model> {
  let decoder: Promise<Meshopt> | undefined;
  const bytes = await fetchBytes(url, signal, (head) => {
    // Compiles WebAssembly when it is imported, so only files that need it bring it along, beside their own bytes.
    if (needsMeshopt(extensionsOf(head))) decoder = importMeshopt();
  });
  const meshopt = await decoder;
  try {
    return await inTime(parse(bytes, signal, meshopt));
  } catch (cause) {
    throw new UnreadableModel('the model cannot be shown', { cause });
  }
}

type Meshopt = typeof import('three/addons/libs/meshopt_decoder.module.js').MeshoptDecoder;

async function importMeshopt(): Promise<Meshopt> {
  const { MeshoptDecoder } = await import('three/addons/libs/meshopt_decoder.module.js');
  await MeshoptDecoder.ready;
  return MeshoptDecoder;
}

async function parse(bytes: ArrayBuffer, signal: AbortSignal, meshopt: Meshopt | undefined): Promise<Model> {
  const loader = new GLTFLoader();
  loader.register((parser) => {
    // The loader for older browsers takes the same parameters.
    const textures = parser.textureLoader as ImageBitmapLoader;
    const load = textures.load.bind(textures);
    // A page that is left takes its textures along: nothing has failed, and nobody is there to be told.
    textures.load = (from, onLoad, onPart, onError) =>
      load(from, onLoad, onPart, (cause) => signal.aborted || onError?.(cause));
    return { name: 'left' };
  });
  if (meshopt) loader.setMeshoptDecoder(meshopt);
  const gltf = await loader.parseAsync(bytes, '');
  return measure(gltf.scene, gltf.animations);
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('it takes too long')), PARSE_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function measure(root: Group, clips: readonly AnimationClip[]): Model {
  let triangles = 0;
  root.updateMatrixWorld(true);
  root.traverse((object) => {
    const mesh = object as Mesh;
    if (!mesh.isMesh) return;
    const { isMeshBasicMaterial, transparent } = mesh.material as MeshBasicMaterial;
    // What shines by itself and is seen through is light, and light casts no shadow.
    mesh.castShadow = !(isMeshBasicMaterial && transparent);
    mesh.receiveShadow = true;
    const { index, attributes } = mesh.geometry;
    triangles += (index?.count ?? attributes['position']?.count ?? 0) / 3;
  });
  const box = new Box3().setFromObject(root, triangles < 200_000);
  if (box.isEmpty()) throw new Error('the model shows nothing');
  if (![...box.min, ...box.max].every(Number.isFinite)) throw new Error('the model has no bounds');
  const centre = box.getCenter(new Vector3());
  const radius = Math.max(1e-6, box.getSize(new Vector3()).length() / 2);
  return { root, clips, box, centre, radius, triangles };
}

/** `onHead` gets the file up to the end of its JSON, while the rest is on its way; what it throws is unreadable. */
async function fetchBytes(
  url: string,
  signal: AbortSignal,
  onHead: (head: ArrayBuffer) => void,
): Promise<ArrayBuffer> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  let timer = setTimeout(abort, STALL_MS);
  signal.addEventListener('abort', abort);
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: stop.signal });
    if (!response.ok) throw new Error(`the model answered ${response.status}`);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let told = false;
    const reader = response.body?.getReader();
    while (reader) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(abort, STALL_MS);
      parts.push(value);
      if (told) continue;
      const head = await new Blob(parts).arrayBuffer();
      told = head.byteLength >= headBytes(head);
      if (told) tell(onHead, head);
    }
    return await new Blob(parts).arrayBuffer();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
    abort();
  }
}

function tell(onHead: (head: ArrayBuffer) => void, head: ArrayBuffer): void {
  try {
    onHead(head);
  } catch (cause) {
    throw new UnreadableModel('the model cannot be shown', { cause });
  }
}
