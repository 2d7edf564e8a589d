import { describe, expect, it } from 'vitest';
import { layout } from '#domain/qr/layout.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { sizeOf, startWidth, widthFor } from './print-size.ts';

const art = layout(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QD', null);
const poster = { widthMm: 420, heightMm: 594, scanDistanceM: 1, artworkSymbolMm: null };

describe('the first width of a print', () => {
  it('is read from where it must be, and no wider than its bearer', () => {
    expect(sizeOf(art, defaultStyle, startWidth(art, defaultStyle, poster)).distanceM).toBeGreaterThanOrEqual(
      1,
    );
    expect(startWidth(art, defaultStyle, { ...poster, scanDistanceM: 40 })).toBeLessThanOrEqual(420);
  });

  it('is the one that its artwork has, where there is one', () => {
    const placed = startWidth(art, defaultStyle, { ...poster, artworkSymbolMm: 171.8 });
    const { symbolMm } = sizeOf(art, defaultStyle, placed);
    expect(symbolMm).toBeGreaterThanOrEqual(171.8);
    expect(symbolMm).toBeLessThan(173);
    expect(placed).not.toBe(widthFor(art, defaultStyle, 1));
  });
});
