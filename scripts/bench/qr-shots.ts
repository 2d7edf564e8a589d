import { between, pick, randomOf } from './qr-random.ts';

/**
 * The captures of the bench: a grid of its own. How hard they are was set once, by plain codes with one thing changed
 * (dots 0.9, 0.7 and 0.5, contrast 4.5, 3 and 2, levels L, M and H, a quiet zone of 2), so that each loses about what
 * it lost in a study of 68 captures and six readers; it is changed for no code and no gate.
 * Lengths are in modules, angles in degrees, light in parts of what makes white paper white.
 */
export interface Shot {
  /** Names the capture, and is the seed of everything left to chance in it. */
  readonly name: string;
  /** Captures that differ only by chance share the weight of one. */
  readonly share: number;
  readonly pxPerModule: number;
  readonly tiltDeg: number;
  /** Direction into which the print leans away. */
  readonly leanDeg: number;
  readonly turnDeg: number;
  /** Half the arc that the symbol takes on a cylinder; 0 is flat. */
  readonly arcDeg: number;
  readonly arcAcross: boolean;
  readonly blur: number;
  readonly motion: number;
  readonly motionDeg: number;
  /** Light on white paper after exposure: 0.8 is right, above 1 burns out. */
  readonly light: number;
  /** Colour of the light, red, green, blue. */
  readonly tint: readonly [number, number, number];
  /** Light that falls off over the symbol, 0–1. */
  readonly falloff: number;
  /** A shadow's edge across the symbol: what is left of the light in it, and how soft its edge is. */
  readonly shadow: number;
  readonly shadowSoft: number;
  readonly haze: number;
  /** Bright spots: how strong, and how large. */
  readonly glare: number;
  readonly glareSize: number;
  /** Deviation of the noise in 1/255 of the developed picture at white. */
  readonly noise: number;
  /** JPEG quality; null is not compressed. */
  readonly jpeg: number | null;
  readonly sharpen: number;
  /** Ink that spreads (> 0) or is lost (< 0) at each edge. */
  readonly gain: number;
  readonly damage: 'none' | 'stains' | 'scratches' | 'tape' | 'torn' | 'creases';
  /** Part of the symbol's area that is damaged. */
  readonly damaged: number;
}

const right: Omit<Shot, 'name'> = {
  share: 1,
  pxPerModule: 4.2,
  tiltDeg: 0,
  leanDeg: 0,
  turnDeg: 0,
  arcDeg: 0,
  arcAcross: false,
  blur: 0.16,
  motion: 0,
  motionDeg: 0,
  light: 0.8,
  tint: [1, 1, 1],
  falloff: 0.1,
  shadow: 1,
  shadowSoft: 1,
  haze: 0,
  glare: 0,
  glareSize: 5,
  noise: 3,
  jpeg: 75,
  sharpen: 0,
  gain: 0,
  damage: 'none',
  damaged: 0,
};

/**
 * All captures of one round, hard and easy. Another round is the same grid under other chances: another hand, other
 * noise, stains elsewhere.
 */
