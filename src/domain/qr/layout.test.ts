import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FRAME_KINDS } from './frames/kinds.ts';
import { layout } from './layout.ts';
import { defaultStyle, type ModuleStyle, plainStyle, type StyleDocument } from './model.ts';
import { outline, SHARP } from './outline.ts';
import { boundsOf, eachOp, OP, type PathData } from './path.ts';
import { rasterise } from './raster.ts';
import { coveredModules } from './shapes.ts';
import { svgPath, toSvg } from './svg.ts';
import { readSvgPath } from './svg-path.ts';
import { inEye, symbol } from './symbol.ts';

const PAYLOAD = 'HTTPS://CAMPAIGN.HAMBURG.DE/Q/7KQ2MX';
const SHAPES: ModuleStyle[] = [
  { shape: 'square' },
  { shape: 'rounded' },
  { shape: 'classy' },
  { shape: 'dots', size: 1 },
  { shape: 'dots', size: 0.8 },
  { shape: 'squares', size: 0.8 },
  { shape: 'diamonds', size: 1 },
  { shape: 'bars', size: 0.7, direction: 'vertical' },
  { shape: 'bars', size: 0.8, direction: 'horizontal' },
];
const logo: NonNullable<StyleDocument['logo']> = {
  art: {
    kind: 'paths',
    aspect: 1,
    paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }],
  },
  size: 0.2,
  plate: 'circle',
  padding: 0.5,
  shift: { x: 0, y: 0 },
};

/** Luma at the middle of each module, 1 = dark. */
function drawnModules(style: StyleDocument): Uint8Array {
  const art = layout(style, PAYLOAD, null);
  const { x, y, size } = art.symbol;
  const raster = rasterise(art, { left: x, top: y, width: size, height: size, pxPerModule: 5, beyond: 1 });
  return Uint8Array.from({ length: size * size }, (_, index) => {
    const at = ((Math.floor(index / size) * 5 + 2) * raster.width + (index % size) * 5 + 2) as number;
    return (raster.luma[at] ?? 1) < 0.5 ? 1 : 0;
  });
}

describe('layout', () => {
  it.each(SHAPES)('draws every module of the symbol in shape $shape', (modules) => {
    const { dark } = symbol(PAYLOAD, 'Q');
    expect(drawnModules({ ...plainStyle, modules })).toEqual(dark);
    const round = { frame: 'circle', pupil: 'circle', frameColour: null, pupilColour: '#a82c15' } as const;
    const drawn = drawnModules({ ...defaultStyle, modules, eyes: round });
    // Round eyes leave the corners of their square light.
    const outside = (value: number, index: number) =>
      inEye(29, index % 29, Math.floor(index / 29)) ? 0 : value;
    expect(drawn.map(outside)).toEqual(dark.map(outside));
  });

  it('leaves the quiet zone light, of any width and in any frame', () => {
    for (const quietZone of [2, 4, 8]) {
      for (const kind of FRAME_KINDS) {
        const style: StyleDocument = {
          ...defaultStyle,
          quietZone,
          plate: '#f0f0f0',
          frame: { ...defaultStyle.frame, kind },
        };
        const art = layout(style, PAYLOAD, null);
        const { plate } = art;
        expect(plate.size).toBe(art.symbol.size + 2 * quietZone);
        const options = { left: plate.x, top: plate.y, width: plate.size, height: plate.size };
        const raster = rasterise(art, { ...options, pxPerModule: 4, beyond: 0 });
        const edge = quietZone * 4;
        let darkest = 1;
        raster.luma.forEach((value, index) => {
          const [x, y] = [index % raster.width, Math.floor(index / raster.width)];
          // The outermost pixels may be shared with the frame where the plate does not begin on a pixel.
          if (x < 1 || y < 1 || x >= raster.width - 1 || y >= raster.height - 1) return;
          const inside = x >= edge && y >= edge && x < raster.width - edge && y < raster.height - edge;
          if (!inside) darkest = Math.min(darkest, value);
        });
        expect(darkest).toBeGreaterThan(0.85);
      }
    }
  });

  it('keeps modules off the logo', () => {
    const code = symbol(PAYLOAD, 'H');
    const art = layout({ ...plainStyle, errorCorrection: 'H', logo }, PAYLOAD, null);
    const covered = coveredModules(code.size, logo);
    const modules = art.shapes.find((shape) => shape.part === 'modules');
    const bare = {
      ...art,
      shapes: art.shapes.filter((shape) => shape.part === 'plate' || shape === modules),
    };
    const { x, y, size } = art.symbol;
    const raster = rasterise(bare, { left: x, top: y, width: size, height: size, pxPerModule: 1, beyond: 1 });
    covered.forEach((hit, index) => {
      if (hit) expect(raster.luma[index]).toBeGreaterThan(0.99);
    });
    expect(covered.reduce((sum, value) => sum + value, 0)).toBeGreaterThan(20);
  });

  it('places a gradient over the symbol, whatever the frame', () => {
    const stops = [
      { at: 0, colour: '#000000' },
      { at: 1, colour: '#004080' },
    ];
    const style: StyleDocument = { ...defaultStyle, paint: { kind: 'linear', angleDeg: 0, stops } };
    const fillOf = (one: StyleDocument) => {
      const art = layout(one, PAYLOAD, null);
      const shape = art.shapes.find((found) => found.part === 'modules');
      return shape?.kind === 'path' && shape.fill.kind === 'linear' ? shape.fill.x1 - art.symbol.x : null;
    };
    expect(fillOf(style)).toBeCloseTo(0);
    expect(fillOf({ ...style, frame: { ...style.frame, kind: 'ticket' } })).toBeCloseTo(0);
  });
});

