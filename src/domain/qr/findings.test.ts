import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast } from './colour.ts';
import { biggestLogo, checkSize, checkStyle, logoCost, scanDistanceMm, symbolMmFor } from './findings.ts';
import { GATE } from './limits.ts';
import { defaultStyle, type Logo, plainStyle, type StyleDocument } from './model.ts';
import { logoRange, moduleShapes, modulesOf } from './options.ts';
import { mendStatic, mendWithInks } from './repair.ts';
import { styleSchema } from './schema.ts';

const PAYLOAD = 'HTTPS://CAMPAIGN.HAMBURG.DE/Q/7KQ2MX';
const logo: Logo = {
  art: {
    kind: 'paths',
    aspect: 1,
    paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }],
  },
  size: 0.4,
  plate: 'square',
  padding: 0.5,
  shift: { x: 0, y: 0 },
};
const codes = (style: StyleDocument) => checkStyle(style, PAYLOAD).map((one) => one.code);
const solid = (colour: string) => ({ kind: 'solid' as const, colour });

describe('findings', () => {
  it('are none for the default and the plain style', () => {
    expect(checkStyle(defaultStyle, PAYLOAD)).toEqual([]);
    expect(checkStyle(plainStyle, PAYLOAD)).toEqual([]);
  });

  it.each<[string, Partial<StyleDocument>]>([
    ['contrast.refused', { paint: solid('#aaaaaa') }],
    ['contrast.low', { paint: solid('#888888') }],
    ['contrast.inverted', { paint: solid('#ffffff'), plate: '#101010' }],
    ['modules.too-small', { modules: { shape: 'dots', size: 0.7 } }],
    ['modules.small', { modules: { shape: 'dots', size: 0.85 } }],
    ['modules.diamonds', { modules: { shape: 'diamonds', size: 1 } }],
    ['eyes.pale', { eyes: { ...defaultStyle.eyes, frameColour: '#ffb060' } }],
    ['quiet.narrow', { quietZone: 3 }],
    ['logo.too-big', { logo }],
    ['correction.low', { errorCorrection: 'L' }],
    ['text.contrast', { frame: { ...defaultStyle.frame, kind: 'tab', callToAction: 'x' } }],
  ])('name %s', (code, change) => {
    expect(codes({ ...defaultStyle, ...change })).toEqual([code]);
  });

  it('are none for any shape as it is first chosen, but diamonds', () => {
    for (const { value } of moduleShapes) {
      const found = codes({ ...defaultStyle, modules: modulesOf(value) });
      expect(found).toEqual(value === 'diamonds' ? ['modules.diamonds'] : []);
    }
  });

  it('judge a gradient by its lightest stop', () => {
    const stops = [
      { at: 0, colour: '#000000' },
      { at: 1, colour: '#bbbbbb' },
    ];
    expect(codes({ ...defaultStyle, paint: { kind: 'radial', stops } })).toEqual(['contrast.refused']);
  });

  it('say when an address costs modules by its small letters', () => {
    expect(checkStyle(defaultStyle, 'https://wgmrk.eu/q/7kq2mx').map((one) => one.code)).toEqual([
      'payload.bytes',
    ]);
  });

  it('come with a mend that ends them', () => {
    const colour = fc
      .integer({ min: 0, max: 0xffffff })
      .map((value) => `#${value.toString(16).padStart(6, '0')}`);
    const style = fc.record({
      paint: colour.map(solid),
      plate: colour,
      errorCorrection: fc.constantFrom('L', 'M', 'Q', 'H'),
      quietZone: fc.integer({ min: 2, max: 8 }),
      size: fc.integer({ min: 10, max: 20 }).map((value) => value / 20),
      eye: fc.option(colour),
      logo: fc.option(fc.integer({ min: 8, max: 40 })),
    });
    fc.assert(
      fc.property(style, (one) => {
        const broken: StyleDocument = {
          ...defaultStyle,
          paint: one.paint,
          plate: one.plate,
          errorCorrection: one.errorCorrection as StyleDocument['errorCorrection'],
          quietZone: one.quietZone,
          modules: { shape: 'dots', size: one.size },
          eyes: { ...defaultStyle.eyes, frameColour: one.eye },
          logo: one.logo ? { ...logo, size: one.logo / 100 } : null,
        };
        const mended = mendStatic(broken, PAYLOAD);
        expect(checkStyle(mended, PAYLOAD).filter((finding) => finding.severity === 'refuse')).toEqual([]);
        expect(styleSchema.safeParse(mended).success).toBe(true);
        expect(contrast('#000000', mended.plate)).toBeGreaterThan(GATE.contrastRefuse);
      }),
    );
  });
});

