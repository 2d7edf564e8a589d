import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ar, newBlock } from './model.ts';
import { applyTo, type Box, lookAt, metresOf, type Point3, placeOnPrint, widthsOf } from './placing.ts';
import { sceneSchema, upgradeScene } from './schema.ts';

const start = newBlock('stage').ar;
const box: Box = { min: [-1, 0, -2], max: [3, 5, 2] };
const corners = ({ min, max }: Box): Point3[] =>
  [min[0], max[0]].flatMap((x) =>
    [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Point3 => [x, y, z])),
  );
const placed = (ar: Ar, mm: number | null = null): Point3[] =>
  corners(box).map((corner) => applyTo(placeOnPrint(ar, box, mm), corner));
const span = (points: Point3[], axis: 0 | 1 | 2): [number, number] => {
  const values = points.map((point) => point[axis]);
  return [Math.min(...values), Math.max(...values)];
};
const turns = fc.integer({ min: -180, max: 180 });

describe('a model on the print', () => {
  it('is as long as asked, in widths or in centimetres', () => {
    const [low, high] = span(placed({ ...start, form: 'edge', size: { value: 2, unit: 'widths' } }), 1);
    expect(high - low).toBeCloseTo(2);
    const inCm = { ...start, size: { value: 12, unit: 'cm' as const } };
    expect(widthsOf(inCm, 60)).toBeCloseTo(2);
    expect(metresOf(inCm, null)).toBeCloseTo(0.12);
    expect(metresOf({ ...start, size: { value: 2, unit: 'widths' } }, 60)).toBeCloseTo(0.12);
  });

  it('stands up from a print that lies flat, its front to the reader', () => {
    fc.assert(
      fc.property(turns, (turnDeg) => {
        const points = placed({ ...start, form: 'standing', turnDeg });
        expect(span(points, 2)[0]).toBeCloseTo(0);
        expect(span(points, 2)[1]).toBeCloseTo(1);
      }),
    );
    const m = placeOnPrint({ ...start, form: 'standing' }, box, null);
    const front = applyTo(m, [1, 0, 2]);
    expect(front[1]).toBeLessThan(applyTo(m, [1, 0, -2])[1]);
  });

  it('touches the wall and never goes into it, however it is turned', () => {
    fc.assert(
      fc.property(turns, fc.constantFrom('edge', 'relief', 'captions' as const), (turnDeg, form) => {
        const [back, front] = span(placed({ ...start, form, turnDeg }), 2);
        expect(back).toBeCloseTo(0);
        expect(front).toBeGreaterThan(0);
      }),
    );
  });

  it('stays behind the print in a window', () => {
    fc.assert(
      fc.property(turns, (turnDeg) => {
        expect(span(placed({ ...start, form: 'window', turnDeg }), 2)[1]).toBeCloseTo(0);
      }),
    );
  });

  it('keeps right and up as they are on the model: nothing is mirrored', () => {
    for (const form of ['standing', 'edge', 'window', 'relief', 'captions'] as const) {
      const [a, b, c, , d, e, f, , g, h, i] = placeOnPrint({ ...start, form, turnDeg: 33 }, box, null);
      const n = (value: number | undefined) => value ?? Number.NaN;
      const determinant =
        n(a) * (n(e) * n(i) - n(f) * n(h)) -
        n(d) * (n(b) * n(i) - n(c) * n(h)) +
        n(g) * (n(b) * n(f) - n(c) * n(e));
      expect(determinant).toBeGreaterThan(0);
    }
  });

  it('moves by its offset', () => {
    const there = placed({ ...start, offset: { x: 0.5, y: -1, z: 0.25 } });
    placed(start).forEach((point, index) => {
      expect(there[index]?.map((value, axis) => value - (point[axis] ?? 0))).toEqual([
        expect.closeTo(0.5),
        expect.closeTo(-1),
        expect.closeTo(0.25),
      ]);
    });
  });
});

describe('a view of the print', () => {
  it('has what it looks at in its middle, what is up above, and the right at its right', () => {
    const coordinate = fc.double({ min: 0.3, max: 4, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        const target: Point3 = [0.1, -0.2, 0];
        const { rotation: r, translation: t } = lookAt([x, y, z], target, [0, 1, 0]);
        // The code's frame has y down and z into the print.
        const see = ([a, b, c]: Point3) =>
          [0, 3, 6].map(
            (row, k) => (r[row] ?? 0) * a - (r[row + 1] ?? 0) * b - (r[row + 2] ?? 0) * c + (t[k] ?? 0),
          );
        const [u = 1, v = 1, depth = 0] = see(target);
        expect([u, v]).toEqual([expect.closeTo(0), expect.closeTo(0)]);
        expect(depth).toBeCloseTo(Math.hypot(x - target[0], y - target[1], z));
        const [, above = 0] = see([target[0], target[1] + 0.1, target[2]]);
        expect(above).toBeLessThan(0);
        const [toRight = 0] = see([target[0] + 0.1, target[1], target[2]]);
        expect(toRight).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a scene stored by an earlier version', () => {
  /** As stored until November 2026. */
  const first = {
    schema: 1,
    title: { en: 'The tin' },
    blocks: [
      {
        id: 'blk_0123456789abcdef',
        after: 'next',
        type: 'stage',
        model: 'ast_1',
        poster: null,
        alt: { en: 'A tin' },
        camera: { yawDeg: 25, pitchDeg: 15, distance: 3, fieldOfViewDeg: 35, autoRotate: true },
        light: { mood: 'dusk', intensity: 1, yawDeg: 40 },
        ground: 'shadow',
        background: '#14202b',
        animation: { clip: null, loop: true },
        hotspots: [],
      },
      { id: 'blk_0123456789abcdee', after: 'end', type: 'text', text: { en: 'Seven.' } },
    ],
  };

  it('stays in the page, with all it had', () => {
    const now = sceneSchema.parse(first);
    expect(now.schema).toBe(3);
    expect(now.blocks[0]).toMatchObject({ ...first.blocks[0], ar: { stand: 'page' } });
    expect(now.blocks[1]).toEqual(first.blocks[1]);
    expect(upgradeScene(now)).toBe(now);
  });

  /** As stored until the end of November 2026. */
  const second = {
    schema: 2,
    title: { en: 'The tin' },
    blocks: [
      {
        ...first.blocks[0],
        hotspots: [
          { id: 'hot_0123456789abcdef', position: [0, 1, 0], label: { en: 'Lid' }, text: { en: 'Brass.' } },
        ],
        ar: {
          stand: 'code',
          form: 'edge',
          size: { value: 1.1, unit: 'widths' },
          offset: { x: 0, y: 0, z: 0 },
          turnDeg: -20,
        },
      },
    ],
  };

  it('shows words when it is touched, and nothing else', () => {
    const now = sceneSchema.parse(second);
    const { hotspots: was, ...rest } = second.blocks[0] ?? {};
    const effect = { clip: null, sound: null, lead: null };
    expect(now.blocks[0]).toEqual({
      ...rest,
      hotspots: was?.map((spot) => ({ ...spot, effect })),
      tap: null,
      sound: null,
    });
  });

  it('is refused when it is none', () => {
    for (const none of [null, 3, { schema: 4, title: {}, blocks: [] }, { schema: 1, title: {}, blocks: 'x' }])
      expect(sceneSchema.safeParse(none).success).toBe(false);
  });
});
