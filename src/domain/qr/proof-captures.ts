import type { Shot } from './captures.ts';

/** Groups of the proof's captures; texts under `family.<name>`. */
export const PROOF_FAMILIES = [
  'size',
  'turn',
  'tilt',
  'blur',
  'motion',
  'light',
  'noise',
  'compression',
  'glare',
  'damage',
  'curve',
  'print',
  'street',
] as const;
export type ProofFamily = (typeof PROOF_FAMILIES)[number];

export interface ProofCapture extends Shot {
  family: ProofFamily;
  /** How much wider ink has run than drawn, modules, half of it at each edge; below 0 it is starved. */
  inkGain?: number;
  /** Every decoder that works reads a sound code here. */
  easy?: true;
}

/** Photos of each capture of the proof. */
export const PROOF_PHOTOS = {
  /** Captures that every decoder must read at least once. */
  easy: 4,
  /** Captures whose only chance is how the hand holds the phone. */
  steady: 2,
  /** Glare and damage, where one photo misleads (31 to 86 for the same code). */
  chance: 5,
} as const;

export function photosOfProof({ family, easy }: ProofCapture): number {
  if (easy) return PROOF_PHOTOS.easy;
  return family === 'glare' || family === 'damage' ? PROOF_PHOTOS.chance : PROOF_PHOTOS.steady;
}

const shots: Record<ProofFamily, Omit<ProofCapture, 'id' | 'family'>[]> = {
  size: [{ px: 2.8 }, { px: 3.3 }, { px: 4, easy: true }, { px: 5 }, { px: 6.5, easy: true }, { px: 9 }],
  turn: [
    { px: 5, turnDeg: 12 },
    { px: 6, turnDeg: 33, easy: true },
    { px: 4, turnDeg: 45 },
    { px: 5, turnDeg: 70 },
    { px: 4, turnDeg: 200 },
  ],
  tilt: [
    { px: 5, tiltDeg: 20 },
    { px: 5, tiltDeg: 30, easy: true },
    { px: 5, tiltDeg: 40, turnDeg: 90 },
    { px: 5, tiltDeg: 45, turnDeg: 20 },
    { px: 6, tiltDeg: 50, turnDeg: 40 },
    { px: 6, tiltDeg: 55 },
  ],
  blur: [
    { px: 4, blur: 0.25 },
    { px: 6, blur: 0.3 },
    { px: 4, blur: 0.36 },
    { px: 5, blur: 0.42 },
    { px: 4, blur: 0.46 },
  ],
  motion: [
    { px: 4, motion: { length: 0.5, angleDeg: 0 } },
    { px: 4, motion: { length: 0.6, angleDeg: 30 } },
    { px: 5, motion: { length: 0.7, angleDeg: 90 } },
    { px: 4, motion: { length: 0.8, angleDeg: 60 } },
    { px: 6, motion: { length: 0.9, angleDeg: 135 } },
  ],
  light: [
    { px: 4, haze: 0.25 },
    { px: 4, haze: 0.45, noise: 3 },
    { px: 5, haze: 0.6, noise: 4 },
    { px: 4, shadow: true },
    { px: 5, shadow: true, turnDeg: 50, gain: 0.5, noise: 4 },
    { px: 4, gain: 0.15, noise: 3 },
    { px: 4, gain: 1.5 },
  ],
  noise: [
    { px: 4, noise: 8 },
    { px: 4, noise: 8, contrast: 130 },
    { px: 5, noise: 20 },
    { px: 4, noise: 8, gain: 0.2 },
    { px: 6, noise: 30 },
  ],
  compression: [
    { px: 4, jpeg: 40 },
    { px: 4, jpeg: 20, easy: true },
    { px: 5, jpeg: 10 },
    { px: 3.5, jpeg: 25 },
  ],
  glare: [
    { px: 4, glare: true },
    { px: 5, glare: true, tiltDeg: 25 },
    { px: 5, glare: true, haze: 0.15 },
  ],
  damage: [
    { px: 4, blot: 0.01 },
    { px: 4, blot: 0.02 },
    { px: 5, blot: 0.03 },
    { px: 4, fold: 0.5 },
    { px: 4, fold: 0.8 },
    { px: 5, fold: 1.1, tiltDeg: 20 },
  ],
  curve: [
    { px: 5, cylinderDeg: 25 },
    { px: 5, cylinderDeg: 40 },
    { px: 5, cylinderDeg: 50 },
    { px: 6, cylinderDeg: 58 },
  ],
  print: [
    { px: 4, inkGain: 0.12 },
    { px: 4, inkGain: 0.25 },
    { px: 5, inkGain: 0.35 },
    { px: 4, inkGain: -0.12 },
    { px: 5, inkGain: -0.25 },
    { px: 4, inkGain: 0.2, blur: 0.28 },
  ],
  street: [
    { px: 4, tiltDeg: 35, blur: 0.3, shadow: true, noise: 5, jpeg: 40 },
    { px: 4, tiltDeg: 25, motion: { length: 0.5, angleDeg: 30 }, gain: 0.4, noise: 6, jpeg: 30 },
    { px: 5, turnDeg: 18, blur: 0.3, haze: 0.2, noise: 5, jpeg: 50 },
    { px: 4, tiltDeg: 20, turnDeg: 8, inkGain: 0.18, blur: 0.25, gain: 0.5, noise: 5, jpeg: 50 },
    { px: 5, cylinderDeg: 35, shadow: true, noise: 5, jpeg: 40 },
    { px: 3.5, turnDeg: 5, gain: 0.3, noise: 5, jpeg: 60 },
    {
      px: 6,
      tiltDeg: 40,
      turnDeg: 60,
      motion: { length: 0.4, angleDeg: 0 },
      shadow: true,
      noise: 4,
      jpeg: 40,
    },
  ],
};

/** The captures of the proof, family by family. Changing one is a new `PROOF_EDITION`. */
export const PROOF_CAPTURES: readonly ProofCapture[] = PROOF_FAMILIES.flatMap((family, group) =>
  shots[family].map((shot, index) => ({ id: 100 * (group + 1) + index, family, ...shot })),
);

/** Number of these captures and of the rules that judge them. */
export const PROOF_EDITION = 2;
