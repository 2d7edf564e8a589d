import {
  putLogo,
  type StyleCommand,
  setAngle,
  setBarDirection,
  setErrorCorrection,
  setEyes,
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
} from './commands.ts';
import { FRAME_KINDS } from './frames/kinds.ts';
import { LIMITS } from './limits.ts';
import { defaultStyle, type Logo, type StyleDocument } from './model.ts';
import { eyeShapes, grounds, inks, levels, moduleShapes, plates, pupilsFor } from './options.ts';

/** Numbers from 0 up to 1, the next at each call. */
export type Random = () => number;

/** The same numbers for the same seed on every machine (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * `offered`: what pressing tiles, swatches and moving sliders in the studio reaches. `any`: also colours typed by hand
 * and logos pulled to any size and place, which the gate may refuse.
 */
export type Reach = 'offered' | 'any';

/**
 * A style as somebody makes it who knows nothing of codes and plays with every control, by the very commands of the
 * studio. The same numbers give the same style; a control's new choices are drawn as soon as `options.ts` has them.
 */
export function randomStyle(random: Random, payload: string, reach: Reach = 'offered'): StyleDocument {
  const { pick, chance, step } = drawing(random);
  const colour = (swatches: readonly string[]) =>
    reach === 'any' && chance(0.35)
      ? `#${Math.floor(random() * 0x1000000)
          .toString(16)
          .padStart(6, '0')}`
      : pick(swatches);
  const shape = pick(moduleShapes.filter(({ offered }) => offered));
  const commands: StyleCommand[] = [setShape(shape.value)];
  const edit = (...more: StyleCommand[]) => commands.push(...more);

  const sizes = reach === 'any' ? LIMITS.moduleSize : shape.size;
  if (sizes && chance(0.5)) edit(setModuleSize(step(sizes)));
  if (chance(0.5)) edit(setBarDirection('horizontal'));
  const ring = pick(eyeShapes.filter((one) => one.offered)).value;
  edit(
    setEyes({
      frame: ring,
      pupil: pick(reach === 'any' ? eyeShapes.map((one) => one.value) : pupilsFor(ring)),
    }),
  );
  edit(setInk(colour(inks)));
  const kind = pick(['solid', 'solid', 'linear', 'radial'] as const);
  if (kind !== 'solid')
    edit(setPaintKind(kind, colour(inks)), setAngle(step({ min: 0, max: 360, step: 15 })));
  if (chance(0.3)) edit(setEyes({ frameColour: colour(inks) }));
  if (chance(0.3)) edit(setEyes({ pupilColour: colour(inks) }));
  if (chance(0.5)) edit(setPlate(colour(plates)));
  if (chance(0.4)) edit(setQuietZone(step(LIMITS.quietZone)));
  if (chance(0.4)) edit(setErrorCorrection(pick(reach === 'any' ? (['L', ...levels] as const) : levels)));
  if (chance(0.4)) {
    edit(putLogo(pick(LOGOS), payload));
    const change: Partial<Omit<Logo, 'art'>> = {
      ...(chance(0.5) ? { plate: pick(['square', 'rounded', 'circle'] as const) } : {}),
      ...(chance(0.3) ? { padding: step({ min: 0, max: 2, step: 0.25 }) } : {}),
      ...(reach === 'any' && chance(0.5) ? { size: step(LIMITS.logoSize) } : {}),
      ...(chance(0.2) ? { shift: { x: step(MOVES), y: step(MOVES) } } : {}),
    };
    edit(setLogo(change, payload));
  }
  if (chance(0.8)) edit(...frame(random, colour));
  return commands.reduce((style, command) => command(style), defaultStyle);
}

const MOVES = { min: -3, max: 3, step: 1 };

function frame(random: Random, colour: (swatches: readonly string[]) => string): StyleCommand[] {
  const { pick, chance } = drawing(random);
  const commands = [setFrameKind(pick(FRAME_KINDS))];
  if (chance(0.8)) commands.push(setFrame({ callToAction: pick(WORDS) }));
  if (chance(0.3)) commands.push(setFrame({ caption: pick(CAPTIONS) }));
  if (chance(0.3)) commands.push(setFrame({ showUrl: false }));
  if (chance(0.5)) commands.push(setFrame({ colour: colour(inks) }));
  if (chance(0.5)) commands.push(setFrameGround(colour(grounds)));
  return commands;
}

/** What a code of ours says, as printed: hosts of many lengths, a code of six characters. */
export function randomPayload(random: Random): string {
  const { pick } = drawing(random);
  const letters = Array.from({ length: 6 }, () => CROCKFORD[Math.floor(random() * 32)]).join('');
  return `HTTPS://${pick(HOSTS)}/Q/${letters}`;
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const HOSTS = [
  'A.EU',
  'WGMRK.EU',
  'LAMP.KIEL.DE',
  'CAMPAIGN.HAMBURG.DE',
  'STORIES.MUSEUM-AM-HAFEN.EXAMPLE',
] as const;
const WORDS = [
  'Scan me',
  'Light her lamp',
  'Zünde ihr Licht an',
  'The story goes on here',
  'Hier geht die Geschichte weiter',
] as const;
const CAPTIONS = ['Chapter three', 'Kapitel drei: die Laterne', 'Until 24 December'] as const;

const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}L${x + width} ${y}L${x + width} ${y + height}L${x} ${y + height}Z`;
const DISC =
  'M0 .5C0 .22386 .22386 0 .5 0C.77614 0 1 .22386 1 .5C1 .77614 .77614 1 .5 1C.22386 1 0 .77614 0 .5Z';
const drawn = (aspect: number, ...paths: [d: string, fill: string][]): Logo['art'] => ({
  kind: 'paths',
  aspect,
  paths: paths.map(([d, fill]) => ({ d, fill, rule: 'nonzero' })),
});
/** Logos as people have them: a mark, a badge, a wide word, a tall figure, a pale sign. */
const LOGOS: readonly Logo['art'][] = [
  drawn(1, [box(0, 0, 1, 1), '#a82c15'], [box(0.25, 0.25, 0.5, 0.5), '#ffffff']),
  drawn(1, [DISC, '#14406b'], [box(0.45, 0.2, 0.1, 0.6), '#ffffff'], [box(0.2, 0.45, 0.6, 0.1), '#ffffff']),
  drawn(3, ...[0, 0.21, 0.42, 0.63, 0.84].map((x): [string, string] => [box(x, 0, 0.16, 0.3333), '#1d221f'])),
  drawn(0.5, ['M.5 0L1 2L0 2Z', '#20504a']),
  drawn(1, [DISC, '#f2d9a0']),
];

function drawing(random: Random) {
  return {
    pick: <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value,
    chance: (part: number) => random() < part,
    /** A notch of a slider. */
    step: ({ min, max, step }: { min: number; max: number; step: number }) => {
      const notches = Math.round((max - min) / step);
      return Math.round((min + step * Math.floor(random() * (notches + 1))) * 1000) / 1000;
    },
  };
}
