import { describe, expect, it } from 'vitest';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { type Camera, closer, finger, makePhotographer, PHONE, PINHOLE } from '#marker/camera.ts';
import { handHeld, poseOf, receding, shaken, type View } from '#marker/hand.ts';
import {
  artworkOf,
  makePoster,
  makeTexture,
  makeWall,
  pictureOf,
  printOf,
  type Scene,
  templateOf,
} from '#marker/scene.ts';
import { angleBetween, makePose, type Pose, project } from '#player/ar/pose.ts';
import { createTracker, type Sighting } from '#player/ar/tracker.ts';
import { CLOSE, nextZoom } from '#player/ar/zoom.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/4KZ7QD';
const style: StyleDocument = { ...defaultStyle, modules: { shape: 'dots', size: 0.95 } };
const artwork = artworkOf(style, PAYLOAD);
const wall = makeWall(1);
const scene: Scene = { prints: [printOf(artwork), wall] };
const camera: Camera = { ...PINHOLE, focalPx: 540 };
const { width, height } = camera;
const photographer = makePhotographer(width, height);
const view: View = { tilt: 0.45, lean: 1, roll: 0.2, widthPx: 210, at: [20, -10] };
const still = handHeld(view, camera.focalPx, 1);

function frameAt(
  frame: number,
  poseAt: (timeMs: number) => Pose = still,
  seen = scene,
  effects = [] as never[],
) {
  const timeMs = (frame * 1000) / 30;
  const luma = photographer.shoot({ scene: seen, camera, poseAt, timeMs, seed: frame, effects }).slice();
  return { luma, width, height, timeMs };
}

/** Rotation error, degrees, and the largest error of a corner, pixels. */
function errorOf(sighting: Sighting, truth: Pose): { rotationDeg: number; cornerPx: number } {
  if (sighting.state === 'searching') return { rotationDeg: Number.NaN, cornerPx: Number.NaN };
  const pose = makePose(sighting.rotation, sighting.translation);
  const corners = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y) => [x, y] as const));
  const lens = { focal: camera.focalPx, cx: width / 2, cy: height / 2 };
  const errors = corners.map(([x, y]) => {
    const a = project(pose, { ...lens, focal: sighting.focalPx }, x, y, 0);
    const b = project(truth, lens, x, y, 0);
    return Math.hypot(a.u - b.u, a.v - b.v);
  });
  return { rotationDeg: (angleBetween(pose, truth) * 180) / Math.PI, cornerPx: Math.max(...errors) };
}

