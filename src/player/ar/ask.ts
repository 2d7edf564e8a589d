import { offerQuickLook } from './quick-look.ts';
import type { ArEnd, ArHandlers, ArScene, ArView } from './view.ts';

/** The camera's view of a passage that was left for the next one, which may have a stage on the same print. */
let carried: ArView | null = null;

/** Closes a view that no stage of the new passage has taken over. */
export function endCarried(): void {
  carried?.end();
  carried = null;
}

/**
 * The sentence and the buttons under a stage that a phone can show through its camera: on the scanned code, on the floor
 * where the browser can, in the room where the phone has a viewer of its own. The camera is asked for only after a tap;
 * what is in the way is said in place of the sentence, and the page goes on. `onOpen` hears when the camera's view
 * covers the page and when it is gone. Returns its end.
 */
export function mountAr(
  ask: HTMLElement,
  scene: ArScene,
  onStarted: () => void,
  onOpen: (isOpen: boolean) => void,
): () => void {
  const line = ask.querySelector('p');
  const onCode = ask.querySelector<HTMLButtonElement>('[data-way=code]');
  const onFloor = ask.querySelector<HTMLButtonElement>('[data-way=floor]');
  const figure = ask.closest('figure');
  let end: (() => void) | undefined;
  let view: ArView | undefined;
  let gone = false;

  async function handlersFor(button: HTMLButtonElement): Promise<ArHandlers> {
    const { wordsFor } = await import('./view.ts');
    return {
      onStarted,
      onEnd(why: ArEnd) {
        end = undefined;
        view = undefined;
        onOpen(false);
        const words = wordsFor(why, scene.language);
        if (words && line) line.textContent = words;
        if (why === 'onward') figure?.nextElementSibling?.scrollIntoView({ block: 'start' });
        button.focus({ preventScroll: true });
      },
    };
  }

  function show(opened: ArView): void {
    view = opened;
    end = opened.end;
  }

  async function open(button: HTMLButtonElement): Promise<void> {
    if (end || button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    const [code, floor, handlers] = await Promise.all([
      import('./view.ts'),
      button === onFloor ? import('./floor.ts') : null,
      handlersFor(button),
    ]).catch(() => []);
    button.removeAttribute('aria-busy');
    if (gone) return;
    if (!code || !handlers) {
      // The code did not come over the line: a new tap asks again.
      if (line) line.textContent = ask.dataset['offline'] ?? '';
      return;
    }
    onOpen(true);
    if (floor) end = floor.openOnFloor(scene, handlers);
    else show(code.openAr(scene, handlers));
  }

  /** Goes on with the view that came along from the passage before. */
  function takeOver(button: HTMLButtonElement, from: ArView): void {
    carried = null;
    onOpen(true);
    show(from);
    void handlersFor(button).then((handlers) => gone || from.change(scene, handlers));
  }

  for (const button of ask.querySelectorAll('button')) {
    button.addEventListener('click', () => void open(button));
  }
  if (onCode && carried) takeOver(onCode, carried);
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
  // What leads on from within the view swaps the passage under it. Where it does not, the page says why.
  figure?.addEventListener('click', ({ target }) => {
    const button = end && target instanceof Element && target.closest('[data-to]');
    if (!button) return;
    const stays = new MutationObserver(() => {
      if (button.hasAttribute('aria-busy')) return;
      stays.disconnect();
      if (!gone) end?.();
    });
    stays.observe(button, { attributeFilter: ['aria-busy'] });
  });
  return () => {
    gone = true;
    if (view) carried = view;
    else end?.();
  };
}
