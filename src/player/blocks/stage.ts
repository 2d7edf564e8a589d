import type { BlockOf } from '#domain/scene/model.ts';
import type { Stage, StageFailure } from '#stage/index.ts';
import { mountAr } from '../ar/ask.ts';
import { isReachable, whenOnline } from '../network.ts';
import type { Over } from './over.ts';

/** What the server writes beside a stage for the player, as JSON. */
export interface StageData {
  readonly modelUrl: string;
  /** The model's geometry is compressed. */
  readonly meshopt: boolean;
  readonly block: BlockOf<'stage'>;
  readonly language: string;
  /** Addresses of its sounds, by asset. */
  readonly sounds: Readonly<Record<string, string>>;
  readonly texts: {
    readonly label: string;
    readonly help: string;
    readonly failed: string;
    readonly offline: string;
    readonly again: string;
    readonly close: string;
    readonly goOn: string;
    readonly touch: string;
    readonly sound: string;
  };
}

/** Screens below the fold begin to load when they are this near. */
const NEAR = '60%';

/**
 * Brings a stage to life when it comes near: the model's bytes and the 3D code are asked for at the same time,
 * and the picture stays until the first frame is drawn, or for good when there is none. `code` is the one that was
 * scanned, for a stage that can stand on it. Returns its end.
 */
export function mountStage(
  figure: HTMLElement,
  code: string | null,
  onStarted: (how: 'stage_started' | 'ar_started') => void,
): () => void {
  const script = figure.querySelector('script[type="application/json"]');
  const ground = figure.querySelector<HTMLElement>('.ground');
  if (!script?.textContent || !ground) return () => {};
  const data = JSON.parse(script.textContent) as StageData;
  const picture = ground.querySelector('img');
  const ends = new AbortController();
  const { signal } = ends;
  let stage: Stage | undefined;
  let waits: (() => void) | undefined;
  let codeFailed = false;
  /** True while the camera's view lies over the page. */
  let covered = false;
  /** True when it has come near meanwhile. */
  let waiting = false;
  let asked: Promise<Over> | undefined;
  const { block } = data;
  const needsOver = block.hotspots.length > 0 || block.tap !== null || block.sound !== null;
  /** Null where there is nothing to touch or to hear, and where its code did not arrive. */
  const askOver = (): Promise<Over | null> => {
    if (!needsOver || signal.aborted) return Promise.resolve(null);
    asked ??= import('./over.ts').then(({ makeOver }) =>
      makeOver(data, (id) => figure.querySelector<HTMLElement>(`.spots [value="${id}"]`)?.click()),
    );
    return asked.catch(() => {
      asked = undefined;
      return null;
    });
  };
  const showOver = (over: Over | null): void => over?.moveTo(ground, (clip) => stage?.playOnce(clip));
  // A sound begins with what the browser takes for a touch.
  for (const event of ['pointerup', 'keydown'])
    ground.addEventListener(event, () => void asked?.then((over) => over.begin()), { signal });

  // Words in place of a picture stand clear of the header.
  const isBare = (): boolean => picture?.complete === true && picture.naturalWidth === 0;
  const look = (): void => void picture?.classList.toggle('bare', isBare());
  for (const event of ['error', 'load']) picture?.addEventListener(event, look, { signal });
  look();

  const begin = async (): Promise<void> => {
    // The picture goes before the model; what is left of the line is the 3D code's, which has to be read first.
    if (picture?.complete === false)
      picture.addEventListener('load', () => preload(data.modelUrl), { once: true, signal });
    else preload(data.modelUrl);
    // Else found out from the model alone, a round trip after the 3D code has come.
    if (data.meshopt) import('three/addons/libs/meshopt_decoder.module.js').catch(() => {});
    try {
      const { makeStage } = await import('#stage/index.ts');
      if (signal.aborted) return;
      stage = draw(makeStage, figure, ground, data, askOver, () => onStarted('stage_started'), failed);
      if (covered) stage.stop();
      void askOver().then((over) => covered || showOver(over));
    } catch {
      codeFailed = true;
      failed();
    }
  };
  const failed = (why?: StageFailure): void => {
    stage = undefined;
    if (signal.aborted) return;
    // What cannot be drawn here cannot be drawn over the camera's picture.
    if (why === 'no_webgl' && ask) withdraw(ask);
    if (navigator.onLine && !isBare()) fail(figure, data.texts.failed);
    else {
      fail(figure, data.texts.offline, data.texts.again, () => void again());
      waits = whenOnline(() => void again());
    }
  };
  async function again(): Promise<void> {
    waits?.();
    if (signal.aborted) return;
    if (!(await isReachable(data.modelUrl))) {
      if (!signal.aborted) waits = whenOnline(() => void again());
      return;
    }
    if (signal.aborted) return;
    // Browsers may keep it in mind that code could not be fetched, for as long as the page lives.
    if (codeFailed) return location.reload();
    figure.querySelector('figcaption')?.remove();
    delete figure.dataset['state'];
    if (picture && isBare()) picture.src = picture.getAttribute('src') ?? '';
    await begin();
  }
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      if (covered) waiting = true;
      else void begin();
    },
    { rootMargin: `${NEAR} 0px` },
  );
  observer.observe(figure);
  const ask = figure.querySelector<HTMLElement>('.ar-ask');
  const endAr = ask
    ? mountAr(
        ask,
        { ...data, code, markers: ask.dataset['markers'] ?? '', over: askOver },
        () => onStarted('ar_started'),
        (open) => {
          covered = open;
          if (open) stage?.stop();
          else stage?.start();
          if (!open) void askOver().then(showOver);
          if (!open && waiting) {
            waiting = false;
            void begin();
          }
        },
      )
    : undefined;
  return () => {
    ends.abort();
    endAr?.();
    void asked?.then((over) => over.end());
    waits?.();
    observer.disconnect();
    stage?.dispose();
  };
}

