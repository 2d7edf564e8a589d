import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logoFromSvg, parsePath } from './logo.ts';
import { defaultStyle } from './model.ts';
import { boundsOf, OP } from './path.ts';
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
    ['a gradient fill', '<path d="M0 0h1v1z" fill="url(#a)"/>'],
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
    expect(logoFromSvg(svg('<path d="M0 0h1v1z" stroke="red"/>')).findings[0]?.code).toBe(
      'logo-file.strokes',
    );
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
          expect(path.fill).toMatch(/^#[0-9a-f]{6}$/);
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
