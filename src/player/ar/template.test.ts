import { describe, expect, it } from 'vitest';
import { layout } from '#domain/qr/layout.ts';
import { defaultStyle, plainStyle, type StyleDocument } from '#domain/qr/model.ts';
import { rasterise } from '#domain/qr/raster.ts';
import { makeTemplate } from './template.ts';
import type { TemplateSource } from './template-picture.ts';

function source(style: StyleDocument, payload: string, pxPerModule: number, margin = 3): TemplateSource {
  const { symbol, ...artwork } = layout(style, payload, null);
  const side = symbol.size + 2 * margin;
  const raster = rasterise(
    { symbol, ...artwork },
    { left: symbol.x - margin, top: symbol.y - margin, width: side, height: side, pxPerModule, beyond: 1 },
  );
  return {
    luma: Uint8Array.from(raster.luma, (value) => 255 * value),
    width: raster.width,
    height: raster.height,
    symbol: { x: margin * pxPerModule, y: margin * pxPerModule, size: symbol.size * pxPerModule },
  };
}

describe('template', () => {
  it.each([
    ['HTTPS://A.EU/Q/4KZ7QD', plainStyle],
    ['HTTPS://WGMRK.EU/Q/4KZ7QD', defaultStyle],
    ['HTTPS://STORIES.MUSEUM-AM-HAFEN.EXAMPLE/Q/4KZ7QD', defaultStyle],
    [
      'HTTPS://WGMRK.EU/Q/4KZ7QD',
      { ...defaultStyle, eyes: { ...defaultStyle.eyes, frame: 'circle', pupil: 'circle' } },
    ],
  ] as [string, StyleDocument][])('counts the modules of %s', (payload, style) => {
    for (const perModule of [4, 12]) {
      const template = makeTemplate(source(style, payload, perModule));
      expect(template.modules).toBe(layout(style, payload, null).symbol.size);
      expect(template.inverted).toBe(false);
    }
  });

  it('knows a light code on a dark ground', () => {
    const plain = source(plainStyle, 'HTTPS://A.EU/Q/4KZ7QD', 8);
    expect(makeTemplate({ ...plain, luma: plain.luma.map((value) => 255 - value) }).inverted).toBe(true);
  });

  it('spreads its points over every tile of four scales', () => {
    const { levels, marks } = makeTemplate(source(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QD', 12));
    expect(levels.map(({ scale }) => scale)).toEqual([256, 128, 64, 32]);
    for (const level of levels) {
      expect(level.innerTiles).toBe(25);
      expect(level.count).toBe(level.tiles.at(-1));
      expect(Math.max(...level.x.map(Math.abs), ...level.y.map(Math.abs))).toBeLessThan(0.65);
    }
    expect(levels[0]?.count).toBeGreaterThan(1500);
    expect(marks.count).toBe(25 * 25 - 3 * 64);
  });

  it('adds the poster at the scales that its picture has pixels for', () => {
    const code = source(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QD', 12);
    const [width, height] = [600, 800];
    const luma = Uint8Array.from({ length: width * height }, (_, k) =>
      (((k % width) >> 5) + ((k / width) >> 5)) & 1 ? 220 : 40,
    );
    const poster = { luma, width, height, symbol: { x: 420, y: 640, size: 90 } };
    const { levels, extent, posterFrom } = makeTemplate({ ...code, poster });
    expect(levels.map(({ tiles, innerTiles }) => tiles.length - 1 > innerTiles)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(posterFrom).toBe(2);
    for (const { tiles, innerTiles, x, y } of levels.slice(2))
      for (let k = tiles[innerTiles] ?? 0; k < x.length; k++)
        expect(Math.max(Math.abs(x[k] ?? 0), Math.abs(y[k] ?? 0))).toBeGreaterThan(0.5);
    expect(extent.x0).toBeCloseTo(-(420 + 45) / 90, 0);
    expect(makeTemplate(code).posterFrom).toBe(0);
    expect(() => makeTemplate({ ...code, poster: { ...poster, symbol: { x: 0, y: 0, size: 12 } } })).toThrow(
      RangeError,
    );
  });
});
