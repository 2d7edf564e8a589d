/**
 * The scene on the scanned print, seen through the camera. Every picture is drawn together with the pose that was found
 * in it. Loaded after a tap; whatever fails ends it with a reason, and the page goes on.
 */
import type { BlockOf } from '#domain/scene/model.ts';
import { arTexts } from '#i18n/player/ar.ts';
import { playerLang } from '#i18n/player/play.ts';
import type { PrintStage, StageFailure } from '#stage/index.ts';
import type { Over } from '../blocks/over.ts';
import { type Camera, type CameraRefusal, CameraRefused, makeCamera } from '../scan/camera.ts';
import { focalOf, keepFocal } from './focal.ts';
import { type Frame, watchFrames } from './frames.ts';
import { hintOf } from './hint.ts';
import { mainLens } from './lens.ts';
import { type KnownPrint, loadPrint, papersOf, templateOf } from './marker.ts';
import type { Sighting, ToWorker } from './protocol.ts';
import { makeQuality } from './quality.ts';
import { makeScreen } from './screen.ts';

export interface ArScene {
  readonly modelUrl: string;
  readonly block: BlockOf<'stage'>;
  readonly language: string;
  /** The six characters that were scanned; null when this visit began without a scan. */
  readonly code: string | null;
  /** Where the marker of a code is found: its six characters follow. */
  readonly markers: string;
  /** What lies over the stage; null where it has nothing to touch or to hear. */
  over(): Promise<Over | null>;
}

/** Why it is over: the reader is done with it, or what was in the way. */
export type ArEnd = 'closed' | 'onward' | 'ended' | 'refused' | CameraRefusal | StageFailure;

export interface ArHandlers {
  /** When the scene stands on the print for the first time. */
  onStarted(): void;
  /** Exactly once; everything that was opened is closed by then. */
  onEnd(why: ArEnd): void;
}

/** The camera's view, open. */
export interface ArView {
  /** Goes on with another stage on the same print, in place of this one; `onEnd` of this one is not called. */
  change(scene: ArScene, handlers: ArHandlers): void;
  end(): void;
}

/** A worker that has not answered for so long is gone: systems end them when memory runs out, and nobody is told. */
const ANSWER_MS = 8_000;
/** Its code has to come over the line first. */
const FIRST_ANSWER_MS = 30_000;