export function shotsOf(roundNumber: number): readonly Shot[] {
  const round = roundNumber === 0 ? '' : ` (round ${roundNumber})`;
  const shots: Shot[] = [];
  /** Each capture is held a little differently, so that no single grid of pixels speaks for many of them. */
  const add = (name: string, change: Partial<Shot>): void => {
    const random = randomOf(`held ${name}${round}`);
    const held = {
      ...right,
      turnDeg: between(random, -12, 12),
      tiltDeg: between(random, 0, 10),
      leanDeg: between(random, 0, 360),
    };
    const shot = { ...held, ...change, name: `${name}${round}` };
    shots.push({ ...shot, pxPerModule: shot.pxPerModule * between(random, 0.9, 1.1) });
  };
  /** The same under several chances. */
  const often = (name: string, times: number, change: (random: () => number) => Partial<Shot>): void => {
    for (let seed = 0; seed < times; seed++)
      add(`${name} ${seed}`, { share: 1 / times, ...change(randomOf(`${name} ${seed}${round}`)) });
  };

  for (const pxPerModule of [2.2, 2.8, 3.4, 5.5, 8]) add(`size ${pxPerModule}`, { pxPerModule });
  for (const turnDeg of [17, 45, 72, 158]) add(`turned ${turnDeg}`, { turnDeg });
  add('tilt 22', { tiltDeg: 22, leanDeg: 70 });
  add('tilt 38', { tiltDeg: 38, leanDeg: 205, turnDeg: 12 });
  add('tilt 50', { tiltDeg: 50, leanDeg: 320, pxPerModule: 5.5 });
  add('tilt 57', { tiltDeg: 57, leanDeg: 15, turnDeg: 40, pxPerModule: 6.5 });
  for (const blur of [0.34, 0.42, 0.5]) add(`blur ${blur}`, { blur, pxPerModule: 4.5 });
  add('motion 0.8', { motion: 0.8, motionDeg: 95 });
  add('motion 1.1', { motion: 1.1, motionDeg: 10 });
  add('motion 1.3', { motion: 1.3, motionDeg: 52, pxPerModule: 5 });
  for (const noise of [9, 16, 24]) add(`noise ${noise}`, { noise, light: 0.4 });
  for (const jpeg of [35, 20, 10]) add(`jpeg ${jpeg}`, { jpeg });
  add('dusk', { light: 0.14, noise: 7, jpeg: 55 });
  add('night', { light: 0.06, noise: 7, blur: 0.25, jpeg: 55 });
  add('too bright', { light: 1.7 });
  add('uneven light', { falloff: 0.85 });
  add('lamp light', { tint: [1, 0.62, 0.24], light: 0.6, noise: 5 });
  add('sodium street light', { tint: [1, 0.42, 0.06], light: 0.5, noise: 6 });
  add('neon light', { tint: [0.5, 0.72, 1], light: 0.5, noise: 5 });
  add('haze', { haze: 0.5, noise: 4 });
  add('thick haze', { haze: 0.62, noise: 4 });
  add('hard shadow', { shadow: 0.22, shadowSoft: 0.4 });
  add('soft shadow', { shadow: 0.16, shadowSoft: 6 });
  often('small glare', 5, (random) => ({ glare: 1.6, glareSize: between(random, 2, 3.5) }));
  often('large glare', 5, (random) => ({ glare: 1.1, glareSize: between(random, 5, 8) }));
  often('stains', 5, () => ({ damage: 'stains', damaged: 0.015 }));
  often('scratches', 5, () => ({ damage: 'scratches', damaged: 0.02 }));
  often('torn', 5, () => ({ damage: 'torn', damaged: 0.012 }));
  add('tape', { damage: 'tape', damaged: 0.2 });
  often('creases', 3, () => ({ damage: 'creases', damaged: 0.03 }));
  add('bottle', { arcDeg: 32 });
  add('lamp post', { arcDeg: 40, pxPerModule: 5 });
  add('pipe', { arcDeg: 36, arcAcross: true, turnDeg: 20 });
  add('ink spreads', { gain: 0.12 });
  add('ink spreads much', { gain: 0.25 });
  add('ink is lost', { gain: -0.12 });
  often('street', 9, (random) => ({
    pxPerModule: between(random, 3.5, 6),
    tiltDeg: between(random, 12, 40),
    leanDeg: between(random, 0, 360),
    turnDeg: between(random, -40, 40),
    blur: between(random, 0.15, 0.4),
    motion: between(random, 0, 0.5),
    motionDeg: between(random, 0, 180),
    light: between(random, 0.2, 0.9),
    shadow: pick(random, [1, 1, 0.45]),
    shadowSoft: between(random, 0.3, 3),
    haze: between(random, 0, 0.2),
    glare: pick(random, [0, 0, 0.7]),
    noise: between(random, 2, 8),
    jpeg: Math.round(between(random, 30, 75)),
    sharpen: between(random, 0, 0.6),
    gain: between(random, -0.06, 0.08),
    falloff: between(random, 0, 0.5),
    damage: pick(random, ['none', 'stains', 'scratches', 'creases']),
    damaged: 0.008,
    share: 1 / 3,
  }));
  return shots;
}
