import { createSignal, onCleanup, Show } from 'solid-js';
import { stateOf } from '#domain/place/life.ts';
import type { ShownCode } from '#domain/place/model.ts';
import { errorSentence } from '#i18n/errors.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Progress from '#islands/ui/Progress.tsx';
import Switch from '#islands/ui/Switch.tsx';
import { sayError } from '#islands/ui/toast.ts';
import LiveCamera, { hasCamera } from './LiveCamera.tsx';
import type { LivesOf } from './make-lives.ts';
import Reading from './Reading.tsx';
import { shrink } from './shrink.ts';
import { PICTURES } from './UploadButton.tsx';
import { upload } from './upload.ts';

/** A phone or tablet: it has a camera of its own to hold against a wall. */
const inHand = matchMedia('(pointer: coarse)').matches;

/** Takes a photo of the real print, by the phone's camera or from a file, and says what the decoders read in it. */
export default function ProofPhoto(props: {
  readonly lang: Lang;
  readonly lives: LivesOf;
  readonly placementId: string;
  readonly letters: string;
  readonly handed: boolean;
  readonly whose: (code: ShownCode) => string;
}) {
  const t = placementLifeTexts[props.lang];
  const [phase, setPhase] = createSignal<'idle' | 'live' | 'sending' | 'reading'>('idle');
  const [inPlace, setInPlace] = createSignal(true);
  const [preview, setPreview] = createSignal<string | null>(null);
  const [read, setRead] = createSignal<string | null>(null);
  let sending: AbortController | null = null;
  let camera!: HTMLInputElement;
  let file!: HTMLInputElement;
  const show = (photo: Blob | null) => {
    const old = preview();
    if (old) URL.revokeObjectURL(old);
    setPreview(photo && URL.createObjectURL(photo));
  };
  onCleanup(() => {
    sending?.abort();
    show(null);
  });

  const take = async (photo: Blob | undefined) => {
    if (!photo || phase() === 'sending' || phase() === 'reading') return;
    setRead(null);
    setPhase('sending');
    const small = await shrink(photo);
    show(small);
    sending = new AbortController();
    const { signal } = sending;
    const sent = await upload(small, 'media', signal);
    if (signal.aborted) return;
    if (!sent.ok) {
      setPhase('idle');
      return sayError(sent.message ?? errorSentence(props.lang, 'unavailable'));
    }
    setPhase('reading');
    const refused = await props.lives.addPhoto(props.placementId, sent.data.id, inPlace());
    setPhase('idle');
    if (refused) return sayError(refused.message);
    setRead(props.lives.of(props.placementId).at(-1)?.id ?? null);
  };
  const cancel = () => {
    sending?.abort();
    show(null);
    setPhase('idle');
  };
  const chosen = (input: HTMLInputElement) => {
    const [photo] = input.files ?? [];
    void take(photo);
    input.value = '';
  };
  const event = () => props.lives.of(props.placementId).find(({ id }) => id === read()) ?? null;
  const busy = () => phase() === 'sending' || phase() === 'reading';

  return (
    <section class="card proof-photo stack" aria-labelledby="proof-photo">
      <h2 id="proof-photo">{t.proof}</h2>
      <p>{t.proofLead}</p>
      <input
        ref={camera}
        class="sr-only"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(change) => chosen(change.currentTarget)}
      />
      <input
        ref={file}
        class="sr-only"
        type="file"
        accept={PICTURES}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(change) => chosen(change.currentTarget)}
      />
      <Show when={phase() === 'live'}>
        <LiveCamera lang={props.lang} onShot={(shot) => void take(shot)} onStop={() => setPhase('idle')} />
      </Show>
      <Show when={preview()}>{(url) => <img class="shot" src={url()} alt={t.yours} />}</Show>
      <div role="status" class="stack">
        <Show when={busy()}>
          <Progress
            label={phase() === 'sending' ? t.sending : t.reading}
            share={null}
            onCancel={phase() === 'sending' ? cancel : undefined}
          />
        </Show>
        <Show when={event()?.reading}>
          {(reading) => (
            <>
              <Reading
                lang={props.lang}
                reading={reading()}
                letters={props.letters}
                shownBy={props.lives.shownBy}
                whose={props.whose}
              />
              <Show when={event()?.state === 'checked'}>
                <p>
                  <strong>{t.wentChecked}</strong>
                </p>
              </Show>
            </>
          )}
        </Show>
      </div>
      <Show when={!busy() && phase() !== 'live'}>
        <div class="row shoot">
          <Show when={inHand}>
            <Button kind="go" onClick={() => camera.click()}>
              {t.take}
            </Button>
          </Show>
          <Button kind={inHand ? 'plain' : 'go'} onClick={() => file.click()}>
            {t.choose}
          </Button>
          <Show when={hasCamera()}>
            <Button onClick={() => setPhase('live')}>{t.live}</Button>
          </Show>
        </div>
        <Show when={!props.handed && stateOf(props.lives.of(props.placementId)) !== 'removed'}>
          <Switch label={t.inPlace} hint={t.inPlaceHint} checked={inPlace()} onChange={setInPlace} />
        </Show>
      </Show>
    </section>
  );
}
