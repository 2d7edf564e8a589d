import { Show } from 'solid-js';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import UploadButton, { PICTURES } from './UploadButton.tsx';
import type { Uploaded } from './upload.ts';

/** A photo of the place or of a step, uploaded at once. */
export default function PhotoField(props: {
  readonly lang: Lang;
  readonly label?: string;
  /** What the photo shows. */
  readonly name: string;
  readonly url: string | null;
  readonly onChange: (photo: Uploaded | null) => void;
}) {
  const t = placesTexts[props.lang];
  return (
    <div class="field photo-field">
      <span class="label">{props.label ?? t.photo}</span>
      <Show when={props.url}>
        {(url) => <img src={url()} alt={fill(t.photoAlt, { name: props.name })} loading="lazy" />}
      </Show>
      <div class="row">
        <UploadButton
          lang={props.lang}
          label={props.url ? t.photoChange : t.photoAdd}
          busyLabel={t.photoBusy}
          accept={PICTURES}
          onUploaded={props.onChange}
        />
        <Show when={props.url}>
          <Button small kind="quiet" onClick={() => props.onChange(null)}>
            {t.photoRemove}
          </Button>
        </Show>
      </div>
    </div>
  );
}
