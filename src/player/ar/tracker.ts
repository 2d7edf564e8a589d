import { type Acquirer, makeAcquirer } from './acquire.ts';
import { type Fit, makeAligner } from './align.ts';
import { makeMotion } from './motion.ts';
import { makeOptics, straightened } from './optics.ts';
import { makeOpticsMemory } from './optics-memory.ts';
import { type Lens, type Pose, project, sidePx, straighten } from './pose.ts';
import { makePyramid, type Pyramid, type Window } from './pyramid.ts';
import { finestOf, viewOf } from './scales.ts';
import { makeShiftSearch } from './shift.ts';
import { makeTemplate, type Template } from './template.ts';
import type { TemplateSource } from './template-picture.ts';

/** A camera frame: luma row by row, and when it was taken. */
export interface Frame {
  luma: Uint8Array;
  width: number;
  height: number;
  timeMs: number;
  /** How much finer than the camera's whole picture: at 2 the frame is its middle half. 1 when it is not said. */
  zoom?: number;
}

/**
 * Where the code is. `held`: it is not seen in this frame, but was at most half a second ago, and stays where it was.
 * `rotation` has nine numbers, row by row, code to camera; `translation` is in symbol widths; `focalPx` in pixels of the frame,
 * whose middle is the principal point; `focalSure` once it has been learnt and may be kept for this camera. Axes as in `pose.ts`. `score`: NCC of the print with the artwork, 0 to 1.
 */
export type Sighting =
  | { state: 'searching' }
  | {
      state: 'locked' | 'held';
      score: number;
      focalPx: number;
      focalSure: boolean;
      rotation: number[];
      translation: number[];
    };

export interface TrackerOptions extends TemplateSource {
  /** Learnt earlier with the same camera at the same resolution and zoom 1; without it the tracker learns it. */
  focalPx?: number;
}

export interface Tracker {
  /** Takes the next frame. Never throws; a frame that is none (too small, shorter than it says) shows nothing. */
  step(frame: Frame): Sighting;
  /** Begins anew, as with another camera: forgets the pose and takes what is known of the focal length, pixels at zoom 1, or null. */
  reset(focalPx: number | null): void;
}

/** How long a pose outlives its last sight. */
const HOLD_MS = 500;
/** Enough tiles must match well enough; a finger or the frame's edge may hide the others. */
const LEAST_MATCHING = 0.6;
const LEAST_PART = 0.3;
const LEAST_IN_VIEW = 0.25;
/** Over all tiles: on a hand that covers the whole code a third of them may match by chance, with 0.38 at most. */
const LEAST_SCORE = 0.42;
/** The coarsest level alone knows too little of a code to be content with a part of it. */
const SURE = 0.7;
/** Below this coarse NCC the foretold pose is beside the print, and its surroundings are searched. */
const BESIDE = 0.5;
/** NCC of matching tiles at the finest level from which the foretold pose is within a pixel or two. */
const ON_PLACE = 0.8;
/** Iterations at each level; at the finest, whose last step is the lesson's, template pixels from which that one suffices. */
const ROUNDS = 6;
const ENOUGH_PX = 0.15;
const SHIFTS_PX = 56;
/** Smaller frames show no code. */
const LEAST_SIDE = 32;

