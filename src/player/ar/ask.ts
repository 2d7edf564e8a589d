import { offerQuickLook } from './quick-look.ts';
import type { ArEnd, ArHandlers, ArScene } from './view.ts';

/**
 * The sentence and the buttons under a stage that a phone can show through its camera: on the scanned code, on the floor
 * where the browser can, in the room where the phone has a viewer of its own. The camera is asked for only after a tap; what is in the way is said in place of the
 * sentence, and the page goes on. `onOpen` hears when the camera's view covers the page and when it is gone. Returns
 * its end.
 */
export function mountAr(
  ask: HTMLElement,
  scene: ArScene,
  onStarted: () => void,
  onOpen: (isOpen: boolean) => void,
): () => void {
  const line = ask.querySelector('p');
  const onFloor = ask.querySelector<HTMLButtonElement>('[data-way=floor]');
  let end: (() => void) | undefined;
  let gone = false;

  async function open(button: HTMLButtonElement): Promise<void> {
    if (end || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const [view, floor] = await Promise.all([
      import('./view.ts'),
      button === onFloor ? import('./floor.ts') : null,
    ]).catch(() => []);
    button.removeAttribute('aria-busy');
    if (gone) return;
    if (!view) {
      // The code did not come over the line: a new tap asks again.
      if (line) line.textContent = ask.dataset['offline'] ?? '';
      return;
    }
    onOpen(true);
    const handlers: ArHandlers = {
      onStarted,
      onEnd(why: ArEnd) {
        end = undefined;
        onOpen(false);
        const words = view.wordsFor(why, scene.language);
        if (words && line) line.textContent = words;
        if (why === 'onward') next(ask)?.scrollIntoView({ block: 'start' });
        button.focus({ preventScroll: true });
      },
    };
    end = floor ? floor.openOnFloor(scene, handlers) : view.openAr(scene, handlers);
  }

  for (const button of ask.querySelectorAll('button')) {
    button.addEventListener('click', () => void open(button));
  }
  if (offerQuickLook(ask.querySelector('a'), scene.code, onStarted)) ask.hidden = false;
  if (onFloor) {
    navigator.xr
      ?.isSessionSupported('immersive-ar')
      .then((can) => {
        onFloor.hidden = !can;
        if (can) ask.hidden = false;
      })
      .catch(() => {});
  }
  return () => {
    gone = true;
    end?.();
  };
}

/** What the story has after this stage. */
const next = (ask: HTMLElement): Element | null | undefined => ask.closest('figure')?.nextElementSibling;
