import { RotateCcw } from 'lucide-solid';
import { createEffect, createSignal, on, onCleanup, onMount, Show } from 'solid-js';
import type { Scene } from '#domain/scene/model.ts';
import IconButton from '#islands/ui/IconButton.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import { paths } from '#paths';
import { useEditing } from './editing.ts';

/** A common phone's screen in CSS pixels; the frame is drawn smaller where there is less room. */
const WIDTH = 360;
const HEIGHT = 740;
const LEAST_SCALE = 0.6;
/** The frame drawn around the screen, in pixels. */
const BEZEL = 8;

/** Where the screen begins on which a block is told: after the last choice or end before it. */
function screenOf({ blocks }: Scene, id: string): string {
  const index = blocks.findIndex((block) => block.id === id);
  const last = blocks
    .slice(0, Math.max(0, index))
    .findLastIndex(({ type, after }) => type === 'choice' || after === 'end');
  return last < 0 ? 'start' : (blocks[last + 1]?.id ?? 'start');
}

/** The draft in a phone beside the editor: reloaded after each save, at the passage that is being edited. */
export default function Phone(props: {
  /** Grows with each save. */
  readonly version: number;
  readonly empty: boolean;
}) {
  const editing = useEditing();
  const { t, lang, languages, language, setLanguage, sceneId, open } = editing;
  const [scale, setScale] = createSignal(1);
  let room!: HTMLDivElement;
  let frame: HTMLIFrameElement | undefined;

  const address = (at: string) => `${paths.preview(sceneId)}?at=${at}&lang=${language()}`;
  const here = (): URL | null => {
    const href = frame?.contentWindow?.location.href;
    return href && href !== 'about:blank' ? new URL(href) : null;
  };
  // Where the frame is on its way to, so that a save meanwhile does not call it back to where it was.
  let going: string | null = null;
  const go = (at: string) => {
    going = at;
    frame?.contentWindow?.location.replace(address(at));
  };
  /** The passage that is on its way or on the screen; a choice may have led the frame into another scene. */
  const at = (): string => {
    const url = here();
    const shown = url?.pathname === paths.preview(sceneId) ? url.searchParams.get('at') : null;
    const opened = open();
    return going ?? shown ?? (opened === null ? 'start' : screenOf(editing.doc(), opened));
  };
  /** How far down the reader was, to be there again after a reload. */
  let depth = 0;
  const reload = () => {
    depth = going === null ? (frame?.contentWindow?.scrollY ?? 0) : 0;
    go(at());
  };

  createEffect(on(() => props.version, reload, { defer: true }));
  createEffect(
    on(
      language,
      () => {
        if (here()?.searchParams.get('lang') !== language()) reload();
      },
      { defer: true },
    ),
  );
  // Scrolled by hand: `scrollIntoView` would scroll the studio around the frame as well.
  let awaited: string | null = null;
  const showPart = (id: string): boolean => {
    const window_ = frame?.contentWindow;
    const part = frame?.contentDocument?.getElementById(id);
    if (!window_ || !part) return false;
    window_.scrollTo({ top: part.getBoundingClientRect().top + window_.scrollY - HEIGHT / 4 });
    return true;
  };
  // The phone goes to the screen on which the opened part is told, as a reader would come to it.
  const follow = (id: string | null) => {
    if (id === null || showPart(id)) return;
    awaited = id;
    depth = 0;
    go(screenOf(editing.doc(), id));
  };
  const arrived = () => {
    const url = here();
    if (going !== null && url?.search !== new URL(address(going), location.href).search) return;
    going = null;
    if (depth > 0) frame?.contentWindow?.scrollTo({ top: depth });
    depth = 0;
    if (awaited !== null && (awaited !== open() || showPart(awaited))) awaited = null;
    // The switch on the phone turns the fields as well.
    const chosen = url?.searchParams.get('lang');
    if (chosen && languages.includes(chosen)) setLanguage(chosen);
  };
  createEffect(on(open, follow, { defer: true }));

  onMount(() => {
    const resize = () => {
      const height = room.clientHeight;
      if (height > 0)
        setScale(
          Math.max(
            LEAST_SCALE,
            Math.min(1, (height - 2 * BEZEL) / HEIGHT, (room.clientWidth - 2 * BEZEL) / WIDTH),
          ),
        );
    };
    const sizes = new ResizeObserver(resize);
    sizes.observe(room);
    resize();
    onCleanup(() => sizes.disconnect());
  });

  const nameOf = (code: string) => new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code;
  return (
    <section class="phone-side" aria-label={t.phone}>
      <header class="row">
        <h2>{t.phone}</h2>
        <span class="push" />
        <Show when={languages.length > 1}>
          <Segmented
            small
            label={t.phoneLanguage}
            value={language()}
            choices={languages.map((value) => ({
              value,
              label: languages.length > 3 ? value : nameOf(value),
            }))}
            onChange={setLanguage}
          />
        </Show>
        <IconButton small kind="quiet" label={t.phoneRestart} onClick={() => go('start')}>
          <RotateCcw />
        </IconButton>
      </header>
      <div class="phone-room" ref={room}>
        <Show when={!props.empty} fallback={<p class="phone-empty dim">{t.phoneEmpty}</p>}>
          <div class="phone" style={{ width: `${WIDTH * scale()}px`, height: `${HEIGHT * scale()}px` }}>
            <iframe
              ref={frame}
              title={t.phoneTitle}
              src={address('start')}
              onLoad={arrived}
              width={WIDTH}
              height={HEIGHT}
              style={{ transform: `scale(${scale()})` }}
            />
          </div>
        </Show>
      </div>
    </section>
  );
}
