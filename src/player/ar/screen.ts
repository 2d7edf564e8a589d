import type { arTexts } from '#i18n/player/ar.ts';
import type { TextsOf } from '#i18n/text.ts';

export type ArWords = TextsOf<typeof arTexts>;

/** What is on the screen while the camera looks: two canvases that are one picture, and the controls around it. */
export interface ArScreen {
  readonly dialog: HTMLDialogElement;
  readonly video: HTMLVideoElement;
  /** The camera's picture; covers the screen. */
  readonly picture: HTMLCanvasElement;
  /** What stands on the print; transparent elsewhere. */
  readonly stage: HTMLCanvasElement;
  readonly close: HTMLButtonElement;
  readonly onward: HTMLButtonElement;
  readonly shutter: HTMLButtonElement;
  readonly torch: HTMLButtonElement;
  readonly lens: HTMLSelectElement;
  /** Says one line; the same one is said once. Empty says nothing. */
  say(text: string): void;
  remove(): void;
}

const element = <Name extends keyof HTMLElementTagNameMap>(name: Name, className: string) => {
  const made = document.createElement(name);
  made.className = className;
  return made;
};

function button(className: string, label: string): HTMLButtonElement {
  const made = element('button', className);
  made.type = 'button';
  made.textContent = label;
  return made;
}

/** Opens the screen over the page as a dialog: the focus stays in it, Escape and Back close it. */
export function makeScreen(t: ArWords, lang: string): ArScreen {
  const dialog = element('dialog', 'ar');
  dialog.lang = lang;
  dialog.setAttribute('aria-label', t.title);
  const video = element('video', 'ar-video');
  const picture = element('canvas', 'ar-picture');
  const holder = element('div', 'ar-stage');
  const stage = element('canvas', '');
  holder.append(stage);
  const line = element('p', 'ar-line');
  line.setAttribute('role', 'status');
  const close = button('ar-round ar-close', '×');
  close.setAttribute('aria-label', t.close);
  const torch = button('ar-chip', t.torchOn);
  torch.hidden = true;
  torch.setAttribute('aria-pressed', 'false');
  const lens = element('select', 'ar-chip');
  lens.hidden = true;
  lens.setAttribute('aria-label', t.lens);
  const top = element('div', 'ar-top');
  top.append(close, lens, torch);
  const shutter = button('ar-round ar-shutter', '');
  shutter.setAttribute('aria-label', t.picture);
  shutter.disabled = true;
  const onward = button('ar-chip ar-onward', t.onward);
  const foot = element('div', 'ar-foot');
  foot.append(element('span', ''), shutter, onward);
  dialog.append(video, picture, holder, top, line, foot);
  document.body.append(dialog);
  dialog.showModal();

  return {
    dialog,
    video,
    picture,
    stage,
    close,
    onward,
    shutter,
    torch,
    lens,
    say(text) {
      if (line.textContent !== text) line.textContent = text;
    },
    remove() {
      dialog.close();
      dialog.remove();
    },
  };
}