type MakeStage = typeof import('#stage/index.ts')['makeStage'];

function draw(
  makeStage: MakeStage,
  figure: HTMLElement,
  ground: HTMLElement,
  { modelUrl, block, language, texts }: StageData,
  askOver: () => Promise<Over | null>,
  onStarted: () => void,
  onFailed: (why: StageFailure) => void,
): Stage {
  const canvas = document.createElement('canvas');
  ground.append(canvas);
  figure.dataset['state'] = 'loading';
  const reduced = matchMedia('(prefers-reduced-motion: reduce)');
  const stage = makeStage(canvas, block, {
    modelUrl,
    reducedMotion: reduced.matches,
    label: `${texts.label}. ${texts.help}`,
    language,
    onReady() {
      figure.dataset['state'] = 'ready';
      // The canvas now says in words what the picture said.
      ground.querySelector('img')?.setAttribute('alt', '');
      ground.querySelector('.in-words')?.remove();
      onStarted();
    },
    onError(why) {
      stage.dispose();
      canvas.remove();
      onFailed(why);
    },
    onHotspot: (id) => void askOver().then((over) => over?.touch(id)),
    ...(block.tap ? { onTap: () => void askOver().then((over) => over?.touch('tap')) } : {}),
  });
  return stage;
}

/** Takes back the ways through the camera; the phone's own viewer needs no WebGL and stays. */
function withdraw(ask: HTMLElement): void {
  for (const button of ask.querySelectorAll('button')) button.hidden = true;
  ask.hidden = !ask.querySelector('a:not([hidden])');
}

/** Says under the stage why there is no 3D, with a button to try again where that may help. */
function fail(figure: HTMLElement, words: string, again?: string, onAgain?: () => void): void {
  figure.dataset['state'] = 'failed';
  const said = document.createElement('figcaption');
  said.setAttribute('role', 'status');
  said.textContent = words;
  if (again !== undefined && onAgain) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = again;
    button.addEventListener('click', onAgain);
    said.append(' ', button);
  }
  figure.append(said);
}

/** Starts the model's way over the line while the 3D code is still on its own. */
function preload(url: string): void {
  const link = document.createElement('link');
  link.rel = 'preload';
  link.as = 'fetch';
  link.crossOrigin = 'anonymous';
  link.href = url;
  document.head.append(link);
}
