import { symbolMmFor as scannedMm } from '#domain/qr/findings.ts';
import { plainStyle, type StyleDocument } from '#domain/qr/model.ts';
import { randomPayload, randomStyle } from '#domain/qr/sample.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { closer, type Effect, finger, LIGHTS, type Light, makePhotographer, PHONE } from '#marker/camera.ts';
import { handHeld, slid, type View } from '#marker/hand.ts';
import { type Miss, missOf } from '#marker/miss.ts';
import { artworkOf, makeWall, printOf, type Scene, templateOf } from '#marker/scene.ts';
import { scoreOf, tried } from '#marker/score.ts';
import { type Trial, trial } from '#marker/trial.ts';
import type { Pose } from '#player/ar/pose.ts';
import { createTracker } from '#player/ar/tracker.ts';
import { CLOSE, nextZoom } from '#player/ar/zoom.ts';
import { between, pick, randomOf } from './qr-random.ts';

/** A style to be scored and then to be used: one of `MADE`, or a random one of that number. */
export interface MarkerTask {
  readonly name: string;
  readonly seed: number;
  /** Times the width that its scan distance asks for. */
  readonly size: number;
}

export interface MarkerAnswer extends MarkerTask {
  readonly trial: Trial;
  readonly score: number;
  readonly locks: number;
  readonly holds: number;
  readonly cpuMs: number;
  /** Of readers between the scan distance and a third of it, in any light: found within a second; frames that are right. */
  readonly found: number;
  readonly held: number;
  readonly foundInGood: number;
  readonly wobblePx: number | null;
}

const square = (size: number, padding = 1): StyleDocument['logo'] => ({
  art: {
    kind: 'paths',
    aspect: 1,
    paths: [{ d: 'M0 0L1 0L1 1L0 1Z', fill: '#a82c15', rule: 'nonzero' }],
  },
  size,
  plate: 'square',
  padding,
  shift: { x: 0, y: 0 },
});
const inked = (colour: string): StyleDocument => ({ ...plainStyle, paint: { kind: 'solid', colour } });
const faded = (colour: string, angleDeg: number): StyleDocument => ({
  ...plainStyle,
  paint: {
    kind: 'linear',
    angleDeg,
    stops: [
      { at: 0, colour: '#000000' },
      { at: 1, colour },
    ],
  },
});

/** Styles at the edge of what a document may hold and beyond what the studio offers. */
export const MADE: Readonly<Record<string, StyleDocument>> = {
  plain: plainStyle,
  'plain H': { ...plainStyle, errorCorrection: 'H' },
  'dots 0.8': { ...plainStyle, modules: { shape: 'dots', size: 0.8 } },
  'dots 0.5': { ...plainStyle, modules: { shape: 'dots', size: 0.5 } },
  'squares 0.5': { ...plainStyle, modules: { shape: 'squares', size: 0.5 } },
  'ink #909090': inked('#909090'),
  'ink #b0b0b0': inked('#b0b0b0'),
  'ink #d8d8d8': inked('#d8d8d8'),
  'ink #ececec': inked('#ececec'),
  'ink #f6f6f6': inked('#f6f6f6'),
  inverted: { ...inked('#ffffff'), plate: '#000000', ground: '#000000' },
  'pale eyes': {
    ...plainStyle,
    eyes: { ...plainStyle.eyes, frameColour: '#dddddd', pupilColour: '#dddddd' },
  },
  'paler eyes': {
    ...plainStyle,
    eyes: { ...plainStyle.eyes, frameColour: '#f4f4f4', pupilColour: '#f4f4f4' },
  },
  'faded to #e0e0e0': faded('#e0e0e0', 45),
  'faded to #f8f8f8': faded('#f8f8f8', 90),
  'logo 0.3': { ...plainStyle, errorCorrection: 'H', logo: square(0.3) },
  'logo 0.45': { ...plainStyle, errorCorrection: 'H', logo: square(0.45) },
  'logo 0.6': { ...plainStyle, errorCorrection: 'H', logo: square(0.6) },
  'grey on grey': { ...inked('#606060'), plate: '#909090', ground: '#909090' },
};

const WIDTH = 640;
const HEIGHT = 480;
/** Of a camera with twice as many pixels. */
const PLANE = { width: WIDTH, height: HEIGHT, closest: CLOSE };
const photographer = makePhotographer(WIDTH, HEIGHT);
const walls = [11, 12, 13].map((seed) => makeWall(seed));
const LIGHT_OF: readonly Light[] = ['good', 'good', 'medium', 'dim'];
const GLANCES = 12;
const SEQUENCES = 6;

