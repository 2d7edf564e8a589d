import type { BlockOf } from '#domain/scene/model.ts';

type Ambience = BlockOf<'stage'>['sound'];

/** What is heard of a stage, what is written for those who do not hear it, and the one switch for both. */
export interface Sound {
  readonly button: HTMLButtonElement;
  readonly caption: HTMLElement;
  /** Begins the stage's own sound, once; browsers allow it only after a touch. */
  begin(): void;
  /** A sound for a touch, in place of one that is still heard. */
  play(url: string, words: string): void;
  end(): void;
}

const KEY = 'wegmarke.quiet';
/** How long a caption stays at least. */
const READ_MS = 5_000;

function isKeptQuiet(): boolean {
  try {
    return sessionStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function keepQuiet(quiet: boolean): void {
  try {
    if (quiet) sessionStorage.setItem(KEY, '');
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be forbidden: the switch then holds for this stage.
  }
}

/** The sounds of one stage. The switch is kept for as long as the tab is open; a hidden page is silent. */
export function makeSound(
  own: Ambience,
  {
    urlOf,
    language,
    label,
  }: { urlOf: (asset: string) => string | undefined; language: string; label: string },
): Sound {
  const ended = new AbortController();
  const { signal } = ended;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'sound-switch';
  button.setAttribute('aria-label', label);
  button.textContent = '♪';
  const caption = document.createElement('p');
  caption.className = 'heard';
  caption.setAttribute('role', 'status');

  const ambience = new Audio();
  const once = new Audio();
  let quiet = isKeptQuiet();
  let begun = false;
  /** What is written now: of the stage's own sound, and of the last touch. */
  const written = ['', ''];
  const timers: ReturnType<typeof setTimeout>[] = [];

  /** What is pressed is heard, unless the browser has not let it begin. */
  function show(isHeard = !quiet): void {
    ambience.muted = quiet;
    once.muted = quiet;
    button.setAttribute('aria-pressed', String(isHeard));
  }

  function write(line: 0 | 1, words: string): void {
    clearTimeout(timers[line]);
    written[line] = words;
    caption.textContent = written.filter(Boolean).join(' · ');
    if (!words) return;
    timers[line] = setTimeout(() => {
      if (line === 0 || once.paused) write(line, '');
      else once.addEventListener('ended', () => write(line, ''), { once: true, signal });
    }, READ_MS);
  }

  function begin(): void {
    const url = own && urlOf(own.asset);
    if (!own || !url || begun) return;
    begun = true;
    ambience.src = url;
    ambience.loop = own.loop;
    ambience.play().then(
      () => {
        show();
        write(0, own.words[language] ?? '');
      },
      () => {
        begun = false;
        show(false);
      },
    );
  }

  button.addEventListener('click', () => {
    const waits = button.getAttribute('aria-pressed') === 'false' && !quiet;
    if (!waits) quiet = !quiet;
    keepQuiet(quiet);
    show();
    begin();
  });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) {
        ambience.pause();
        once.pause();
      } else if (begun && !ambience.ended) ambience.play().catch(() => show(false));
    },
    { signal },
  );
  // What begins with a touch of the stage is not begun by its own switch before the switch itself.
  for (const event of ['pointerup', 'keydown'])
    button.addEventListener(event, (each) => each.stopPropagation());
  show(!quiet && !own);

  return {
    button,
    caption,
    begin,
    play(url, words) {
      once.src = url;
      once.play().catch(() => {});
      write(1, words);
    },
    end() {
      ended.abort();
      for (const timer of timers) clearTimeout(timer);
      for (const audio of [ambience, once]) {
        audio.pause();
        audio.removeAttribute('src');
      }
    },
  };
}
