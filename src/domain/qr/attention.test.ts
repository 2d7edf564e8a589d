import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cssTransform,
  distanceForAngle,
  eyeScale,
  homography,
  isPossible,
  judgeAttention,
  obliqueDeg,
  type Pixels,
  type Point,
  placed,
  project,
  type Quad,
  quadOf,
  ratioOf,
  scaleOf,
  shareOf,
  sidesOf,
  standsOut,
  surroundingsOf,
  visualAngleDeg,
} from './attention.ts';
import { setFrame } from './commands.ts';
import { defaultStyle } from './model.ts';

const box = (x: number, y: number, width: number, height: number): Quad => [
  [x, y],
  [x + width, y],
  [x + width, y + height],
  [x, y + height],
];
const near = (a: Point, b: Point, digits = 6) => {
  expect(a[0]).toBeCloseTo(b[0], digits);
  expect(a[1]).toBeCloseTo(b[1], digits);
};
const wall = { width: 1500, height: 1000, pxPerMm: 0.625 };
const print = { widthMm: 200, heightMm: 260 };
const upright = { x: 700, y: 480, turnDeg: 0, swingDeg: 0, leanDeg: 0 };
const poses = fc.record({
  x: fc.integer({ min: 200, max: 1300 }),
  y: fc.integer({ min: 200, max: 800 }),
  turnDeg: fc.integer({ min: -180, max: 180 }),
  swingDeg: fc.integer({ min: -70, max: 70 }),
  leanDeg: fc.integer({ min: -70, max: 70 }),
});

describe('a homography', () => {
  it('takes the corners of a print to where it stands, and straight lines to straight lines', () => {
    fc.assert(
      fc.property(poses, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (pose, part) => {
        const quad = quadOf(pose, print, wall);
        const map = homography(40, 52, quad);
        const corners: Point[] = [
          [0, 0],
          [40, 0],
          [40, 52],
          [0, 52],
        ];
        corners.forEach((corner, at) => {
          near(project(map, corner), quad[at as 0 | 1 | 2 | 3]);
        });
        const [a, b, c] = [
          project(map, [0, 52 * part]),
          project(map, [20, 52 * part]),
          project(map, [40, 52 * part]),
        ];
        expect((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).toBeCloseTo(0, 4);
      }),
    );
  });

  it('is a plain scale and shift for a print that faces the camera, and so is its CSS', () => {
    const map = homography(2, 4, box(10, 20, 4, 8));
    near(project(map, [1, 2]), [12, 24]);
    expect(
      cssTransform(map)
        .match(/-?[\d.]+/g)
        ?.slice(1)
        .map(Number),
    ).toEqual([2, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1, 0, 10, 20, 0, 1]);
  });

  it('is possible for every pose, and not for a dented, crossed or mirrored quad', () => {
    fc.assert(
      fc.property(poses, (pose) => {
        expect(isPossible(quadOf(pose, print, wall))).toBe(true);
      }),
    );
    const [a, b, c, d] = box(0, 0, 10, 10);
    expect(isPossible([a, b, [2, 2], d])).toBe(false);
    expect(isPossible([a, c, b, d])).toBe(false);
    expect(isPossible([b, a, d, c])).toBe(false);
  });
});

describe('a pose', () => {
  it('shows the print at its true size on the wall', () => {
    const { width, height } = sidesOf(quadOf(upright, print, wall));
    expect(width / wall.pxPerMm).toBeCloseTo(200);
    expect(height / wall.pxPerMm).toBeCloseTo(260);
    expect(scaleOf([0, 0], [300, 400], 800)).toBeCloseTo(0.625);
    expect(scaleOf([0, 0], [300, 400], 0)).toBe(0);
  });

  it('shortens the side that is turned away, and makes the far edge smaller', () => {
    const swung = quadOf({ ...upright, swingDeg: 50 }, print, wall);
    expect(obliqueDeg(swung, 200 / 260)).toBeCloseTo(50, -1);
    expect(swung[3][1] - swung[0][1]).toBeGreaterThan(swung[2][1] - swung[1][1]);
    const leant = quadOf({ ...upright, x: 750, leanDeg: 50 }, print, wall);
    expect(leant[1][0] - leant[0][0]).toBeLessThan(leant[2][0] - leant[3][0]);
    expect(obliqueDeg(quadOf(upright, print, wall), 200 / 260)).toBeCloseTo(0);
  });

  it('is moved and grown about its middle', () => {
    expect(placed(box(0, 0, 10, 20), { by: [5, -5], grow: 2 })).toEqual(box(0, -15, 20, 40));
  });
});

describe('its share of the picture', () => {
  it('counts what lies within', () => {
    const picture = { width: 100, height: 50 };
    expect(shareOf(box(10, 10, 20, 10), picture)).toEqual({ ofPicture: 0.04, inside: 1 });
    expect(shareOf(box(-10, 10, 20, 10), picture)).toEqual({ ofPicture: 0.02, inside: 0.5 });
    expect(shareOf(box(-10, -10, 400, 400), picture).ofPicture).toBeCloseTo(1);
    expect(shareOf(box(200, 10, 20, 10), picture)).toEqual({ ofPicture: 0, inside: 0 });
  });
});

describe('the eye', () => {
  it('sees a little finger under a degree, and half of it from twice as far', () => {
    expect(visualAngleDeg(17.455, 1)).toBeCloseTo(1, 3);
    expect(distanceForAngle(17.455, 1)).toBeCloseTo(1, 3);
    expect(visualAngleDeg(100, 10)).toBeCloseTo(visualAngleDeg(50, 5), 10);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 100 }), (mm, distance) => {
        expect(distanceForAngle(mm, visualAngleDeg(mm, distance))).toBeCloseTo(distance, 6);
      }),
    );
  });

  it('is shown on the screen under the angle that it has at the wall', () => {
    // 100 mm from 1 m are 50 mm on a screen at half a metre: 189 CSS pixels.
    expect(eyeScale(wall, 1) * 100 * wall.pxPerMm).toBeCloseTo(188.98, 1);
    expect(eyeScale(wall, 10) * 100 * wall.pxPerMm).toBeCloseTo(18.898, 2);
    const screenMm = (eyeScale(wall, 3) * 240 * wall.pxPerMm) / (96 / 25.4);
    expect(visualAngleDeg(screenMm, 0.5)).toBeCloseTo(visualAngleDeg(240, 3), 6);
  });
});