describe('tracker', () => {
  it('finds the code in one frame, stays on it, and learns the focal length', () => {
    const tracker = createTracker(templateOf(artwork));
    for (let frame = 0; frame < 12; frame++) {
      const shot = frameAt(frame);
      const sighting = tracker.step(shot);
      expect(sighting.state).toBe('locked');
      const { rotationDeg, cornerPx } = errorOf(sighting, still(shot.timeMs));
      expect(cornerPx).toBeLessThan(0.6);
      if (frame < 6 || sighting.state === 'searching') continue;
      expect(sighting.focalSure).toBe(true);
      expect(rotationDeg).toBeLessThan(0.2);
      expect(Math.abs(sighting.focalPx / camera.focalPx - 1)).toBeLessThan(0.01);
    }
  });

  it('takes a focal length that is known, before and after the first frame', () => {
    const frontal = poseOf({ ...view, tilt: 0.02 }, camera.focalPx);
    const given = createTracker({ ...templateOf(artwork), focalPx: camera.focalPx });
    const reset = createTracker(templateOf(artwork));
    reset.reset(camera.focalPx);
    const resized = createTracker(templateOf(artwork));
    resized.step({ luma: new Uint8Array(160 * 120), width: 160, height: 120, timeMs: 0 });
    resized.reset(camera.focalPx);
    for (const tracker of [given, reset, resized]) {
      const sighting = tracker.step(frameAt(0, () => frontal));
      expect(sighting.state === 'locked' && Math.abs(sighting.focalPx / camera.focalPx - 1)).toBeLessThan(
        0.005,
      );
      expect(sighting).toMatchObject({ focalSure: true });
    }
    // Face-on nothing is learnt of it.
    const guessing = createTracker(templateOf(artwork));
    for (let frame = 0; frame < 5; frame++)
      expect(guessing.step(frameAt(frame, () => frontal))).toMatchObject({
        state: 'locked',
        focalSure: false,
      });
  });

  it('finds a code from where it is scanned, closely, and goes on when the whole picture is looked at again', () => {
    // Eleven times its width away; then the reader walks up to it.
    const far: View = { tilt: 0.4, lean: 2, roll: 0.1, widthPx: 44, at: [30, -20] };
    const phone: Camera = { ...PHONE, focalPx: camera.focalPx };
    const poseAt = receding(handHeld(far, camera.focalPx, 3), (timeMs) =>
      Math.exp(-0.1 * Math.max(0, (timeMs * 30) / 1000 - 10)),
    );
    const lookedAt = (frames: number, closely: boolean): (Sighting & { zoom: number })[] => {
      const tracker = createTracker(templateOf(artwork));
      let zoom = 1;
      return Array.from({ length: frames }, (_, frame) => {
        const timeMs = (frame * 1000) / 30;
        const shot = { scene, camera: closer(phone, zoom), poseAt, timeMs, seed: frame };
        const sighting = tracker.step({ luma: photographer.shoot(shot), width, height, timeMs, zoom });
        const seen = { ...sighting, zoom };
        zoom = closely ? nextZoom(zoom, sighting, { width, height, closest: CLOSE }) : 1;
        return seen;
      });
    };
    const whole = lookedAt(8, false);
    expect(whole.every(({ state }) => state === 'searching')).toBe(true);
    const seen = lookedAt(26, true);
    expect(seen[0]?.state).toBe('searching');
    expect(seen.slice(2).every(({ state }) => state === 'locked')).toBe(true);
    expect(new Set(seen.slice(2).map(({ zoom }) => zoom))).toEqual(new Set([2, 1]));
    for (const [frame, { zoom, ...one }] of seen.entries()) {
      if (frame < 8 || one.state === 'searching') continue;
      const { rotationDeg, cornerPx } = errorOf(
        { ...one, focalPx: one.focalPx / zoom },
        poseAt((frame * 1000) / 30),
      );
      expect(rotationDeg).toBeLessThan(1.2);
      expect(cornerPx).toBeLessThan(1.5);
      // The lens is the same, whatever part of its picture is looked at.
      expect(Math.abs(one.focalPx / zoom / camera.focalPx - 1)).toBeLessThan(0.03);
    }
  });

  it('knows every code at three pixels a module, whatever it says', () => {
    const style: StyleDocument = {
      ...defaultStyle,
      modules: { shape: 'rounded' },
      eyes: { ...defaultStyle.eyes, frame: 'rounded', pupil: 'circle' },
    };
    const far = poseOf({ tilt: 0.42, lean: 0.9, roll: 0.07, widthPx: 88, at: [20, 40] }, 1_060);
    const phone: Camera = { ...PHONE, breathing: 0, readoutMs: 0, focalPx: 1_060 };
    for (const letters of ['X4Z88Z', '4MH8W4', 'R3C6PE', 'FBUMDQ', 'MMX9HE', 'BM3WPG']) {
      const own = artworkOf(style, `HTTP://127.0.0.1:45678/Q/${letters}`);
      const seen: Scene = { prints: [printOf(own), wall] };
      const luma = photographer.shoot({ scene: seen, camera: phone, poseAt: () => far, timeMs: 0, seed: 3 });
      const sighting = createTracker(templateOf(own)).step({ luma, width, height, timeMs: 0 });
      expect(sighting.state, letters).toBe('locked');
    }
  });

  it('holds the last pose for half a second when the code is gone, and takes it up again', () => {
    const tracker = createTracker(templateOf(artwork));
    const bare: Scene = { prints: [wall] };
    const first = tracker.step(frameAt(0));
    const states = Array.from({ length: 20 }, (_, k) => tracker.step(frameAt(k + 1, still, bare)));
    expect(states.slice(0, 15).map(({ state }) => state)).toEqual(Array(15).fill('held'));
    expect(states[10]).toMatchObject({ rotation: first.state === 'locked' ? first.rotation : [] });
    expect(states.slice(16).every(({ state }) => state === 'searching')).toBe(true);
    expect(tracker.step(frameAt(30)).state).toBe('locked');
  });

  it('is there again within 0.3 s after a violent shake', () => {
    const tracker = createTracker(templateOf(artwork));
    const shake = { fromMs: 100, toMs: 700, pxPerFrame: 22, angle: 1 };
    const poseAt = shaken(still, camera.focalPx, shake);
    const seen = Array.from({ length: 30 }, (_, k) => {
      const shot = frameAt(k, poseAt);
      return { timeMs: shot.timeMs, ...errorOf(tracker.step(shot), poseAt(shot.timeMs)) };
    });
    const late = seen.filter(({ timeMs }) => timeMs > 730);
    expect(Math.max(...late.map(({ cornerPx }) => cornerPx))).toBeLessThan(1);
  });

  it('goes on under a finger', () => {
    const tracker = createTracker(templateOf(artwork));
    tracker.step(frameAt(0));
    for (let frame = 1; frame < 8; frame++) {
      const shot = frameAt(frame, still, scene, [finger(0.3, 2)] as never[]);
      const sighting = tracker.step(shot);
      expect(sighting.state).toBe('locked');
      expect(errorOf(sighting, still(shot.timeMs)).cornerPx).toBeLessThan(2);
    }
  });

  it('follows the poster when its code is covered or has left the picture, and a code of 30 pixels', () => {
    const poster = makePoster(2, 8, { at: [-2.6, -3.4], widthPx: 960, shapes: 24 });
    const onPoster: Scene = { prints: [printOf(artwork), poster, wall] };
    const near: View = { ...view, roll: 0, widthPx: 90, at: [90, 60] };
    const poseAt =
      (to: View) =>
      (timeMs: number): Pose => {
        const part = Math.min(1, timeMs / 700);
        const mixed = (a: number, b: number): number => a + (b - a) * part;
        return poseOf(
          {
            ...near,
            widthPx: 1 / mixed(1 / near.widthPx, 1 / to.widthPx),
            at: [mixed(near.at[0], to.at[0]), mixed(near.at[1], to.at[1])],
          },
          camera.focalPx,
        );
      };
    const covered = [finger(0.999, 0), finger(0.999, Math.PI)] as never[];
    for (const [to, effects] of [
      [near, covered],
      [{ ...near, at: [390, 360] }, []],
      [{ ...near, widthPx: 30 }, []],
    ] as [View, never[]][]) {
      const tracker = createTracker({
        ...templateOf(artwork),
        focalPx: camera.focalPx,
        poster: pictureOf(onPoster),
      });
      const path = poseAt(to);
      for (let frame = 0; frame < 24; frame++) {
        const shot = frameAt(frame, path, onPoster, frame > 3 ? effects : []);
        const sighting = tracker.step(shot);
        expect(sighting.state).toBe('locked');
        expect(errorOf(sighting, path(shot.timeMs)).cornerPx).toBeLessThan(4);
      }
    }
  });

  it('goes over to the poster while the last of its code leaves the picture', () => {
    const poster = makePoster(6, 8, { at: [-2.6, -3.4], widthPx: 1_400, shapes: 24 });
    const onPoster: Scene = { prints: [printOf(artwork), poster, wall] };
    const tracker = createTracker({
      ...templateOf(artwork),
      focalPx: camera.focalPx,
      poster: pictureOf(onPoster),
    });
    for (let frame = 0; frame < 40; frame++) {
      const pose = poseOf(
        { ...view, roll: 0, widthPx: 62, at: [250 + 3 * frame, 60 + 1.5 * frame] },
        camera.focalPx,
      );
      const sighting = tracker.step(frameAt(frame, () => pose, onPoster, []));
      expect(sighting.state, `frame ${frame}`).toBe('locked');
    }
  });

  it('loses a poster that has left the picture, and is not misled by another one around the code', () => {
    const poster = makePoster(2, 8, { at: [-2.6, -3.4], widthPx: 960, shapes: 24 });
    const other = makePoster(3, 8, { at: [-2.6, -3.4], widthPx: 960, shapes: 24 });
    const source = {
      ...templateOf(artwork),
      poster: pictureOf({ prints: [printOf(artwork), poster, wall] }),
    };
    const near = handHeld({ ...view, widthPx: 90 }, camera.focalPx, 2);
    const tracker = createTracker(source);
    for (let frame = 0; frame < 10; frame++) {
      const shot = frameAt(frame, near, { prints: [printOf(artwork), other, wall] });
      const sighting = tracker.step(shot);
      expect(sighting.state).toBe('locked');
      expect(errorOf(sighting, near(shot.timeMs)).cornerPx).toBeLessThan(1);
    }
    const states = Array.from(
      { length: 20 },
      (_, k) => tracker.step(frameAt(k + 10, near, { prints: [wall] })).state,
    );
    expect(states).not.toContain('locked');
    expect(states.at(-1)).toBe('searching');
  });

  it('accepts neither the next code of the campaign nor posters nor patterns', () => {
    const tracker = createTracker(templateOf(artwork));
    const others: Scene[] = [
      { prints: [printOf(artworkOf(style, 'HTTPS://WGMRK.EU/Q/4KZ7QE')), wall] },
      { prints: [printOf(artworkOf(style, 'HTTPS://WGMRK.EU/Q/XR2M0P')), wall] },
      { prints: [makePoster(3), wall] },
      ...[0, 1, 2, 3, 4].map((seed) => ({ prints: [makeTexture(seed), wall] })),
    ];
    for (const [k, other] of others.entries())
      expect(tracker.step(frameAt(k, still, other)).state).toBe('searching');
    expect(tracker.step(frameAt(9)).state).toBe('locked');
  });

  it('never throws on nonsense and finds the code in frames of another size afterwards', () => {
    const tracker = createTracker(templateOf(artwork));
    const plain = (w: number, h: number, value: number) => ({
      luma: new Uint8Array(w * h).fill(value),
      width: w,
      height: h,
      timeMs: 0,
    });
    const nonsense = [
      plain(1, 1, 0),
      plain(640, 480, 0),
      plain(640, 480, 255),
      plain(33, 700, 9),
      plain(0, 0, 0),
    ];
    for (const frame of nonsense) expect(tracker.step(frame).state).toBe('searching');
    const short = { luma: new Uint8Array(10), width: 640, height: 480, timeMs: 5 };
    expect(tracker.step(short).state).toBe('searching');
    expect(tracker.step({ ...frameAt(1), timeMs: Number.NaN }).state).toBe('locked');
    expect(tracker.step(plain(320, 240, 128)).state).toBe('searching');
    expect(tracker.step(frameAt(3)).state).toBe('locked');
  });

  it('refuses a symbol that does not lie in its picture', () => {
    const source = templateOf(artwork);
    const symbol = { ...source.symbol, x: source.width };
    expect(() => createTracker({ ...source, symbol })).toThrow(RangeError);
    expect(() => createTracker({ ...source, luma: new Uint8Array(4) })).toThrow(RangeError);
  });
});
