import type { Artwork } from '#domain/qr/artwork.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { randomPayload, randomStyle } from '#domain/qr/sample.ts';
import {
  type Camera,
  closer,
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
  type Shot,
  whereSeen,
} from '#marker/camera.ts';
import { handHeld, shaken, type View } from '#marker/hand.ts';
import {
  artworkOf,
  makePoster,
  makeTexture,
  makeWall,
  type Print,
  pictureOf,
  printOf,
  type Scene,
  templateOf,
} from '#marker/scene.ts';
import { angleBetween, makePose, type Pose, project } from '#player/ar/pose.ts';
import { createTracker, type Sighting, type Tracker } from '#player/ar/tracker.ts';
import { CLOSE, nextZoom } from '#player/ar/zoom.ts';
import { between, pick, randomOf } from './qr-random.ts';

/** One thing to try. The same trial gives the same answer. */
export type Trial = {
  readonly seed: number;
  readonly camera: 'pinhole' | 'phone';
  /** Faults of the phone camera that are left out, to see what each of them costs. */
  readonly without: readonly Fault[];
} & (
  | { readonly kind: 'hold'; readonly focalKnown: boolean }
  | { readonly kind: 'shake' }
  | { readonly kind: 'frame'; readonly light: Light }
  | { readonly kind: 'second'; readonly tiltDeg: number; readonly light: Light }
  /** A symbol of that part of the picture's width; `closely` as phones look, at its middle in turns. */
  | { readonly kind: 'far'; readonly part: number; readonly light: Light; readonly closely: boolean }
  | { readonly kind: 'foreign'; readonly what: Foreign }
  | { readonly kind: 'hidden'; readonly by: Cover }
  | { readonly kind: 'poster'; readonly when: When }
);
export type Fault = Exclude<keyof Camera, 'width' | 'height' | 'focalPx'>;
export const FOREIGN = ['sibling', 'stranger', 'poster', 'texture', 'noise'] as const;
export type Foreign = (typeof FOREIGN)[number];
export const COVERS = ['finger', 'edge', 'shadow', 'glare', 'gradient'] as const;
export type Cover = (typeof COVERS)[number];

/** What happens to a code on a poster once it was found. */
export const WHENS = ['seen', 'covered', 'left', 'near', 'far', 'gone', 'other'] as const;
export type When = (typeof WHENS)[number];

/** What one frame of a trial came to. */
export interface Seen {
  readonly state: Sighting['state'];
  /** Whether a pose was given and the symbol's corners lie where they should, within 2 px and a hundredth of its side. */
  readonly right: boolean;
  readonly timeMs: number;
  /** Against the pose at the moment at which the row with the symbol's middle was exposed, degrees. */
  readonly rotationDeg: number;
  /**
   * What a viewer sees, pixels: the difference between a point that is drawn with the given pose, as by a pinhole, and where it is
   * in the video's picture, as lens and shutter bend it. At the symbol's corners (mean); of the tip of a rod one code-width high
   * that stands on its middle; and how much the tip's has changed since the frame before.
   */
  readonly printPx: number;
  readonly abovePx: number;
  readonly wobblePx: number;
  /** The rod's tip against the picture of a pinhole, in which nothing is bent. */
  readonly straightPx: number;
  /** Estimate of the focal length over the truth, less 1. */
  readonly focalOff: number;
  /** By a clock that ticks every few milliseconds: true in sums only. */
  readonly cpuMs: number;
  /** The same frame, with the code alone as the template. */
  readonly alone?: Seen;
}

const WIDTH = 640;
const HEIGHT = 480;
/** Of a camera with twice as many pixels. */
const PLANE = { width: WIDTH, height: HEIGHT, closest: CLOSE };
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

