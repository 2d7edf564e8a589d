/**
 * Takes over a scene that is already readable: choices swap passages in place, what happens is reported, stages
 * come to life. Whatever fails here, the page goes on as plain links and forms.
 */
import { endCarried } from './ar/ask.ts';
import { type Beacon, makeBeacon } from './beacon.ts';
import { mountStage } from './blocks/stage.ts';
import { watchRead } from './blocks/text.ts';
import { chooseLanguage, findSwitch, isReturn } from './language.ts';
import { isLineError, isReachable, whenOnline } from './network.ts';
import { makePassages, type Passages } from './passages.ts';
import { codeOf, type Remembered, visitOf, withVisit } from './visit.ts';

function boot(screen: HTMLElement): void {
  const version = screen.dataset['version'] ?? '';
  const field = document.querySelector<HTMLInputElement>('#visit [name=v]');
  const visit = visitOf(field?.value ?? '', history.state, Date.now());
  if (field && visit) field.value = visit;
  const code = codeOf(location.pathname, history.state);
  const beacon = makeBeacon(visit, version);
  const passages = makePassages(visit, version);
  const player: Player = { screen, visit, code, beacon, passages, asked: 0, done: false, leave: () => {} };

  const here = screen.dataset['here'] ?? location.pathname;
  if (visit) history.replaceState(remember(player), '', here);
  passages.keep(here, screen);
  enter(player);
  if (isReturn()) followLanguage(player);

  screen.addEventListener('click', (event) => onClick(player, event));
  addEventListener('popstate', () => void show(player, location.pathname + location.search, null));
  addEventListener('pagehide', beacon.flush);
  window.addEventListener('pageshow', ({ persisted }) => persisted && followLanguage(player));
  document.addEventListener(
    'visibilitychange',
    () => document.visibilityState === 'hidden' && beacon.flush(),
  );
}

interface Player {
  readonly screen: HTMLElement;
  readonly visit: string;
  readonly code: string | null;
  readonly beacon: Beacon;
  readonly passages: Passages;
  /** Counts what was asked for, so that the last one wins. */
  asked: number;
  /** True once the scene was reported as completed. */
  done: boolean;
  /** Ends what the present passage started. */
  leave(): void;
}

const remember = ({ visit, code }: Player): Remembered => ({
  v: visit,
  at: Date.now(),
  code: code ?? undefined,
});

/** Begins a passage that is in the document: its stages, its reports, the way ahead. */
function enter(player: Player): void {
  const { screen, beacon, passages } = player;
  const main = screen.querySelector('main');
  const ends: (() => void)[] = [];
  player.leave = () => {
    for (const end of ends) end();
  };
  if (!main) return;
  const blocks = [...main.querySelectorAll<HTMLElement>('[data-block]')];
  const last = blocks.at(-1)?.id ?? null;
  const closes = main.dataset['ends'] !== undefined;
  const complete = (): void => {
    if (player.done || !closes) return;
    player.done = true;
    beacon.report({ kind: 'completed', block: last }, true);
  };

  const texts = blocks.filter((block) => block.dataset['block'] === 'text');
  const unread = new Set(texts);
  for (const text of texts) {
    ends.push(
      watchRead(text, () => {
        beacon.report({ kind: 'read', block: text.id });
        unread.delete(text);
        if (unread.size === 0) complete();
      }),
    );
  }
  onPainted(() => {
    beacon.report({ kind: 'shown', block: blocks[0]?.id ?? null });
    if (texts.length === 0) complete();
    for (const figure of blocks.filter((block) => block.dataset['block'] === 'stage')) {
      ends.push(
        mountStage(figure, player.code, (kind) =>
          beacon.report({ kind, block: figure.id }, kind !== 'stage_started'),
        ),
      );
    }
    endCarried();
    onIdle(() => passages.warm(targets(main)));
  });
}

const targets = (main: Element): string[] =>
  [...main.querySelectorAll<HTMLElement>('[data-to]:not([data-away])')].flatMap(
    (button) => button.dataset['to'] ?? [],
  );

