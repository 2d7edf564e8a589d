import { OP, type PathData, rect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A speech bubble that holds the code itself, with the words inside below it. */
export const balloon: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const line = 1.1 * u;
  const margin = line + 1.3 * u;
  const words = setWords(context, ALL, { width: 28, tall: 4.4 });
  const width = side + 2 * margin;
  const body = width + (words.isEmpty ? 0 : words.height + 1.2 * u);
  const tail = 5 * u;
  return {
    width,
    height: body + tail,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(rect(0, 0, width, body + tail), style.ground, 'ground'),
      fill(outline(0, 0, width, body, 4 * u, tail, 0, u), colour),
      fill(
        outline(line, line, width - 2 * line, body - 2 * line, 3 * u, tail, line, u),
        style.ground,
        'ground',
      ),
      ...words.at(margin + u, margin + side + 0.8 * u, textColour),
    ],
  };
};

/** A rounded box with a tail that swings out below on the left; `line` is how far it lies within the outer edge. */
function outline(
  x: number,
  y: number,
  width: number,
  height: number,
  r: number,
  tail: number,
  line: number,
  u: number,
): PathData {
  const k = r * 0.4477;
  const [right, bottom] = [x + width, y + height];
  const [from, to, tip] = [5.5 * u + line * 0.9, 12.5 * u - line * 0.75, 4.2 * u + line * 0.75];
  const reach = bottom + tail - line * 0.62;
  return [
    ...[OP.move, x + r, y, OP.line, right - r, y, OP.cubic, right - k, y, right, y + k, right, y + r],
    ...[OP.line, right, bottom - r, OP.cubic, right, bottom - k, right - k, bottom, right - r, bottom],
    ...[
      OP.line,
      to,
      bottom,
      OP.cubic,
      to - 1.5 * u,
      bottom + tail * 0.5,
      tip + 3 * u,
      reach - 0.4 * u,
      tip,
      reach,
    ],
    ...[OP.cubic, from - 0.2 * u, reach - 1.2 * u, from + 0.4 * u, bottom + tail * 0.35, from, bottom],
    ...[OP.line, x + r, bottom, OP.cubic, x + k, bottom, x, bottom - k, x, bottom - r],
    ...[OP.line, x, y + r, OP.cubic, x, y + k, x + k, y, x + r, y, OP.close],
  ];
}
