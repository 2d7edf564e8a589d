import '#styles/scanner.css';
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import { paths } from '#paths';
import { type Camera, type CameraRefusal, CameraRefused, makeCamera } from '#player/scan/camera.ts';
import { readFile, readVideo } from '#player/scan/pictures.ts';
import { type Entry, readEntry } from '#player/scan/read-entry.ts';
import { makeReader, type Reader } from '#player/scan/reader.ts';
import Found from './Found.tsx';

type Stage = 'idle' | 'starting' | 'looking' | 'hidden' | CameraRefusal;

const HINT_AFTER_MS = 6_000;

/**
 * Scans by camera, from a picture or by typing. Our own codes open at once; others are shown with their host
 * first. The camera runs only while the page is seen.
 */
export default function Scanner(props: {
  readonly lang: Lang;
  readonly hosts: readonly string[];
  /** What was typed on the page before, and what is wrong with it. */
  readonly typed: string;
  readonly wrong: string;
}) {
  const t = scannerTexts[props.lang];
  const [stage, setStage] = createSignal<Stage>('idle');
  const [found, setFound] = createSignal<Entry | null>(null);
  const [slow, setSlow] = createSignal(false);
  const [lamp, setLamp] = createSignal<boolean | null>(null);
  const [typed, setTyped] = createSignal(props.typed);
  const [typedWrong, setTypedWrong] = createSignal<string | null>(props.wrong || null);
  const [pictureSays, setPictureSays] = createSignal<'reading' | 'nothing' | 'noPicture' | null>(null);
  let video!: HTMLVideoElement;
  let file!: HTMLInputElement;
  let camera: Camera | null = null;
  let reading: AbortController | null = null;
  let reader: Promise<Reader> | null = null;
  let hintTimer: ReturnType<typeof setTimeout> | undefined;

  const getReader = (): Promise<Reader> => {
    reader ??= makeReader();
    return reader;
  };
  const dropReader = () => {
    void reader?.then((made) => made.end()).catch(() => {});
    reader = null;
  };

  function stop(next: Stage = 'idle'): void {
    reading?.abort();
    reading = null;
    camera?.end();
    camera = null;
    clearTimeout(hintTimer);
    setSlow(false);
    setLamp(null);
    setStage(next);
  }

  function take(entry: Entry): void {
    stop();
    setFound(entry);
    if (entry.kind !== 'own') return;
    navigator.vibrate?.(60);
    location.assign(paths.scan(entry.letters));
  }

  async function start(): Promise<void> {
    if (stage() === 'starting' || stage() === 'looking') return;
    setStage('starting');
    const run = new AbortController();
    reading = run;
    const loading = getReader();
    loading.catch(() => {});
    try {
      const made = await makeCamera(video);
      if (run.signal.aborted) return made.end();
      camera = made;
      made.onEnd(() => camera === made && stop('missing'));
      setLamp(made.hasTorch ? false : null);
      setStage('looking');
      hintTimer = setTimeout(() => setSlow(true), HINT_AFTER_MS);
      const text = await readVideo(video, await loading, run.signal);
      if (text) take(readEntry(text, props.hosts));
    } catch (cause) {
      if (!run.signal.aborted) stop(cause instanceof CameraRefused ? cause.reason : 'busy');
    }
  }

  async function readPicture(picture: File | undefined): Promise<void> {
    if (!picture) return;
    stop();
    setPictureSays('reading');
    try {
      const text = await readFile(picture, await getReader());
      setPictureSays(text ? null : 'nothing');
      if (text) take(readEntry(text, props.hosts));
    } catch {
      setPictureSays('noPicture');
    }
    file.value = '';
  }

  function readTyped(event: SubmitEvent): void {
    event.preventDefault();
    const entry = readEntry(typed(), props.hosts, true);
    setTypedWrong(typed().trim() === '' ? t.typedMissing : entry.kind === 'text' ? t.typedBad : null);
    if (entry.kind !== 'text') take(entry);
  }

  const hide = () => {
    if (!document.hidden) return;
    if (stage() === 'looking' || stage() === 'starting') stop('hidden');
    dropReader();
  };
  /** Back from a scene by the browser's button: the page may be shown as it was left. */
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) setFound(null);
  };
  const leave = () => {
    stop();
    dropReader();
  };
  onMount(() => {
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', leave);
    addEventListener('pageshow', shown);
  });
  onCleanup(() => {
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', shown);
    leave();
  });

  const running = () => stage() === 'starting' || stage() === 'looking';
  const refusal = (): string | null => {
    const now = stage();
    return now === 'idle' || now === 'starting' || now === 'looking'
      ? null
      : now === 'hidden'
        ? t.resumed
        : t[now];
  };

  return (
    <>
      <Show when={found()}>
        {(entry) => <Found lang={props.lang} entry={entry()} onAgain={() => setFound(null)} />}
      </Show>
      <div class="ways" hidden={found() !== null}>
        <section class="way" aria-labelledby="way-camera">
          <h2 id="way-camera">{t.camera}</h2>
          <div class="finder" data-on={running() ? '' : undefined} hidden={!running()}>
            <video ref={video} muted playsinline />
            <i aria-hidden="true" />
            <p role="status">
              <Switch>
                <Match when={stage() === 'starting'}>{t.starting}</Match>
                <Match when={stage() === 'looking'}>
                  {t.looking}
                  <Show when={slow()}>. {t.hint}</Show>
                </Match>
              </Switch>
            </p>
          </div>
          <Show when={!running()}>
            <Show when={refusal()} fallback={<p>{t.cameraWhy}</p>}>
              {(says) => (
                <p class="notice" data-tone={stage() === 'hidden' ? undefined : 'warn'} role="status">
                  {says()}
                </p>
              )}
            </Show>
            <Show when={stage() !== 'insecure'}>
              <button type="button" class="btn big" data-kind="go" onClick={() => void start()}>
                {refusal() && stage() !== 'hidden' ? t.tryAgain : t.start}
              </button>
            </Show>
          </Show>
          <Show when={running()}>
            <div class="row">
              <button type="button" class="btn big" onClick={() => stop()}>
                {t.stop}
              </button>
              <Show when={lamp() !== null}>
                <button
                  type="button"
                  class="btn big"
                  aria-pressed={lamp() === true}
                  onClick={() => {
                    const on = lamp() !== true;
                    void camera?.setTorch(on).then(
                      () => setLamp(on),
                      () => setLamp(null),
                    );
                  }}
                >
                  {lamp() ? t.lightOff : t.lightOn}
                </button>
              </Show>
            </div>
          </Show>
        </section>

        <section class="way" aria-labelledby="way-typed">
          <h2 id="way-typed">{t.typed}</h2>
          <form onSubmit={readTyped} novalidate>
            <label for="typed">{t.typedLabel}</label>
            <div class="typed">
              <input
                id="typed"
                class="input input-mono"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                enterkeyhint="go"
                maxLength={200}
                value={typed()}
                aria-invalid={typedWrong() ? 'true' : undefined}
                aria-describedby="typed-hint typed-wrong"
                onInput={(event) => {
                  setTyped(event.currentTarget.value);
                  setTypedWrong(null);
                }}
              />
              <button type="submit" class="btn big">
                {t.open}
              </button>
            </div>
            <p class="hint" id="typed-hint">
              {t.typedHint}
            </p>
            <p class="wrong" id="typed-wrong" role="alert">
              {typedWrong()}
            </p>
          </form>
        </section>

        <section class="way" aria-labelledby="way-picture">
          <h2 id="way-picture">{t.picture}</h2>
          <p>{t.pictureWhy}</p>
          <input
            ref={file}
            class="sr-only"
            type="file"
            accept="image/*"
            tabIndex={-1}
            aria-hidden="true"
            onChange={(event) => void readPicture(event.currentTarget.files?.[0])}
          />
          <button type="button" class="btn big" onClick={() => file.click()}>
            {t.choose}
          </button>
          <Show when={pictureSays() === 'reading'}>
            <p>
              <Spinner /> <span role="status">{t.reading}</span>
            </p>
          </Show>
          <Show when={pictureSays() === 'nothing' || pictureSays() === 'noPicture'}>
            <p class="notice" data-tone="warn" role="status">
              {pictureSays() === 'nothing' ? t.nothing : t.noPicture}
            </p>
          </Show>
        </section>
      </div>
      <p class="sr-only" role="status">
        {(() => {
          const entry = found();
          return entry?.kind === 'own' ? fill(t.found, { letters: entry.letters }) : '';
        })()}
      </p>
    </>
  );
}
