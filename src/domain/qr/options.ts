import { biggestLogo, comfortableSize, leastSize } from './findings.ts';
import { LIMITS } from './limits.ts';
import type { EyeShape, ModuleShape, ModuleStyle, StyleDocument } from './model.ts';

/** One choice of a control. `why` names the sentence (`why.<why>`) that says what it costs or why it is not offered. */
export interface Option<Value extends string> {
  value: Value;
  offered: boolean;
  /** Sizes that the control reaches, as part of a module; null where the shape has one size. */
  size: { min: number; max: number; step: number; warnBelow: number } | null;
  why: string | null;
}

const sized = (shape: 'dots' | 'squares' | 'bars', min: number) => ({
  min: Math.max(min, leastSize(shape)),
  max: LIMITS.moduleSize.max,
  step: LIMITS.moduleSize.step,
  warnBelow: comfortableSize(shape),
});

export const moduleShapes: readonly Option<ModuleShape>[] = [
  { value: 'square', offered: true, size: null, why: null },
  { value: 'rounded', offered: true, size: null, why: null },
  { value: 'dots', offered: true, size: sized('dots', 0.95), why: 'small-dots' },
  { value: 'classy', offered: true, size: null, why: null },
  { value: 'bars', offered: true, size: sized('bars', 0.8), why: 'thin-bars' },
  { value: 'squares', offered: true, size: sized('squares', 0.85), why: 'small-squares' },
  { value: 'diamonds', offered: true, size: null, why: 'diamonds' },
];

/** What a shape looks like when it is chosen: the size at which it passes with room to spare. */
export function modulesOf(shape: ModuleShape): ModuleStyle {
  switch (shape) {
    case 'dots':
    case 'diamonds':
      return { shape, size: 1 };
    case 'squares':
      return { shape, size: 0.9 };
    case 'bars':
      return { shape, size: 0.9, direction: 'vertical' };
    default:
      return { shape };
  }
}

/** Shapes that other tools offer and that cost too much, so that a control can say why they are missing. */
export const notOffered = [
  { control: 'modules', name: 'small-dots', why: 'small-dots' },
  { control: 'eyes', name: 'star', why: 'eye-star' },
  { control: 'eyes', name: 'dotted', why: 'eye-dotted' },
  { control: 'eyes', name: 'thin', why: 'eye-thin' },
  { control: 'plate', name: 'transparent', why: 'transparent' },
] as const;

export const eyeShapes: readonly Option<EyeShape>[] = [
  { value: 'square', offered: true, size: null, why: null },
  { value: 'rounded', offered: true, size: null, why: null },
  { value: 'circle', offered: true, size: null, why: null },
];

/** Ink colours of the house that pass on white, for a first row of swatches. */
export const inks = ['#1d221f', '#000000', '#20504a', '#3a2850', '#a82c15', '#14406b', '#5c3a00'] as const;

/** Papers and light grounds that every ink above stands on well. */
export const plates = ['#ffffff', '#fffdf8', '#f6efdd', '#e8f0ea', '#fbe9e3', '#e6eef6'] as const;
/** Grounds of a frame. */
export const grounds = ['#ffffff', '#fffdf8', '#f6efdd', '#e2ebe4', '#1d221f', '#20504a'] as const;

/** Level L corrects so little that a fold or a hand's shake stops it. */
export const levels = ['M', 'Q', 'H'] as const;

/** Pupils that a ring may have: a square one comes so close to a round ring that turned codes are lost. */
export const pupilsFor = (ring: EyeShape): readonly EyeShape[] =>
  eyeShapes
    .filter(({ value, offered }) => offered && !(ring === 'circle' && value === 'square'))
    .map(({ value }) => value);

/** The bounds of the logo control for this very style and payload: green up to `passes`, refused beyond. */
export function logoRange(style: StyleDocument, payload: string) {
  return { ...LIMITS.logoSize, passes: biggestLogo(style, payload) };
}
