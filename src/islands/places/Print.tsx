import '#styles/places.css';
import { Show } from 'solid-js';
import type { Lives, ShownCode } from '#domain/place/model.ts';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import type { Lang } from '#i18n/text.ts';
import { paths } from '#paths';
import Life from './Life.tsx';
import { whose } from './life-words.ts';
import { makeLives } from './make-lives.ts';
import ProofPhoto from './ProofPhoto.tsx';

export interface PrintProps {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly timeZone: string;
  readonly placementId: string;
  /** What is said of the print, in lines of label and value. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly placeId: string | null;
  readonly handed: boolean;
  readonly code: { readonly id: string; readonly letters: string } | null;
  readonly lives: Lives;
  /** What each print of the campaign is called. */
  readonly names: Readonly<Record<string, string>>;
}

/** One print, for whoever stands before it: what it should be, the photo that proves it, and its life. */
export default function Print(props: PrintProps) {
  const t = placementLifeTexts[props.lang];
  const lives = makeLives({ lang: props.lang, campaignId: props.campaignId, lives: props.lives });
  const owner = (code: ShownCode) =>
    whose(props.lang, code, props.campaignId, (id) => props.names[id] ?? null);
  return (
    <div class="one-print">
      <section class="card stack facts">
        <Show when={props.code}>{(code) => <code class="code-text big">{code().letters}</code>}</Show>
        <dl>
          {props.facts.map(({ label, value }) => (
            <div>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p class="row">
          <a
            class="mend"
            href={`${paths.places(props.campaignId)}${props.placeId ? `#${props.placeId}` : ''}`}
          >
            {t.edit}
          </a>
          <Show when={props.code}>
            {(code) => (
              <a class="mend" href={paths.code(props.campaignId, code().id)}>
                {t.design}
              </a>
            )}
          </Show>
        </p>
      </section>
      <Show
        when={props.code}
        fallback={
          <p class="notice" data-tone="warn">
            {t.noCode}
          </p>
        }
      >
        {(code) => (
          <ProofPhoto
            lang={props.lang}
            lives={lives}
            placementId={props.placementId}
            letters={code().letters}
            handed={props.handed}
            whose={owner}
          />
        )}
      </Show>
      <div class="card">
        <Life
          lang={props.lang}
          lives={lives}
          placementId={props.placementId}
          handed={props.handed}
          timeZone={props.timeZone}
          letters={props.code?.letters ?? ''}
          whose={owner}
          photoHref={null}
        />
      </div>
    </div>
  );
}
