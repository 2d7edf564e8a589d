import type { Placement } from '#domain/place/model.ts';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';

/** Where a print's code is in its artwork, in words; empty without one. */
export function artworkWords(lang: Lang, { artwork, widthMm }: Placement): string {
  if (!artwork) return '';
  const number = (value: number) => formatNumber(lang, value, { maximumFractionDigits: 1 });
  const { x, y, size, turnDeg } = artwork;
  return fill(artworkTexts[lang].where, {
    x: number(x * widthMm),
    y: number(y * widthMm),
    size: number(size * widthMm),
    turn: number(turnDeg),
  });
}
