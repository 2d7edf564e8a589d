import type { ArScene } from './view.ts';

/**
 * The sentence and the button under a stage that can stand on the scanned code. The camera is asked for only after a
 * tap; what is in the way is said in place of the sentence, and the page goes on. `onOpen` hears when the camera's
 * view covers the page and when it is gone. Returns its end.
 */
export function mountAr(
  ask: HTMLElement,
  scene: ArScene,
  onStarted: () => void,
  onOpen: (isOpen: boolean) => void,
): () => void {
  const line = ask.querySelector('p');
  const button = ask.querySelector('button');
  let end: (() => void) | undefined;
  let gone = false;

  async function open(): Promise<void> {
    if (!button || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const view = await import('./view.ts').catch(() => null);
    button.removeAttribute('aria-busy');
    if (gone) return;
    if (!view) {
      // The code did not come over the line: a new tap asks again.
      if (line) line.textContent = ask.dataset['offline'] ?? '';
      return;
    }
    onOpen(true);
    end = view.openAr(scene, {
      onStarted,
      onEnd(why) {
        end = undefined;
        onOpen(false);
        const words = view.wordsFor(why, scene.language);
        if (words && line) line.textContent = words;
        if (why === 'onward') next(ask)?.scrollIntoView({ block: 'start' });
        button.focus({ preventScroll: true });
      },
    });
  }

  button?.addEventListener('click', () => void open());
  return () => {
    gone = true;
    end?.();
  };
}

/** What the story has after this stage. */
const next = (ask: HTMLElement): Element | null | undefined => ask.closest('figure')?.nextElementSibling;
