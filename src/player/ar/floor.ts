import { arTexts } from '#i18n/player/ar.ts';
import { playerLang } from '#i18n/player/play.ts';
import type { FloorStage } from '#stage/on-floor.ts';
import { fetchMarker } from './marker.ts';
import type { ArEnd, ArHandlers, ArScene } from './view.ts';

/**
 * Puts a scene on the floor through the browser's own AR. Called within a tap. Returns its end; what is in the way ends
 * it with a reason, as the view on the code does.
 */
export function openOnFloor(scene: ArScene, { onStarted, onEnd }: ArHandlers): () => void {
  const lang = playerLang(scene.language);
  const t = arTexts[lang];
  const over = document.createElement('div');
  over.className = 'ar-over';
  over.lang = lang;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'ar-round';
  close.textContent = '×';
  close.setAttribute('aria-label', t.close);
  const line = document.createElement('p');
  line.className = 'ar-line';
  line.setAttribute('role', 'status');
  line.textContent = t.floor;
  over.append(close, line);
  document.body.append(over);
  // A tap on the words or the button puts nothing down.
  over.addEventListener('beforexrselect', (event) => event.preventDefault());
  let stage: FloorStage | null = null;
  let isOver = false;

  function end(why: ArEnd): void {
    if (isOver) return;
    isOver = true;
    over.remove();
    onEnd(why);
  }

  const touch = (partId: string): void => void scene.over().then((things) => things?.touch(partId));

  async function begin(): Promise<void> {
    const [{ openFloor }, marker] = await Promise.all([
      import('#stage/index.ts').then(({ loadFloor }) => loadFloor()),
      // Its size may be given in widths of the print.
      scene.code === null ? null : fetchMarker(scene.markers + scene.code).catch(() => null),
    ]);
    stage = await openFloor(scene.block, {
      modelUrl: scene.modelUrl,
      symbolMm: marker?.symbolMm ?? null,
      reducedMotion: matchMedia('(prefers-reduced-motion: reduce)').matches,
      language: scene.language,
      overlay: over,
      onHotspot: touch,
      onTap: () => touch('tap'),
      onFound() {
        line.textContent = t.place;
      },
      onPlaced() {
        line.textContent = '';
        onStarted();
        void scene.over().then((things) => {
          if (isOver) return;
          things?.moveTo(over, (clip) => stage?.playOnce(clip));
          things?.begin();
        });
      },
      onEnd: end,
    });
    if (isOver) stage.end();
  }

  close.addEventListener('click', () => (stage ? stage.end() : end('closed')));
  begin().catch(() => end('refused'));
  return () => (stage ? stage.end() : end('closed'));
}
