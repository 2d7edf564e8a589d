import { createMemo, createSignal, For, Show } from 'solid-js';
import type { Artwork } from '#domain/qr/artwork.ts';
import { correctionPicture } from '#domain/qr/correction-picture.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { trimmed } from '#domain/qr/sheet.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { correctionTexts } from '#i18n/studio/correction.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatMm, formatNumber, type Lang } from '#i18n/text.ts';
import NumberInput from '#islands/ui/NumberInput.tsx';
import Switch from '#islands/ui/Switch.tsx';
import CorrectionKey, { correctionMarkup } from './CorrectionKey.tsx';
import { PRINT_WIDTH, sizeOf, type Wanted, widthFor } from './print-size.ts';

/** How a screen is looked at: half a metre away, 96 CSS pixels to the inch. */
const SCREEN = { metres: 0.5, pxPerMm: 96 / 25.4 };
const LARGEST_PX = 88;

/** Cut, not rounded: a print that falls short by a centimetre does not say that it suffices. */
const metres = (lang: Lang, value: number) =>
  formatNumber(lang, Math.floor(value * 100 + 1e-6) / 100, { style: 'unit', unit: 'meter' });

/** The code in its frame as it will be printed, what is left of it from afar, and from how far it is read. */
export default function Stage(props: {
  readonly lang: Lang;
  readonly payload: string;
  readonly artwork: Artwork;
  readonly style: StyleDocument;
  /** The symbol with its light edge, without a frame. */
  readonly bare: Artwork;
  readonly images: ReadonlyMap<string, string>;
  /** The preview in words. */
  readonly alt: string;
  readonly widthMm: number;
  readonly onWidth: (mm: number) => void;
  /** Where the code is tried in its surroundings. */
  readonly attentionUrl: string;
  readonly wanted: (Wanted & { readonly place: string | null; readonly medium: string }) | null;
}) {
  const t = designerTexts[props.lang];
  const size = () => sizeOf(props.artwork, props.style, props.widthMm);
  // One drawing for all three: only the ids of its gradients must differ.
  const drawn = createMemo(() => toSvg(props.bare, { images: props.images, idPrefix: 'afar' }));
  const mm = (value: number) => formatMm(props.lang, value);
  const c = correctionTexts[props.lang];
  const [isTinted, setTinted] = createSignal(false);
  const blocks = createMemo(() => (isTinted() ? correctionPicture(props.style, props.payload) : []));
  const picture = () => {
    const art = trimmed(props.artwork, props.style, props.widthMm);
    const svg = toSvg(art, { images: props.images, idPrefix: 'stage' });
    return isTinted() ? svg.replace(/<\/svg>$/, `${correctionMarkup(blocks(), art)}</svg>`) : svg;
  };
  const distances = () => ((props.wanted?.scanDistanceM ?? 0) > 5 ? [2, 5, 10] : [1, 2, 5]);
  const seen = () => {
    const bareMm = (size().symbolMm * props.bare.width) / props.bare.symbol.size;
    const [nearest = 1] = distances();
    const truePx = (bareMm * SCREEN.metres * SCREEN.pxPerMm) / nearest;
    const first = Math.max(24, Math.min(LARGEST_PX, truePx));
    return distances().map((distance) => ({ distance, px: Math.max(3, (first * nearest) / distance) }));
  };
  const needed = () => {
    const { wanted } = props;
    if (!wanted) return null;
    const width = widthFor(props.artwork, props.style, wanted.scanDistanceM);
    return width > props.widthMm ? width : null;
  };
  const tooWide = () => {
    const { wanted } = props;
    return wanted && props.widthMm > wanted.widthMm ? wanted : null;
  };
  return (
    <section class="design-stage" aria-label={t.stage}>
      <div class="picture">
        <div
          class="artwork"
          data-tall={props.artwork.height > props.artwork.width * 1.2 ? '' : undefined}
          role="img"
          aria-label={props.alt}
          innerHTML={picture()}
        />
        <div class="picture-tools">
          <Switch label={c.show} checked={isTinted()} onChange={setTinted} />
          <a href={props.attentionUrl}>{attentionTexts[props.lang].open}</a>
        </div>
        <Show when={isTinted()}>
          <CorrectionKey lang={props.lang} blocks={blocks()} />
        </Show>
      </div>
      <div class="afar">
        <div
          class="eyes-view"
          role="img"
          aria-label={`${t.eyeSees}: ${distances()
            .map((one) => metres(props.lang, one))
            .join(', ')}`}
        >
          <For each={seen()}>
            {(one, index) => (
              <figure>
                <span
                  style={{ width: `${one.px}px`, height: `${one.px}px` }}
                  innerHTML={drawn().replaceAll('afar-', `afar${index()}-`)}
                />
                <figcaption>{metres(props.lang, one.distance)}</figcaption>
              </figure>
            )}
          </For>
        </div>
        <div class="afar-words">
          <h2>{t.eyeSees}</h2>
          <p>
            {fill(t.scansUpTo, { width: mm(props.widthMm), distance: metres(props.lang, size().distanceM) })}{' '}
            <Show when={props.wanted} fallback={t.noPlacement}>
              {(wanted) => {
                const words = () => ({
                  place: wanted().place ?? t.thisPrint,
                  distance: metres(props.lang, wanted().scanDistanceM),
                });
                return (
                  <Show when={needed()} fallback={fill(t.enough, words())}>
                    {(width) => (
                      <>
                        {fill(t.tooSmall, { ...words(), needed: mm(width()) })}{' '}
                        <button type="button" class="mend" onClick={() => props.onWidth(width())}>
                          {fill(t.widen, { needed: mm(width()) })}
                        </button>
                      </>
                    )}
                  </Show>
                );
              }}
            </Show>{' '}
            <Show when={tooWide()}>
              {(wanted) => fill(t.tooWide, { medium: wanted().medium, width: mm(wanted().widthMm) })}
            </Show>
          </p>
          <p class="dim">
            {fill(t.symbolPart, {
              symbol: mm(size().symbolMm),
              module: formatNumber(props.lang, size().moduleMm, {
                style: 'unit',
                unit: 'millimeter',
                maximumFractionDigits: 2,
              }),
            })}
          </p>
          <NumberInput
            label={t.width}
            value={props.widthMm}
            {...PRINT_WIDTH}
            unit="mm"
            onChange={(value) => value !== null && props.onWidth(value)}
          />
        </div>
      </div>
    </section>
  );
}
