import { For } from 'solid-js';
import { centreOf, eyeScale, visualAngleDeg } from '#domain/qr/attention.ts';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Chip from '#islands/ui/Chip.tsx';
import type { Attention } from './make-attention.ts';
import Scene from './Scene.tsx';
import { metres } from './words.ts';

const DISTANCES = [1, 3, 10] as const;
/** A window, CSS pixels. */
const VIEW = { width: 236, height: 177 } as const;

/** The print from one, three and ten metres, each under the angle that it has from there. */
export default function EyeViews(props: {
  readonly lang: Lang;
  readonly attention: Attention;
  readonly images: ReadonlyMap<string, string>;
}) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  return (
    <section class="seen-eye" aria-label={t.eye}>
      <h2>{t.eye}</h2>
      <div class="seen-views">
        <For each={DISTANCES}>
          {(distance) => {
            const scale = () => eyeScale(attention.asWall(), distance);
            const centre = () => centreOf(attention.quad());
            const angle = () => visualAngleDeg(attention.widthMm(), distance);
            const reads = () => distance <= attention.size().distanceM + 1e-6;
            const notices = () => distance <= attention.noticeM() + 1e-6;
            const does = () =>
              notices() ? (reads() ? t.doesBoth : t.doesNotice) : reads() ? t.doesScan : t.doesNone;
            return (
              <figure>
                <div
                  class="seen-view"
                  role="img"
                  aria-label={fill(t.from, { distance: metres(props.lang, distance) })}
                >
                  <Scene
                    attention={attention}
                    images={props.images}
                    scale={scale()}
                    x={centre()[0] - VIEW.width / 2 / scale()}
                    y={centre()[1] - VIEW.height / 2 / scale()}
                    name={`at${distance}`}
                  />
                </div>
                <figcaption>
                  <b>{fill(t.from, { distance: metres(props.lang, distance) })}</b>
                  <small>
                    {fill(t.wide, {
                      angle: formatNumber(props.lang, angle(), { maximumSignificantDigits: 2 }),
                    })}
                  </small>
                  <Chip tone={notices() && reads() ? 'ok' : notices() || reads() ? 'warn' : 'plain'}>
                    {does()}
                  </Chip>
                </figcaption>
              </figure>
            );
          }}
        </For>
      </div>
      <p class="dim">{t.eyeNote}</p>
    </section>
  );
}
