import { describe, expect, it } from 'vitest';
import { defaultStyle, plainStyle } from './model.ts';
import { payloadSchema, styleSchema } from './schema.ts';

describe('the style document', () => {
  it('accepts its defaults', () => {
    expect(styleSchema.parse(defaultStyle)).toEqual(defaultStyle);
    expect(styleSchema.parse(plainStyle)).toEqual(plainStyle);
  });

  // Frozen as they were stored; never edited.
  it('reads a stored sample of version 1 as the newest version', () => {
    const stored = `{"schema":1,"errorCorrection":"H","quietZone":4,"modules":{"shape":"bars","size":0.8,"direction":
      "vertical"},"paint":{"kind":"linear","angleDeg":45,"stops":[{"at":0,"colour":"#0b3d2e"},{"at":1,"colour":"#4a1f3d"}]},
      "eyes":{"frame":"circle","pupil":"rounded","frameColour":"#a82c15","pupilColour":null},"plate":"#ffffff","ground":
      "#f4ecd8","logo":{"art":{"kind":"paths","aspect":1,"paths":[{"d":"M0 0L1 0L1 1L0 1Z","fill":"#a82c15","rule":
      "nonzero"}]},"size":0.2,"plate":"circle","padding":0.5,"shift":{"x":0,"y":0}},"frame":{"kind":"ticket","colour":
      "#1d221f","textColour":"#1d221f","callToAction":"Light her lamp.","showUrl":true}}`;
    const old = JSON.parse(stored);
    const read = styleSchema.parse(old);
    expect(read).toEqual({ ...old, schema: 2, frame: { ...old.frame, caption: '' } });
    expect(styleSchema.parse(read)).toEqual(read);
    expect(styleSchema.safeParse({ ...old, frame: { ...old.frame, caption: 'x' } }).success).toBe(false);
    expect(styleSchema.safeParse({ ...old, frame: { ...old.frame, kind: 'stamp' } }).success).toBe(false);
  });

  it('reads a stored sample of version 2', () => {
    const stored = `{"schema":2,"errorCorrection":"Q","quietZone":4,"modules":{"shape":"rounded"},"paint":{"kind":"solid",
      "colour":"#14202b"},"eyes":{"frame":"rounded","pupil":"circle","frameColour":null,"pupilColour":null},"plate":
      "#ffffff","ground":"#fffdf8","logo":{"art":{"kind":"paths","aspect":1.5,"paths":[{"d":"M0 0L1 0L1 0.66Z","fill":
      {"kind":"linear","x1":0,"y1":0,"x2":1,"y2":0.66,"stops":[{"at":0,"colour":"#a82c15"},{"at":1,"colour":"#14202b"}]},
      "rule":"evenodd"}]},"size":0.2,"plate":"rounded","padding":0.5,"shift":{"x":1,"y":-2}},"frame":{"kind":"stamp",
      "colour":"#20504a","textColour":"#14202b","callToAction":"Where does it lead?","caption":"Daily until Advent",
      "showUrl":true}}`;
    const style = JSON.parse(stored);
    expect(styleSchema.parse(style)).toEqual(style);
  });

  const square = { d: 'M0 0L1 0L1 1Z', fill: '#000000', rule: 'nonzero' };
  const logo = (change: object) => ({
    art: { kind: 'paths', aspect: 1, paths: [square] },
    size: 0.2,
    plate: 'square',
    padding: 0.5,
    shift: { x: 0, y: 0 },
    ...change,
  });
  it.each([
    ['a negative module size', { modules: { shape: 'dots', size: -1 } }],
    ['an endless module size', { modules: { shape: 'dots', size: 1e9 } }],
    ['a size that is no number', { modules: { shape: 'dots', size: Number.NaN } }],
    ['a size on squares', { modules: { shape: 'square', size: 1 } }],
    ['an unknown shape', { modules: { shape: 'star' } }],
    ['a colour by function', { plate: 'url(javascript:alert(1))' }],
    ['a colour that ends the attribute', { plate: '#ffffff"/><script>' }],
    ['a named colour', { ground: 'red' }],
    ['a colour with alpha', { plate: '#ffffff00' }],
    ['a missing quiet zone', { quietZone: 0 }],
    ['an unknown key', { onload: 'x' }],
    ['a version to come', { schema: 3 }],
    ['an older version with newer parts', { schema: 1 }],
    ['a caption of a page', { frame: { ...defaultStyle.frame, caption: 'x'.repeat(81) } }],
    [
      'a logo that is painted by reference',
      { logo: logo({ art: { kind: 'paths', aspect: 1, paths: [{ ...square, fill: 'url(#a)' }] } }) },
    ],
    [
      'five gradient stops',
      { paint: { kind: 'radial', stops: Array(5).fill({ at: 0, colour: '#000000' }) } },
    ],
    ['a logo of 61 %', { logo: logo({ size: 0.61 }) }],
    [
      'a logo by data URL',
      { logo: logo({ art: { kind: 'raster', aspect: 1, assetId: 'data:x', hash: '' } }) },
    ],
    [
      'a logo path with markup',
      { logo: logo({ art: { kind: 'paths', aspect: 1, paths: [{ ...square, d: 'M0 0"/><g' }] } }) },
    ],
    [
      'a logo path of 5 MB',
      {
        logo: logo({
          art: { kind: 'paths', aspect: 1, paths: [{ ...square, d: `M${'0 '.repeat(2.5e6)}` }] },
        }),
      },
    ],
  ])('refuses %s', (_, change) => {
    expect(styleSchema.safeParse({ ...defaultStyle, ...change }).success).toBe(false);
  });

  it('takes printable payloads only', () => {
    expect(payloadSchema.safeParse('HTTPS://WGMRK.EU/Q/7KQ2MX').success).toBe(true);
    expect(payloadSchema.safeParse('').success).toBe(false);
    expect(payloadSchema.safeParse('A\u0000').success).toBe(false);
    expect(payloadSchema.safeParse('A'.repeat(301)).success).toBe(false);
  });
});