describe('a logo', () => {
  it('may be as wide as the worst block allows: about 8 % of the area at H, 3 % at Q, nothing at L', () => {
    const cost = (errorCorrection: StyleDocument['errorCorrection']) => {
      const style = { ...defaultStyle, errorCorrection, logo };
      const size = biggestLogo(style, PAYLOAD);
      return { size, ...logoCost({ ...style, logo: { ...logo, size: Math.max(size, 0.08) } }, PAYLOAD) };
    };
    expect(cost('H').area).toBeGreaterThan(0.06);
    expect(cost('H').area).toBeLessThan(0.1);
    expect(cost('Q').area).toBeGreaterThan(0.02);
    expect(cost('Q').area).toBeLessThan(0.04);
    expect(cost('L').size).toBe(0);
    const size = biggestLogo({ ...defaultStyle, errorCorrection: 'H', logo }, PAYLOAD);
    const above = { ...defaultStyle, errorCorrection: 'H' as const, logo: { ...logo, size: size + 0.01 } };
    expect(logoCost(above, PAYLOAD).unused).toBeLessThan(GATE.unusedCorrection);
    expect(logoRange(above, PAYLOAD).passes).toBe(size);
  });

  it('is refused before any proof only where no correction is left; with a little left the proof decides', () => {
    const at = (size: number) => {
      const style: StyleDocument = { ...defaultStyle, errorCorrection: 'H', logo: { ...logo, size } };
      const [found] = checkStyle(style, PAYLOAD);
      return { left: logoCost(style, PAYLOAD).unused, found };
    };
    const big = at(0.32);
    expect(big.left).toBeLessThan(GATE.unusedCorrection);
    expect(big.found).toMatchObject({ code: 'logo.big', severity: 'warn' });
    const hopeless = at(0.4);
    expect(hopeless.left).toBeLessThan(0);
    expect(hopeless.found).toMatchObject({ code: 'logo.too-big', severity: 'refuse' });
    for (const { found } of [big, hopeless])
      expect(checkStyle(found?.mend?.style ?? plainStyle, PAYLOAD)).toEqual([]);
  });

  it('may not lie on an eye, however small', () => {
    const onEye = { ...logo, size: 0.08, shift: { x: -12, y: -12 } };
    expect(logoCost({ ...defaultStyle, logo: onEye }, PAYLOAD).onFunction).toBe(true);
    expect(codes({ ...defaultStyle, logo: onEye })).toEqual(['logo.too-big']);
  });
});

describe('print sizes', () => {
  it('follow modules × distance ÷ 400', () => {
    expect(symbolMmFor(4000, 29)).toBeCloseTo(290);
    expect(scanDistanceMm(290, 29)).toBeCloseTo(4000);
  });

  it('are refused when a module or a dot is too small', () => {
    const found = (symbolMm: number, dpi?: number) =>
      checkSize(defaultStyle, PAYLOAD, { symbolMm, ...(dpi ? { dpi } : {}) }).map((one) => one.code);
    expect(found(12)).toEqual([]);
    expect(found(11)).toEqual(['size.module']);
    expect(found(12, 150)).toEqual(['size.dots-per-module']);
  });
});

describe('a mend with the inks of a campaign', () => {
  const pale = { ...defaultStyle, paint: { kind: 'solid', colour: '#e8a79c' } } as const;
  const inkOf = (inks: readonly string[]) => {
    const { paint } = mendWithInks(pale, PAYLOAD, inks);
    return paint.kind === 'solid' ? paint.colour : null;
  };

  it('takes the nearby one that reads well, and no far or pale one', () => {
    const plain = inkOf([]);
    expect(inkOf(['#8f3a2c'])).toBe('#8f3a2c');
    expect(inkOf(['#0000ff', '#f2c9c0'])).toBe(plain);
  });

  it('leaves an ink that needs no mending', () => {
    expect(mendWithInks(defaultStyle, PAYLOAD, ['#202020'])).toBe(defaultStyle);
  });
});
