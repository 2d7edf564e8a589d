import { expect, it } from 'vitest';
import { defaultStyle } from '../qr/model.ts';
import { symbol } from '../qr/symbol.ts';
import { markerOf } from './marker.ts';

const payload = 'HTTPS://EXAMPLE.ORG/Q/7KQ2M0';

it('is the printed symbol without its frame, with the width that its distance asks for', () => {
  const framed = { ...defaultStyle, frame: { ...defaultStyle.frame, kind: 'poster' as const } };
  const marker = markerOf(framed, payload, {
    logoUrl: undefined,
    poster: null,
    print: { widthMm: 420, scanDistanceM: 2 },
  });
  const { size } = symbol(payload, framed.errorCorrection);
  expect(marker.symbol).toEqual({ x: framed.quietZone, y: framed.quietZone, size });
  expect(marker.width).toBe(size + 2 * framed.quietZone);
  expect(marker.symbolMm).toBeCloseTo((size * 2_000) / 400);
  expect(marker.svg).toMatch(/^<svg/);
  expect(marker.pictures).toEqual([]);
});

it('leaves a picture in the logo to its reader, and knows no width of what is no print', () => {
  const art = { kind: 'raster' as const, aspect: 1, assetId: 'ast_1', hash: '0'.repeat(64) };
  const logo = { art, size: 0.18, plate: 'square' as const, padding: 0.5, shift: { x: 0, y: 0 } };
  const marker = markerOf({ ...defaultStyle, errorCorrection: 'H', logo }, payload, {
    logoUrl: '/assets/ast_1.png',
    poster: null,
    print: null,
  });
  expect(marker.symbolMm).toBeNull();
  const [picture] = marker.pictures;
  expect(picture?.url).toBe('/assets/ast_1.png');
  const middle = marker.symbol.x + marker.symbol.size / 2;
  expect((picture?.x ?? 0) + (picture?.width ?? 0) / 2).toBeCloseTo(middle);
});

it('is as wide as the artwork shows it', () => {
  const poster = { url: '/assets/ast_2.webp', x: 0.8, y: 1.2, size: 0.125, turnDeg: 0 };
  const marker = markerOf(defaultStyle, payload, {
    logoUrl: undefined,
    poster,
    print: { widthMm: 420, scanDistanceM: 2 },
  });
  expect(marker.symbolMm).toBe(52.5);
  expect(marker.poster).toEqual(poster);
});
