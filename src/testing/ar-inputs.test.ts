/** What a tracker is given: pictures of codes from any encoder, frames of any size and at any time, cameras held in any way. */
import { describe, expect, it } from 'vitest';
import { defaultStyle, plainStyle } from '#domain/qr/model.ts';
import { rasterise } from '#domain/qr/raster.ts';
import { type Camera, type Effect, makePhotographer, PHONE, PINHOLE } from '#marker/camera.ts';
import { handHeld, type View } from '#marker/hand.ts';
import { artworkOf, makeWall, printOf, type Scene, templateOf } from '#marker/scene.ts';
import { angleBetween, makePose, type Pose, project } from '#player/ar/pose.ts';
import type { TemplateSource } from '#player/ar/template-picture.ts';
import { createTracker, type Frame, type Sighting } from '#player/ar/tracker.ts';

const plain = artworkOf({ ...plainStyle, quietZone: 4 }, 'HTTPS://WGMRK.EU/Q/4KZ7QD');
const scene: Scene = { prints: [printOf(plain), makeWall(2)] };

/** As an encoder writes it: black, white, whole modules, with white around it on each side (modules). */
function pictureOf(
  perModule: number,
  [left, top, right, bottom]: [number, number, number, number],
): TemplateSource {
  const { symbol } = plain;
  const [width, height] = [left + symbol.size + right, top + symbol.size + bottom];
  const raster = rasterise(plain, {
    left: symbol.x - left,
    top: symbol.y - top,
    width,
    height,
    pxPerModule: perModule,
    beyond: 1,
  });
  return {
    luma: Uint8Array.from(raster.luma, (value) => (value < 0.5 ? 0 : 255)),
    width: raster.width,
    height: raster.height,
    symbol: { x: left * perModule, y: top * perModule, size: symbol.size * perModule },
  };
}

const QUIET: [number, number, number, number] = [4, 4, 4, 4];
const cameraOf = (width: number, height: number): Camera => ({
  ...PINHOLE,
  width,
  height,
  focalPx: 0.8 * Math.max(width, height),
});
const viewFor = (camera: Camera, tilt = 0.4): View => ({
  tilt,
  lean: 2,
  roll: 0.15,
  widthPx: 0.36 * Math.min(camera.width, camera.height),
  at: [0.03 * camera.width, -0.02 * camera.height],
});

interface Take {
  camera?: Camera;
  timeMs?: number;
  effects?: Effect[];
  seed?: number;
}

function take({ camera = cameraOf(640, 480), timeMs = 0, effects = [], seed = 3 }: Take): {
  frame: Frame;
  truth: Pose;
} {
  const { width, height, focalPx } = camera;
  const poseAt = handHeld(viewFor(camera), focalPx, seed);
  const luma = makePhotographer(width, height).shoot({ scene, camera, poseAt, timeMs, seed, effects });
  return { frame: { luma, width, height, timeMs }, truth: poseAt(timeMs) };
}

/** The largest error of a corner, pixels; endless when nothing is seen. */
function cornerPx(sighting: Sighting, truth: Pose, { width, height, focalPx }: Camera): number {
  if (sighting.state === 'searching') return Number.POSITIVE_INFINITY;
  const pose = makePose(sighting.rotation, sighting.translation);
  const lens = { focal: focalPx, cx: width / 2, cy: height / 2 };
  const corners = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y) => [x, y] as const));
  return Math.max(
    ...corners.map(([x, y]) => {
      const a = project(pose, { ...lens, focal: sighting.focalPx }, x, y, 0);
      const b = project(truth, lens, x, y, 0);
      return Math.hypot(a.u - b.u, a.v - b.v);
    }),
  );
}

