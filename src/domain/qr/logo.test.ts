import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logoFromSvg, parsePath } from './logo.ts';
import { defaultStyle } from './model.ts';
import { boundsOf, OP } from './path.ts';
import { rasterise } from './raster.ts';
import { styleSchema } from './schema.ts';
import { readSvgPath } from './svg-path.ts';

const svg = (inner: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${inner}</svg>`;

describe('a logo from an SVG', () => {
  it('becomes paths of our own, at the origin and one wide', () => {
    const { art } = logoFromSvg(
      `<?xml version="1.0"?><!-- made by hand -->${svg(
        '<title>Lamp</title><g fill="red" transform="translate(2 3) scale(2)"><path d="M0 0h4v2H0z"/>' +
          '<circle cx="2" cy="1" r="1" style="fill:#00f"/></g><rect width="1" height="1" fill="none"/>',
      )}`,
    );
    expect(art?.aspect).toBeCloseTo(2);
    expect(art?.paths.map((path) => path.fill)).toEqual(['#ff0000', '#0000ff']);
    expect(boundsOf(parsePath(art?.paths[0]?.d ?? ''))).toEqual([0, 0, 1, 0.5]);
    const style = {
      ...defaultStyle,
      logo: { art, size: 0.2, plate: 'square', padding: 0, shift: { x: 0, y: 0 } },
    };
    expect(styleSchema.safeParse(style).success).toBe(true);
  });

  it.each([
    ['a script', '<script>alert(1)</script><path d="M0 0h1v1z"/>'],
    ['foreign content', '<foreignObject><p>x</p></foreignObject>'],
    ['an event handler', '<path d="M0 0h1v1z" onclick="x()"/>'],
    ['an outside picture', '<image href="https://example.test/x.png"/>'],
    ['a reference', '<use href="#a"/>'],
    ['a script within definitions', '<defs><script>x</script></defs><path d="M0 0h1v1z"/>'],
    ['a paint that is not in the file', '<path d="M0 0h1v1z" fill="url(#a)"/>'],
    ['a paint from elsewhere', '<path d="M0 0h1v1z" fill="url(https://example.test/a#b)"/>'],
    ['dashes', '<path d="M0 0h9" stroke="red" stroke-dasharray="2 1"/>'],
    [
      'a repeated gradient',
      '<linearGradient id="a" spreadMethod="repeat"><stop/><stop offset="1"/></linearGradient><path d="M0 0h1v1z" fill="url(#a)"/>',
    ],
    [
      'a handler on a gradient',
      '<defs><linearGradient id="a"><stop onload="x()"></stop></linearGradient></defs><path d="M0 0h1v1z"/>',
    ],
    ['text', '<text>Hello</text>'],
    ['a style sheet', '<style>path{fill:red}</style>'],
    ['a filter', '<filter id="f"/>'],
  ])('is refused with %s', (_, inner) => {
    const result = logoFromSvg(svg(inner));
    expect(result.art).toBeNull();
    expect(result.findings[0]?.code).toBe('logo-file.forbidden');
  });

  it('is refused by name when it is no SVG, empty, too large or expands entities', () => {
    const code = (source: string) => logoFromSvg(source).findings[0]?.code;
    expect(code('hello')).toBe('logo-file.not-svg');
    expect(code('<html></html>')).toBe('logo-file.not-svg');
    expect(code(svg(''))).toBe('logo-file.empty');
    expect(code(svg('<path d="M0 0h"/>'))).toBe('logo-file.not-svg');
    expect(code(svg('<rect width="1" height="1"/>'.repeat(65)))).toBe('logo-file.too-complex');
    expect(code(`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('')}`)).toBe('logo-file.forbidden');
    expect(code(svg(' '.repeat(200_001)))).toBe('logo-file.too-large');
  });

  it('keeps gradients as they lie on the page, and takes over what they refer to', () => {
    const { art, findings } = logoFromSvg(
      svg(
        '<defs><linearGradient id="c"><stop offset="0" stop-color="#f00"/><stop offset="50%" style="stop-color:#00f"/>' +
          '</linearGradient><linearGradient id="a" xlink:href="#c" x1="0" y1="0" x2="0" y2="1"/>' +
          '<radialGradient id="r" gradientUnits="userSpaceOnUse" cx="12" cy="2" r="2"><stop stop-color="#fff"/>' +
          '<stop offset="1"/></radialGradient></defs>' +
          '<rect width="8" height="4" fill="url(#a)"/><g transform="translate(2 0) scale(2)">' +
          '<rect x="3" width="2" height="2" fill="url(#r)"/></g>',
      ),
    );
    expect(findings).toEqual([]);
    expect(art?.aspect).toBe(3);
    const [linear, radial] = art?.paths.map(({ fill }) => fill) ?? [];
    const stops = [
      { at: 0, colour: '#ff0000' },
      { at: 0.5, colour: '#0000ff' },
    ];
    expect(linear).toEqual({ kind: 'linear', x1: 0, y1: 0, x2: 0, y2: 0.3333, stops });
    expect(radial).toMatchObject({ kind: 'radial', cx: 2.1667, cy: 0.3333, r: 0.3333 });
    const logo = { art, size: 0.2, plate: 'square', padding: 0, shift: { x: 0, y: 0 } };
    expect(styleSchema.safeParse({ ...defaultStyle, logo }).success).toBe(true);
  });

  it('keeps lines of one colour straight under a skew, and says what it had to simplify', () => {
    const skewed = logoFromSvg(
      svg(
        '<linearGradient id="a" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="10" y2="0"><stop/>' +
          '<stop offset="1" stop-color="#fff"/></linearGradient>' +
          '<rect width="10" height="10" fill="url(#a)" transform="skewX(45)"/>',
      ),
    ).art?.paths[0]?.fill;
    // x − y runs from 0 to 10: across the line of slope one, 10 / √2 long; the art is 20 wide.
    expect(skewed).toMatchObject({ x1: 0, y1: 0, x2: 0.25, y2: -0.25 });
    const code = (inner: string) => logoFromSvg(svg(inner)).findings[0]?.code;
    expect(code('<rect width="4" height="4" fill="red" opacity="0.5"/>')).toBe('logo-file.simplified');
    expect(
      code(
        '<radialGradient id="a"><stop/><stop offset="1" stop-color="red"/></radialGradient>' +
          '<rect width="8" height="4" fill="url(#a)"/>',
      ),
    ).toBe('logo-file.simplified');
  });

  it('turns strokes into the areas they cover', () => {
    const covered = (inner: string) => {
      const { art } = logoFromSvg(svg(`<rect width="24" height="24" fill="#fff"/>${inner}`));
      const path = art?.paths[1];
      const raster = rasterise(
        {
          width: 1,
          height: 1,
          shapes: [
            {
              kind: 'path',
              part: 'logo',
              path: parsePath(path?.d ?? ''),
              fill: { kind: 'solid', colour: '#000000' },
              rule: path?.rule ?? 'evenodd',
            },
          ],
          symbol: { x: 0, y: 0, size: 1 },
          plate: { x: 0, y: 0, size: 1, colour: '#ffffff' },
          missingGlyphs: [],
        },
        { left: 0, top: 0, width: 1, height: 1, pxPerModule: 480, beyond: 1 },
      );
      return (raster.luma.reduce((sum, value) => sum + 1 - value, 0) / 480 ** 2) * 24 ** 2;
    };
    const line = (attributes: string) =>
      `<path d="M4 12H20" fill="none" stroke="red" stroke-width="2" ${attributes}/>`;
    expect(covered(line(''))).toBeCloseTo(32, 0);
    expect(covered(line('stroke-linecap="square"'))).toBeCloseTo(36, 0);
    expect(covered(line('stroke-linecap="round"'))).toBeCloseTo(32 + Math.PI, 0);
    const ring = covered('<circle cx="12" cy="12" r="8" fill="none" stroke="red" stroke-width="2"/>');
    expect(Math.abs(ring - 32 * Math.PI)).toBeLessThan(0.7);
    const corner = (join: string) =>
      covered(
        `<polyline points="4,4 20,4 20,20" fill="none" stroke="red" stroke-width="4" stroke-linejoin="${join}"/>`,
      );
    expect(corner('miter')).toBeCloseTo(128, 0);
    expect(corner('bevel')).toBeCloseTo(126, 0);
    expect(corner('round')).toBeCloseTo(124 + Math.PI, 0);
    expect(covered('<line x1="4" y1="4" x2="4" y2="20" stroke="red" stroke-width="3"/>')).toBeCloseTo(48, 0);
  });

  it('never passes anything but numbers on, whatever it is given', () => {
    const piece = fc.constantFrom(
      '<path d="M0 0h9v9z"',
      '<g>',
      '</g>',
      ' fill="red"',
      '/>',
      '<script>',
      '"',
      "'",
      '<!--',
      '-->',
      'onload=x',
      '<![CDATA[',
      ']]>',
      ' style="fill:url(x)"',
      '<circle r="4"/>',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const { art } = logoFromSvg(svg(pieces.join('')));
        for (const path of art?.paths ?? []) {
          expect(path.d).toMatch(/^M[MLCZ0-9 .-]*$/);
          expect(JSON.stringify(path.fill)).toMatch(/^[\w#":{}[\],.-]*$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('path data', () => {
  it('reads packed numbers, flags, repeats and relative commands', () => {
    const expected = [OP.move, 1, 2, OP.line, 4, 0.5, OP.line, 4.5, 1, OP.line, 2.5, 1, OP.close];
    expect(readSvgPath('m1,2 3-1.5.5.5h-2z')).toEqual(expected);
    const arc = readSvgPath('M0 0a5 5 0 0110 0');
    expect(arc.slice(-2)).toEqual([10, 0]);
  });

  it('draws a half circle as an arc of the right height', () => {
    const [left, top, right, bottom] = boundsOf(readSvgPath('M0 0a5 5 0 0 1 10 0z'));
    expect([left, right, bottom]).toEqual([0, 10, 0]);
    expect(top).toBeCloseTo(-5, 1);
  });

  it.each(['L0 0', 'M0', 'M0 0X', 'M0 0C1 2 3', 'M1e99 0', 'M0 0A1 1 0 2 0 1 1'])('refuses %s', (d) => {
    expect(() => readSvgPath(d)).toThrow(RangeError);
  });
});
