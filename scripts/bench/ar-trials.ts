import type { Artwork } from '#domain/qr/artwork.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { randomPayload, randomStyle } from '#domain/qr/sample.ts';
import {
  type Camera,
  type Effect,
  finger,
  focalAt,
  glare,
  gradient,
  hardShadow,
  LIGHTS,
  type Light,
  makePhotographer,
  PHONE,
  PINHOLE,
} from '#marker/camera.ts';
import { handHeld, poseOf, shaken, type View } from '#marker/hand.ts';
import {
  artworkOf,
  makePoster,
  makeTexture,
  makeWall,
  type Print,
  printOf,
  type Scene,
  templateOf,
} from '#marker/scene.ts';
import { angleBetween, makePose, type Pose, project } from '#player/ar/pose.ts';
import type { TemplateSource } from '#player/ar/template-picture.ts';
import { createTracker, type Sighting, type Tracker } from '#player/ar/tracker.ts';
import { between, pick, randomOf } from './qr-random.ts';

/** One thing to try. The same trial gives the same answer. */
export type Trial = { readonly seed: number; readonly camera: 'pinhole' | 'phone' } & (
  | { readonly kind: 'hold'; readonly focalKnown: boolean }
  | { readonly kind: 'shake' }
  | { readonly kind: 'frame'; readonly light: Light }
  | { readonly kind: 'second'; readonly tiltDeg: number; readonly light: Light }
  | { readonly kind: 'foreign'; readonly what: Foreign }
  | { readonly kind: 'hidden'; readonly by: Cover }
  | { readonly kind: 'poster'; readonly whole: boolean }
);
export const FOREIGN = ['sibling', 'stranger', 'poster', 'texture', 'noise'] as const;
export type Foreign = (typeof FOREIGN)[number];
export const COVERS = ['finger', 'edge', 'shadow', 'glare', 'gradient'] as const;
export type Cover = (typeof COVERS)[number];

/** What one frame of a trial came to. */
export interface Seen {
  readonly state: Sighting['state'];
  /** Whether a pose was given and the symbol's corners lie where they should, within 2 px and a hundredth of its side. */
  readonly right: boolean;
  readonly timeMs: number;
  /** Rotation error, degrees; error of a point one code-width above the print, pixels; its change since the frame before. */
  readonly rotationDeg: number;
  readonly abovePx: number;
  readonly wobblePx: number;
  /** Estimate of the focal length over the truth, less 1. */
  readonly focalOff: number;
  /** By a clock that ticks every few milliseconds: true in sums only. */
  readonly cpuMs: number;
}

const WIDTH = 640;
const HEIGHT = 480;
const FRAME_MS = 1000 / 30;
const KINDS = 12;
const WALLS = 8;

interface Marker {
  style: StyleDocument;
  artwork: Artwork;
  print: Print;
  payload: string;
  tracker: Tracker;
}

const photographer = makePhotographer(WIDTH, HEIGHT);
const markers = new Map<number, Marker>();

/** Codes in styles as people make them: dots, bars, logos, colours, frames. */
function markerOf(index: number): Marker {
  const known = markers.get(index);
  if (known) return known;
  const random = randomOf(`ar marker ${index}`);
  const payload = randomPayload(random);
  const style = randomStyle(random, payload);
  const artwork = artworkOf(style, payload);
  const made = {
    style,
    artwork,
    payload,
    print: printOf(artwork),
    tracker: createTracker(templateOf(artwork)),
  };
  markers.set(index, made);
  return made;
}

const walls = new Map<number, Print>();

function wallOf(seed: number): Print {
  const index = seed % WALLS;
  const wall = walls.get(index) ?? makeWall(index);
  walls.set(index, wall);
  return wall;
}

const cameraOf = (trial: Trial, random: () => number): Camera => ({
  ...(trial.camera === 'phone' ? PHONE : PINHOLE),
  focalPx: between(random, 440, 600),
});

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

function viewOf(random: () => number, tiltDeg: number, width: [number, number]): View {
  const widthPx = between(random, ...width);
  const room = Math.max(0, 1 - widthPx / 420);
  return {
    tilt: radians(tiltDeg),
    lean: between(random, 0, 2 * Math.PI),
    roll: radians(between(random, -40, 40)),
    widthPx,
    at: [between(random, -180, 180) * room, between(random, -120, 120) * room],
  };
}

/** A code's width in the frame, 15 to 60 % of it. */
const ANY_WIDTH: [number, number] = [0.15 * WIDTH, 0.6 * WIDTH];
const HELD_WIDTH: [number, number] = [0.2 * WIDTH, 0.5 * WIDTH];

