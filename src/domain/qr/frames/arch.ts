import { OP, type PathData, rect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A gateway: the words under its arch, the code as the door, a step below. */
export const arch: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const edge = 2.6 * u;
  const step = 1.3 * u;
  const words = setWords(context, ['callToAction', 'caption'], { width: 21, tall: 6.6, lines: 3 });
  const url = setWords(context, ['url'], { width: 28 });
  const outer = side + 2 * edge;
  const width = outer + 2 * step;
  const middle = width / 2;
  const rise = 15 * u;
  // Words stand on the springing line; the arch rises with them.
  const spring = Math.max(rise, words.height + 10.4 * u);
  const plateY = spring + 0.4 * u;
  const foot = plateY + side + (url.isEmpty ? 1.6 * u : url.height + 2.2 * u);
  const height = foot + 2 * step;
  return {
    width,
    height,
    plateX: middle - side / 2,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      // Into the step: two areas that only meet show a hairline.
      fill(vault(middle, outer / 2, spring, foot + step), colour),
      fill(line(middle, outer / 2 - 0.8 * u, spring, foot, 0.28 * u), textColour, 'frame', 'evenodd'),
      fill(rect(0, foot, width, height - foot), colour),
      ...words.at(middle - 10.5 * u, spring - words.height - 1.6 * u, textColour),
      ...url.at(middle - 14 * u, plateY + side + 1.1 * u, textColour),
    ],
  };
};

/** A round-headed opening of half width `r`, its head stretched to end at `spring`, down to `foot`. */
function vault(middle: number, r: number, spring: number, foot: number, top = 0): PathData {
  const k = 0.5523;
  const high = spring - top;
  return [
    ...[OP.move, middle - r, foot, OP.line, middle - r, spring],
    ...[OP.cubic, middle - r, spring - high * k, middle - r * k, top, middle, top],
    ...[OP.cubic, middle + r * k, top, middle + r, spring - high * k, middle + r, spring],
    ...[OP.line, middle + r, foot, OP.close],
  ];
}

/** A fine line that follows the opening. */
function line(middle: number, r: number, spring: number, foot: number, thick: number): PathData {
  return [...vault(middle, r, spring, foot, thick * 3), ...vault(middle, r - thick, spring, foot, thick * 4)];
}
