import { createSignal, onCleanup, Show } from 'solid-js';
import type { Artwork } from '#domain/place/model.ts';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import UploadButton, { PICTURES } from '../UploadButton.tsx';
import type { Uploaded } from '../upload.ts';
import { type Finding, findInArtwork } from './find-in-artwork.ts';
import Outline from './Outline.tsx';
import { inTheMiddle, type Shape, within } from './shape.ts';

type Says = Finding['kind'] | 'failed' | 'noCode';

/** The picture that a print's code is printed on, and where the code is in it. */
export default function ArtworkField(props: {
  readonly lang: Lang;
  readonly artwork: Artwork | null;
  readonly url: string | null;
  /** The print's code; empty when it has none. */
  readonly letters: string;
  readonly widthMm: number;
  readonly heightMm: number;
  readonly onPicture: (picture: Uploaded) => void;
  readonly onChange: (artwork: Artwork | null, mergeKey: string | null) => void;
}) {
  const t = artworkTexts[props.lang];
  const [aspect, setAspect] = createSignal(props.heightMm / props.widthMm);
  const [says, setSays] = createSignal<{ readonly kind: Says; readonly text?: string } | null>(null);
  const [run, setRun] = createSignal<AbortController | null>(null);
  onCleanup(() => run()?.abort());

  const mm = (part: number) => Math.round(part * props.widthMm * 10) / 10;
  function set(part: Partial<Shape>): void {
    const { artwork } = props;
    if (!artwork) return;
    props.onChange({ ...artwork, ...within({ ...artwork, aspect: aspect(), ...part }) }, 'artwork');
  }

  /** Looks for the code in a picture and takes it, unless it shows another one. */
  async function take(assetId: string, url: string, kept: Artwork | null): Promise<void> {
    run()?.abort();
    const own = new AbortController();
    setRun(own);
    setSays(null);
    const finding = await (props.letters
      ? findInArtwork(url, props.letters, own.signal).catch(() => ({ kind: 'failed' }) as const)
      : ({ kind: 'noCode' } as const));
    if (run() !== own) return;
    setRun(null);
    const stopped = own.signal.aborted;
    if (!stopped) setSays(finding);
    if (finding.kind === 'other') return;
    if (finding.kind === 'found') props.onChange({ assetId, ...finding.place }, null);
    else if (!kept) props.onChange({ assetId, ...within(inTheMiddle(await aspectOf(url, aspect()))) }, null);
  }
  async function onUploaded(picture: Uploaded): Promise<void> {
    props.onPicture(picture);
    await take(picture.id, picture.url, null);
  }
  const words = () => {
    const said = says();
    return said && fill(t[said.kind], { text: said.text ?? '', letters: props.letters });
  };

  return (
    <section class="field artwork" aria-label={t.title}>
      <span class="label">{t.title}</span>
      <Show
        when={props.artwork && props.url ? { ...props.artwork, url: props.url } : null}
        fallback={<small>{t.empty}</small>}
      >
        {(shown) => (
          <>
            <Outline
              lang={props.lang}
              url={shown().url}
              name={t.alt}
              shape={() => ({ ...shown(), aspect: aspect() })}
              onAspect={setAspect}
              onChange={set}
            />
            <div class="pair">
              <NumberInput
                label={t.x}
                unit="mm"
                min={0}
                max={props.widthMm}
                step={0.5}
                value={mm(shown().x)}
                onChange={(value) => value !== null && set({ x: value / props.widthMm })}
              />
              <NumberInput
                label={t.y}
                unit="mm"
                min={0}
                max={Math.round(props.widthMm * aspect())}
                step={0.5}
                value={mm(shown().y)}
                onChange={(value) => value !== null && set({ y: value / props.widthMm })}
              />
            </div>
            <div class="pair">
              <NumberInput
                label={t.size}
                unit="mm"
                min={mm(0.01)}
                max={props.widthMm}
                step={0.5}
                value={mm(shown().size)}
                onChange={(value) => value !== null && set({ size: value / props.widthMm })}
              />
              <NumberInput
                label={t.turn}
                unit="°"
                min={-180}
                max={180}
                step={0.1}
                value={Math.round(shown().turnDeg * 10) / 10}
                onChange={(turnDeg) => turnDeg !== null && set({ turnDeg })}
              />
            </div>
          </>
        )}
      </Show>
      <Show when={words()}>
        <p class="notice" data-tone={says()?.kind === 'found' ? 'ok' : 'warn'} role="status">
          {words()}
        </p>
      </Show>
      <div class="row">
        <Show
          when={run()}
          fallback={
            <>
              <UploadButton
                lang={props.lang}
                label={props.artwork ? t.change : t.add}
                busyLabel={t.busy}
                accept={PICTURES}
                onUploaded={onUploaded}
              />
              <Show when={props.artwork}>
                {(artwork) => (
                  <>
                    <Show when={props.url && props.letters}>
                      <Button
                        small
                        kind="quiet"
                        onClick={() => void take(artwork().assetId, props.url ?? '', artwork())}
                      >
                        {t.again}
                      </Button>
                    </Show>
                    <Button
                      small
                      kind="quiet"
                      onClick={() => {
                        setSays(null);
                        props.onChange(null, null);
                      }}
                    >
                      {t.remove}
                    </Button>
                  </>
                )}
              </Show>
            </>
          }
        >
          {(running) => (
            <>
              <Spinner label={t.finding} />
              <Button small kind="quiet" onClick={() => running().abort()}>
                {t.stop}
              </Button>
            </>
          )}
        </Show>
      </div>
    </section>
  );
}

async function aspectOf(url: string, otherwise: number): Promise<number> {
  const image = new Image();
  image.src = url;
  await image.decode().catch(() => {});
  return image.naturalWidth > 0 ? image.naturalHeight / image.naturalWidth : otherwise;
}
