/**
 * The stage of a block as it stands on its printed code, drawn over a camera's picture. The world is the print's: it
 * rests, light and shadow with it, and the camera moves. It draws when it is told to; everything else is transparent.
 */
import {
  Color,
  Group,
  Matrix4,
  NeutralToneMapping,
  PerspectiveCamera,
  Scene,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import { applyTo, CAPTION_Z, placeOnPrint } from '#domain/scene/placing.ts';
import { makeArrival } from './arrival.ts';
import { makeLight } from './light.ts';
import { loadModel, type Model, type StageFailure, UnreadableModel } from './model.ts';
import { makePace } from './pace.ts';
import { makePlayback } from './playback.ts';
import { makeSurface, type PrintPicture } from './print-surface.ts';
import { release } from './release.ts';
import { moods } from './sky.ts';
import { hitAt, makeSpots } from './spots.ts';
import { makeTint } from './tint.ts';

type StageBlock = BlockOf<'stage'>;

/**
 * How a camera sees the print: `rotation` (nine numbers, row by row) and `translation` (symbol widths) take the code's
 * frame (x right, y down, z into the print) to the camera's (x right, y down, z forward). `focalPx` belongs to a
 * picture of `width` × `height` pixels, whose middle is the optical axis; it covers the canvas.
 */
export interface Seen {
  readonly rotation: ArrayLike<number>;
  readonly translation: ArrayLike<number>;
  readonly focalPx: number;
  readonly width: number;
  readonly height: number;
}

export interface PrintStageOptions {
  readonly modelUrl: string;
  /** Printed width of the symbol; null where nobody knows. */
  readonly symbolMm: number | null;
  readonly reducedMotion: boolean;
  readonly language?: string;
  /** Drawn where the print is, for an editor that has no camera. */
  readonly print?: PrintPicture;
  onReady?(): void;
  /** At most once, never during the making. */
  onError?(why: StageFailure): void;
  onHotspot?(id: string): void;
}

export interface PrintStage {
  update(block: StageBlock): void;
  /** Whether the graphics are done with the last frame; before that, one more would only make all wait. */
  isFree(): boolean;
  /** Draws one frame; null when the print is not seen. `timeMs` moves what moves. */
  draw(seen: Seen | null, timeMs: number): void;
  /** How bright white paper is in the camera's picture where the print is: red, green, blue in linear light, 0–1. */
  setLight(white: readonly [number, number, number]): void;
  /** Begins the movement anew. */
  replay(): void;
  /** Plays a movement of the model once. */
  playOnce(clip: string): void;
  /** Lets the model leave and another block's come; `onReady` tells when that one is there. */
  swap(block: StageBlock, modelUrl: string): void;
  /** True when the model is under this point of the window. */
  touches(clientX: number, clientY: number): boolean;
  dispose(): void;
}

const MAX_STEP_MS = 100;
/** White paper in a picture in good light, in linear light; where it is darker, what is drawn is darker. */
const GOOD_LIGHT = 0.62;
/** The light changes over so many milliseconds. */
const LIGHT_MS = 300;

/** Turns the print's frame so that y is up: a print that lies flat looks to the sky. */
const LYING = new Matrix4().makeRotationX(-Math.PI / 2);
const HANGING = new Matrix4();
/** Between frames with y down and z forward and those with y up and z backward. */
const FLIP = new Matrix4().makeScale(1, -1, -1);

export function makePrintStage(
  canvas: HTMLCanvasElement,
  first: StageBlock,
  options: PrintStageOptions,
): PrintStage {
  const { modelUrl, symbolMm, reducedMotion, language, print, onReady, onError, onHotspot } = options;
  const ended = new AbortController();
  let block = first;
  let failed = false;
  const fail = (why: StageFailure): void => {
    if (failed || ended.signal.aborted) return;
    failed = true;
    queueMicrotask(() => onError?.(why));
  };
  let renderer: WebGLRenderer;
  try {
    renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  } catch {
    fail('no_webgl');
    return {
      update() {},
      isFree: () => true,
      draw() {},
      setLight() {},
      replay() {},
      playOnce() {},
      swap() {},
      touches: () => false,
      dispose() {},
    };
  }
  renderer.debug.checkShaderErrors = false;
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.enabled = true;
  renderer.setClearColor(0x000000, 0);

  const pace = makePace(renderer);

  const scene = new Scene();
  const camera = new PerspectiveCamera();
  camera.matrixAutoUpdate = false;
  const light = makeLight(scene);
  /** Everything that is given in the print's frame. */
  const onPrint = new Group();
  onPrint.matrixAutoUpdate = false;
  const holder = new Group();
  holder.matrixAutoUpdate = false;
  onPrint.add(holder);
  scene.add(onPrint);
  const surface = makeSurface(print);
  onPrint.add(surface.group);
  const spots = makeSpots(canvas, language, (id) => onHotspot?.(id));

  let model: Model | null = null;
  let playback: ReturnType<typeof makePlayback> | null = null;
  let last = 0;
  /** Colour of the light, white in the mean, and how bright it is, as they are to be. */
  const hue = new Color(1, 1, 1);
  let exposure = 1;
  const tinted = new Color(1, 1, 1);
  let tint: ReturnType<typeof makeTint> | null = null;
  /** What comes once the present model has left. */
  let coming: { block: StageBlock; model: Model } | null = null;
  let loading = new AbortController();
  const arrival = makeArrival(reducedMotion || print !== undefined);
  /** Where the model stands, and the point of it that touches the print. */
  let place: Matrix4 = new Matrix4();
  const foot = new Vector3();

  function apply(): void {
    const { ar } = block;
    if (!model) return;
    const box = { min: model.box.min.toArray(), max: model.box.max.toArray() };
    const placed = placeOnPrint(ar, box, symbolMm);
    onPrint.matrix.copy(ar.form === 'standing' ? LYING : HANGING);
    place = new Matrix4().fromArray([...placed]);
    holder.matrix.copy(place);
    const stands = ar.form === 'standing' || ar.form === 'edge';
    foot.set(
      model.centre.x,
      stands ? model.box.min.y : model.centre.y,
      stands ? model.centre.z : model.box.min.z,
    );
    onPrint.updateMatrixWorld(true);
    const centre = model.centre.clone().applyMatrix4(holder.matrixWorld);
    const radius = model.radius * holder.matrixWorld.getMaxScaleOnAxis();
    // Light from behind the wall would reach nothing that is seen.
    const side =
      ar.form === 'standing' ? block.light.yawDeg : Math.max(-65, Math.min(65, block.light.yawDeg));
    light.apply({ ...block.light, yawDeg: side });
    light.fit(centre, radius);
    surface.apply(ar.form, block.background, moods[block.light.mood].shadow);
    const isCaption = ar.form === 'captions';
    canvas.parentElement?.classList.toggle('has-captions', isCaption);
    spots.set(
      block.hotspots.map((hotspot) => {
        const [x, y, z] = applyTo(placed, hotspot.position);
        const point = new Vector3(x, y, isCaption ? z + CAPTION_Z : z).applyMatrix4(onPrint.matrix);
        return { ...hotspot, position: point.toArray() };
      }),
    );
  }

  function aim({ rotation: r, translation: t, focalPx, width, height }: Seen): void {
    const [viewWidth, viewHeight] = [Math.max(1, canvas.clientWidth), Math.max(1, canvas.clientHeight)];
    const n = (list: ArrayLike<number>, at: number): number => list[at] ?? 0;
    const pose = new Matrix4().set(
      n(r, 0),
      n(r, 1),
      n(r, 2),
      n(t, 0),
      n(r, 3),
      n(r, 4),
      n(r, 5),
      n(t, 1),
      n(r, 6),
      n(r, 7),
      n(r, 8),
      n(t, 2),
      0,
      0,
      0,
      1,
    );
    const away = FLIP.clone().multiply(pose).multiply(FLIP).invert();
    camera.matrix.copy(onPrint.matrix).multiply(away);
    camera.matrixWorld.copy(camera.matrix);
    camera.matrixWorldInverse.copy(camera.matrix).invert();
    camera.matrix.decompose(camera.position, camera.quaternion, camera.scale);
    const shown = Math.max(viewWidth / width, viewHeight / height);
    camera.aspect = viewWidth / viewHeight;
    camera.fov = (Math.atan(viewHeight / (2 * focalPx * shown)) * 360) / Math.PI;
    const distance = Math.hypot(n(t, 0), n(t, 1), n(t, 2));
    camera.near = Math.max(0.01, distance / 50);
    camera.far = distance + 20;
    camera.updateProjectionMatrix();
  }

  function follow(): void {
    const ratio = pace.ratio();
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (canvas.width === Math.floor(width * ratio) && canvas.height === Math.floor(height * ratio)) return;
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
  }

  const lost = (event: Event): void => {
    event.preventDefault();
    fail('lost');
  };
  canvas.addEventListener('webglcontextlost', lost);

  /** What was asked for last wins. */
  function load(next: StageBlock, url: string): void {
    loading.abort();
    loading = new AbortController();
    const { signal } = loading;
    loadModel(url, signal).then(
      (loaded) => {
        if (signal.aborted) return release(loaded.root);
        // What was changed while the first one was on its way holds.
        coming = { block: model ? next : block, model: loaded };
        if (!model) enter();
      },
      (cause: unknown) =>
        signal.aborted || fail(cause instanceof UnreadableModel ? 'unreadable' : 'not_loaded'),
    );
  }

  function enter(): void {
    if (!coming) return;
    if (model) {
      playback?.dispose();
      holder.remove(model.root);
      release(model.root);
    }
    ({ block, model } = coming);
    coming = null;
    holder.add(model.root);
    tint = makeTint(model.root);
    playback = makePlayback(model, reducedMotion);
    playback.play(block.animation);
    apply();
    arrival.come();
    onReady?.();
  }

  /** Stands where it belongs once `part` is 1; until then smaller, and fainter with all that belongs to it. */
  let shown = 1;
  function arrive(part: number): void {
    if (part === shown) return;
    shown = part;
    light.moved();
    const size = 0.7 + 0.3 * part;
    holder.matrix
      .makeTranslation(foot)
      .scale(new Vector3(size, size, size))
      .multiply(new Matrix4().makeTranslation(foot.clone().negate()))
      .premultiply(place);
    if (canvas.parentElement) canvas.parentElement.style.opacity = part === 1 ? '' : part.toFixed(3);
  }

  load(first, modelUrl);

  return {
    update(next) {
      const moved =
        block.animation.clip !== next.animation.clip || block.animation.loop !== next.animation.loop;
      block = next;
      if (moved) playback?.play(next.animation);
      apply();
    },
    isFree: pace.isFree,
    draw(seen, timeMs) {
      if (failed || ended.signal.aborted) return;
      follow();
      const step = last === 0 ? 0 : Math.min(MAX_STEP_MS, Math.max(0, timeMs - last));
      last = timeMs;
      const part = arrival.step(step, seen !== null && model !== null);
      if (arrival.isGone()) enter();
      arrive(part);
      if (!seen || !model) {
        renderer.clear();
        spots.hide();
        return;
      }
      if (playback?.step(step)) light.moved();
      const change = Math.min(1, step / LIGHT_MS);
      renderer.toneMappingExposure += (exposure - renderer.toneMappingExposure) * change;
      tint?.(tinted.lerp(hue, change));
      aim(seen);
      renderer.render(scene, camera);
      pace.drew();
      spots.place(camera, canvas.clientWidth, canvas.clientHeight);
    },
    setLight([r, g, b]) {
      const level = 0.2126 * r + 0.7152 * g + 0.0722 * b;
      exposure = Math.max(0.35, Math.min(1.25, level / GOOD_LIGHT));
      const channel = (value: number): number => Math.max(0.5, Math.min(1.6, value / Math.max(0.01, level)));
      hue.setRGB(channel(r), channel(g), channel(b));
    },
    replay: () => playback?.play(block.animation),
    playOnce: (clip) => playback?.playOnce(clip),
    swap(next, url) {
      if (model) arrival.leave();
      else block = next;
      load(next, url);
    },
    touches: (clientX, clientY) =>
      model !== null && hitAt(canvas, camera, model, clientX, clientY) !== undefined,
    dispose() {
      ended.abort();
      loading.abort();
      canvas.removeEventListener('webglcontextlost', lost);
      playback?.dispose();
      spots.dispose();
      light.dispose();
      surface.dispose();
      pace.dispose();
      if (model) release(model.root);
      if (coming) release(coming.model.root);
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
}
