import type { Aligner, Fit } from './align.ts';
import { type Eye, makeFinder } from './finder.ts';
import { posesFromEyes } from './hypotheses.ts';
import type { Optics } from './optics.ts';
import { type Pose, sidePx, tiltOf } from './pose.ts';
import type { Pyramid } from './pyramid.ts';
import { viewOf } from './scales.ts';
import type { Template } from './template.ts';

/** A pose that was verified, with the lens it was found with. */
export interface Found {
  pose: Pose;
  lens: Optics;
  fit: Fit;
}

/** Looks for the code in whole frames, without knowing anything. Remembers the eyes of the frames before. */
export interface Acquirer {
  /** The pyramid holds the whole frame. */
  acquire(pyramid: Pyramid, lens: Optics, focalWeightAt: (tilt: number) => number): Found | null;
  forget(): void;
}

/**
 * NCC of the marks from which it is this code. Measured: own codes mostly 0.95 to 1, even in dim light, strangers of the same
 * version at most 0.48, the next code of the same campaign, which shares most of its modules, at most 0.82.
 */
const IDENTITY = 0.88;
/** Hypotheses whose coarse NCC is highest are aligned, so many at most, when it is at least so high. */
const MOST_ALIGNED = 6;
const LEAST_COARSE = 0.2;
/** Iterations at each level. */
const ROUNDS = 8;
/** Levels of the pyramid in which eyes are looked for. */
const PLANES = [0, 1, 2];
const LEAST_CONTRAST = 7;

export function makeAcquirer(template: Template, aligner: Aligner, width: number, height: number): Acquirer {
  const finder = makeFinder(width, height);
  let before: Eye[] = [];
  let focalBefore = 0;
  return {
    forget() {
      before = [];
    },
    acquire(pyramid, lens, focalWeightAt) {
      const eyes: Eye[] = [];
      const noise = noiseOf(pyramid);
      for (const halvings of PLANES) {
        if (halvings >= pyramid.count) break;
        // The binomial leaves 0.375 of white noise, each halving half of it.
        const least = Math.max(LEAST_CONTRAST, (5 * 0.375 * noise) / 2 ** halvings);
        finder.find(pyramid.level(halvings), halvings, template.inverted, least, eyes);
      }
      const now = eyes.slice();
      // A hand moves a code by less than a module or two between frames: an eye seen just before still serves.
      for (const eye of before) eyes.push(nearer(eye, lens, lens.focal / focalBefore));
      before = now;
      focalBefore = lens.focal;
      const ranked = posesFromEyes(eyes, template.modules, lens)
        .map((pose) => ({ pose, score: coarseScore(pyramid, pose, lens) }))
        .filter(({ score }) => score > LEAST_COARSE)
        .sort((a, b) => b.score - a.score)
        .slice(0, MOST_ALIGNED);
      let best: Found | null = null;
      let bestIdentity = 0;
      for (const { pose } of ranked) {
        const found = refine(pyramid, pose, { ...lens }, focalWeightAt);
        if (!found) continue;
        const identity = identify(pyramid, found);
        if (identity < IDENTITY) continue;
        // Of the two tilts that a small code allows, the better aligned one.
        if (!best || identity + found.fit.score > bestIdentity + best.fit.score) {
          best = found;
          bestIdentity = identity;
        }
      }
      if (best) before = [];
      return best;
    },
  };

  function coarseScore(pyramid: Pyramid, pose: Pose, lens: Optics): number {
    const side = sidePx(pose, lens);
    const coarsest = template.levels.length - 1;
    const level = template.levels[coarsest];
    const view = side > 0 ? viewOf(pyramid, template, coarsest, side, 0, 0) : null;
    return level && view ? aligner.measure(level, view, pose, lens).score : 0;
  }

  function refine(
    pyramid: Pyramid,
    start: Pose,
    lens: Optics,
    focalWeightAt: (tilt: number) => number,
  ): Found | null {
    const pose = start.slice();
    let fit: Fit | null = null;
    for (let k = template.levels.length - 1; k >= 0; k--) {
      const level = template.levels[k];
      const side = sidePx(pose, lens);
      const view = side > 0 ? viewOf(pyramid, template, k, side, ROUNDS, k > 1 ? 0 : 0.2) : null;
      if (!level || !view) continue;
      const weight =
        k === template.levels.length - 1 ? Number.POSITIVE_INFINITY : focalWeightAt(tiltOf(pose));
      fit = aligner.align(level, view, pose, lens, weight);
    }
    return fit && sidePx(pose, lens) > 0 ? { pose, lens, fit } : null;
  }

  function identify(pyramid: Pyramid, { pose, lens }: Found): number {
    const module = sidePx(pose, lens) / template.modules;
    // Two pixels a module at least: with less, neighbours run into each other, and a code is taken for its kin.
    const halvings = Math.max(0, Math.min(pyramid.count - 1, Math.floor(Math.log2(module / 2))));
    const view = { plane: pyramid.level(halvings), halvings, rounds: 0, gate: 0, enoughPx: 0 };
    return aligner.identify(template, view, pose, lens);
  }
}

/** An eye of the frame before, which was seen by a lens `closer` times as short. */
function nearer({ u, v, across, down, strength }: Eye, { cx, cy }: Optics, closer: number): Eye {
  return {
    u: cx + (u - cx) * closer,
    v: cy + (v - cy) * closer,
    across: across * closer,
    down: down * closer,
    strength: strength / 3,
  };
}

/** White noise of the frame, grey levels: the median second difference along rows over 1.65 (0.6745 · √6). */
function noiseOf(pyramid: Pyramid): number {
  const plane = pyramid.level(0);
  if (plane.width < 16) return 0;
  const counts = new Uint16Array(256);
  let all = 0;
  const step = Math.max(7, Math.floor((plane.width * plane.height) / 4001) | 1);
  for (let k = 1; k + 1 < plane.width * plane.height; k += step) {
    const second =
      2 * (plane.luma[k] as number) - (plane.luma[k - 1] as number) - (plane.luma[k + 1] as number);
    const size = Math.min(255, Math.abs(second));
    counts[size] = (counts[size] as number) + 1;
    all++;
  }
  let sum = 0;
  for (let value = 0; value < 256; value++) {
    sum += counts[value] as number;
    if (sum * 2 >= all) return value / 1.65;
  }
  return 0;
}
