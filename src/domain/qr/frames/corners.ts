import { OP, type PathData, rect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** Four corner marks, as a camera's finder shows them; the words below. */
export const corners: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.9 * u;
  const words = setWords(context, ALL, { width: 30 });
  const box = side + 2 * margin;
  const height = box + (words.isEmpty ? 0 : words.height + 2 * u);
  const mark = (x: number, y: number, right: 1 | -1, down: 1 | -1) => bracket(x, y, right * u, down * u);
  return {
    width: box,
    height,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(rect(0, 0, box, height), style.ground, 'ground'),
      fill(
        [...mark(0, 0, 1, 1), ...mark(box, 0, -1, 1), ...mark(box, box, -1, -1), ...mark(0, box, 1, -1)],
        colour,
      ),
      ...words.at(margin, box + 1.2 * u, textColour),
    ],
  };
};

/** An angle from (x, y) with arms along `u` and `v`, rounded at its corner and its ends; lengths in units. */
function bracket(x: number, y: number, u: number, v: number): PathData {
  const [arm, thick, radius] = [8, 1.1, 2.6];
  const inner = radius - thick;
  const p = (a: number, b: number): [number, number] => [x + a * u, y + b * v];
  const end = (4 / 3) * (thick / 2);
  return [
    ...[OP.move, ...p(0, arm), OP.line, ...p(0, radius), OP.quadratic, ...p(0, 0), ...p(radius, 0)],
    ...[OP.line, ...p(arm, 0), OP.cubic, ...p(arm + end, 0), ...p(arm + end, thick), ...p(arm, thick)],
    ...[OP.line, ...p(radius, thick), OP.quadratic, ...p(thick, thick), ...p(thick, thick + inner)],
    ...[OP.line, ...p(thick, arm), OP.cubic, ...p(thick, arm + end), ...p(0, arm + end), ...p(0, arm)],
    OP.close,
  ];
}
