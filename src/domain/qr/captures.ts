/** Groups of captures that say the same thing to a designer; texts under `family.<name>`. */
export const FAMILIES = [
  'size',
  'tilt',
  'blur',
  'glare',
  'damage',
  'curve',
  'light',
  'compression',
  'street',
] as const;
export type Family = (typeof FAMILIES)[number];

/** How one simulated photo is taken. Lengths in modules, angles in degrees, levels of 255 after encoding. */
export interface Shot {
  /** Names the photo's random numbers; no two shots of the product share one. */
  id: number;
  /** Camera pixels per module at the symbol's middle. */
  px: number;
  tiltDeg?: number;
  turnDeg?: number;
  /** Half of the arc that the symbol takes on an upright cylinder. */
  cylinderDeg?: number;
  blur?: number;
  motion?: { length: number; angleDeg: number };
  /** A bright spot over one corner, chosen by the seed. */
  glare?: boolean;
  /** Part of the symbol's area under a blot, placed by the seed. */
  blot?: number;
  /** Width of a fold line across the symbol, laid by the seed. */
  fold?: number;
  /** Black is lifted to this part of white. */
  haze?: number;
  /** Light on the sensor, 1 = a well exposed photo. */
  gain?: number;
  /** Levels between black and white. */
  contrast?: number;
  /** A shadow's edge across the symbol. */
  shadow?: boolean;
  noise?: number;
  jpeg?: number;
}

export interface Capture extends Shot {
  family: Family;
}

/**
 * The sixteen captures of the live preflight. Blur is set where a plain code is read by some decoders and not by all: at
 * σ 0.6 module none of the three reads even that, and a capture that nobody reads says nothing about a style.
 */
export const CAPTURES: readonly Capture[] = [
  { id: 1, family: 'size', px: 4 },
  { id: 2, family: 'size', px: 6, turnDeg: 33 },
  { id: 3, family: 'size', px: 3 },
  { id: 4, family: 'tilt', px: 5, tiltDeg: 30 },
  { id: 5, family: 'tilt', px: 5, tiltDeg: 45, turnDeg: 20 },
  { id: 6, family: 'blur', px: 4, blur: 0.42 },
  { id: 7, family: 'blur', px: 4, motion: { length: 0.6, angleDeg: 30 } },
  { id: 8, family: 'glare', px: 4, glare: true },
  { id: 9, family: 'damage', px: 4, blot: 0.02 },
  { id: 10, family: 'damage', px: 4, fold: 0.7 },
  { id: 11, family: 'curve', px: 5, cylinderDeg: 50 },
  { id: 12, family: 'light', px: 4, haze: 0.35 },
  { id: 13, family: 'compression', px: 4, jpeg: 20 },
  { id: 14, family: 'light', px: 4, noise: 8, contrast: 130 },
  { id: 15, family: 'street', px: 4, tiltDeg: 35, blur: 0.32, shadow: true, noise: 5, jpeg: 40 },
  {
    id: 16,
    family: 'street',
    px: 4,
    tiltDeg: 25,
    motion: { length: 0.5, angleDeg: 30 },
    gain: 0.4,
    noise: 6,
    jpeg: 30,
  },
];

/** Captures that every working decoder reads of a sound code. */
export const EASY: readonly number[] = [1, 2, 4, 13];