describe('an outline', () => {
  it('covers exactly the dark cells', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }), (cells) => {
        const path = outline(Uint8Array.from(cells, Number), 8, SHARP);
        for (const rule of ['nonzero', 'evenodd'] as const) {
          const raster = rasterise(
            {
              width: 8,
              height: 8,
              shapes: [
                { kind: 'path', part: 'modules', path, fill: { kind: 'solid', colour: '#000000' }, rule },
              ],
              symbol: { x: 0, y: 0, size: 8 },
              plate: { x: 0, y: 0, size: 8, colour: '#ffffff' },
              missingGlyphs: [],
            },
            { left: 0, top: 0, width: 8, height: 8, pxPerModule: 1, beyond: 1 },
          );
          expect([...raster.luma].map((value) => value < 0.5)).toEqual(cells);
        }
      }),
    );
  });
});

describe('modules that stand apart', () => {
  it.each(SHAPES.filter((one) => 'size' in one))(
    'leave the alignment pattern whole in shape $shape',
    (modules) => {
      const art = layout({ ...defaultStyle, modules }, PAYLOAD, null);
      const { x, y, size } = art.symbol;
      const pxPerModule = 10;
      const [left, top] = [x + size - 9, y + size - 9];
      const { luma } = rasterise(art, { left, top, width: 5, height: 5, pxPerModule, beyond: 1 });
      // Along the middle of the ring, all round, no gap but in its corners.
      for (let at = 5; at < 45; at++)
        for (const [px, py] of [
          [at, 5],
          [at, 44],
          [5, at],
          [44, at],
        ] as const)
          expect(luma[py * 50 + px], `${modules.shape} ${px}, ${py}`).toBeLessThan(0.2);
    },
  );
});

describe('SVG', () => {
  it.each(SHAPES)('is at most 12 kB for version 3 in shape $shape', (modules) => {
    const style: StyleDocument = { ...defaultStyle, modules };
    expect(symbol(PAYLOAD, 'Q').version).toBe(3);
    expect(toSvg(layout(style, PAYLOAD, null)).length).toBeLessThanOrEqual(12_000);
  });

  it('is the same outline after rounding, which does not add up', () => {
    for (const modules of SHAPES) {
      const art = layout({ ...defaultStyle, modules, logo, errorCorrection: 'H' }, PAYLOAD, null);
      for (const shape of art.shapes) {
        if (shape.kind !== 'path') continue;
        const back = readSvgPath(svgPath(shape.path));
        const [a, b] = [boundsOf(withoutCircles(shape.path)), boundsOf(back)];
        a.forEach((value, k) => {
          expect(Math.abs(value - (b[k] ?? 0))).toBeLessThan(0.02);
        });
      }
    }
  });

  it('has ids of its own per gradient, and escapes what it is told', () => {
    const stops = [
      { at: 0, colour: '#000000' },
      { at: 1, colour: '#004080' },
    ];
    const one = toSvg(layout({ ...defaultStyle, paint: { kind: 'radial', stops } }, PAYLOAD, null));
    const other = toSvg(
      layout({ ...defaultStyle, paint: { kind: 'linear', angleDeg: 9, stops } }, PAYLOAD, null),
    );
    const id = (svg: string) => / id="([^"]+)"/.exec(svg)?.[1];
    expect(id(one)).not.toBe(id(other));
    expect(one).toContain(`fill="url(#${id(one)})"`);
    expect(toSvg(layout(defaultStyle, PAYLOAD, null), { title: '"><script>', idPrefix: '"x' })).not.toMatch(
      /<script|"x/,
    );
  });
});

/** Circles as their bounding squares, which is what bounds can compare. */
function withoutCircles(path: PathData): PathData {
  const out: PathData = [];
  eachOp(path, (op, at) => {
    const [cx = 0, cy = 0, r = 0] = path.slice(at, at + 3);
    if (op === OP.circle) out.push(OP.move, cx - r, cy - r, OP.line, cx + r, cy + r);
    else out.push(op, ...path.slice(at, at + ([2, 2, 4, 6, 0, 3][op] ?? 0)));
  });
  return out;
}
