import { createSignal, onCleanup, Show } from 'solid-js';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, formatBytes, type Lang } from '#i18n/text.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import { readFile } from '#player/scan/pictures.ts';
import { type Reader, ReaderMissing } from '#player/scan/reader.ts';

type Says = 'reading' | 'nothing' | 'noPicture' | 'tooLarge' | 'readerMissing';

/** What a browser can unpack without running out of memory. */
const MOST_BYTES = 60 * 1024 * 1024;

/** A photo or a screenshot, read here and not uploaded. */
export default function PictureWay(props: {
  readonly lang: Lang;
  readonly reader: () => Promise<Reader>;
  /** Before a picture is read. */
  readonly onStart: () => void;
  readonly onText: (text: string) => void;
}) {
  const t = scannerTexts[props.lang];
  const [says, setSays] = createSignal<Says | null>(null);
  let file!: HTMLInputElement;
  let reading: AbortController | null = null;

  function stop(): void {
    reading?.abort();
    reading = null;
    setSays(null);
  }
  onCleanup(stop);

  async function read(picture: File | undefined): Promise<void> {
    if (!picture) return;
    file.value = '';
    stop();
    props.onStart();
    if (picture.size > MOST_BYTES) {
      setSays('tooLarge');
      return;
    }
    setSays('reading');
    const run = new AbortController();
    reading = run;
    try {
      const text = await readFile(picture, await props.reader(), run.signal);
      if (run.signal.aborted) return;
      setSays(text ? null : 'nothing');
      if (text) props.onText(text);
    } catch (cause) {
      if (!run.signal.aborted) setSays(cause instanceof ReaderMissing ? 'readerMissing' : 'noPicture');
    }
  }

  const problem = (): string | null => {
    const now = says();
    if (now === null || now === 'reading') return null;
    return fill(t[now], { size: formatBytes(props.lang, MOST_BYTES) });
  };

  return (
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
        onChange={(event) => void read(event.currentTarget.files?.[0])}
      />
      <Show
        when={says() === 'reading'}
        fallback={
          <button type="button" class="btn big" onClick={() => file.click()}>
            {t.choose}
          </button>
        }
      >
        <div class="reading">
          <p>
            <Spinner /> <span role="status">{t.reading}</span>
          </p>
          <button type="button" class="btn big" onClick={stop}>
            {t.stopReading}
          </button>
        </div>
      </Show>
      <Show when={problem()}>
        {(words) => (
          <p class="notice" data-tone="warn" role="status">
            {words()}
          </p>
        )}
      </Show>
    </section>
  );
}