/** The six characters in an address of ours. */
const CODE = /\/q\/([0-9a-z]{6})(?:[/?#]|$)/i;

/** Sentence for a reason; empty when nothing needs to be said. */
export function wordsFor(why: ArEnd, language: string): string {
  const t = arTexts[playerLang(language)];
  if (why === 'closed' || why === 'onward') return '';
  return why === 'lost' ? t.lost_graphics : t[why];
}

/** Opens the camera's view; called within a tap, as phones want it. */
export function openAr(first: ArScene, told: ArHandlers): ArView {
  let scene = first;
  let handlers = told;
  const lang = playerLang(scene.language);
  const t = arTexts[lang];
  const screen = makeScreen(t, lang);
  const ends = new AbortController();
  const { signal } = ends;
  const quality = makeQuality();
  let camera: Camera | null = null;
  let stage: PrintStage | null = null;
  let print: KnownPrint | null = null;
  let worker: Worker | null = null;
  let stopFrames: (() => void) | null = null;
  /** The picture whose pose is being found. */
  let asked: Frame | null = null;
  let sidePx = 640;
  let wasSeen = false;
  let stands = false;
  let watch: ReturnType<typeof setTimeout> | undefined;
  let hasStalled = false;
  let last: { sighting: Sighting; frame: { width: number; height: number; timeMs: number } } | null = null;

  function end(why: ArEnd): void {
    if (signal.aborted) return;
    ends.abort();
    pause();
    worker?.terminate();
    stage?.dispose();
    screen.remove();
    handlers.onEnd(why);
  }

  /** No picture comes any more, and the camera's light goes out. */
  function pause(): void {
    stopFrames?.();
    stopFrames = null;
    forgetAsked();
    camera?.end();
  }

  const cameraPicture = (width: number, height: number) => ({ id: camera?.id ?? '', width, height });

  function forgetAsked(): void {
    clearTimeout(watch);
    asked?.kept.close();
    asked = null;
  }

  /** A new worker is tried once. */
  function onStall(): void {
    const again = !hasStalled && print;
    hasStalled = true;
    forgetAsked();
    if (again) follow(again);
    else end('lost');
  }

  function drawPicture({ kept, width, height }: Frame): void {
    const { picture } = screen;
    if (picture.width !== width || picture.height !== height) {
      picture.width = width;
      picture.height = height;
    }
    picture.getContext('2d', { alpha: false })?.drawImage(kept, 0, 0, width, height);
    kept.close();
  }

  function drawStage(): void {
    if (!last || !stage) return;
    const { sighting, frame } = last;
    const { pose, width, height } = sighting;
    if (sighting.white) stage.setLight(sighting.white);
    stage.draw(pose && { ...pose, width, height }, frame.timeMs);
  }

  function onFrame(frame: Frame): void {
    if (!worker) {
      frame.sent.close();
      drawPicture(frame);
      return;
    }
    asked = frame;
    watch = setTimeout(onStall, last ? ANSWER_MS : FIRST_ANSWER_MS);
    const ask: ToWorker = { kind: 'frame', frame: frame.sent, sidePx, timeMs: frame.timeMs };
    worker.postMessage(ask, [frame.sent]);
  }

  function onSighting(sighting: Sighting): void {
    const frame = asked;
    asked = null;
    clearTimeout(watch);
    if (!frame || signal.aborted) return;
    // What is looked for is found in the large plane first; only what is followed has to keep up.
    if (sighting.pose) sidePx = quality(sighting.tookMs);
    last = { sighting, frame };
    // What is drawn on a picture stays with it: while the graphics are behind, both are left out.
    if (stage?.isFree() === false) frame.kept.close();
    else {
      drawPicture(frame);
      drawStage();
    }
    const { pose } = sighting;
    if (pose?.focalSure)
      keepFocal(
        cameraPicture(frame.width, frame.height),
        pose.focalPx / Math.max(sighting.width, sighting.height),
      );
    const seen = pose !== null;
    const hint = hintOf(sighting, wasSeen);
    if (!stage) screen.say(t.loading);
    else screen.say(hint === 'none' ? '' : t[hint]);
    wasSeen ||= seen;
    screen.shutter.disabled = !stage;
    if (seen && stage && ready && !stands) {
      setStands(true);
      handlers.onStarted();
    }
  }

  let ready = false;
  /** What touches the model is offered once it stands. */
  function setStands(now: boolean): void {
    stands = now;
    screen.dialog.toggleAttribute('data-stands', now);
  }
  const touch = (partId: string): void => void scene.over().then((over) => over?.touch(partId));
  /** Brings what lies over the stage along. */
  function showOver(): void {
    const its = scene;
    void its.over().then((over) => {
      if (signal.aborted || its !== scene) return;
      over?.moveTo(screen.dialog, (clip) => stage?.playOnce(clip));
      over?.begin();
    });
  }

  async function makeStageFor(known: KnownPrint): Promise<void> {
    const { makePrintStage } = await import('#stage/index.ts');
    if (signal.aborted) return;
    stage = makePrintStage(screen.stage, scene.block, {
      modelUrl: scene.modelUrl,
      symbolMm: known.symbolMm,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      language: scene.language,
      onReady: () => {
        ready = true;
      },
      onError: end,
      onHotspot: touch,
    });
  }

  function follow(known: KnownPrint): void {
    print = known;
    worker?.terminate();
    worker = new Worker(new URL('./pose.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Sighting>) => onSighting(data);
    // Its code did not come over the line, or its memory did not suffice.
    worker.onerror = () => end(last ? 'lost' : 'not_loaded');
    const start: ToWorker = {
      kind: 'start',
      marker: templateOf(known),
      papers: papersOf(known),
      focal: focalOf(cameraPicture(screen.video.videoWidth, screen.video.videoHeight)),
    };
    worker.postMessage(start);
  }

  /** A visit that began without a scan reads the code that the camera sees; codes that are not ours are passed over. */
  async function findPrint(): Promise<KnownPrint | null> {
    const [{ makeReader }, { readVideo }] = await Promise.all([
      import('../scan/reader.ts'),
      import('../scan/pictures.ts'),
    ]);
    const reader = await makeReader();
    try {
      while (!signal.aborted) {
        const text = await readVideo(screen.video, reader, signal);
        const code = text && CODE.exec(text)?.[1];
        const known = code ? await loadPrint(scene.markers + code, signal).catch(() => null) : null;
        if (known) return known;
      }
      return null;
    } finally {
      reader.end();
    }
  }

  async function openCamera(id?: string): Promise<void> {
    pause();
    camera = await makeCamera(screen.video, id);
    const better = id === undefined ? mainLens(camera.choices) : null;
    if (better !== null && camera.id !== '' && better !== camera.id) {
      camera.end();
      camera = await makeCamera(screen.video, better);
    }
    if (signal.aborted) return camera.end();
    const { choices, hasTorch } = camera;
    camera.onEnd(() => end('ended'));
    screen.torch.hidden = !hasTorch;
    screen.lens.hidden = choices.length < 2;
    screen.lens.replaceChildren(
      ...choices.map(({ id: value, label }, index) => {
        const option = document.createElement('option');
        option.value = value;
        option.textContent = label || `${t.lens} ${index + 1}`;
        option.selected = value === camera?.id;
        return option;
      }),
    );
    stopFrames = watchFrames(
      screen.video,
      () => asked === null,
      onFrame,
      () => end('lost'),
    );
  }

  const refused = (cause: unknown): void => end(cause instanceof CameraRefused ? cause.reason : 'not_loaded');

  async function begin(): Promise<void> {
    screen.say(t.starting);
    const known = scene.code === null ? null : loadPrint(scene.markers + scene.code, signal);
    // Looked at below; a camera that is refused comes first.
    known?.catch(() => {});
    await openCamera();
    if (signal.aborted) return;
    screen.say(known ? t.loading : t.search);
    const found = await (known ?? findPrint());
    if (!found) return;
    if (signal.aborted) return;
    follow(found);
    await makeStageFor(found);
  }

  screen.close.addEventListener('click', () => end('closed'));
  screen.onward.addEventListener('click', () => end('onward'));
  screen.dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    end('closed');
  });
  screen.torch.addEventListener('click', () => {
    const on = screen.torch.getAttribute('aria-pressed') !== 'true';
    camera
      ?.setTorch(on)
      .then(() => {
        screen.torch.setAttribute('aria-pressed', String(on));
        screen.torch.textContent = on ? t.torchOff : t.torchOn;
      })
      .catch(() => {
        screen.torch.hidden = true;
      });
  });
  screen.lens.addEventListener('change', () => {
    openCamera(screen.lens.value)
      // Another lens has another focal length: what was learnt of it is forgotten.
      .then(() => print && !signal.aborted && follow(print))
      .catch(refused);
  });
  screen.stage.addEventListener('click', ({ clientX, clientY }) => {
    if (!stage?.touches(clientX, clientY)) return;
    if (scene.block.tap) touch('tap');
    else stage.replay();
  });
  screen.shutter.addEventListener('click', () => {
    import('./picture.ts')
      .then(async ({ handOver, pictureOf }) => {
        if (signal.aborted) return;
        // What WebGL drew is gone with its task: the picture is taken in the one that draws.
        drawStage();
        const blob = await pictureOf(screen.picture, screen.stage);
        await handOver(blob, `wegmarke-${scene.code ?? 'ar'}.jpg`);
      })
      .catch(() => screen.say(t.pictureFailed));
  });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) {
        pause();
      } else void openCamera(camera?.id || undefined).catch(refused);
    },
    { signal },
  );
  addEventListener('pagehide', () => end('closed'), { signal });

  showOver();
  begin().catch(refused);
  return {
    change(next, nextTold) {
      if (signal.aborted) return nextTold.onEnd('closed');
      scene = next;
      handlers = nextTold;
      ready = false;
      setStands(false);
      stage?.swap(next.block, next.modelUrl);
      showOver();
      // What was touched has left with its stage.
      if (!screen.dialog.contains(document.activeElement)) screen.close.focus();
    },
    end: () => end('closed'),
  };
}
