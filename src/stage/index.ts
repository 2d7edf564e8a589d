/**
 * The 3D stage: one stage block drawn with three.js. It draws only when something moves, stops while nobody can
 * see it, and gives everything back at its end. Loaded by `import()` alone; nothing else of the player needs three.
 */
import {
  Color,
  Mesh,
  NeutralToneMapping,
  PerspectiveCamera,
  PlaneGeometry,
  Scene,
  WebGLRenderer,
} from 'three';
import type { BlockOf } from '#domain/scene/model.ts';
import { makeControls } from './controls.ts';
import { type Ground, makeGround } from './ground.ts';
import { makeLight, type StageLight } from './light.ts';
import { loadModel, type Model, type StageFailure, UnreadableModel } from './model.ts';
import {
  approach,
  cameraPosition,
  clipPlanes,
  orbit,
  type Vec3,
  type View,
  verticalFovDeg,
} from './orbit.ts';
import { makePace, type Pace } from './pace.ts';
import { makePlayback, type Playback } from './playback.ts';
import { release } from './release.ts';
import { hitAt, makeSpots } from './spots.ts';

export type { StageFailure } from './model.ts';
export { makePrintStage, type PrintStage, type Seen } from './on-print.ts';
export type { View } from './orbit.ts';

/** The stage on a floor, for phones that can; a file of its own, as most never ask for it. */
export const loadFloor = () => import('./on-floor.ts');

export type StageBlock = BlockOf<'stage'>;

/** What a loaded model turned out to be. Centre and radius of its bounding sphere are in the model's units. */
export interface StageModel {
  readonly clips: readonly string[];
  readonly centre: Vec3;
  readonly radius: number;
  readonly triangles: number;
}

export interface StageOptions {
  readonly modelUrl: string;
  readonly reducedMotion: boolean;
  /** What the canvas shows and how to turn it, for those who cannot see it. */
  readonly label?: string;
  /** Language of the hotspots' labels; else the first one written is used. */
  readonly language?: string;
  /** After the first frame with the model was drawn. */
  onReady?(model: StageModel): void;
  /** At most once, never during `makeStage`; the caller then shows its picture and disposes the stage. */
  onError?(why: StageFailure): void;
  onHotspot?(id: string): void;
  /** When the model itself was touched, and not turned. */
  onTap?(): void;
  /** After the reader turned the model, with the view that the camera is going to. */
  onView?(view: View): void;
}

export interface Stage {
  /** Shows the block as it is now; a change of `model` needs a new stage. */
  update(block: StageBlock): void;
  /** Asks for one frame. */
  render(): void;
  /** Resumes and pauses all movement; a stage starts by itself. */
  start(): void;
  stop(): void;
  /** Follows a new size of the canvas; observed by the stage itself as well. */
  resize(): void;
  /** Plays a movement of the model once. */
  playOnce(clip: string): void;
  /** Where the camera is. */
  view(): View;
  /** The point of the model (its own units) under a point of the window, or null beside it. */
  pick(clientX: number, clientY: number): [number, number, number] | null;
  /** A picture of the present view, WebP where the browser can, as wide as the canvas or `width` pixels. */
  snapshot(width?: number): Promise<Blob>;
  /** Ends the stage; its canvas cannot be used again. */
  dispose(): void;
}

const TURN_DEG_PER_S = 12;
/** A finger that moved further has turned the model. */
const TAP_PX = 10;
/** A longer pause between two frames (a hidden page) does not make things jump. */
const MAX_STEP_MS = 100;

const viewOf = ({ camera }: StageBlock): View => ({
  yawDeg: camera.yawDeg,
  pitchDeg: camera.pitchDeg,
  distance: camera.distance,
});

const triple = ({ x, y, z }: { x: number; y: number; z: number }): [number, number, number] => [x, y, z];

/**
 * Draws `first` into `canvas`, whose parent must be `position: relative` for the hotspots. Errors never throw:
 * they are told to `onError`.
 */
