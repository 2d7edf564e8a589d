import { describe, expect, it } from 'vitest';
import { spreadInk } from './ink.ts';
import type { Raster } from './raster.ts';

const SIZE = 80;
const PX = 10;

/** White with a black bar of `width` modules in its middle. */
function bar(width: number): Raster {
  const luma = new Float32Array(SIZE * SIZE).fill(1);
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++)
      if (Math.abs(x + 0.5 - SIZE / 2) < (width * PX) / 2) luma[y * SIZE + x] = 0;
  return { width: SIZE, height: SIZE, pxPerModule: PX, left: 0, top: 0, luma };
}

/** Width of the dark in the middle row, modules. */
const darkWidth = ({ luma }: Raster) => {
  let dark = 0;
  for (let x = 0; x < SIZE; x++) dark += 1 - (luma[(SIZE / 2) * SIZE + x] ?? 0);
  return dark / PX;
};

describe('ink', () => {
  it.each([0.1, 0.25, 0.4])('that runs widens a bar by %s of a module, starved ink narrows it', (gain) => {
    expect(darkWidth(spreadInk(bar(2), gain))).toBeCloseTo(2 + gain, 1);
    expect(darkWidth(spreadInk(bar(2), -gain))).toBeCloseTo(2 - gain, 1);
  });

  it('without gain stays as drawn, and the drawing is never changed', () => {
    const drawn = bar(2);
    const before = drawn.luma.slice();
    expect(spreadInk(drawn, 0).luma).toEqual(before);
    spreadInk(drawn, 0.3);
    expect(drawn.luma).toEqual(before);
  });
});
