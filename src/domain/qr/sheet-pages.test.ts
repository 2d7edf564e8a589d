import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Artwork } from './artwork.ts';
import { frameOf, type Slot, type StockChoice } from './labels.ts';
import { plainStyle } from './model.ts';
import { arrange, drawPage, type LabelContent, markTest, symbolOn } from './sheet-pages.ts';
import { pageSvg } from './sheet-svg.ts';
import { LABEL_SHEETS } from './stock.ts';
import type { Fonts } from './text.ts';

/** Without fonts words take no room; where they lie is seen in the print tests, which have fonts. */
const fonts: Fonts = { text: [], mono: [] };

const art = (width: number, height: number): Artwork => ({
  width,
  height,
  shapes: [
    {
      kind: 'path',
      part: 'modules',
      path: [0, 4, 4, 1, 5, 4, 1, 5, 5, 4],
      fill: { kind: 'solid', colour: '#000000' },
      rule: 'nonzero',
    },
  ],
  symbol: { x: 4, y: 4, size: width - 8 },
  plate: { x: 0, y: 0, size: width, colour: '#ffffff' },
  missingGlyphs: [],
});
const content = (more: Partial<LabelContent> = {}): LabelContent => ({
  artwork: art(33, 33),
  ground: plainStyle.ground,
  heading: '',
  caption: '',
  lying: null,
  ...more,
});
const slotOf = (width: number, height: number, round = false): Slot => ({
  x: 0,
  y: 0,
  width,
  height,
  round,
  radius: 0,
  turned: false,
  bleed: 0,
});

describe('a code on its label', () => {
  test('lies within it, whatever its proportions and words, on every sheet', () => {
    const slot = fc.oneof(
      fc.constantFrom(...LABEL_SHEETS).map(({ label, round }) => slotOf(label.width, label.height, round)),
      fc
        .record({ w: fc.integer({ min: 15, max: 600 }), h: fc.integer({ min: 15, max: 600 }) })
        .map(({ w, h }) => slotOf(w, h)),
    );
    const words = fc.constantFrom('', 'ABC123 · Pier 4');
    fc.assert(
      fc.property(
        slot,
        fc.integer({ min: 29, max: 80 }),
        fc.double({ min: 1, max: 2, noNaN: true }),
        words,
        words,
        (on, width, tall, heading, caption) => {
          const artwork = art(width, width * tall);
          const at = arrange(on, content({ artwork, heading, caption }), fonts);
          const [right, bottom] = [
            at.x + artwork.width * at.mmPerModule,
            at.y + artwork.height * at.mmPerModule,
          ];
          expect(at.mmPerModule).toBeGreaterThan(0);
          expect(Math.min(at.x, at.y)).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(on.width + 1e-9);
          expect(bottom).toBeLessThanOrEqual(on.height + 1e-9);
          if (on.round)
            for (const [x, y] of [
              [at.x, at.y],
              [right, at.y],
              [at.x, bottom],
              [right, bottom],
            ] as const)
              expect(Math.hypot(x - on.width / 2, y - on.height / 2)).toBeLessThanOrEqual(on.width / 2);
        },
      ),
    );
  });

  test('is as large as asked for, where there is room', () => {
    const poster = slotOf(210, 297);
    expect(arrange(poster, content(), fonts, 66).mmPerModule).toBeCloseTo(2, 9);
    expect(arrange(poster, content(), fonts, 900)).toEqual(arrange(poster, content(), fonts));
    const at = { artwork: art(33, 33), x: 10, y: 20, mmPerModule: 2, words: [], said: [] };
    expect(symbolOn(at)).toEqual({ x: 18, y: 28, size: 50 });
  });

  test('uses a lying label: the words of its frame stand beside it, and its quiet zone is the padding', () => {
    const framed = art(41, 58);
    const lying = { artwork: art(37, 37), colour: '#000000', words: 'Light her lamp', second: '', url: '' };
    const label = slotOf(70, 37);
    const beside = arrange(label, content({ artwork: framed, lying, caption: 'ABC123' }), fonts);
    expect(beside.artwork).toBe(lying.artwork);
    expect(symbolOn(beside).size / label.height).toBeGreaterThan(0.72);
    // The cut may be off by a millimetre and four modules of quiet zone are left.
    expect(beside.y).toBeGreaterThanOrEqual(1 - 1e-9);
    expect(arrange(slotOf(37, 70), content({ artwork: framed, lying }), fonts).artwork).toBe(framed);
    expect(arrange(slotOf(40, 37), content({ artwork: framed, lying }), fonts).artwork).toBe(framed);
    const tinted = arrange(slotOf(37, 37), content({ artwork: art(37, 37), ground: '#20504a' }), fonts);
    expect(Math.min(tinted.x, tinted.y)).toBeGreaterThan(2);
  });
});

describe('a page', () => {
  const stock: StockChoice = { kind: 'labels', sheet: 'avery-3474', first: 23, outlines: false };
  const finish = { bleedMm: 2, cropMarks: false };

  test('leaves used labels and those without a code empty, and colours none that is white', () => {
    const { nodes } = drawPage(frameOf(stock, finish, 0), [content()], fonts);
    expect(nodes).toHaveLength(1);
    expect(nodes[0]?.x).toBeGreaterThan(70);
    const coloured = drawPage(frameOf(stock, finish, 0), [content({ ground: '#aabbcc' })], fonts);
    expect(coloured.nodes).toHaveLength(2);
  });

  test('turns the back of a tent about its own middle', () => {
    const frame = frameOf({ kind: 'tent', tent: 'a5' }, { bleedMm: 0, cropMarks: false }, 0);
    const [back, front] = drawPage(frame, [content()], fonts).nodes;
    expect([back?.turned, front?.turned]).toEqual([true, false]);
    // The same distance from the fold, on either side of it.
    expect((front?.y ?? 0) - 105).toBeCloseTo(105 - (back?.y ?? 0), 9);
  });

  test('as SVG keeps a code once that comes twice, and names nothing twice on two pages', () => {
    const one = content();
    const frame = frameOf({ ...stock, first: 1 }, finish, 0);
    const svg = pageSvg(drawPage(frame, [one, one, one], fonts), { idPrefix: 'a' });
    expect(svg.match(/<path/g)).toHaveLength(1);
    expect(svg.match(/<use/g)).toHaveLength(3);
    expect(svg).not.toMatch(/id="b/);
    expect(svg).toContain('viewBox="0 0 210 297"');
  });

  test('that is a test print moves nothing', () => {
    const poster = frameOf({ kind: 'poster', paper: 'a4', lying: false }, { bleedMm: 3, cropMarks: true }, 0);
    const plain = drawPage(poster, [content()], fonts);
    const marked = markTest(plain, 'TEST', fonts);
    expect(marked.nodes.slice(0, -1)).toEqual(plain.nodes);
    expect([marked.frame.trim, marked.frame.bleed]).toEqual([poster.trim, poster.bleed]);
    expect(marked.frame.page.height).toBe(poster.page.height + 6);
  });
});
