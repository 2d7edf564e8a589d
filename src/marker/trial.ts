/**
 * How far a style carries as a marker. A reader of `camera.ts` walks up to the print until the tracker of the phones locks on, and away
 * from it until the print is lost, under several angles and lights. What comes of it are sizes in the camera's picture, so one trial
 * holds for any printed width and any distance (`score.ts`). The same style and payload give the same trial.
 */
import type { LogoPixels } from '#domain/qr/artwork.ts';
import { layout } from '#domain/qr/layout.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Pose } from '#player/ar/pose.ts';
import { createTracker } from '#player/ar/tracker.ts';
import { CLOSE } from '#player/ar/zoom.ts';
import {
  closer,
  type Effect,
  finger,
  LIGHTS,
  type Light,
  makePhotographer,
  PHONE,
  type Photographer,
} from './camera.ts';
import { handHeld, receding, slid, type View } from './hand.ts';
import { type Miss, missOf } from './miss.ts';
import { makeWall, type Print, printOf, type Scene, templateOf } from './scene.ts';

/** How a reader looks at the print: the angle to its normal, and the light. */
export interface Glance {
  readonly light: Light;
  readonly tiltDeg: number;
}

/** Every glance of a trial, each after those that are easier. */
export const GLANCES: readonly Glance[] = [
  { light: 'good', tiltDeg: 0 },
  { light: 'good', tiltDeg: 30 },
  { light: 'good', tiltDeg: 45 },
  { light: 'good', tiltDeg: 60 },
  { light: 'medium', tiltDeg: 30 },
  { light: 'dim', tiltDeg: 0 },
  { light: 'dim', tiltDeg: 30 },
  { light: 'dim', tiltDeg: 45 },
];
export const HELD_LIGHTS = ['good', 'dim'] as const satisfies readonly Light[];
export const COVERS = ['finger', 'edge'] as const;

/**
 * Sizes are pixels of the camera's picture where it is looked at closely, per module of the symbol, as if seen face-on from the same
 * place: the fewer suffice, the farther away the reader may stand. Null: not even at `NEAREST`.
 */
export interface Trial {
  /** Modules on the symbol's side. */
  readonly modules: number;
  /** Where a reader who walks up is locked on, in the order of `GLANCES`. */
  readonly locks: readonly (number | null)[];
  /** Where a reader who walks away loses the print, in the order of `HELD_LIGHTS`; nobody walks farther than `FARTHEST`. */
  readonly holds: readonly (number | null)[];
  /** Part of the frames that are right while a finger lies on 30 % of the symbol, and while 40 % of it are outside the picture. */
  readonly covered: readonly number[];
  /** Frame to frame, how far a point one code-width above the print is moved by error, pixels in the median; null when never held. */
  readonly wobblePx: number | null;
}

/** Where a walk up begins and is given up, and where a walk away ends. */
const BEGIN = 1.9;
export const NEAREST = 8;
const FARTHEST = 1.5;
/** Of the size from one look to the next; two walks from different sides take turns, half a step apart. */
const STEP = 1.2;
const WALKS = 2;
const FRAME_MS = 1000 / 30;
/** Frames at rest before a walk away, and how fast it goes. */
const STILL = 4;
const AWAY_PER_FRAME = 0.08;
/** The least size at which the symbol is covered; a style that is found later is covered later. */
const COVERED_AT = 3.5;
/** Frames until it is covered and how many count. */
const UNCOVERED = 2;
const SLIDE = 3;
const COUNTED = 4;

/** Phones look for small codes in the middle of the picture: the focal length of the camera that reads there, pixels. */
export const FOCAL_PX = PHONE.focalPx * CLOSE;
/** Only the print and what is next to it are taken: the sides of square pictures. */
const sideFor = (widthPx: number): number => Math.max(96, 16 * Math.ceil((1.5 * widthPx + 10) / 16));

let wall: Print | null = null;
const photographers = new Map<number, Photographer>();

function photographerOf(side: number): Photographer {
  const known = photographers.get(side) ?? makePhotographer(side, side);
  photographers.set(side, known);
  return known;
}

/**
 * Tries a style, without words (they lie beyond the quiet zone). Yields the part that is done, 0–1, some dozen times, and returns the
 * trial. Throws when the payload does not fit.
 */
