import { For, Show } from 'solid-js';
import type { Artwork } from '#domain/qr/artwork.ts';
import type { BlockPicture } from '#domain/qr/correction-picture.ts';
import { GATE } from '#domain/qr/limits.ts';
import { place } from '#domain/qr/path.ts';
import { svgPath } from '#domain/qr/svg.ts';
import { correctionTexts } from '#i18n/studio/correction.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';

/** Far from ink and paper, and from one another. */
const COLOURS = ['#cf3d26', '#2f6fc4', '#b98a1d', '#8a4fa3', '#2b8a66', '#d0598f'] as const;
const colourOf = (block: number) => COLOURS[block % COLOURS.length] ?? COLOURS[0];

/** Tints over the artwork, as SVG markup in its units: each block lightly, what it loses strongly. */
export function correctionMarkup(blocks: readonly BlockPicture[], { symbol }: Artwork): string {
  const at = (path: number[], opacity: number, block: number) =>
    path.length === 0
      ? ''
      : `<path fill="${colourOf(block)}" fill-opacity="${opacity}" d="${svgPath(place(path, symbol.x, symbol.y))}"/>`;
  return blocks.map(({ all, gone }, block) => at(all, 0.2, block) + at(gone, 0.78, block)).join('');
}

/** What each block has left, in the colours of the picture. */
export default function CorrectionKey(props: {
  readonly lang: Lang;
  readonly blocks: readonly BlockPicture[];
}) {
  const t = correctionTexts[props.lang];
  const two = (value: number) =>
    formatNumber(props.lang, value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const anything = () => props.blocks.some(({ lost }) => lost > 0);
  return (
    <div class="correction-key">
      <Show when={anything()} fallback={<p>{t.whole}</p>}>
        <ul>
          <For each={props.blocks}>
            {(block, index) => (
              <li data-bad={block.unused < GATE.unusedCorrection ? '' : undefined}>
                <svg viewBox="0 0 10 10" aria-hidden="true">
                  <rect width="10" height="10" rx="2.5" fill={colourOf(index())} />
                </svg>
                <b>{fill(t.block, { n: index() + 1 })}</b>
                <span>{fill(t.left, { left: two(block.unused) })}</span>
                <small>{fill(t.lost, { lost: block.lost, most: block.correctable })}</small>
              </li>
            )}
          </For>
        </ul>
        <p>{fill(t.note, { most: props.blocks[0]?.correctable ?? 0, needed: two(GATE.unusedCorrection) })}</p>
      </Show>
    </div>
  );
}
