import { contrast } from './colour.ts';
import { biggestLogo } from './findings.ts';
import { FRAMES } from './frames/kinds.ts';
import { GATE, LIMITS } from './limits.ts';
import type {
  ErrorCorrection,
  EyeShape,
  FrameKind,
  Logo,
  ModuleShape,
  Paint,
  StyleDocument,
} from './model.ts';
import { modulesOf } from './options.ts';

/** An edit of a style. Returns the same document when nothing changes, so that it is no step of undo. */
export type StyleCommand = (style: StyleDocument) => StyleDocument;

/** The edit of a document that carries a style, a code for one. */
export const onStyle =
  (command: StyleCommand) =>
  <Doc extends { style: StyleDocument }>(doc: Doc): Doc => {
    const style = command(doc.style);
    return style === doc.style ? doc : { ...doc, style };
  };

const same = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b);

const set =
  <Key extends keyof StyleDocument>(key: Key, value: StyleDocument[Key]): StyleCommand =>
  (style) =>
    same(style[key], value) ? style : { ...style, [key]: value };

const clamp = (value: number, { min, max }: { min: number; max: number }) =>
  Math.min(max, Math.max(min, value));
const hundredths = (value: number) => Math.round(value * 100) / 100;

export const setStyle =
  (next: StyleDocument): StyleCommand =>
  (style) =>
    same(style, next) ? style : next;
export const setPlate = (colour: string) => set('plate', colour);
export const setGround = (colour: string) => set('ground', colour);
export const setErrorCorrection = (level: ErrorCorrection) => set('errorCorrection', level);
export const setQuietZone = (modules: number) =>
  set('quietZone', Math.round(clamp(modules, LIMITS.quietZone)));

/** Chooses a shape at the size at which it passes with room to spare; the chosen one keeps its size. */
export const setShape =
  (shape: ModuleShape): StyleCommand =>
  (style) =>
    style.modules.shape === shape ? style : { ...style, modules: modulesOf(shape) };

/** `size` is the drawn part of a module, 0.5–1. Shapes of one size keep theirs. */
export const setModuleSize =
  (size: number): StyleCommand =>
  (style) =>
    'size' in style.modules
      ? set('modules', { ...style.modules, size: hundredths(clamp(size, LIMITS.moduleSize)) })(style)
      : style;

export const setBarDirection =
  (direction: 'vertical' | 'horizontal'): StyleCommand =>
  (style) =>
    style.modules.shape === 'bars' ? set('modules', { ...style.modules, direction })(style) : style;

export const setEyes = (change: Partial<StyleDocument['eyes']>): StyleCommand => {
  return (style) => set('eyes', { ...style.eyes, ...change })(style);
};

/** Both parts of the eyes in one shape. */
export const setEyeShape = (shape: EyeShape) => setEyes({ frame: shape, pupil: shape });

/** Both parts of the eyes in one colour; null: as the modules. */
export const setEyeColour = (colour: string | null) => setEyes({ frameColour: colour, pupilColour: colour });

/** Changes how the modules are painted and keeps the colours that are there. */
export const setPaintKind =
  (kind: Paint['kind'], second: string): StyleCommand =>
  (style) => {
    const { paint } = style;
    if (paint.kind === kind) return style;
    const first = paint.kind === 'solid' ? paint.colour : (paint.stops[0]?.colour ?? '#000000');
    if (kind === 'solid') return { ...style, paint: { kind, colour: first } };
    const stops =
      paint.kind === 'solid'
        ? [
            { at: 0, colour: first },
            { at: 1, colour: second },
          ]
        : paint.stops;
    return { ...style, paint: kind === 'linear' ? { kind, angleDeg: 45, stops } : { kind, stops } };
  };

/** The colour of stop `index`; of a solid paint, its colour. */
export const setInk =
  (colour: string, index = 0): StyleCommand =>
  (style) => {
    const { paint } = style;
    if (paint.kind === 'solid') return set('paint', { kind: 'solid', colour })(style);
    const stops = paint.stops.map((stop, at) => (at === index ? { ...stop, colour } : stop));
    return set('paint', { ...paint, stops })(style);
  };

