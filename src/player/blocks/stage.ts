import type { BlockOf } from '#domain/scene/model.ts';
import type { Stage } from '#stage/index.ts';

/** What the server writes beside a stage for the player, as JSON. */
export interface StageData {
  readonly modelUrl: string;
  readonly block: BlockOf<'stage'>;
  readonly language: string;
  readonly texts: {
    readonly label: string;
    readonly help: string;
    readonly failed: string;
    readonly close: string;
  };
}

/** Screens below the fold begin to load when they are this near. */
const NEAR = '60%';

/**
 * Brings a stage to life when it comes near: the model's bytes and the 3D code are asked for at the same time,
 * and the picture stays until the first frame is drawn, or for good when there is none. Returns its end.
 */
export function mountStage(figure: HTMLElement, onStarted: () => void): () => void {
  const script = figure.querySelector('script[type="application/json"]');
  const ground = figure.querySelector<HTMLElement>('.ground');
  if (!script?.textContent || !ground) return () => {};
  const data = JSON.parse(script.textContent) as StageData;
  let ended = false;
  let stage: Stage | undefined;
  const begin = async (): Promise<void> => {
    preload(data.modelUrl);
    try {
      const { makeStage } = await import('#stage/index.ts');
      if (ended) return;
      stage = draw(makeStage, figure, ground, data, onStarted);
    } catch {
      fail(figure, data);
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      void begin();
    },
    { rootMargin: `${NEAR} 0px` },
  );
  observer.observe(figure);
  return () => {
    ended = true;
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
  onStarted: () => void,
): Stage {
  const canvas = document.createElement('canvas');
  ground.append(canvas);
  figure.dataset['state'] = 'loading';
  const note = makeNote(ground, texts.close);
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
    onError() {
      note.hide();
      stage.dispose();
      canvas.remove();
      fail(figure, { texts });
    },
    onHotspot(id) {
      const spot = block.hotspots.find((hotspot) => hotspot.id === id);
      if (spot) note.show(spot.label[language] ?? '', spot.text[language] ?? '');
    },
  });
  return stage;
}

/** The words of a hotspot, in a panel over the foot of the stage. */
function makeNote(
  ground: HTMLElement,
  close: string,
): { show(label: string, text: string): void; hide(): void } {
  const note = document.createElement('div');
  const head = document.createElement('strong');
  const words = document.createElement('p');
  const button = document.createElement('button');
  let opener: Element | null = null;
  note.className = 'spot-note';
  note.hidden = true;
  note.tabIndex = -1;
  button.type = 'button';
  button.textContent = '×';
  button.setAttribute('aria-label', close);
  note.append(head, words, button);
  ground.append(note);
  const hide = (): void => {
    note.hidden = true;
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    opener = null;
  };
  button.addEventListener('click', hide);
  note.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  return {
    show(label, text) {
      opener = document.activeElement;
      head.textContent = label;
      words.textContent = text;
      note.hidden = false;
      note.focus({ preventScroll: true });
    },
    hide,
  };
}

function fail(figure: HTMLElement, { texts }: Pick<StageData, 'texts'>): void {
  figure.dataset['state'] = 'failed';
  const said = document.createElement('figcaption');
  said.setAttribute('role', 'status');
  said.textContent = texts.failed;
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
