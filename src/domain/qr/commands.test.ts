import { describe, expect, it } from 'vitest';
import { contrast } from './colour.ts';
import {
  copyStyle,
  onStyle,
  putLogo,
  type StyleCommand,
  setAngle,
  setBarDirection,
  setErrorCorrection,
  setEyeColour,
  setEyeShape,
  setFrame,
  setFrameGround,
  setFrameKind,
  setInk,
  setLogo,
  setModuleSize,
  setPaintKind,
  setPlate,
  setQuietZone,
  setShape,
  wordsGround,
} from './commands.ts';
import { logoCost } from './findings.ts';
import { FRAME_KINDS } from './frames/kinds.ts';
import { GATE } from './limits.ts';
import { defaultStyle, type Logo } from './model.ts';
import { styleSchema } from './schema.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
const art: Logo['art'] = {
  kind: 'paths',
  aspect: 1,
  paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }],
};
const all: Record<string, StyleCommand> = {
  shape: setShape('bars'),
  size: (style) => setModuleSize(0.9)(setShape('dots')(style)),
  direction: (style) => setBarDirection('horizontal')(setShape('bars')(style)),
  eyes: setEyeShape('circle'),
  eyeColour: setEyeColour('#a82c15'),
  linear: setPaintKind('linear', '#20504a'),
  radial: setPaintKind('radial', '#20504a'),
  angle: (style) => setAngle(400)(setPaintKind('linear', '#20504a')(style)),
  ink: setInk('#20504a'),
  plate: setPlate('#f6e7c8'),
  quiet: setQuietZone(99),
  level: setErrorCorrection('H'),
  logo: putLogo(art, PAYLOAD),
  moved: (style) => setLogo({ shift: { x: 99, y: -99 }, size: 3, padding: -1 })(putLogo(art, PAYLOAD)(style)),
  frame: setFrameKind('sign'),
};

describe('style commands', () => {
  it.each(Object.entries(all))(
    '%s leaves a style that can be stored, and the second time nothing',
    (_, edit) => {
      const once = edit(defaultStyle);
      expect(once).not.toBe(defaultStyle);
      expect(styleSchema.parse(once)).toEqual(once);
      expect(edit(once)).toEqual(once);
    },
  );

  it('gives the same document back when nothing changes', () => {
    const doc = { style: defaultStyle, retired: false };
    expect(onStyle(setPlate('#ffffff'))(doc)).toBe(doc);
    expect(onStyle(setModuleSize(0.9))(doc)).toBe(doc);
    expect(onStyle(setLogo({ size: 0.3 }))(doc)).toBe(doc);
    expect(onStyle(setPlate('#fffdf8'))(doc)).toEqual({
      ...doc,
      style: { ...defaultStyle, plate: '#fffdf8' },
    });
  });

  it('puts a logo in that leaves enough correction, whatever its proportions', () => {
    for (const aspect of [0.25, 1, 4]) {
      const style = putLogo({ ...art, aspect }, PAYLOAD)(defaultStyle);
      expect(style.errorCorrection).toBe('H');
      expect(logoCost(style, PAYLOAD).unused).toBeGreaterThanOrEqual(GATE.unusedCorrection);
    }
  });

  it('keeps a logo within what scans when its plate, its margin or its place changes, and its width when asked', () => {
    const before = putLogo(art, PAYLOAD)(defaultStyle);
    const changes = [{ plate: 'circle', padding: 2 }, { padding: 1.75 }, { shift: { x: 2, y: -1 } }] as const;
    for (const change of changes) {
      const after = setLogo(change, PAYLOAD)(before);
      expect(after.logo).toMatchObject(change);
      expect(logoCost(after, PAYLOAD).unused).toBeGreaterThanOrEqual(GATE.unusedCorrection);
    }
    expect(logoCost(setLogo(changes[0])(before), PAYLOAD).unused).toBeLessThan(GATE.unusedCorrection);
    expect(setLogo({ size: 0.5 }, PAYLOAD)(before).logo?.size).toBe(0.5);
  });

  it('keeps the colours when the paint changes its kind', () => {
    const linear = setPaintKind('linear', '#20504a')(setInk('#3a2850')(defaultStyle));
    const radial = setInk('#14406b', 1)(setPaintKind('radial', '#000000')(linear));
    expect(radial.paint).toEqual({
      kind: 'radial',
      stops: [
        { at: 0, colour: '#3a2850' },
        { at: 1, colour: '#14406b' },
      ],
    });
    expect(setPaintKind('solid', '#000000')(radial).paint).toEqual({ kind: 'solid', colour: '#3a2850' });
  });

  it('keeps the words of a frame readable on every ground', () => {
    for (const kind of FRAME_KINDS) {
      for (const colour of ['#1d221f', '#f6e7c8', '#a82c15', '#808080']) {
        const style = setFrameGround(colour)(setFrame({ kind, colour })(defaultStyle));
        expect(contrast(style.frame.textColour, wordsGround(style))).toBeGreaterThanOrEqual(3.9);
      }
    }
  });

  it('copies a look with or without its words', () => {
    const from = setFrame({ kind: 'poster', callToAction: 'Light her lamp', caption: 'Daily' })(defaultStyle);
    const own = setFrame({ callToAction: 'Ring the bell' })(defaultStyle);
    expect(copyStyle(from, false)(own)).toBe(from);
    expect(copyStyle(from, true)(own).frame).toEqual({
      ...from.frame,
      callToAction: 'Ring the bell',
      caption: '',
    });
  });
});