export const setAngle =
  (angleDeg: number): StyleCommand =>
  (style) =>
    style.paint.kind === 'linear'
      ? set('paint', { ...style.paint, angleDeg: clamp(angleDeg, { min: 0, max: 360 }) })(style)
      : style;

/** The width a new logo gets where the code allows it, as part of the symbol's. */
const NEW_LOGO = 0.2;

/** Puts a logo in, or another in its place, at level H and no wider than scans there. Null takes it out. */
export const putLogo =
  (art: Logo['art'] | null, payload: string): StyleCommand =>
  (style) => {
    if (!art) return set('logo', null)(style);
    const logo: Logo = style.logo
      ? { ...style.logo, art }
      : { art, size: NEW_LOGO, plate: 'rounded', padding: 0.5, shift: { x: 0, y: 0 } };
    const raised: StyleDocument = { ...style, errorCorrection: 'H', logo };
    const passes = biggestLogo(raised, payload);
    const size = passes > 0 ? Math.min(logo.size, passes) : LIMITS.logoSize.min;
    return setStyle({ ...raised, logo: { ...logo, size } })(style);
  };

/**
 * Edits the logo. Where its width is not what is edited and the payload is known, it shrinks to what scans there: a wider
 * plate or another place covers more of the code.
 */
export const setLogo =
  (change: Partial<Omit<Logo, 'art'>>, payload?: string): StyleCommand =>
  (style) => {
    if (!style.logo) return style;
    const logo = clampedLogo({ ...style.logo, ...change });
    if (payload === undefined || change.size !== undefined) return set('logo', logo)(style);
    const passes = biggestLogo(style, payload, logo);
    return set('logo', passes > 0 ? { ...logo, size: Math.min(logo.size, passes) } : logo)(style);
  };

const clampedLogo = (logo: Logo): Logo => ({
  ...logo,
  size: hundredths(clamp(logo.size, LIMITS.logoSize)),
  padding: hundredths(clamp(logo.padding, { min: 0, max: 2 })),
  shift: {
    x: Math.round(clamp(logo.shift.x, LIMITS.logoShift)),
    y: Math.round(clamp(logo.shift.y, LIMITS.logoShift)),
  },
});

/** The colour the words of a frame stand on. */
export const wordsGround = ({ frame, ground }: StyleDocument): string =>
  FRAMES[frame.kind].words === 'frame' ? frame.colour : ground;

/** Changes the frame; words that could not be read on their new ground turn black or white. */
export const setFrame =
  (change: Partial<StyleDocument['frame']>): StyleCommand =>
  (style) => {
    const next = { ...style, frame: { ...style.frame, ...change } };
    return set('frame', readable(next).frame)(style);
  };

/** Changes the frame's ground and keeps its words readable. */
export const setFrameGround =
  (colour: string): StyleCommand =>
  (style) => {
    const next = setGround(colour)(style);
    return next === style ? style : readable(next);
  };

function readable(style: StyleDocument): StyleDocument {
  const ground = wordsGround(style);
  if (contrast(style.frame.textColour, ground) >= GATE.contrastWarn) return style;
  const dark = '#1d221f';
  const textColour = contrast(dark, ground) >= contrast('#ffffff', ground) ? dark : '#ffffff';
  return { ...style, frame: { ...style.frame, textColour } };
}

export const setFrameKind = (kind: FrameKind) => setFrame({ kind });

/** The look of `from`; with `keepWords` the own call to action and caption stay. */
export const copyStyle =
  (from: StyleDocument, keepWords: boolean): StyleCommand =>
  (style) => {
    const { callToAction, caption } = style.frame;
    return setStyle(keepWords ? { ...from, frame: { ...from.frame, callToAction, caption } } : from)(style);
  };
