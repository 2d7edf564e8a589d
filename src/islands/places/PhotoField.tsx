import { createSignal, Show } from 'solid-js';
import { errorSentence } from '#i18n/errors.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import { sayError } from '#islands/ui/toast.ts';
import { type Uploaded, upload } from './upload.ts';

/** A photo of the place, uploaded at once. */
export default function PhotoField(props: {
  readonly lang: Lang;
  readonly name: string;
  readonly url: string | null;
  readonly onChange: (photo: Uploaded | null) => void;
}) {
  const t = placesTexts[props.lang];
  const [busy, setBusy] = createSignal(false);
  let input!: HTMLInputElement;
  const take = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    const made = await upload(file);
    setBusy(false);
    input.value = '';
    if (made.ok) props.onChange(made.data);
    else sayError(made.message ?? errorSentence(props.lang, 'unavailable'));
  };
  return (
    <div class="field photo-field">
      <span class="label">{t.photo}</span>
      <Show when={props.url}>
        {(url) => <img src={url()} alt={fill(t.photoAlt, { name: props.name })} loading="lazy" />}
      </Show>
      <div class="row">
        <input
          ref={input}
          class="sr-only"
          type="file"
          accept="image/jpeg,image/png,image/webp"
          tabIndex={-1}
          aria-hidden="true"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <Button small onClick={() => input.click()} disabled={busy()}>
          {props.url ? t.photoChange : t.photoAdd}
        </Button>
        <Show when={props.url}>
          <Button small kind="quiet" onClick={() => props.onChange(null)}>
            {t.photoRemove}
          </Button>
        </Show>
        <Show when={busy()}>
          <Spinner label={t.photoBusy} />
        </Show>
      </div>
    </div>
  );
}
