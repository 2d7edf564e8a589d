import { OP, type PathData, rect, roundRect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A postage stamp: perforated all around, a fine line within, code and words on its paper. */
export const stamp: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const words = setWords(context, ALL, { width: 28 });
  const margin = 4 * u;
  const pitch = 2.3 * u;
  const content = side + (words.isEmpty ? 0 : words.height + 1.5 * u);
  // Whole bites on every side: the canvas is the content and its margin, rounded up to the pitch.
  const across = Math.ceil((side + 2 * margin) / pitch) * pitch;
  const down = Math.ceil((content + 2 * margin) / pitch) * pitch;
  const [plateX, plateY] = [(across - side) / 2, (down - content) / 2];
  const panel = (by: number) =>
    rect(plateX - by * u, plateY - by * u, side + 2 * by * u, content + 2 * by * u);
  return {
    width: across,
    height: down,
    plateX,
    plateY,
    shapes: [
      fill(rect(0, 0, across, down), style.ground, 'ground'),
      fill(perforated(across, down, pitch, 0.72 * u), colour),
      fill(panel(1.6), style.ground, 'ground'),
      fill(panel(1.1), colour),
      fill(panel(0.8), style.ground, 'ground'),
      fill(roundRect(plateX, plateY, side, content, 0), style.ground, 'ground'),
      ...words.at(plateX + u, plateY + side + 0.7 * u, textColour),
    ],
  };
};

/** A sheet with half-round bites of radius `r` out of its edges, one every `pitch`. */
function perforated(width: number, height: number, pitch: number, r: number): PathData {
  const out: PathData = [OP.move, 0, 0];
  // Each side is walked clockwise; the bite goes inwards, to the right of the walk.
  const sides: [number, number, number, number, number][] = [
    [0, 0, 1, 0, width],
    [width, 0, 0, 1, height],
    [width, height, -1, 0, width],
    [0, height, 0, -1, height],
  ];
  const deep = (4 / 3) * r;
  for (const [x, y, dx, dy, length] of sides) {
    const p = (along: number, across: number): [number, number] => [
      x + dx * along - dy * across,
      y + dy * along + dx * across,
    ];
    const count = Math.round(length / pitch);
    for (let k = 0; k < count; k++) {
      const middle = (k + 0.5) * pitch;
      out.push(OP.line, ...p(middle - r, 0));
      out.push(OP.cubic, ...p(middle - r, deep), ...p(middle + r, deep), ...p(middle + r, 0));
    }
    out.push(OP.line, ...p(length, 0));
  }
  out.push(OP.close);
  return out;
}
