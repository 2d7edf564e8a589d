/**
 * The stage of a block on a floor or a table, through the browser's own AR (WebXR Augmented Reality Module, Hit Test,
 * Anchors, DOM Overlays). A disc shows where it would stand; a tap puts it there. It needs no code.
 */
import {
  CylinderGeometry,
  Group,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  NeutralToneMapping,
  PerspectiveCamera,
  PlaneGeometry,
  Raycaster,
  Scene,
  ShadowMaterial,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import { metresOf } from '#domain/scene/placing.ts';
import { makeLight } from './light.ts';
import { loadModel, type StageFailure, UnreadableModel } from './model.ts';
import { makePlayback } from './playback.ts';
import { release } from './release.ts';
import { moods } from './sky.ts';
import { makeSpots } from './spots.ts';

export interface FloorOptions {
  readonly modelUrl: string;
  /** Printed width of the symbol, for sizes in widths of it; null where nobody knows. */
  readonly symbolMm: number | null;
  readonly reducedMotion: boolean;
  readonly language: string;
  /** Shown over the camera's picture where the browser can; hotspots lie in it. */
  readonly overlay: HTMLElement;
  /** When a place was found for the first time, and when it stands. */
  onFound(): void;
  onPlaced(): void;
  onHotspot(id: string): void;
  /** When the model that stands was tapped. */
  onTap(): void;
  /** Exactly once, when the session is over, for whatever reason. */
  onEnd(why: 'closed' | StageFailure): void;
}

/** A stage on the floor. */
export interface FloorStage {
  /** Plays a movement of the model once. */
  playOnce(clip: string): void;
  end(): void;
}

/** True when this browser can put things on a floor. */
export const hasFloor = async (): Promise<boolean> =>
  (await navigator.xr?.isSessionSupported('immersive-ar').catch(() => false)) ?? false;

/**
 * Opens the browser's AR; call it within a tap.
 * @throws DOMException when the browser refuses the session.
 */
export async function openFloor(block: BlockOf<'stage'>, options: FloorOptions): Promise<FloorStage> {
  const { modelUrl, symbolMm, reducedMotion, language, overlay } = options;
  const { onFound, onPlaced, onHotspot, onTap, onEnd } = options;
  if (!navigator.xr) throw new DOMException('no WebXR', 'NotSupportedError');
  const session = await navigator.xr.requestSession('immersive-ar', {
    requiredFeatures: ['hit-test'],
    optionalFeatures: ['dom-overlay', 'anchors'],
    domOverlay: { root: overlay },
  });
  const ended = new AbortController();
  const { signal } = ended;
  let why: 'closed' | StageFailure = 'closed';
  const end = (reason: 'closed' | StageFailure = 'closed'): void => {
    if (signal.aborted) return;
    why = reason;
    void session.end().catch(() => {});
  };

  const renderer = new WebGLRenderer({ antialias: true, alpha: true });
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.xr.enabled = true;
  renderer.xr.setReferenceSpaceType('local');
  const scene = new Scene();
  const camera = new PerspectiveCamera();
  const disc = new Mesh(
    new CylinderGeometry(0.1, 0.1, 0.002, 48),
    new MeshBasicMaterial({ color: '#ffffff', transparent: true, opacity: 0.6 }),
  );
  disc.matrixAutoUpdate = false;
  disc.visible = false;
  const stand = new Group();
  stand.matrixAutoUpdate = false;
  stand.visible = false;
  const shade = new Mesh(new PlaneGeometry(4, 4), new ShadowMaterial({ transparent: true }));
  shade.rotation.x = -Math.PI / 2;
  shade.receiveShadow = true;
  shade.material.opacity = moods[block.light.mood].shadow;
  stand.add(shade);
  scene.add(disc, stand);
  const light = makeLight(scene);
  light.apply(block.light);

  const holder = new Group();
  const layer = document.createElement('i');
  overlay.prepend(layer);
  const spots = makeSpots(layer, language, onHotspot);
  spots.set(block.hotspots);
  spots.hide();

  let playback: ReturnType<typeof makePlayback> | null = null;
  let source: XRHitTestSource | null = null;
  let anchor: XRAnchor | null = null;
  /** A tap that waits for a place, or for the model. */
  let wanted = false;
  let found = false;
  let placed = false;
  let last = 0;
  /** The model's middle above the place where it stands, and how far it reaches around it, metres. */
  const middle = new Vector3();
  let radius = 1;
  /** Light and shadow belong to where the stage is. */
  const lightUp = (): void => light.fit(middle.clone().applyMatrix4(stand.matrix), radius);

  loadModel(modelUrl, signal).then(
    (model) => {
      if (signal.aborted) return release(model.root);
      const size = model.box.getSize(new Vector3());
      const scale = metresOf(block.ar, symbolMm) / Math.max(size.x, size.y, size.z, 1e-9);
      holder.scale.setScalar(scale);
      holder.rotation.y = (block.ar.turnDeg * Math.PI) / 180;
      const foot = new Vector3(model.centre.x, model.box.min.y, model.centre.z).multiplyScalar(scale);
      holder.position.copy(foot.applyEuler(holder.rotation).negate());
      holder.add(model.root);
      stand.add(holder);
      middle.y = (size.y * scale) / 2;
      radius = model.radius * scale;
      playback = makePlayback(model, reducedMotion);
    },
    (cause: unknown) => end(cause instanceof UnreadableModel ? 'unreadable' : 'not_loaded'),
  );

  /** Puts the stage where the disc is, turned to whoever looks. Within a frame: a hit is worth nothing after it. */
  function place(hit: XRHitTestResult): void {
    stand.matrix.copy(disc.matrix);
    face(stand.matrix);
    stand.visible = true;
    lightUp();
    anchor?.delete();
    anchor = null;
    hit.createAnchor?.()?.then(
      (made) => {
        anchor = made;
      },
      // Without an anchor it stays where the session's own space has it.
      () => {},
    );
    playback?.play(block.animation);
    if (!placed) {
      placed = true;
      onPlaced();
    }
  }

  function face(matrix: Matrix4): void {
    const at = new Vector3().setFromMatrixPosition(matrix);
    const eye = new Vector3().setFromMatrixPosition(renderer.xr.getCamera().matrixWorld);
    matrix.makeRotationY(Math.atan2(eye.x - at.x, eye.z - at.z)).setPosition(at);
  }

  /** True when a ray of this input meets the model. */
  function meets({ frame, inputSource }: XRInputSourceEvent): boolean {
    const space = renderer.xr.getReferenceSpace();
    const pose = space && frame.getPose(inputSource.targetRaySpace, space);
    if (!pose || !placed) return false;
    const from = new Matrix4().fromArray(pose.transform.matrix);
    const ray = new Raycaster(new Vector3().setFromMatrixPosition(from));
    ray.ray.direction.set(0, 0, -1).transformDirection(from);
    return ray.intersectObject(holder, true).length > 0;
  }

  session.addEventListener('select', (event) => {
    if (block.tap && meets(event)) onTap();
    else wanted = true;
  });
  session.addEventListener('end', () => {
    ended.abort();
    renderer.setAnimationLoop(null);
    source?.cancel();
    playback?.dispose();
    spots.dispose();
    light.dispose();
    release(stand);
    release(disc);
    renderer.dispose();
    onEnd(why);
  });

  await renderer.xr.setSession(session);
  const viewer = await session.requestReferenceSpace('viewer');
  source = (await session.requestHitTestSource?.({ space: viewer })) ?? null;
  renderer.setAnimationLoop((now: number, frame?: XRFrame) => {
    const space = renderer.xr.getReferenceSpace();
    if (!frame || !space || !source) return;
    const [hit] = frame.getHitTestResults(source);
    const there = hit?.getPose(space);
    disc.visible = there !== undefined && !placed;
    if (there) disc.matrix.fromArray(there.transform.matrix);
    if (there && !found) {
      found = true;
      onFound();
    }
    if (wanted && hit && playback) {
      wanted = false;
      place(hit);
    }
    const held = anchor && frame.getPose(anchor.anchorSpace, space);
    if (held) {
      const { x, y, z } = held.transform.position;
      stand.matrix.setPosition(x, y, z);
      lightUp();
    }
    if (playback?.step(last === 0 ? 0 : Math.min(100, now - last))) light.moved();
    last = now;
    renderer.render(scene, camera);
    if (placed) spots.place(renderer.xr.getCamera(), innerWidth, innerHeight, holder.matrixWorld);
  });
  return { playOnce: (clip) => playback?.playOnce(clip), end: () => end() };
}