const cameraOf = ({ camera, without }: Trial, random: () => number): Camera => ({
  ...(camera === 'phone' ? PHONE : PINHOLE),
  ...Object.fromEntries(without.map((fault) => [fault, PINHOLE[fault]])),
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
  let other: Tracker | null = null;
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
    let otherBefore: readonly [number, number] | null = null;
    let zoom = 1;
    for (let frame = from; frame < to; frame++) {
      const timeMs = frame * FRAME_MS;
      const luma = photographer.shoot({
        scene,
        camera: closer(lit, zoom),
        poseAt,
        timeMs,
        seed: trial.seed,
        effects: effectsAt(frame),
      });
      const stepOf = (by: Tracker, last: readonly [number, number] | null) => {
        const start = process.threadCpuUsage();
        const sighting = by.step({ luma, width: WIDTH, height: HEIGHT, timeMs, zoom });
        const used = process.threadCpuUsage(start);
        const next = trial.kind === 'far' && trial.closely ? nextZoom(zoom, sighting, PLANE) : 1;
        if (sighting.state !== 'searching') sighting.focalPx /= zoom;
        const at = trial.kind === 'poster' ? inTheMiddle(poseAt(timeMs), camera.focalPx) : ([0, 0] as const);
        const { entry, off } = compare(sighting, { camera, poseAt, timeMs }, last, at);
        return { entry: { ...entry, cpuMs: (used.user + used.system) / 1000 }, off, next };
      };
      const step = stepOf(tracker, before);
      before = step.off;
      zoom = step.next;
      const alone: ReturnType<typeof stepOf> | null = other && stepOf(other, otherBefore);
      otherBefore = alone?.off ?? null;
      seen.push(alone ? { ...step.entry, alone: alone.entry } : step.entry);
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
    case 'far': {
      const width = trial.part * WIDTH;
      const view = viewOf(random, between(random, 0, 30), [width, width]);
      // Whoever looks at something holds it in the middle.
      const at = [view.at[0] / 3, view.at[1] / 3] as const;
      return play(own, handHeld({ ...view, at }, camera.focalPx, trial.seed), 0, 45, undefined, trial.light);
    }
    case 'foreign': {
      const view = viewOf(random, between(random, 0, 45), ANY_WIDTH);
      const scene = foreignScene(trial.what, marker, trial.seed, random);
      const light = pick(random, ['good', 'good', 'medium', 'dim'] as const);
      return play(scene, handHeld(view, camera.focalPx, trial.seed), 0, 4, undefined, light);
    }
    case 'poster': {
      // A poster of eight widths of its code, which is in its lower right; `other` hangs another one there.
      const poster = (seed: number): Print =>
        makePoster(seed, 8, { at: [-2.6, -3.4], widthPx: 960, shapes: 24 });
      const { print } = marker;
      const known: Scene = { prints: [print, poster(trial.seed), wallOf(trial.seed)] };
      const hung = trial.when === 'other' ? poster(trial.seed + 500) : poster(trial.seed);
      const scene: Scene = { prints: [print, hung, wallOf(trial.seed)] };
      const alone = { ...templateOf(marker.artwork), focalPx: camera.focalPx };
      tracker = createTracker({ ...alone, poster: pictureOf(known) });
      other = createTracker(alone);
      const [from, to] = whenOf(trial.when, viewOf(random, between(random, 10, 35), [70, 100]), random);
      const still = handHeld(from, camera.focalPx, trial.seed);
      const moved = handHeld(to, camera.focalPx, trial.seed);
      const glide = (timeMs: number): Pose =>
        blend(still(timeMs), moved(timeMs), Math.min(1, Math.max(0, (timeMs - 400) / 1000)));
      const hand: Effect = (x, y, light) => (Math.hypot(x, y) < 0.95 ? 0.25 + 0.05 * Math.sin(9 * x) : light);
      const effects = (frame: number): Effect[] => (trial.when === 'covered' && frame >= 12 ? [hand] : []);
      return play(scene, glide, 0, 66, effects).slice(trial.when === 'covered' ? 14 : 42);
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

/** From where a code on a poster is found and from where it is seen afterwards. */
function whenOf(when: When, view: View, random: () => number): [from: View, to: View] {
  const start: View = { ...view, roll: view.roll / 3, at: [90, 60] };
  const to = (widthPx: number, x: number, y: number): View => ({
    ...start,
    widthPx,
    at: [x * widthPx, y * widthPx],
  });
  const px = start.widthPx;
  if (when === 'left') return [start, to(px, 4.2, 4.2)];
  if (when === 'near') return [start, to(2 * px, 3.5, 4)];
  if (when === 'far') return [start, to(between(random, 26, 38), 1.5, 2)];
  if (when === 'gone') return [start, to(px, -12, -3)];
  return [start, start];
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

/** What is seen of the print in the middle of the frame: where the camera's axis meets it. */
function inTheMiddle(pose: Pose, focalPx: number): readonly [number, number] {
  const lens = { focal: focalPx, cx: WIDTH / 2, cy: HEIGHT / 2 };
  let [x, y] = [0, 0];
  // The view is almost an affine one: a few steps by its side are enough.
  for (let round = 0; round < 12; round++) {
    const here = project(pose, lens, x, y, 0);
    const [right, down] = [project(pose, lens, x + 0.01, y, 0), project(pose, lens, x, y + 0.01, 0)];
    const [a, b, c, d] = [right.u - here.u, down.u - here.u, right.v - here.v, down.v - here.v];
    const det = a * d - b * c;
    const [u, v] = [lens.cx - here.u, lens.cy - here.v];
    x += (0.01 * (d * u - b * v)) / det;
    y += (0.01 * (a * v - c * u)) / det;
  }
  return [x, y];
}

function compare(
  sighting: Sighting,
  shot: Pick<Shot, 'camera' | 'poseAt' | 'timeMs'>,
  before: readonly [number, number] | null,
  [middleX, middleY]: readonly [number, number],
): { entry: Omit<Seen, 'cpuMs'>; off: readonly [number, number] | null } {
  const { camera, poseAt, timeMs } = shot;
  const { state } = sighting;
  if (sighting.state === 'searching') {
    const nothing = Number.NaN;
    const entry = {
      state,
      right: false,
      timeMs,
      rotationDeg: nothing,
      printPx: nothing,
      abovePx: nothing,
      wobblePx: nothing,
      straightPx: nothing,
      focalOff: nothing,
    };
    return { entry, off: null };
  }
  const pose = makePose(sighting.rotation, sighting.translation);
  const lens = { focal: sighting.focalPx, cx: WIDTH / 2, cy: HEIGHT / 2 };
  const focalPx = focalAt(camera, timeMs);
  const offAt = (x: number, y: number, z: number): [number, number] => {
    const drawn = project(pose, lens, x, y, z);
    const real = whereSeen(shot, [x, y, z]);
    return [drawn.u - real.u, drawn.v - real.v];
  };
  const truth = poseAt(whereSeen(shot, [0, 0, 0]).timeMs);
  const side = focalPx / (truth[11] as number);
  const corners = CORNERS.map(([x, y]) => Math.hypot(...offAt(middleX + x, middleY + y, 0)));
  const printPx = corners.reduce((sum, one) => sum + one, 0) / 4;
  const above = offAt(middleX, middleY, -1);
  const straight = project(truth, { ...lens, focal: focalPx }, middleX, middleY, -1);
  const drawn = project(pose, lens, middleX, middleY, -1);
  const entry = {
    state,
    right: printPx < 2 + side / 100,
    timeMs,
    rotationDeg: (angleBetween(pose, truth) * 180) / Math.PI,
    printPx,
    abovePx: Math.hypot(...above),
    wobblePx: before ? Math.hypot(above[0] - before[0], above[1] - before[1]) : Number.NaN,
    straightPx: Math.hypot(drawn.u - straight.u, drawn.v - straight.v),
    focalOff: sighting.focalPx / focalPx - 1,
  };
  return { entry, off: above };
}
