import { type AnimationClip, Box3, type Group, type ImageBitmapLoader, type Mesh, Vector3 } from 'three';
import { GLTFLoader } from 'three/addons/loaders/GLTFLoader.js';
import { extensionsOf, needsMeshopt } from './glb.ts';

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

/**
 * Fetches and reads a GLB. `onProgress` gets the part that has arrived, 0 to 1, when the length is known. Once
 * `signal` is aborted it may never settle.
 * @throws Error when the file does not arrive, stalls for 20 s, or cannot be read.
 */
export async function loadModel(
  url: string,
  signal: AbortSignal,
  onProgress?: (part: number) => void,
): Promise<Model> {
  const bytes = await fetchBytes(url, signal, onProgress);
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
  if (needsMeshopt(extensionsOf(bytes))) {
    // Compiles WebAssembly when it is imported, so only files that need it bring it along.
    const { MeshoptDecoder } = await import('three/addons/libs/meshopt_decoder.module.js');
    await MeshoptDecoder.ready;
    loader.setMeshoptDecoder(MeshoptDecoder);
  }
  const gltf = await loader.parseAsync(bytes, '');
  return measure(gltf.scene, gltf.animations);
}

function measure(root: Group, clips: readonly AnimationClip[]): Model {
  let triangles = 0;
  root.updateMatrixWorld(true);
  root.traverse((object) => {
    const mesh = object as Mesh;
    if (!mesh.isMesh) return;
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    const { index, attributes } = mesh.geometry;
    triangles += (index?.count ?? attributes['position']?.count ?? 0) / 3;
  });
  const box = new Box3().setFromObject(root, triangles < 200_000);
  if (box.isEmpty()) throw new Error('the model shows nothing');
  const centre = box.getCenter(new Vector3());
  const radius = Math.max(1e-6, box.getSize(new Vector3()).length() / 2);
  return { root, clips, box, centre, radius, triangles };
}

async function fetchBytes(
  url: string,
  signal: AbortSignal,
  onProgress: ((part: number) => void) | undefined,
): Promise<ArrayBuffer> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  let timer = setTimeout(abort, STALL_MS);
  signal.addEventListener('abort', abort);
  try {
    const response = await fetch(url, { credentials: 'same-origin', signal: stop.signal });
    if (!response.ok) throw new Error(`the model answered ${response.status}`);
    const length = Number(response.headers.get('content-length'));
    if (!response.body) return await response.arrayBuffer();
    const parts: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(abort, STALL_MS);
      parts.push(value);
      size += value.byteLength;
      if (length > 0) onProgress?.(Math.min(1, size / length));
    }
    return await new Blob(parts).arrayBuffer();
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', abort);
  }
}