/** Builds a tracker for one artwork. Throws a RangeError as `makeTemplate` does. */
export function createTracker(options: TrackerOptions): Tracker {
  const template = makeTemplate(options);
  const aligner = makeAligner(template);
  const searchShift = makeShiftSearch();
  const memory = makeOpticsMemory();
  const motion = makeMotion();
  const lens = makeOptics();
  const drawnAt = new Float64Array(3);
  const pose: Pose = new Float64Array(12);
  const coarsest = template.levels.length - 1;
  let pyramid: Pyramid | null = null;
  let acquirer: Acquirer | null = null;
  let [width, height] = [0, 0];
  let zoom = 1;
  let state: Sighting['state'] = 'searching';
  let score = 0;
  let knownFocal = options.focalPx ?? null;

  const lose = (): void => {
    state = 'searching';
    acquirer?.forget();
  };

  function resize(w: number, h: number): void {
    const larger = Math.max(w, h) / Math.max(width, height, 1);
    const first = width === 0;
    const turned = w > h !== width > height;
    // The same picture in other pixels shows the print where it was.
    if (first || turned || Math.abs(w / h - width / height) > 0.01) lose();
    [width, height] = [w, h];
    lens.cx = w / 2;
    lens.cy = h / 2;
    if (first) {
      memory.restart(lens, knownFocal);
      zoom = 1;
    }
    // The same lens, but its shutter sweeps from another side.
    else if (turned) memory.restart(lens, lens.focal * larger);
    else lens.focal *= larger;
    pyramid = makePyramid(w, h);
    acquirer = makeAcquirer(template, aligner, w, h);
  }

  /** The same lens and shutter, of which the frame shows another part; the pose stays what it is. */
  function zoomTo(next: number): void {
    const closer = next / zoom;
    zoom = next;
    lens.focal *= closer;
    lens.sweepX /= closer;
    lens.sweepY /= closer;
    memory.zoom(closer);
  }

  /** Aligns from coarse to fine; false when the print is not there. `pose` and `lens` are moved in any case. */
  function follow(frames: Pyramid, timeMs: number): boolean {
    let side = sidePx(pose, lens);
    if (side < 8) return false;
    motion.ratesOf(pose, timeMs, lens.rates);
    const finestSeen = finestOf(template, side);
    let from = finestSeen;
    const fine = template.levels[from];
    const fineView = viewOf(frames, template, from, side, 0, 0);
    if (!fine || !fineView) return false;
    // Foretold so well that the finest edges overlap already: the coarse levels would not lead any nearer.
    const there = aligner.measure(fine, fineView, pose, lens);
    if (there.matching < ON_PLACE || !seen(there)) {
      const coarse = template.levels[coarsest];
      const coarseView = viewOf(frames, template, coarsest, side, 0, 0);
      if (!coarse || !coarseView) return false;
      const { score: before } = aligner.measure(coarse, coarseView, pose, lens);
      from = Math.max(finestSeen, template.posterFrom, Math.min(coarsest - 1, finestSeen + 1));
      if (before < BESIDE) {
        searchShift(coarse, coarseView, pose, lens, Math.ceil(SHIFTS_PX / 2 ** coarseView.halvings));
        from = coarsest;
      }
    }
    memory.drift();
    let good: Fit | null = null;
    const kept = pose.slice();
    for (let k = from; k >= 0; k--) {
      side = sidePx(pose, lens);
      const level = template.levels[k];
      const view = side > 0 ? viewOf(frames, template, k, side, ROUNDS, k > 1 ? 0 : 0.25) : null;
      if (!level || !view) continue;
      const finest = k === 0 || k === finestOf(template, side);
      if (finest) view.enoughPx = ENOUGH_PX;
      motion.ratesOf(pose, timeMs, lens.rates);
      const fit = aligner.align(level, view, pose, lens, Number.POSITIVE_INFINITY);
      if (seen(fit) && (k < coarsest || finestSeen < coarsest || fit.score > SURE)) {
        good = fit;
        if (finest) {
          motion.ratesOf(pose, timeMs, lens.rates);
          aligner.learn(level, view, pose, lens, memory);
        }
        kept.set(pose);
      } else if (good) {
        // A blurred frame shows the coarse levels only: their pose is the best there is.
        pose.set(kept);
        break;
      }
    }
    if (!good) return false;
    score = good.score;
    return sidePx(pose, lens) > 8;
  }

  function look(frame: Frame): void {
    if (!pyramid || !acquirer) return;
    if (state !== 'searching') {
      motion.foretell(frame.timeMs, pose);
      pyramid.build(frame.luma, windowOf(template, pose, lens, SHIFTS_PX + 16));
      if (follow(pyramid, frame.timeMs)) {
        straighten(pose);
        if (state === 'locked') motion.follow(pose, frame.timeMs);
        else motion.start(pose, frame.timeMs);
        state = 'locked';
        return;
      }
    }
    pyramid.build(frame.luma, { x0: 0, y0: 0, x1: width, y1: height });
    lens.rates.fill(0);
    const found = acquirer.acquire(pyramid, lens, memory.focalWeightAt);
    if (found) {
      pose.set(found.pose);
      lens.focal = found.lens.focal;
      straighten(pose);
      motion.start(pose, frame.timeMs);
      state = 'locked';
      score = found.fit.score;
    } else if (state !== 'searching') {
      if (Math.abs(frame.timeMs - motion.timeMs) <= HOLD_MS) state = 'held';
      else lose();
    }
  }

  return {
    reset(focalPx) {
      knownFocal = focalPx;
      // The next frame may have another size, and what is known is in its pixels.
      [width, height] = [0, 0];
      lose();
    },
    step(frame) {
      const whole =
        frame.width >= LEAST_SIDE &&
        frame.height >= LEAST_SIDE &&
        Number.isInteger(frame.width) &&
        Number.isInteger(frame.height) &&
        frame.luma.length >= frame.width * frame.height &&
        (frame.zoom ?? 1) >= 1;
      if (!whole) lose();
      else {
        if (frame.width !== width || frame.height !== height) resize(frame.width, frame.height);
        if ((frame.zoom ?? 1) !== zoom) zoomTo(frame.zoom ?? 1);
        look(frame);
      }
      if (state === 'searching') return { state };
      straightened(motion.pose, lens, drawnAt);
      return {
        state,
        score: Math.max(0, Math.min(1, score)),
        focalPx: lens.focal,
        focalSure: memory.isSure(),
        rotation: Array.from(motion.pose.subarray(0, 9)),
        translation: Array.from(drawnAt),
      };
    },
  };
}

const seen = (fit: Fit): boolean =>
  fit.score >= LEAST_SCORE &&
  fit.matching >= LEAST_MATCHING &&
  fit.matchingPart >= LEAST_PART &&
  fit.inView >= LEAST_IN_VIEW;

/** The part of the frame that shows the print, with a margin of `margin` pixels. */
function windowOf({ extent }: Template, pose: Pose, lens: Lens, margin: number): Window {
  const window: Window = { x0: 1e9, y0: 1e9, x1: 0, y1: 0 };
  const { x0, y0, x1, y1 } = extent;
  for (const [x, y] of [
    [x0, y0],
    [x1, y0],
    [x0, y1],
    [x1, y1],
  ] as const) {
    const { u, v, depth } = project(pose, lens, x, y, 0);
    if (depth <= 0.05) return { x0: 0, y0: 0, x1: 2 * lens.cx, y1: 2 * lens.cy };
    window.x0 = Math.min(window.x0, u - margin);
    window.y0 = Math.min(window.y0, v - margin);
    window.x1 = Math.max(window.x1, u + margin);
    window.y1 = Math.max(window.y1, v + margin);
  }
  return window;
}