describe('what a tracker is given', () => {
  it.each([
    ['small, with its quiet zone', pictureOf(2, QUIET)],
    ['as usual', pictureOf(8, QUIET)],
    ['large', pictureOf(24, QUIET)],
    ['cut off at the symbol', pictureOf(8, [0, 0, 0, 0])],
    ['in a corner of its sheet', pictureOf(6, [4, 30, 40, 4])],
  ])('a plain code from an encoder, %s', (_, source) => {
    const tracker = createTracker(source);
    for (const timeMs of [0, 33, 67]) {
      const { frame, truth } = take({ timeMs });
      const sighting = tracker.step(frame);
      expect(sighting.state).toBe('locked');
      expect(cornerPx(sighting, truth, cameraOf(640, 480))).toBeLessThan(0.8);
    }
  });

  it.each([
    [320, 240],
    [480, 640],
    [641, 361],
    [1280, 720],
  ])('frames of %i × %i pixels', (width, height) => {
    const camera = cameraOf(width, height);
    const tracker = createTracker(pictureOf(8, QUIET));
    for (const timeMs of [0, 33]) {
      const { frame, truth } = take({ camera, timeMs });
      const sighting = tracker.step(frame);
      expect(sighting.state).toBe('locked');
      expect(cornerPx(sighting, truth, camera)).toBeLessThan(1);
    }
  });

  it('frames that change their size: what was learnt of the lens is kept, and where the print was, until they are turned', () => {
    const tracker = createTracker(pictureOf(8, QUIET));
    const sizes: [number, number][] = [
      [640, 480],
      [480, 360],
      [640, 480],
      [480, 640],
    ];
    for (const [k, [width, height]] of sizes.entries())
      for (let step = 0; step < 3; step++) {
        const camera = cameraOf(width, height);
        const { frame, truth } = take({ camera, timeMs: 33 * (3 * k + step) });
        const sighting = tracker.step(frame);
        expect(cornerPx(sighting, truth, camera)).toBeLessThan(1);
        if (k > 0 && sighting.state !== 'searching')
          expect(Math.abs(sighting.focalPx / camera.focalPx - 1)).toBeLessThan(0.02);
      }
    const bare = (width: number, height: number) => ({
      luma: new Uint8Array(width * height).fill(99),
      width,
      height,
      timeMs: 430,
    });
    expect(tracker.step(bare(360, 480)).state).toBe('held');
    expect(tracker.step(bare(480, 360)).state).toBe('searching');
  });

  it('a clock that leaps, stands still or goes back', () => {
    const tracker = createTracker(pictureOf(8, QUIET));
    for (const timeMs of [0, 33, 67, 900, 933, 933, 400, 433, 60_000, Number.NaN, 60_033]) {
      const { frame, truth } = take({ timeMs: Number.isNaN(timeMs) ? 60_010 : timeMs });
      const sighting = tracker.step({ ...frame, timeMs });
      expect(sighting.state).toBe('locked');
      expect(cornerPx(sighting, truth, cameraOf(640, 480))).toBeLessThan(1);
    }
  });

  it('a faded print: an eighth of the contrast', () => {
    const tracker = createTracker(pictureOf(8, QUIET));
    const faded: Effect = (_x, _y, light) => 0.4 + 0.12 * light;
    for (const timeMs of [0, 33, 67]) {
      const { frame, truth } = take({ timeMs, effects: [faded] });
      const sighting = tracker.step(frame);
      expect(sighting.state).toBe('locked');
      expect(cornerPx(sighting, truth, cameraOf(640, 480))).toBeLessThan(1);
    }
  });

  it('a phone held upright, whose shutter sweeps from one side: learnt within two seconds', () => {
    const camera: Camera = { ...PHONE, k1: 0, breathing: 0, focalPx: 520, exposureMs: 0, readoutMs: 24 };
    const artwork = artworkOf(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QD');
    const own: Scene = { prints: [printOf(artwork), makeWall(2)] };
    const { width, height } = camera;
    const photographer = makePhotographer(width, height);
    const view: View = { tilt: 0.5, lean: 2, roll: 0.1, widthPx: 230, at: [20, 10] };
    const poseAt = handHeld(view, camera.focalPx, 8, { drift: 0.04, wander: 0.05, tremor: 0.0003 });
    const tracker = createTracker(templateOf(artwork));
    const off: number[] = [];
    for (let k = 0; k < 60; k++) {
      const timeMs = (k * 1000) / 30;
      const lying = photographer.shoot({ scene: own, camera, poseAt, timeMs, seed: 5 });
      const luma = new Uint8Array(lying.length);
      for (let v = 0; v < height; v++)
        for (let u = 0; u < width; u++) luma[u * height + height - 1 - v] = lying[v * width + u] as number;
      const sighting = tracker.step({ luma, width: height, height: width, timeMs });
      expect(sighting.state).toBe('locked');
      if (sighting.state === 'searching') continue;
      const p = poseAt(timeMs);
      const upright = [3, 4, 5]
        .map((at) => -(p[at] as number))
        .concat([...p.subarray(0, 3), ...p.subarray(6, 9)]);
      off.push((angleBetween(sighting.rotation, upright) * 180) / Math.PI);
    }
    const median = (list: number[]): number => list.toSorted((a, b) => a - b)[list.length >> 1] as number;
    expect(median(off.slice(-20))).toBeLessThan(0.1);
  });
});