/** Scores a style, then lets readers use it whom the score has not seen: other seeds, walls, angles, the whole picture. */
export function tryMarker(task: MarkerTask): MarkerAnswer {
  const random = randomOf(`marker ${task.name} ${task.seed}`);
  const payload = randomPayload(random);
  const style = MADE[task.name] ?? randomStyle(random, payload, task.seed % 2 === 0 ? 'any' : 'offered');
  const modules = symbol(payload, style.errorCorrection).size;
  const symbolMm = scannedMm(1000, modules) * task.size;
  const before = process.threadCpuUsage();
  const tries = tried(trial(style, payload));
  const score = scoreOf(tries, { symbolMm, distanceM: 1 });
  const used = process.threadCpuUsage(before);

  // The same readers for every style, so that styles differ by nothing else.
  const reader = randomOf('marker readers');
  const artwork = artworkOf(style, payload);
  const print = printOf(artwork);
  const tracker = createTracker(templateOf(artwork));
  let found = 0;
  let foundInGood = 0;
  let good = 0;
  let right = 0;
  let frames = 0;
  const wobbles: number[] = [];

  const viewOf = (tiltDeg: number): { view: View; focalPx: number } => {
    const focalPx = between(reader, 440, 600);
    const metres = between(reader, 0.3, 1);
    return {
      focalPx,
      view: {
        tilt: (tiltDeg * Math.PI) / 180,
        lean: between(reader, 0, 6.28),
        roll: between(reader, -0.7, 0.7),
        // Nearer than this it would fill the picture.
        widthPx: Math.min(340, (focalPx * symbolMm) / (1000 * metres)),
        at: [between(reader, -40, 40), between(reader, -30, 30)],
      },
    };
  };
  const lookFrom = (light: Light, focalPx: number, seed: number) => {
    const wall = walls[seed % walls.length] as (typeof walls)[number];
    const scene: Scene = { prints: [print, wall] };
    const camera = { ...PHONE, ...LIGHTS[light], focalPx };
    let zoom = 1;
    return (
      poseAt: (timeMs: number) => Pose,
      timeMs: number,
      effects: readonly Effect[] = [],
    ): Miss | null => {
      const seen = closer(camera, zoom);
      const luma = photographer.shoot({ scene, camera: seen, poseAt, timeMs, seed, effects });
      const sighting = tracker.step({ luma, width: WIDTH, height: HEIGHT, timeMs, zoom });
      zoom = nextZoom(zoom, sighting, PLANE);
      return missOf(sighting, poseAt(timeMs), seen);
    };
  };

  for (let k = 0; k < GLANCES; k++) {
    const light = LIGHT_OF[k % 4] as Light;
    const { view, focalPx } = viewOf(between(reader, 0, 55));
    const look = lookFrom(light, focalPx, k);
    const poseAt = handHeld(view, focalPx, k);
    tracker.reset(null);
    if (light === 'good') good++;
    // A slow phone: six looks in the second.
    for (let timeMs = 0; timeMs < 1000; timeMs += 166)
      if (look(poseAt, timeMs)?.right) {
        found++;
        if (light === 'good') foundInGood++;
        break;
      }
  }
  for (let k = 0; k < SEQUENCES; k++) {
    const light = pick(reader, LIGHT_OF);
    const { view, focalPx } = viewOf(between(reader, 0, 40));
    const look = lookFrom(light, focalPx, 500 + k);
    const still = handHeld(view, focalPx, 500 + k);
    const aside = handHeld({ ...view, at: [WIDTH / 2 - 0.1 * view.widthPx, view.at[1]] }, focalPx, 500 + k);
    const kind = k % 3;
    const poseAt = kind === 1 ? slid(still, aside, 170, 270) : still;
    const hidden = kind === 2 ? [finger(0.3, between(reader, 0, 6.28))] : [];
    tracker.reset(null);
    let last: Miss | null = null;
    for (let frame = 0; frame < 17; frame++) {
      const miss = look(poseAt, (frame * 1000) / 30, frame > 5 ? hidden : []);
      if (frame > 8) {
        frames++;
        if (miss?.right) right++;
        if (kind === 0 && miss?.right && last)
          wobbles.push(Math.hypot(miss.above[0] - last.above[0], miss.above[1] - last.above[1]));
      }
      last = miss;
    }
  }
  wobbles.sort((a, b) => a - b);
  return {
    ...task,
    trial: tries,
    score: score.score,
    locks: score.locks,
    holds: score.holds,
    cpuMs: Math.round((used.user + used.system) / 1000),
    found: found / GLANCES,
    held: right / frames,
    foundInGood: foundInGood / good,
    wobblePx: wobbles[wobbles.length >> 1] ?? null,
  };
}