/** Runs one trial; an entry for each frame that counts. */
export function run(trial: Trial): Seen[] {
  const random = randomOf(`ar ${trial.kind} ${trial.camera} ${trial.seed}`);
  const marker = markerOf((trial.seed % KINDS) + KINDS * Math.floor(trial.seed / 1000));
  const camera = cameraOf(trial, random);
  const own: Scene = { prints: [marker.print, wallOf(trial.seed)] };
  let { tracker } = marker;
  const play = (
    scene: Scene,
    poseAt: (timeMs: number) => Pose,
    from: number,
    to: number,
    effectsAt: (frame: number) => readonly Effect[] = () => [],
    light: Light = 'good',
  ): Seen[] => {
    const lit = { ...camera, ...LIGHTS[light] };
    const seen: Seen[] = [];
    let before: readonly [number, number] | null = null;
    for (let frame = from; frame < to; frame++) {
      const timeMs = frame * FRAME_MS;
      const luma = photographer.shoot({
        scene,
        camera: lit,
        poseAt,
        timeMs,
        seed: trial.seed,
        effects: effectsAt(frame),
      });
      const start = process.threadCpuUsage();
      const sighting = tracker.step({ luma, width: WIDTH, height: HEIGHT, timeMs });
      const used = process.threadCpuUsage(start);
      const { entry, off } = compare(sighting, poseAt(timeMs), focalAt(camera, timeMs), timeMs, before);
      before = off;
      seen.push({ ...entry, cpuMs: (used.user + used.system) / 1000 });
    }
    return seen;
  };
  tracker.reset(null);
  switch (trial.kind) {
    case 'hold': {
      const view = viewOf(
        random,
        trial.focalKnown ? between(random, 0, 55) : between(random, 15, 55),
        HELD_WIDTH,
      );
      if (trial.focalKnown) tracker.reset(camera.focalPx);
      return play(own, handHeld(view, camera.focalPx, trial.seed), 0, 60).slice(15);
    }
    case 'shake': {
      const still = handHeld(viewOf(random, between(random, 0, 40), HELD_WIDTH), camera.focalPx, trial.seed);
      const shake = { fromMs: 500, toMs: 1500, pxPerFrame: 22, angle: between(random, 0, 6.3) };
      return play(own, shaken(still, camera.focalPx, shake), 0, 66);
    }
    case 'frame': {
      const view = viewOf(random, between(random, 0, 30), ANY_WIDTH);
      return play(own, handHeld(view, camera.focalPx, trial.seed), 0, 1, undefined, trial.light);
    }
    case 'second': {
      const view = viewOf(random, trial.tiltDeg, ANY_WIDTH);
      const poseAt = handHeld(view, camera.focalPx, trial.seed);
      for (let frame = 0; frame < 30; frame++) {
        const [seen] = play(own, poseAt, frame, frame + 1, undefined, trial.light);
        if (seen && (seen.state === 'locked' || frame === 29)) return [seen];
      }
      return [];
    }
    case 'foreign': {
      const view = viewOf(random, between(random, 0, 45), ANY_WIDTH);
      const scene = foreignScene(trial.what, marker, trial.seed, random);
      const light = pick(random, ['good', 'good', 'medium', 'dim'] as const);
      return play(scene, handHeld(view, camera.focalPx, trial.seed), 0, 4, undefined, light);
    }
    case 'poster': {
      // A code of a tenth of the frame's width on a poster of three times its own.
      const view = { ...viewOf(random, between(random, 15, 45), [64, 80]), at: [0, 0] as const };
      const scene: Scene = { prints: [marker.print, makePoster(trial.seed, 4), wallOf(trial.seed)] };
      tracker = createTracker({ ...pictureOf(scene, trial.whole ? 3.5 : 1.2), focalPx: camera.focalPx });
      return play(scene, handHeld(view, camera.focalPx, trial.seed), 0, 45).slice(15);
    }
    case 'hidden': {
      const width = between(random, ...HELD_WIDTH);
      const base = viewOf(random, between(random, 0, 35), [width, width]);
      // The edge of the frame cuts the symbol where 40 % of it are outside.
      const out = WIDTH / 2 - 0.1 * width;
      const view: View = trial.by === 'edge' ? { ...base, at: [out, base.at[1] / 3] } : base;
      const still = handHeld(view, camera.focalPx, trial.seed);
      const inside = handHeld(
        { ...view, at: [view.at[0] - width * 0.45, view.at[1]] },
        camera.focalPx,
        trial.seed,
      );
      const glide = (timeMs: number): Pose => {
        if (trial.by !== 'edge') return still(timeMs);
        const part = Math.min(1, Math.max(0, (timeMs - 300) / 500));
        return blend(inside(timeMs), still(timeMs), part);
      };
      const effect = coverOf(trial.by, random);
      const seen = play(own, glide, 0, 54, (frame) => (frame >= 12 && effect ? [effect] : []));
      return seen.slice(trial.by === 'edge' ? 24 : 12);
    }
  }
}

