import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultTheme } from '#domain/campaign/model.ts';
import { contrast } from '#domain/qr/colour.ts';
import { sceneColours, themeCss } from './colours.ts';

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('sceneColours', () => {
  it('can be read with any theme', () => {
    fc.assert(
      fc.property(colour, colour, colour, (paper, ink, accent) => {
        const colours = sceneColours({ paper, ink, accent });
        expect(contrast(colours.ink, colours.paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.soft, colours.paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.onAccent, colours.accent)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.accentText, colours.paper)).toBeGreaterThanOrEqual(4.5);
        expect(contrast(colours.mark, colours.paper)).toBeGreaterThanOrEqual(3);
      }),
    );
  });

  it('keeps a readable theme as it is', () => {
    const theme = { paper: '#101820', ink: '#f4efe3', accent: '#f2b441' };
    expect(sceneColours(theme)).toMatchObject(theme);
  });

  it('replaces ink and paper that cannot be read, and keeps the accent', () => {
    const colours = sceneColours({ paper: '#ffffff', ink: '#cccccc', accent: '#2266cc' });
    expect(colours).toMatchObject({ paper: defaultTheme.paper, ink: defaultTheme.ink, accent: '#2266cc' });
  });
});

describe('themeCss', () => {
  it('sets the colours and the ground of each stage', () => {
    const css = themeCss(sceneColours(defaultTheme), { blk_0000000000000001: '#14202b' });
    expect(css).toContain(`--paper:${defaultTheme.paper}`);
    expect(css).toContain('#blk_0000000000000001{--ground:#14202b}');
  });
});
