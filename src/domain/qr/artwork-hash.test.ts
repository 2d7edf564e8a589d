import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { artworkHash } from './artwork-hash.ts';
import { defaultStyle, type StyleDocument } from './model.ts';
import { randomStyle, seeded } from './sample.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
const raster: StyleDocument = {
  ...defaultStyle,
  errorCorrection: 'H',
  logo: {
    art: { kind: 'raster', aspect: 1, assetId: 'ast_lamp', hash: 'a'.repeat(64) },
    size: 0.18,
    plate: 'square',
    padding: 0.4,
    shift: { x: 0, y: 0 },
  },
};
const logo = raster.logo;
if (!logo) throw new Error('no logo');

describe('the hash of an artwork', () => {
  it.each<[string, StyleDocument, Partial<StyleDocument>]>([
    ['modules', defaultStyle, { modules: { shape: 'square' } }],
    ['ink', defaultStyle, { paint: { kind: 'solid', colour: '#1d2220' } }],
    ['level', defaultStyle, { errorCorrection: 'H' }],
    ['eyes', defaultStyle, { eyes: { ...defaultStyle.eyes, pupil: 'circle' } }],
    ['colour of the eyes', defaultStyle, { eyes: { ...defaultStyle.eyes, frameColour: '#20504a' } }],
    ['plate', defaultStyle, { plate: '#fffffe' }],
    ['quiet zone', defaultStyle, { quietZone: 3 }],
    ['frame', defaultStyle, { frame: { ...defaultStyle.frame, kind: 'ticket' } }],
    ['logo', raster, { logo: null }],
    ['size of the logo', raster, { logo: { ...logo, size: 0.19 } }],
    ['place of the logo', raster, { logo: { ...logo, shift: { x: 1, y: 0 } } }],
    [
      'picture of the logo',
      raster,
      { logo: { ...logo, art: { ...logo.art, assetId: 'ast_boat' } as never } },
    ],
  ])('changes with its %s', (_, style, change) => {
    expect(artworkHash({ ...style, ...change }, PAYLOAD)).not.toBe(artworkHash(style, PAYLOAD));
  });

  it('changes with what the code says', () => {
    const others = ['HTTPS://WGMRK.EU/Q/7KQ2MY', 'HTTPS://WGMRK.DE/Q/7KQ2MX', 'HTTP://WGMRK.EU/Q/7KQ2MX'];
    expect(new Set([PAYLOAD, ...others].map((payload) => artworkHash(defaultStyle, payload))).size).toBe(4);
  });

  it('stays for what draws the same picture', () => {
    const hash = artworkHash(raster, PAYLOAD);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const frame = { ...raster.frame, callToAction: 'Light her lamp.', showUrl: false, textColour: '#000000' };
    expect(artworkHash({ ...raster, frame }, PAYLOAD)).toBe(hash);
    expect(artworkHash({ ...raster, paint: { kind: 'solid', colour: '#1D221F' } }, PAYLOAD)).toBe(hash);
    // The order of a document's keys is nothing to see.
    const turned = Object.fromEntries(Object.entries(raster).reverse()) as StyleDocument;
    expect(artworkHash(turned, PAYLOAD)).toBe(hash);
  });

  it('is the same after storing, and differs between random styles that look different', () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
        const style = randomStyle(seeded(seed), PAYLOAD);
        const hash = artworkHash(style, PAYLOAD);
        expect(artworkHash(JSON.parse(JSON.stringify(style)) as StyleDocument, PAYLOAD)).toBe(hash);
        const { frame, ...rest } = style;
        const look = JSON.stringify([rest, frame.kind, frame.colour, style.ground]);
        const known = seen.get(look);
        if (known !== undefined) expect(hash).toBe(known);
        seen.set(look, hash);
      }),
      { numRuns: 60 },
    );
    expect(new Set(seen.values()).size).toBeGreaterThan(seen.size * 0.8);
  });
});
