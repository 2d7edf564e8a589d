import { createSignal, onCleanup, onMount } from 'solid-js';
import {
  type Camera,
  type CameraChoice,
  type CameraRefusal,
  CameraRefused,
  makeCamera,
  type ZoomRange,
} from '#player/scan/camera.ts';
import { readVideo } from '#player/scan/pictures.ts';
import { type Reader, ReaderMissing } from '#player/scan/reader.ts';

/** `hidden`: turned off as nobody could see the page. */
export type CameraStage = 'idle' | 'starting' | 'looking' | 'hidden' | 'readerMissing' | CameraRefusal;

export interface CameraControls {
  readonly id: string;
  readonly choices: readonly CameraChoice[];
  /** Null when there is no lamp. */
  readonly lamp: boolean | null;
  readonly zoom: ZoomRange | null;
}

const NONE: CameraControls = { id: '', choices: [], lamp: null, zoom: null };
const HINT_AFTER_MS = 6_000;

/**
 * Looks for a code with the camera, from a tap until one is found, it is stopped, or the page is hidden. Every stream
 * that it opens is ended.
 */
export function makeCameraScan(options: {
  video(): HTMLVideoElement;
  reader(): Promise<Reader>;
  onText(text: string): void;
}) {
  const [stage, setStage] = createSignal<CameraStage>('idle');
  const [controls, setControls] = createSignal(NONE);
  const [slow, setSlow] = createSignal(false);
  let camera: Camera | null = null;
  let reading: AbortController | null = null;
  let hintTimer: ReturnType<typeof setTimeout> | undefined;

  function stop(next: CameraStage = 'idle'): void {
    reading?.abort();
    reading = null;
    camera?.end();
    camera = null;
    clearTimeout(hintTimer);
    setSlow(false);
    setControls(NONE);
    setStage(next);
  }

  /** Starts with the camera of this id, else the rear one. */
  async function start(id?: string): Promise<void> {
    if (running()) return;
    setStage('starting');
    const run = new AbortController();
    reading = run;
    const loading = options.reader();
    loading.catch(() => {});
    try {
      const made = await makeCamera(options.video(), id);
      if (run.signal.aborted) return made.end();
      camera = made;
      made.onEnd(() => camera === made && stop('missing'));
      const { choices, zoom } = made;
      setControls({ id: made.id, choices, zoom, lamp: made.hasTorch ? false : null });
      setStage('looking');
      hintTimer = setTimeout(() => setSlow(true), HINT_AFTER_MS);
      const text = await readVideo(options.video(), await loading, run.signal);
      if (text) {
        stop();
        options.onText(text);
      }
    } catch (cause) {
      if (run.signal.aborted) return;
      stop(
        cause instanceof CameraRefused
          ? cause.reason
          : cause instanceof ReaderMissing
            ? 'readerMissing'
            : 'busy',
      );
    }
  }

  const running = () => stage() === 'starting' || stage() === 'looking';

  async function setLamp(on: boolean): Promise<void> {
    const lamp = await camera?.setTorch(on).then(
      () => on,
      () => null,
    );
    setControls((now) => (now.lamp === null ? now : { ...now, lamp: lamp ?? null }));
  }

  /** The slider moves at once; the camera follows as well as it can. */
  function setZoom(value: number): void {
    setControls((now) => (now.zoom ? { ...now, zoom: { ...now.zoom, value } } : now));
    camera?.setZoom(value).catch(() => {});
  }

  function choose(id: string): void {
    stop();
    void start(id);
  }

  const hide = () => {
    if (document.hidden && running()) stop('hidden');
  };
  const leave = () => stop();
  onMount(() => {
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', leave);
  });
  onCleanup(() => {
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', leave);
    stop();
  });

  return { stage, running, slow, controls, start, stop, setLamp, setZoom, choose };
}

export type CameraScan = ReturnType<typeof makeCameraScan>;
