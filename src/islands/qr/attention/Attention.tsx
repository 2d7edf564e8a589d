import '#styles/designer.css';
import '#styles/attention.css';
import { createSignal, Show } from 'solid-js';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, formatBytes, formatNumber, type Lang } from '#i18n/text.ts';
import Spinner from '#islands/ui/Spinner.tsx';
import EyeViews from './EyeViews.tsx';
import HangingCard from './HangingCard.tsx';
import { type AttentionOptions, makeAttention } from './make-attention.ts';
import PhotoStage from './PhotoStage.tsx';
import PictureCard from './PictureCard.tsx';
import { PHOTO, type PhotoError, readPhoto } from './read-photo.ts';
import { drawWall, type WallKind } from './sample-walls.ts';
import ThreeSeconds from './ThreeSeconds.tsx';
import Verdict from './Verdict.tsx';

export interface AttentionProps extends AttentionOptions {
  readonly lang: Lang;
  /** Addresses of raster logos by asset id. */
  readonly logoUrls: Readonly<Record<string, string>>;
}

/** The three-second test: the code in a picture of its place, as the eye sees it, and what to do where it fails. */
export default function Attention(props: AttentionProps) {
  const t = attentionTexts[props.lang];
  const attention = makeAttention(props);
  const images = new Map(Object.entries(props.logoUrls));
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal('');

  const sentence = (file: File, why: PhotoError) => {
    const number = (value: number) => formatNumber(props.lang, value);
    return fill(t[why.code], {
      name: file.name,
      size: formatBytes(props.lang, file.size),
      mb: PHOTO.bytes / 1e6,
      most: PHOTO.megapixels,
      least: PHOTO.least,
      ...('width' in why ? { width: number(why.width), height: number(why.height) } : {}),
    });
  };
  const choose = async (file: File) => {
    setBusy(true);
    setError('');
    const read = await readPhoto(file);
    setBusy(false);
    if (read.ok) attention.setPhoto(read.photo, null);
    else setError(sentence(file, read.error));
  };
  const takeWall = async (kind: WallKind) => {
    setError('');
    attention.setPhoto(await drawWall(kind), kind);
  };

  return (
    <div class="seen">
      <div class="seen-main">
        <Show
          when={attention.photo()}
          fallback={
            <div class="seen-stage seen-waits">
              <Spinner label={t.drawing} />
            </div>
          }
        >
          <PhotoStage
            lang={props.lang}
            attention={attention}
            images={images}
            onFile={(file) => void choose(file)}
          />
          <EyeViews lang={props.lang} attention={attention} images={images} />
        </Show>
      </div>
      <div class="seen-side">
        <Show when={attention.photo()}>
          <Verdict lang={props.lang} attention={attention} />
        </Show>
        <PictureCard
          lang={props.lang}
          attention={attention}
          busy={busy()}
          error={error()}
          onFile={(file) => void choose(file)}
          onWall={(kind) => void takeWall(kind)}
        />
        <Show when={attention.photo()}>
          <HangingCard lang={props.lang} attention={attention} />
          <ThreeSeconds lang={props.lang} attention={attention} images={images} />
        </Show>
      </div>
    </div>
  );
}
