import { OP, type PathData, rect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A trail blaze: two bands as painted on a tree, the code between them; the words in the paint. */
export const blaze: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 2.2 * u;
  const above = setWords(context, ['callToAction'], { width: 27, tall: 6 });
  const below = setWords(context, ['caption', 'url'], { width: 26 });
  const band = (height: number) => Math.max(5.4 * u, height + 4 * u);
  const [top, foot] = [band(above.height), band(below.height)];
  const width = side + 2 * margin;
  const plateY = top + 0.7 * u;
  const footY = plateY + side + 0.7 * u;
  const height = footY + foot;
  return {
    width,
    height,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(painted(0, 0, width, top, u, 3), colour),
      fill(painted(0, footY, width, foot, u, 11), colour),
      ...above.at(width / 2 - 13.5 * u, (top - above.height) / 2 + 0.25 * u, textColour),
      ...below.at(width / 2 - 13 * u, footY + (foot - below.height) / 2 + 0.15 * u, textColour),
    ],
  };
};

/**
 * A band as a wide brush leaves it: edges that breathe, ends that run out in bristles. Stays within its box. `seed` tells
 * one stroke from another; the same seed is the same stroke on every machine.
 */
function painted(x: number, y: number, width: number, height: number, u: number, seed: number): PathData {
  const noise = (k: number) => {
    const value = Math.sin(k * 127.1 + seed * 311.7) * 43758.5453;
    return value - Math.floor(value);
  };
  const points: [number, number][] = [];
  const across = 14;
  for (let k = 1; k < across; k++) points.push([x + (width * k) / across, y + noise(k) * 0.45 * u]);
  const bristles = Math.max(5, Math.round(height / (0.8 * u)));
  const end = (sign: 1 | -1, salt: number) => {
    for (let k = 0; k <= bristles; k++) {
      const part = sign === 1 ? k / bristles : 1 - k / bristles;
      const out = noise(salt + k) * (k % 2 === 0 ? 0.5 : 2.4) * u + (k === 0 || k === bristles ? 0.7 * u : 0);
      points.push([sign === 1 ? x + width - out : x + out, y + 0.25 * u + part * (height - 0.5 * u)]);
    }
  };
  end(1, 40);
  for (let k = across - 1; k > 0; k--)
    points.push([x + (width * k) / across, y + height - noise(k + 80) * 0.45 * u]);
  end(-1, 120);
  // Through the middles of the sides, so that every corner is soft.
  const out: PathData = [];
  points.forEach(([px, py], index) => {
    const [nx, ny] = points[(index + 1) % points.length] ?? [px, py];
    const [mx, my] = [(px + nx) / 2, (py + ny) / 2];
    if (index === 0) {
      const [lx, ly] = points[points.length - 1] ?? [px, py];
      out.push(OP.move, (lx + px) / 2, (ly + py) / 2);
    }
    out.push(OP.quadratic, px, py, mx, my);
  });
  out.push(OP.close);
  return out;
}
