import { describe, expect, it } from 'vitest';
import { type Eye, makeFinder } from './finder.ts';
import type { Plane } from './pyramid.ts';

const [WIDTH, HEIGHT] = [160, 120];

/** An eye of `module` pixels a module at (u, v), turned, squeezed along rows; four samples a pixel. */
function planeWith(
  {
    u,
    v,
    module,
    turn = 0,
    squeeze = 1,
  }: { u: number; v: number; module: number; turn?: number; squeeze?: number },
  [dark, light]: [number, number] = [30, 210],
): Plane {
  const luma = new Uint8Array(WIDTH * HEIGHT);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) {
      let sum = 0;
      for (const dx of [0.25, 0.75])
        for (const dy of [0.25, 0.75]) {
          const a = (x + dx - u) / squeeze;
          const b = y + dy - v;
          const ring = Math.max(Math.abs(c * a + s * b), Math.abs(c * b - s * a)) / module;
          sum += ring < 1.5 || (ring > 2.5 && ring < 3.5) ? dark : light;
        }
      luma[y * WIDTH + x] = sum / 4;
    }
  return { luma, width: WIDTH, height: HEIGHT, x0: 0, y0: 0, x1: WIDTH, y1: HEIGHT };
}

function eyesIn(plane: Plane, inverted = false): Eye[] {
  const eyes: Eye[] = [];
  makeFinder(WIDTH, HEIGHT).find(plane, 0, inverted, 8, eyes);
  return eyes.sort((a, b) => b.strength - a.strength);
}

describe('finder', () => {
  it.each([
    ['upright', { u: 80.3, v: 61.7, module: 6 }],
    ['small', { u: 50.5, v: 40.2, module: 2 }],
    ['turned', { u: 70.8, v: 55.1, module: 5, turn: 0.5 }],
    ['squeezed to a third', { u: 90.2, v: 60.4, module: 5, squeeze: 0.35 }],
  ])('finds an eye that is %s', (_, eye) => {
    const [found] = eyesIn(planeWith(eye));
    expect(Math.hypot((found?.u ?? 0) - eye.u, (found?.v ?? 0) - eye.v)).toBeLessThan(0.5);
  });

  it('measures seven modules along rows and columns', () => {
    const [eye] = eyesIn(planeWith({ u: 80, v: 60, module: 6 }));
    expect(eye?.across).toBeCloseTo(42, 0);
    expect(eye?.down).toBeCloseTo(42, 0);
  });

  it('finds light eyes on dark only when asked for them', () => {
    const plane = planeWith({ u: 80, v: 60, module: 6 }, [210, 30]);
    expect(eyesIn(plane)).toEqual([]);
    expect(eyesIn(plane, true).length).toBeGreaterThan(0);
  });

  it('finds nothing in a bare plane, nor in one too faint', () => {
    expect(eyesIn(planeWith({ u: -500, v: 0, module: 1 }))).toEqual([]);
    expect(eyesIn(planeWith({ u: 80, v: 60, module: 6 }, [100, 105]))).toEqual([]);
  });
});
