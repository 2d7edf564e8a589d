import { For, Show } from 'solid-js';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Spinner from '#islands/ui/Spinner.tsx';
import type { Attention } from './make-attention.ts';
import { PHOTO } from './read-photo.ts';
import { WALLS, type WallKind } from './sample-walls.ts';

/** Which picture the print is tried in, and how large things in it are. */
export default function PictureCard(props: {
  readonly lang: Lang;
  readonly attention: Attention;
  readonly busy: boolean;
  /** Why the last file is none; empty when it is one. */
  readonly error: string;
  readonly onFile: (file: File) => void;
  readonly onWall: (kind: WallKind) => void;
}) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  let input: HTMLInputElement | undefined;
  return (
    <Card title={t.picture}>
      <p class="why">{t.pictureLead}</p>
      <input
        ref={(element) => {
          input = element;
        }}
        class="sr-only"
        type="file"
        accept="image/*"
        aria-label={t.choose}
        tabIndex={-1}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = '';
          if (file) props.onFile(file);
        }}
      />
      <div class="row">
        <Button busy={props.busy} onClick={() => input?.click()}>
          {attention.wall() === null && attention.photo() ? t.another : t.choose}
        </Button>
        <Show when={props.busy}>
          <Spinner label={t.reading} />
        </Show>
      </div>
      <p class="why">{fill(t.kinds, { mb: PHOTO.bytes / 1e6 })}</p>
      <p class="logo-says" role="alert">
        {props.error}
      </p>
      <fieldset class="control-line">
        <legend>
          <span>{t.samples}</span>
        </legend>
        <p class="why">{t.samplesHint}</p>
        <div class="row seen-walls">
          <For each={WALLS}>
            {(kind) => (
              <Button small aria-pressed={attention.wall() === kind} onClick={() => props.onWall(kind)}>
                {t[`wall_${kind}`]}
              </Button>
            )}
          </For>
        </div>
      </fieldset>
      <Show when={attention.wall() && !attention.isFree()}>
        <p class="why">{t.scaleKnown}</p>
      </Show>
      <Show when={attention.photo()?.pxPerMm === null && !attention.isFree()}>
        <NumberInput
          label={t.scaleMm}
          hint={t.scaleLead}
          value={attention.ruler().mm}
          min={1}
          max={100_000}
          unit="mm"
          onChange={(mm) => mm !== null && attention.setRuler({ ...attention.ruler(), mm })}
        />
      </Show>
    </Card>
  );
}
