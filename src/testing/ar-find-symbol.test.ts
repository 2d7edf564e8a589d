import { describe, expect, test } from 'vitest';
import { defaultStyle } from '#domain/qr/model.ts';
import { findSymbol, type LumaPicture } from '#islands/places/artwork/find-symbol.ts';
import { type Camera, makePhotographer, PINHOLE } from '#marker/camera.ts';
import { poseOf } from '#marker/hand.ts';
import { artworkOf, makePoster, makeWall, printOf, type Scene, templateOf } from '#marker/scene.ts';

const code = artworkOf(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QD');

/** A flat picture of a poster with a code `widthPx` wide in it, turned. */
function pictureWith(scene: Scene, widthPx: number, turnDeg: number, at: [number, number]): LumaPicture {
  const [width, height] = [900, 1200];
  const flat: Camera = { ...PINHOLE, width, height, focalPx: 50_000, blurPx: 0.4, noise: 0 };
  const view = { tilt: 0, lean: 0, roll: (turnDeg * Math.PI) / 180, widthPx, at };
  const pose = poseOf(view, flat.focalPx);
  const luma = makePhotographer(width, height).shoot({
    scene,
    camera: flat,
    poseAt: () => pose,
    timeMs: 0,
    seed: 1,
  });
  return { luma, width, height };
}

const poster = makePoster(4, 9, { at: [-2, -3], widthPx: 900, shapes: 20 });
const wall = makeWall(2);

describe('finding the code in an artwork', () => {
  test.each([
    [90, 0, [250, 400]],
    [140, -7, [-200, -300]],
    [620, 2, [10, -80]],
  ] as [number, number, [number, number]][])('%i pixels wide, turned by %i°', (widthPx, turnDeg, at) => {
    const picture = pictureWith({ prints: [printOf(code), poster, wall] }, widthPx, turnDeg, at);
    const found = findSymbol(templateOf(code), picture);
    expect(found).not.toBeNull();
    expect((found?.x ?? 0) * 900).toBeCloseTo(450 + at[0], 0);
    expect((found?.y ?? 0) * 900).toBeCloseTo(600 + at[1], 0);
    expect(Math.abs((found?.size ?? 0) * 900 - widthPx)).toBeLessThan(0.005 * widthPx);
    expect(Math.abs((found?.turnDeg ?? 90) - turnDeg)).toBeLessThan(0.3);
  });

  test('neither another code nor none is taken for it', () => {
    const other = artworkOf(defaultStyle, 'HTTPS://WGMRK.EU/Q/4KZ7QE');
    for (const prints of [
      [printOf(other), poster, wall],
      [poster, wall],
    ])
      expect(findSymbol(templateOf(code), pictureWith({ prints }, 140, 0, [100, 200]))).toBeNull();
  });
});
