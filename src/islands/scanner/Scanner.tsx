import '#styles/scanner.css';
import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, type Lang } from '#i18n/text.ts';
import { paths } from '#paths';
import { type Entry, readEntry } from '#player/scan/read-entry.ts';
import { makeReader, type Reader } from '#player/scan/reader.ts';
import CameraWay from './CameraWay.tsx';
import Found from './Found.tsx';
import { makeCameraScan } from './make-camera-scan.ts';
import PictureWay from './PictureWay.tsx';
import TypedWay from './TypedWay.tsx';

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
  const [found, setFound] = createSignal<Entry | null>(null);
  let video!: HTMLVideoElement;
  let reader: Promise<Reader> | null = null;

  /** One set of readers for camera and pictures; one that could not be loaded is tried again. */
  function getReader(): Promise<Reader> {
    if (reader) return reader;
    const made = makeReader();
    reader = made;
    made.catch(() => {
      if (reader === made) reader = null;
    });
    return made;
  }
  function dropReader(): void {
    void reader?.then((made) => made.end()).catch(() => {});
    reader = null;
  }

  function take(entry: Entry): void {
    scan.stop();
    setFound(entry);
    if (entry.kind !== 'own') return;
    navigator.vibrate?.(60);
    location.assign(paths.scan(entry.letters));
  }
  const takeText = (text: string) => take(readEntry(text, props.hosts));
  const scan = makeCameraScan({ video: () => video, reader: getReader, onText: takeText });

  const hide = () => document.hidden && dropReader();
  /** Back from a scene by the browser's button: the page may be shown as it was left. */
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) setFound(null);
  };
  onMount(() => {
    document.addEventListener('visibilitychange', hide);
    addEventListener('pagehide', dropReader);
    addEventListener('pageshow', shown);
  });
  onCleanup(() => {
    document.removeEventListener('visibilitychange', hide);
    removeEventListener('pagehide', dropReader);
    removeEventListener('pageshow', shown);
    dropReader();
  });

  return (
    <>
      <Show when={found()}>
        {(entry) => <Found lang={props.lang} entry={entry()} onAgain={() => setFound(null)} />}
      </Show>
      <div class="ways" hidden={found() !== null}>
        <CameraWay lang={props.lang} scan={scan} setVideo={(element) => (video = element)} />
        <TypedWay
          lang={props.lang}
          hosts={props.hosts}
          typed={props.typed}
          wrong={props.wrong}
          onEntry={take}
        />
        <PictureWay lang={props.lang} reader={getReader} onStart={() => scan.stop()} onText={takeText} />
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
