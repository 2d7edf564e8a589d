/**
 * What lies over a stage, wherever it is seen: the words of what was touched, the button for the model itself, sound.
 * One element that goes along from the page into the camera's view and back. Loaded with the first stage that needs it.
 */
import { TAP, touchablesOf } from '#domain/scene/model.ts';
import { makeSound } from './sound.ts';
import type { StageData } from './stage.ts';

export interface Over {
  /** Shows it in `holder`; `play` moves the model that is seen there. */
  moveTo(holder: Element, play: (clip: string) => void): void;
  /** A hotspot was touched, or the model itself (`TAP`). */
  touch(partId: string): void;
  /** The reader has begun with the stage: it may be heard. */
  begin(): void;
  end(): void;
}

function element<Name extends keyof HTMLElementTagNameMap>(name: Name, className: string, words = '') {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = words;
  return made;
}

function button(className: string, words: string): HTMLButtonElement {
  const made = element('button', className, words);
  made.type = 'button';
  return made;
}

/** `lead` follows what leads on under an id. */
export function makeOver({ block, language, sounds, texts }: StageData, lead: (id: string) => void): Over {
  const touchables = touchablesOf(block);
  const over = element('div', 'stage-over');
  const { note, show, hide } = makeNote(texts);
  over.append(note);
  let move: (clip: string) => void = () => {};

  const sound =
    Object.keys(sounds).length > 0
      ? makeSound(block.sound, { urlOf: (asset) => sounds[asset], language, label: texts.sound })
      : null;

  function touch(partId: string): void {
    const part = touchables.find((each) => each.partId === partId);
    if (!part) return;
    sound?.begin();
    const { clip, sound: heard, lead: way } = part.effect;
    const url = heard && sounds[heard.asset];
    if (clip !== null) move(clip);
    if (heard && url) sound?.play(url, heard.words[language] ?? '');
    const text = part.text[language] ?? '';
    const goOn = way && (() => lead(way.id));
    if (text || (clip === null && !heard && !way)) show(part.label[language] ?? '', text, goOn);
    else goOn?.();
  }

  if (block.tap) {
    const tap = button('stage-tap', block.tap.label[language] || texts.touch);
    tap.addEventListener('click', () => touch(TAP));
    over.append(tap);
  }
  if (sound) over.append(sound.caption, sound.button);

  return {
    moveTo(holder, play) {
      hide();
      move = play;
      holder.append(over);
    },
    touch,
    begin: () => sound?.begin(),
    end() {
      sound?.end();
      over.remove();
    },
  };
}

/** The words of what was touched, in a panel over the foot of the stage. */
function makeNote(texts: StageData['texts']) {
  const note = element('div', 'spot-note');
  const head = element('strong', '');
  const words = element('p', '');
  const onward = button('onward', texts.goOn);
  const close = button('shut', '×');
  let opener: Element | null = null;
  let next: (() => void) | null = null;
  note.hidden = true;
  note.tabIndex = -1;
  close.setAttribute('aria-label', texts.close);
  note.append(head, words, onward, close);
  const hide = (): void => {
    if (note.hidden) return;
    note.hidden = true;
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    opener = null;
  };
  close.addEventListener('click', hide);
  onward.addEventListener('click', () => {
    hide();
    next?.();
  });
  note.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    // Escape closes what is in front, and only that.
    event.preventDefault();
    hide();
  });
  return {
    note,
    show(label: string, text: string, goOn: (() => void) | null) {
      opener = document.activeElement;
      next = goOn;
      head.textContent = label;
      words.textContent = text;
      onward.hidden = goOn === null;
      note.hidden = false;
      note.focus({ preventScroll: true });
    },
    hide,
  };
}