describe('the surroundings', () => {
  const paint = (colourAt: (x: number, y: number) => number): Pixels => {
    const rgba = new Uint8ClampedArray(120 * 90 * 4).fill(255);
    for (let y = 0; y < 90; y++)
      for (let x = 0; x < 120; x++) rgba.fill(colourAt(x, y), (y * 120 + x) * 4, (y * 120 + x) * 4 + 3);
    return { width: 120, height: 90, rgba };
  };
  const quad = box(40, 30, 30, 30);

  it('are the ring about the print, not what it covers nor what is far off', () => {
    const pixels = paint((x, y) => {
      const [dx, dy] = [Math.abs(x - 54.5), Math.abs(y - 44.5)];
      if (Math.max(dx, dy) < 15) return 255;
      return Math.max(dx, dy) > 34 ? 255 : 0;
    });
    const found = surroundingsOf(pixels, quad);
    expect(found?.luminance).toBeCloseTo(0, 5);
    expect(found?.busy).toBeCloseTo(0, 5);
  });

  it('are busy where light and dark change, not where they are even', () => {
    const even = surroundingsOf(
      paint(() => 128),
      quad,
    );
    const chequered = surroundingsOf(
      paint((x, y) => (((x >> 2) + (y >> 2)) % 2 ? 230 : 40)),
      quad,
    );
    expect(even?.busy).toBeLessThan(0.001);
    expect(even?.luminance).toBeCloseTo(0.2159, 3);
    expect(chequered?.busy).toBeGreaterThan(0.2);
    expect(
      surroundingsOf(
        paint(() => 0),
        box(500, 500, 20, 20),
      ),
    ).toBeNull();
  });

  it('are told from the plate by the WCAG ratio, or from the frame where the plate melts into them', () => {
    expect(ratioOf(1, 0)).toBeCloseTo(21);
    expect(standsOut(defaultStyle, 1).best).toBeCloseTo(1);
    expect(standsOut(setFrame({ kind: 'tab', colour: '#1d3f35' })(defaultStyle), 1).best).toBeGreaterThan(8);
    expect(standsOut(defaultStyle, 0.02).plate).toBeCloseTo(15);
  });
});

describe('the advice', () => {
  const good = {
    modules: 29,
    symbolMm: 220,
    widthMm: 300,
    heightMm: 400,
    wantedM: 3,
    contrast: 9,
    busy: 0.02,
    share: 0.04,
    inside: 1,
    oblique: 10,
  };
  const codes = (change: Partial<typeof good>) =>
    judgeAttention({ ...good, ...change })
      .filter(({ severity }) => severity !== 'good')
      .map(({ code }) => code);

  it('is none for a print that does', () => {
    expect(codes({})).toEqual([]);
    expect(judgeAttention(good).map(({ code }) => code)).toEqual([
      'scan-enough',
      'notice-enough',
      'contrast-good',
    ]);
  });

  it('names the width of the print from which it scans, and from which it is noticed', () => {
    const [worst, next] = judgeAttention({ ...good, wantedM: 30 });
    expect(worst).toEqual({
      code: 'scan-short',
      severity: 'bad',
      details: { scanM: (220 / 29) * 0.4, wantedM: 30, neededMm: Math.ceil((29 * 30_000 * 300) / 400 / 220) },
    });
    expect(next?.code).toBe('notice-short');
    const grown = (worst?.details['neededMm'] ?? 0) / 300;
    expect(
      codes({ wantedM: 30, symbolMm: 220 * grown, widthMm: 300 * grown, heightMm: 400 * grown }),
    ).toEqual([]);
  });

  it('says what the wall does to it', () => {
    expect(codes({ contrast: 1.2 })).toEqual(['contrast-lost']);
    expect(codes({ contrast: 2.4 })).toEqual(['contrast-weak']);
    expect(codes({ busy: 0.3 })).toEqual(['busy']);
    expect(codes({ share: 0.001 })).toEqual(['share-small']);
    expect(codes({ oblique: 50 })).toEqual(['oblique']);
    expect(codes({ oblique: 70 })).toEqual(['oblique-most']);
    expect(codes({ inside: 0.5 })).toEqual(['outside']);
    expect(codes({ contrast: null as never })).toEqual([]);
  });
});