export function* trial(
  style: StyleDocument,
  payload: string,
  images?: ReadonlyMap<string, LogoPixels>,
): Generator<number, Trial> {
  const bare = layout({ ...style, frame: { ...style.frame, kind: 'none' } }, payload, null);
  wall ??= makeWall(1);
  const scene: Scene = { prints: [printOf(layout(style, payload, null), { images }), wall] };
  const tracker = createTracker(templateOf(bare, { whole: true, images }));
  const modules = bare.symbol.size;
  const parts = GLANCES.length * WALKS + HELD_LIGHTS.length + COVERS.length;
  let done = 0;

  const viewOf = (tiltDeg: number, size: number, seed: number): View => ({
    tilt: (tiltDeg * Math.PI) / 180,
    lean: 0.5 + 2.4 * seed,
    roll: 0.3 + 1.9 * seed,
    widthPx: size * modules,
    at: [0, 0],
  });

  function look(
    { side, light, seed, zoom = CLOSE }: { side: number; light: Light; seed: number; zoom?: number },
    poseAt: (timeMs: number) => Pose,
    frame: number,
    effects: readonly Effect[] = [],
  ): Miss | null {
    const timeMs = frame * FRAME_MS;
    const camera = { ...closer({ ...PHONE, ...LIGHTS[light] }, zoom), width: side, height: side };
    const luma = photographerOf(side).shoot({ scene, camera, poseAt, timeMs, seed, effects });
    const sighting = tracker.step({ luma, width: side, height: side, timeMs });
    return missOf(sighting, poseAt(timeMs), camera);
  }

  /** A single look from each place, as from a passer-by: the tracker begins anew every time. */
  function walkUp({ light, tiltDeg }: Glance, from: number, seed: number): number | null {
    for (let size = from; size <= NEAREST; size *= STEP) {
      const view = viewOf(tiltDeg, size, seed);
      tracker.reset(FOCAL_PX);
      const shot = { side: sideFor(view.widthPx), light, seed: seed + 1 };
      if (look(shot, handHeld(view, FOCAL_PX, seed + 1), 0)?.right) return size;
    }
    return null;
  }

  function walkAway(light: Light, from: number): { size: number | null; wobbles: number[] } {
    const view = viewOf(25, from, 1);
    const shot = { side: sideFor(view.widthPx), light, seed: 9 };
    const farther = (timeMs: number) => Math.exp(AWAY_PER_FRAME * Math.max(0, timeMs / FRAME_MS - STILL));
    const poseAt = receding(handHeld(view, FOCAL_PX, 5), farther);
    const sizeIn = (frame: number) => from / farther(frame * FRAME_MS);
    tracker.reset(FOCAL_PX);
    const wobbles: number[] = [];
    let size: number | null = null;
    let before: Miss | null = null;
    for (let frame = 0; sizeIn(frame) > FARTHEST; frame++) {
      const miss = look(shot, poseAt, frame);
      const isHeld = miss?.state === 'locked' && miss.right;
      // The first frames may miss, as when walking up.
      if (!isHeld && (size !== null || frame >= STILL)) break;
      if (isHeld) size = sizeIn(frame);
      if (before && miss)
        wobbles.push(Math.hypot(miss.above[0] - before.above[0], miss.above[1] - before.above[1]));
      before = miss;
    }
    return { size, wobbles };
  }

  function cover(by: (typeof COVERS)[number], from: number): number {
    const view = viewOf(20, Math.max(COVERED_AT, from), 1);
    // What leaves the picture is looked at in the whole of it.
    const { focalPx } = PHONE;
    const shot = { side: sideFor(view.widthPx), light: 'medium' as const, seed: 4, zoom: 1 };
    const inside = handHeld(view, focalPx, 7);
    const outside = handHeld({ ...view, at: [shot.side / 2 - 0.1 * view.widthPx, 0] }, focalPx, 7);
    const poseAt = by === 'finger' ? inside : slid(inside, outside, UNCOVERED * FRAME_MS, SLIDE * FRAME_MS);
    const hidden = by === 'finger' ? [finger(0.3, 2)] : [];
    tracker.reset(focalPx);
    let right = 0;
    for (let frame = 0; frame < UNCOVERED + SLIDE + COUNTED; frame++) {
      const miss = look(shot, poseAt, frame, frame >= UNCOVERED ? hidden : []);
      if (frame >= UNCOVERED + SLIDE && miss?.state === 'locked' && miss.right) right++;
    }
    return right / COUNTED;
  }

  const locks: (number | null)[] = [];
  for (const glance of GLANCES) {
    // What is harder is not seen from farther away.
    const easier = locks.filter((_, at) => isEasier(GLANCES[at], glance));
    const isHopeless = easier.includes(null);
    const from = Math.max(BEGIN, ...easier.map((size) => size ?? 0));
    const sizes: (number | null)[] = [];
    for (let walk = 0; walk < WALKS; walk++) {
      if (!isHopeless && !sizes.includes(null))
        sizes.push(walkUp(glance, from * STEP ** (walk / WALKS), walk));
      yield ++done / parts;
    }
    locks.push(meanOf(sizes));
  }
  const aslantIn = (light: Light) =>
    locks[GLANCES.findIndex((one) => one.light === light && one.tiltDeg === 30)] ?? null;
  const holds: (number | null)[] = [];
  const wobbles: number[] = [];
  for (const light of HELD_LIGHTS) {
    const from = aslantIn(light);
    const away = from === null ? { size: null, wobbles: [] } : walkAway(light, from * STEP);
    holds.push(away.size);
    wobbles.push(...away.wobbles);
    yield ++done / parts;
  }
  const covered: number[] = [];
  for (const by of COVERS) {
    const from = aslantIn('medium');
    covered.push(from === null ? 0 : cover(by, from * STEP));
    yield ++done / parts;
  }
  wobbles.sort((one, other) => one - other);
  return { modules, locks, holds, covered, wobblePx: wobbles[wobbles.length >> 1] ?? null };
}

const DARKER: Record<Light, number> = { good: 0, medium: 1, dim: 2 };

function isEasier(one: Glance | undefined, glance: Glance): boolean {
  return one !== undefined && DARKER[one.light] <= DARKER[glance.light] && one.tiltDeg <= glance.tiltDeg;
}

/** The geometric mean; null when nothing was seen on one of the walks. */
function meanOf(sizes: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const size of sizes) {
    if (size === null) return null;
    sum += Math.log(size);
  }
  return sizes.length === 0 ? null : Math.exp(sum / sizes.length);
}