export function makeStage(canvas: HTMLCanvasElement, first: StageBlock, options: StageOptions): Stage {
  const { modelUrl, reducedMotion, label, language, onReady, onError, onHotspot, onTap, onView } = options;
  let block = first;
  let failed = false;
  const fail = (why: StageFailure): void => {
    if (failed || ended.signal.aborted) return;
    failed = true;
    queueMicrotask(() => onError?.(why));
  };

  const ended = new AbortController();
  const scene = new Scene();
  const camera = new PerspectiveCamera();
  let renderer: WebGLRenderer | null = null;
  let light: StageLight | null = null;
  let ground: Ground | null = null;
  let model: Model | null = null;
  let playback: Playback | null = null;

  let view = viewOf(block);
  let goal = view;
  let turning = block.camera.autoRotate && !reducedMotion;
  let running = true;
  let onScreen = true;
  let frame = 0;
  let last = 0;
  let pace: Pace | null = null;

  try {
    renderer = new WebGLRenderer({ canvas, antialias: true, powerPreference: 'default' });
    // Asking for errors makes the browser wait for every shader.
    renderer.debug.checkShaderErrors = false;
    renderer.toneMapping = NeutralToneMapping;
    renderer.shadowMap.enabled = true;
    pace = makePace(renderer);
    renderer.setPixelRatio(pace.ratio());
    light = makeLight(scene);
  } catch {
    fail('no_webgl');
  }

  const spots = makeSpots(canvas, language, (id) => {
    turning = false;
    onHotspot?.(id);
  });

  canvas.tabIndex = 0;
  canvas.setAttribute('role', 'img');
  if (label !== undefined) canvas.setAttribute('aria-label', label);
  canvas.style.touchAction = 'pan-y';

  const controls = makeControls(canvas, {
    view: () => goal,
    move(next, direct) {
      turning = false;
      goal = next;
      if (direct || reducedMotion) view = next;
      onView?.(next);
      render();
    },
    reset() {
      goal = viewOf(block);
      if (reducedMotion) view = goal;
      onView?.(goal);
      render();
    },
    toggle() {
      turning = !turning;
      render();
    },
  });

  let pressed = { x: 0, y: 0 };
  if (onTap) {
    const { signal } = ended;
    canvas.addEventListener(
      'pointerdown',
      ({ clientX: x, clientY: y }) => {
        pressed = { x, y };
      },
      { signal },
    );
    canvas.addEventListener(
      'click',
      ({ clientX: x, clientY: y }) => {
        if (Math.hypot(x - pressed.x, y - pressed.y) < TAP_PX && pick(x, y)) onTap();
      },
      { signal },
    );
  }

  const moving = (): boolean => turning || view !== goal || playback?.isRunning() === true;

  function render(): void {
    if (frame !== 0 || !renderer || !model || !running || !onScreen || document.hidden) return;
    frame = requestAnimationFrame(draw);
  }

  function draw(now: number): void {
    frame = 0;
    if (!renderer || !model) return;
    if (pace?.isFree() === false) {
      render();
      return;
    }
    const stepMs = last === 0 ? 0 : Math.min(MAX_STEP_MS, now - last);
    if (turning) {
      const turn = { yawDeg: (TURN_DEG_PER_S * stepMs) / 1000 };
      goal = orbit(goal, turn);
      view = goal;
    } else if (view !== goal) view = approach(view, goal, stepMs);
    if (playback?.step(stepMs)) light?.moved();
    drawNow();
    const goesOn = moving();
    last = goesOn ? now : 0;
    if (goesOn) render();
    else spots.occlude(camera, model);
  }

  function aim(aspect: number): void {
    if (!model) return;
    const { near, far } = clipPlanes(model.radius, view.distance);
    camera.near = near;
    camera.far = far;
    camera.aspect = aspect;
    camera.fov = verticalFovDeg(block.camera.fieldOfViewDeg, aspect);
    camera.position.set(...cameraPosition(triple(model.centre), model.radius, view));
    camera.lookAt(model.centre);
    camera.updateProjectionMatrix();
    camera.updateMatrixWorld();
  }

  function pick(clientX: number, clientY: number): [number, number, number] | null {
    if (!model) return null;
    aim(canvas.clientWidth / canvas.clientHeight);
    const hit = hitAt(canvas, camera, model, clientX, clientY);
    return hit ? triple(hit.point) : null;
  }

  function drawNow(): void {
    if (!renderer) return;
    const width = Math.max(1, canvas.clientWidth);
    const height = Math.max(1, canvas.clientHeight);
    aim(width / height);
    if (pace && pace.ratio() !== renderer.getPixelRatio()) renderer.setPixelRatio(pace.ratio());
    renderer.render(scene, camera);
    pace?.drew();
    spots.place(camera, width, height);
  }

  function resize(): void {
    if (!renderer || canvas.clientWidth === 0 || canvas.clientHeight === 0) return;
    renderer.setSize(canvas.clientWidth, canvas.clientHeight, false);
    // Setting the size clears the canvas; drawing in the same task keeps it from flashing.
    if (model && !document.hidden) drawNow();
  }

  function apply(): void {
    scene.background = new Color(block.background);
    light?.apply(block.light);
    ground?.apply(block);
    spots.set(block.hotspots);
  }

  async function load(made: WebGLRenderer): Promise<void> {
    const loaded = await loadModel(modelUrl, ended.signal).catch((error: unknown) => {
      fail(error instanceof UnreadableModel ? 'unreadable' : 'not_loaded');
      return null;
    });
    if (!loaded) return;
    if (ended.signal.aborted) return release(loaded.root);
    model = loaded;
    scene.add(loaded.root);
    light?.fit(loaded.centre, loaded.radius);
    ground = makeGround(scene, loaded);
    apply();
    playback = makePlayback(loaded, reducedMotion);
    playback.play(block.animation);
    // Shaders are built beside the page's own work where the browser can; drawing would wait for them.
    await made.compileAsync(scene, camera);
    if (ended.signal.aborted) return;
    resize();
    onReady?.({
      clips: loaded.clips.map(({ name }) => name),
      centre: triple(loaded.centre),
      radius: loaded.radius,
      triangles: loaded.triangles,
    });
    render();
  }

  /** A frame of nothing that throws a shadow, so that its shader and maps are there before the model is. */
  function warm(made: WebGLRenderer): void {
    const nothing = new Mesh(new PlaneGeometry(0, 0));
    nothing.castShadow = true;
    nothing.frustumCulled = false;
    scene.add(nothing);
    made.render(scene, camera);
    scene.remove(nothing);
    release(nothing);
  }

  const sizes = new ResizeObserver(() => resize());
  const sight = new IntersectionObserver((entries) => {
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    if (onScreen) render();
  });
  const wake = (): void => render();
  window.addEventListener('pagehide', ({ persisted }) => persisted || ended.abort(), {
    signal: ended.signal,
  });
  const lost = (event: Event): void => {
    event.preventDefault();
    fail('lost');
  };
  if (renderer) {
    sizes.observe(canvas);
    sight.observe(canvas);
    document.addEventListener('visibilitychange', wake);
    canvas.addEventListener('webglcontextlost', lost);
    // The model is on its way while the light is worked out.
    load(renderer).catch(() => fail('unreadable'));
    apply();
    warm(renderer);
  }

  return {
    update(next) {
      const before = block;
      block = next;
      if (viewKey(before) !== viewKey(next)) {
        goal = viewOf(next);
        view = goal;
      }
      if (before.camera.autoRotate !== next.camera.autoRotate)
        turning = next.camera.autoRotate && !reducedMotion;
      if (before.animation.clip !== next.animation.clip || before.animation.loop !== next.animation.loop)
        playback?.play(next.animation);
      apply();
      render();
    },
    render,
    start() {
      running = true;
      render();
    },
    stop() {
      running = false;
      cancelAnimationFrame(frame);
      frame = 0;
      last = 0;
    },
    resize,
    view: () => view,
    pick,
    playOnce(clip) {
      playback?.playOnce(clip);
      render();
    },
    async snapshot(width) {
      if (!renderer || !model) throw new Error('nothing has been drawn yet');
      const ratio = renderer.getPixelRatio();
      const aspect = canvas.clientWidth / Math.max(1, canvas.clientHeight) || 1;
      if (width !== undefined) {
        renderer.setPixelRatio(1);
        renderer.setSize(width, Math.round(width / aspect), false);
      }
      aim(aspect);
      renderer.render(scene, camera);
      // The picture is taken within this task; afterwards the drawing buffer may be empty.
      const taken = new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.86));
      if (width !== undefined) {
        renderer.setPixelRatio(ratio);
        resize();
      }
      const blob = await taken;
      if (!blob) throw new Error('the browser could not make a picture');
      return blob;
    },
    dispose() {
      ended.abort();
      cancelAnimationFrame(frame);
      frame = 0;
      sizes.disconnect();
      sight.disconnect();
      document.removeEventListener('visibilitychange', wake);
      canvas.removeEventListener('webglcontextlost', lost);
      controls.dispose();
      spots.dispose();
      playback?.dispose();
      ground?.dispose();
      light?.dispose();
      pace?.dispose();
      if (model) {
        scene.remove(model.root);
        release(model.root);
      }
      model = null;
      renderer?.dispose();
      renderer?.forceContextLoss();
      renderer = null;
    },
  };
}

const viewKey = ({ camera: { yawDeg, pitchDeg, distance } }: StageBlock): string =>
  `${yawDeg} ${pitchDeg} ${distance}`;
