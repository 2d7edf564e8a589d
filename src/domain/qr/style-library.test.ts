import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultStyle, plainStyle, type StyleDocument } from './model.ts';
import { styleSchema } from './schema.ts';
import {
  breaches,
  freeName,
  inStyle,
  isSame,
  type LockPart,
  letGo,
  looksLike,
  partsThatDiffer,
  readStyleFile,
  type SavedStyle,
  takeParts,
  wear,
  withinLocks,
  writeStyleFile,
} from './style-library.ts';
import { lockParts } from './style-library-schema.ts';

const brand: StyleDocument = {
  ...defaultStyle,
  errorCorrection: 'H',
  modules: { shape: 'dots', size: 1 },
  paint: {
    kind: 'linear',
    angleDeg: 45,
    stops: [
      { at: 0, colour: '#14406b' },
      { at: 1, colour: '#3a2850' },
    ],
  },
  eyes: { ...defaultStyle.eyes, frame: 'circle', pupil: 'circle', frameColour: '#a82c15' },
  plate: '#fffdf8',
  ground: '#f6efdd',
  frame: { ...defaultStyle.frame, kind: 'ticket', colour: '#14406b', callToAction: 'Look here' },
};
const saved = (locked: LockPart[] = []): SavedStyle => ({ schema: 1, name: 'Brand', style: brand, locked });
const named = (style: StyleDocument, callToAction: string): StyleDocument => ({
  ...style,
  frame: { ...style.frame, callToAction },
});
const anyParts = fc.subarray([...lockParts]);
const anyStyle = fc.constantFrom(defaultStyle, plainStyle, brand, named(plainStyle, 'Come in'));

describe('parts of a look', () => {
  it('move one by one', () => {
    const shapes = takeParts(plainStyle, brand, ['shapes']);
    expect(shapes).toEqual({
      ...plainStyle,
      errorCorrection: 'H',
      modules: brand.modules,
      eyes: { ...plainStyle.eyes, frame: 'circle', pupil: 'circle' },
    });
    const colours = takeParts(plainStyle, brand, ['colours']);
    expect(colours).toEqual({
      ...plainStyle,
      paint: brand.paint,
      plate: '#fffdf8',
      ground: '#f6efdd',
      eyes: { ...plainStyle.eyes, frameColour: '#a82c15' },
      frame: { ...plainStyle.frame, colour: '#14406b' },
    });
    expect(takeParts(plainStyle, brand, ['frame']).frame).toEqual({ ...plainStyle.frame, kind: 'ticket' });
  });

  it('taken all together are the other style, and taken again change nothing', () => {
    fc.assert(
      fc.property(anyStyle, anyStyle, anyParts, (onto, from, parts) => {
        const once = takeParts(onto, from, parts);
        expect(styleSchema.safeParse(once).success).toBe(true);
        expect(takeParts(once, from, parts)).toBe(once);
        expect(isSame(takeParts(onto, from, [...lockParts, 'words']), from)).toBe(true);
        expect(partsThatDiffer(once, { ...saved(), style: from }).some((one) => parts.includes(one))).toBe(
          false,
        );
      }),
    );
  });

  it('cover every property: what no part takes stays as it was, whatever is added to a style', () => {
    const grown = { ...plainStyle, sparkle: 1, frame: { ...plainStyle.frame, ribbon: true } };
    const other = { ...plainStyle, sparkle: 2, frame: { ...plainStyle.frame, ribbon: false } };
    expect(takeParts(grown, other, ['colours', 'logo'])).toBe(grown);
    expect(takeParts(grown, other, ['shapes'])).toMatchObject({ sparkle: 2, frame: { ribbon: true } });
    expect(takeParts(grown, other, ['frame'])).toMatchObject({ sparkle: 1, frame: { ribbon: false } });
  });
});

describe('wearing a saved style', () => {
  it('takes the look and keeps words of its own', () => {
    expect(inStyle(plainStyle, saved())).toEqual(brand);
    expect(inStyle(named(plainStyle, 'Come in'), saved())).toEqual(named(brand, 'Come in'));
  });

  it('remembers which style and version, and no longer when it is let go', () => {
    const doc = { style: plainStyle };
    const worn = wear({ id: 'sty_0000000000000001', version: 3, doc: saved() })(doc);
    expect(worn).toEqual({ style: brand, from: { id: 'sty_0000000000000001', version: 3 } });
    expect(wear({ id: 'sty_0000000000000001', version: 3, doc: saved() })(worn)).toBe(worn);
    expect(letGo(worn)).toEqual({ style: brand });
    expect(letGo(doc)).toBe(doc);
  });

  it('looks like it whatever the words say', () => {
    expect(looksLike(named(brand, 'Come in'), saved())).toBe(true);
    expect(looksLike({ ...brand, plate: '#ffffff' }, saved())).toBe(false);
  });
});

describe('locks', () => {
  it('undo what an edit changes of the locked parts and nothing else', () => {
    fc.assert(
      fc.property(anyStyle, anyStyle, anyParts, (before, next, locked) => {
        const kept = withinLocks(before, next, locked);
        expect(breaches(before, kept, { ...saved(locked), style: before })).toEqual([]);
        const open = lockParts.filter((part) => !locked.includes(part));
        expect(isSame(takeParts(kept, next, open), kept)).toBe(true);
      }),
    );
  });

  it('name what is broken; the present way and the saved way are both allowed', () => {
    const locked = saved(['colours', 'shapes']);
    const paler = { ...brand, plate: '#ffffff' };
    expect(breaches(brand, paler, locked)).toEqual(['colours']);
    expect(breaches(paler, paler, locked)).toEqual([]);
    expect(breaches(paler, brand, locked)).toEqual([]);
    expect(breaches(brand, named(brand, 'Come in'), locked)).toEqual([]);
  });
});

describe('the file of a style', () => {
  it('is read as it was written', () => {
    expect(readStyleFile(writeStyleFile(saved(['logo'])))).toEqual({ saved: saved(['logo']) });
    expect(readStyleFile(`\ufeff${JSON.stringify(brand)}`)).toEqual({ saved: { ...saved(), name: '–' } });
  });

  it('is refused by name', () => {
    expect(readStyleFile('{')).toEqual({ reason: 'not-json' });
    expect(readStyleFile('[]')).toEqual({ reason: 'not-a-style' });
    expect(readStyleFile('{"kind":"other"}')).toEqual({ reason: 'not-a-style' });
    expect(readStyleFile(' '.repeat(1_000_001))).toEqual({ reason: 'too-large' });
    expect(readStyleFile(JSON.stringify({ kind: 'wegmarke-style', ...saved(), schema: 9 }))).toEqual({
      reason: 'newer',
    });
    const bad = { kind: 'wegmarke-style', ...saved(), style: { ...brand, plate: 'url(#x)' } };
    expect(readStyleFile(JSON.stringify(bad))).toEqual({ reason: 'malformed', path: 'style.plate' });
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void readStyleFile(text)));
    fc.assert(fc.property(fc.json(), (text) => void readStyleFile(text)));
  });
});

it('a name is never given twice', () => {
  expect(freeName('Poster', ['Ticket'])).toBe('Poster');
  expect(freeName('Poster', ['poster', 'Poster 2'])).toBe('Poster 3');
});
