import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Artwork } from '#domain/qr/artwork.ts';
import { contrast, luminance } from '#domain/qr/colour.ts';
import { setFrame, setFrameGround } from '#domain/qr/commands.ts';
import { FRAME_KINDS, FRAMES } from '#domain/qr/frames/kinds.ts';
import { layout } from '#domain/qr/layout.ts';
import { defaultStyle, type FrameKind, type StyleDocument } from '#domain/qr/model.ts';
import { boundsOf } from '#domain/qr/path.ts';
import { rasterise } from '#domain/qr/raster.ts';
import { printFonts } from './fonts.ts';

const fonts = printFonts();

const word = fc.string({ unit: fc.constantFrom(...'aeglmnorst WMjÄß?!'), minLength: 1, maxLength: 14 });
const words = (most: number) =>
  fc.array(word, { maxLength: 8 }).map((all) => all.join(' ').trim().slice(0, most));
const given = fc.record({
  callToAction: words(60),
  caption: words(80),
  url: fc.constantFrom('', 'WGMRK.EU/Q/7KQ2MX', 'CAMPAIGN.STADTWERKE-HAMBURG.DE/Q/7KQ2MX'),
  quietZone: fc.integer({ min: 2, max: 8 }),
  host: fc.integer({ min: 4, max: 90 }),
  ground: fc.constantFrom('#ffffff', '#f6efdd', '#1d221f'),
  colour: fc.constantFrom('#a82c15', '#f6e7c8', '#1d221f', '#14406b'),
});

type Given = typeof given extends fc.Arbitrary<infer One> ? One : never;

function draw(kind: FrameKind, one: Given): { style: StyleDocument; art: Artwork } {
  const { callToAction, caption, quietZone, ground, colour } = one;
  const framed = setFrame({ kind, callToAction, caption, colour, showUrl: one.url !== '' });
  const style = setFrameGround(ground)(framed({ ...defaultStyle, quietZone }));
  return {
    style,
    art: layout(style, `HTTPS://${'W'.repeat(one.host)}.EU/Q/7KQ2MX`, fonts, { url: one.url }),
  };
}

const PX = 3;
const luma = (art: Artwork, shapes: Artwork['shapes'], beyond: number) =>
  rasterise(
    { ...art, shapes },
    { left: 0, top: 0, width: Math.ceil(art.width), height: Math.ceil(art.height), pxPerModule: PX, beyond },
  );

describe.each(FRAME_KINDS)('the frame %s', (kind) => {
  it('leaves the quiet zone to the plate, whatever it says', () => {
    fc.assert(
      fc.property(given, (one) => {
        const { style, art } = draw(kind, one);
        const { plate, symbol } = art;
        const raster = luma(art, art.shapes, 1);
        const [from, to] = [(at: number) => Math.ceil(at * PX), (at: number) => Math.floor(at * PX)];
        const paper = luminance(style.plate);
        let off = 0;
        for (let y = from(plate.y); y < to(plate.y + plate.size); y++) {
          for (let x = from(plate.x); x < to(plate.x + plate.size); x++) {
            const within =
              x + 1 > symbol.x * PX &&
              y + 1 > symbol.y * PX &&
              x < (symbol.x + symbol.size) * PX &&
              y < (symbol.y + symbol.size) * PX;
            if (!within) off = Math.max(off, Math.abs((raster.luma[y * raster.width + x] ?? 0) - paper));
          }
        }
        expect(off).toBeLessThan(1e-6);
        expect(plate.size).toBe(symbol.size + 2 * style.quietZone);
      }),
      { numRuns: 12 },
    );
  });

  it('sets its words whole: beside the plate, on the canvas, each on one colour', () => {
    fc.assert(
      fc.property(given, (one) => {
        const { style, art } = draw(kind, one);
        const texts = art.shapes.filter((shape) => shape.part === 'text');
        const behind = luma(
          art,
          art.shapes.filter((shape) => shape.part !== 'text'),
          2,
        );
        for (const text of texts) {
          if (text.kind !== 'path' || text.path.length === 0) continue;
          const [left, top, right, bottom] = boundsOf(text.path);
          expect(Math.min(left, top, art.width - right, art.height - bottom)).toBeGreaterThanOrEqual(0);
          const ink = luma(art, [{ ...text, fill: { kind: 'solid', colour: '#000000' } }], 1);
          const grounds = new Set<number>();
          ink.luma.forEach((value, index) => {
            if (value > 0.99) return;
            grounds.add(Math.round((behind.luma[index] ?? 0) * 1000));
            const [x, y] = [(index % ink.width) / PX, Math.floor(index / ink.width) / PX];
            const onPlate =
              x >= art.plate.x &&
              y >= art.plate.y &&
              x + 1 / PX <= art.plate.x + art.plate.size &&
              y + 1 / PX <= art.plate.y + art.plate.size;
            expect(onPlate).toBe(false);
          });
          expect([...grounds].length).toBe(1);
        }
        const said = [one.callToAction, one.caption, one.url].some((text) => text.trim() !== '');
        expect(texts.some((text) => text.kind === 'path' && text.path.length > 0)).toBe(
          said && kind !== 'none',
        );
        if (kind !== 'none' && texts.length > 0) {
          const ground = FRAMES[kind].words === 'frame' ? style.frame.colour : style.ground;
          expect(contrast(style.frame.textColour, ground)).toBeGreaterThan(3.9);
        }
      }),
      { numRuns: 12 },
    );
  });
});