function onClick(player: Player, event: MouseEvent): void {
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest<HTMLAnchorElement>('a[data-block=link]');
  if (link) player.beacon.report({ kind: 'link', block: link.id }, true);
  const button = target?.closest<HTMLButtonElement>('button[data-to]');
  const to = button?.dataset['to'];
  if (!button || to === undefined) return;
  event.preventDefault();
  if (button.getAttribute('aria-busy') === 'true') return;
  if (button.name === 'lang' && button.dataset['away'] !== undefined) {
    chooseLanguage(button.value);
    switchLanguage(player, button);
    return;
  }
  const choice = button.name === 'choice' && button.closest('[data-block]');
  if (choice) player.beacon.report({ kind: 'chosen', block: choice.id, option: button.value }, true);
  if (button.dataset['away'] !== undefined) void go(player, to, button, (url) => location.assign(url));
  else void show(player, to, button);
}

/** Another language is the same place in the story, not a step in it. */
function switchLanguage(player: Player, button: HTMLElement): void {
  void go(player, button.dataset['to'] ?? '', button, (url) => location.replace(url));
}

/** A page that was opened before the language was chosen, and is come back to, follows the choice. */
function followLanguage(player: Player): void {
  const button = findSwitch(player.screen);
  if (button) switchLanguage(player, button);
}

/** Leaves for another page once the line is there: the browser's own error page would end the story. */
async function go(player: Player, to: string, by: HTMLElement, leave: (url: string) => void): Promise<void> {
  const ask = ++player.asked;
  const url = withVisit(to, player.visit);
  by.setAttribute('aria-busy', 'true');
  const reached = await isReachable(url);
  by.removeAttribute('aria-busy');
  if (ask !== player.asked) return;
  if (reached) {
    say('');
    leave(url);
  } else sayOffline(player, ask, () => void go(player, to, by, leave));
}

/** Puts the passage at `url` on the screen; `by` is the button that asked, none for back and forward. */
async function show(player: Player, url: string, by: HTMLElement | null): Promise<void> {
  const { screen, passages, visit } = player;
  const ask = ++player.asked;
  by?.setAttribute('aria-busy', 'true');
  try {
    const { nodes, title } = await passages.get(url);
    if (ask !== player.asked) return;
    say('');
    player.leave();
    screen.replaceChildren(nodes);
    document.title = title;
    if (by) history.pushState(remember(player), '', url);
    scrollTo(0, 0);
    screen.querySelector('main')?.focus({ preventScroll: true });
    enter(player);
  } catch (cause) {
    if (ask !== player.asked) return;
    if (isLineError(cause)) sayOffline(player, ask, () => void show(player, url, by));
    else {
      say('failed');
      location.assign(withVisit(url, visit));
    }
  } finally {
    by?.removeAttribute('aria-busy');
  }
}

/** Says that the line is gone; `again` is tried when it is back, or at once by the button. */
function sayOffline(player: Player, ask: number, again: () => void): void {
  const once = (): void => {
    if (ask === player.asked) again();
  };
  const end = whenOnline(once);
  const line = document.getElementById('say');
  if (!line) return;
  // Said anew only when it is news: a reader is not told every few seconds.
  if (!line.querySelector('button')) {
    say('offline');
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = line.dataset['again'] ?? '';
    line.append(' ', button);
  }
  const button = line.querySelector('button');
  if (button) {
    button.onclick = () => {
      end();
      once();
    };
  }
}

function say(what: '' | 'offline' | 'failed'): void {
  const line = document.getElementById('say');
  if (line) line.textContent = what ? (line.dataset[what] ?? '') : '';
}

/** Runs `then` after the next frame with words has been drawn. */
function onPainted(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then, 0));
}

function onIdle(then: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(then, { timeout: 3_000 });
  else setTimeout(then, 1_000);
}

const screen = document.getElementById('screen');
if (screen) boot(screen);
