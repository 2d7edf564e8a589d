import { FOCAL_PX, GLANCES, HELD_LIGHTS, NEAREST, type Trial } from './trial.ts';

/** How a code is printed, and from where it is scanned. */
export interface Printed {
  /** Width of the symbol without its quiet zone. */
  readonly symbolMm: number;
  readonly distanceM: number;
}

/** How well a code carries a scene, 0–100: the weaker of its two parts. Distances in metres, null: not even from close by. */
export interface MarkerScore {
  readonly score: number;
  /** Found at a glance: of all readers, angles and lights. */
  readonly locks: number;
  /** Stays, with a reader who steps back, under a finger, half out of the picture. */
  readonly holds: number;
  /** From where a phone locks on, held a little aslant. */
  readonly lockM: { readonly good: number | null; readonly dim: number | null };
  /** Up to where it is held in good light. */
  readonly holdM: number | null;
  /** How far the tip of a rod one code-width high moves from picture to picture, seen from `VIEWED_FROM`, mm on the print. */
  readonly wobbleMm: number | null;
}

/** Scenes are looked at from between the scan distance, where the code was just read, and a quarter of it. */
export const VIEWED_FROM = 1;
const VIEWED_TO = 0.25;
/** What a glance counts for, in the order of `GLANCES`. */
const LOCK_WEIGHTS = [0.15, 0.15, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1] as const;
const HOLD_WEIGHT = 0.25;
const COVER_WEIGHT = 0.25;
/** From here on a code carries its scene; below `FAIR` it hardly does. */
export const GOOD = 65;
export const FAIR = 40;
/** What a larger print aims at, so that it does not stand on the border again. */
export const SAFE = 80;

export function scoreOf(trial: Trial, printed: Printed): MarkerScore {
  const { modules } = trial;
  const moduleMm = printed.symbolMm / modules;
  const sizeAt = (metres: number): number => (FOCAL_PX * moduleMm) / (1000 * metres);
  const metresFor = (size: number | null): number | null => (size === null ? null : sizeAt(1) / size);
  /** The part of the readers who stand near enough. */
  const credit = (size: number | null): number => {
    const reach = (metresFor(size) ?? 0) / printed.distanceM;
    return Math.max(0, Math.min(1, (reach - VIEWED_TO) / (VIEWED_FROM - VIEWED_TO)));
  };
  const locks = sum(LOCK_WEIGHTS.map((weight, at) => weight * credit(trial.locks[at] ?? null)));
  const holds =
    sum(trial.holds.map((size) => HOLD_WEIGHT * credit(size))) +
    sum(trial.covered.map((part) => COVER_WEIGHT * part));
  const lockIn = (light: 'good' | 'dim'): number | null =>
    metresFor(trial.locks[GLANCES.findIndex((one) => one.light === light && one.tiltDeg === 30)] ?? null);
  return {
    score: Math.round(100 * Math.min(locks, holds)),
    locks: Math.round(100 * locks),
    holds: Math.round(100 * holds),
    lockM: { good: lockIn('good'), dim: lockIn('dim') },
    holdM: metresFor(trial.holds[HELD_LIGHTS.indexOf('good')] ?? null),
    wobbleMm:
      trial.wobblePx === null ? null : (trial.wobblePx * 1000 * VIEWED_FROM * printed.distanceM) / FOCAL_PX,
  };
}

const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** The smallest width of the symbol from which the score is `wanted`, mm; null when no size is enough. */
export function neededMm(trial: Trial, distanceM: number, wanted: number): number | null {
  const enough = (symbolMm: number) => scoreOf(trial, { symbolMm, distanceM }).score >= wanted;
  // Beyond this size every place is near enough for whatever can be seen at all.
  let most = (trial.modules * NEAREST * VIEWED_FROM * 1000 * distanceM) / FOCAL_PX;
  if (!enough(most)) return null;
  let least = 0;
  while (most - least > 0.05) {
    const middle = (least + most) / 2;
    if (enough(middle)) most = middle;
    else least = middle;
  }
  return most;
}

/** Runs a trial in one go. */
export function tried<Result>(steps: Generator<unknown, Result>): Result {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