/** A scene as a picture file: `widths` symbol widths of it around the code, 240 pixels each. */
function pictureOf(scene: Scene, widths: number): TemplateSource {
  const side = Math.round(240 * widths);
  const flat: Camera = { ...PINHOLE, width: side, height: side, focalPx: 24_000, blurPx: 0, noise: 0 };
  const pose = poseOf({ tilt: 0, lean: 0, roll: 0, widthPx: 240, at: [0, 0] }, flat.focalPx);
  const luma = makePhotographer(side, side).shoot({
    scene,
    camera: flat,
    poseAt: () => pose,
    timeMs: 0,
    seed: 1,
  });
  const from = (side - 240) / 2;
  return { luma, width: side, height: side, symbol: { x: from, y: from, size: 240 } };
}

function coverOf(by: Cover, random: () => number): Effect | null {
  const angle = between(random, 0, 6.3);
  if (by === 'finger') return finger(0.3, angle);
  if (by === 'shadow') return hardShadow(between(random, -0.2, 0.2), angle);
  if (by === 'gradient') return gradient(angle, 0.8);
  if (by === 'glare') return glare(between(random, -0.25, 0.25), between(random, -0.25, 0.25));
  return null;
}

/** Between two poses of the same rotation. */
function blend(from: Pose, to: Pose, part: number): Pose {
  const pose = to.slice();
  for (let k = 9; k < 12; k++) pose[k] = (from[k] as number) * (1 - part) + (to[k] as number) * part;
  return pose;
}

function foreignScene(what: Foreign, marker: Marker, seed: number, random: () => number): Scene {
  const wall = wallOf(seed);
  if (what === 'poster') return { prints: [makePoster(seed), wall] };
  if (what === 'texture') return { prints: [makeTexture(seed), wall] };
  if (what === 'noise') return { prints: [makeTexture(seed * 5 + 4), wall] };
  const letters = Array.from({ length: 6 }, () => pick(random, [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'])).join(
    '',
  );
  // The next code of the same campaign, or another address of the same length. At the marker's own level both have its
  // version; every other one has its very style.
  const { payload, style } = marker;
  const drawn = seed % 2 === 0 ? style : randomStyle(randomOf(`ar style ${seed}`), payload);
  const tail = letters.slice(0, 2) === payload.slice(-2) ? '00' : letters.slice(0, 2);
  const other =
    what === 'sibling'
      ? payload.slice(0, -2) + (tail === payload.slice(-2) ? '11' : tail)
      : `HTTPS://${letters}.${letters.slice(0, 2)}/${'X'.repeat(Math.max(1, payload.length - 18))}`;
  const artwork = artworkOf({ ...drawn, errorCorrection: style.errorCorrection }, other);
  if (what === 'sibling' && artwork.symbol.size !== marker.artwork.symbol.size)
    throw new Error('a sibling of another version is no trial');
  return { prints: [printOf(artwork), wall] };
}

const CORNERS: readonly [number, number][] = [
  [-0.5, -0.5],
  [0.5, -0.5],
  [0.5, 0.5],
  [-0.5, 0.5],
];

function compare(
  sighting: Sighting,
  truth: Pose,
  focalPx: number,
  timeMs: number,
  before: readonly [number, number] | null,
): { entry: Omit<Seen, 'cpuMs'>; off: readonly [number, number] | null } {
  if (sighting.state === 'searching') {
    const entry = {
      state: sighting.state,
      right: false,
      timeMs,
      rotationDeg: Number.NaN,
      abovePx: Number.NaN,
      wobblePx: Number.NaN,
      focalOff: Number.NaN,
    };
    return { entry, off: null };
  }
  const pose = makePose(sighting.rotation, sighting.translation);
  const lens = { focal: sighting.focalPx, cx: WIDTH / 2, cy: HEIGHT / 2 };
  const true_ = { ...lens, focal: focalPx };
  const offAt = (x: number, y: number, z: number): [number, number] => {
    const a = project(pose, lens, x, y, z);
    const b = project(truth, true_, x, y, z);
    return [a.u - b.u, a.v - b.v];
  };
  const side = focalPx / (truth[11] as number);
  const corners = CORNERS.map(([x, y]) => Math.hypot(...offAt(x, y, 0)));
  const above = offAt(0, 0, -1);
  const entry = {
    state: sighting.state,
    right: corners.reduce((sum, one) => sum + one, 0) / 4 < 2 + side / 100,
    timeMs,
    rotationDeg: (angleBetween(pose, truth) * 180) / Math.PI,
    abovePx: Math.hypot(...above),
    wobblePx: before ? Math.hypot(above[0] - before[0], above[1] - before[1]) : Number.NaN,
    focalOff: sighting.focalPx / focalPx - 1,
  };
  return { entry, off: above };
}
