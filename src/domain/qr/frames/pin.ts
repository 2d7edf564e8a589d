import { circle, OP, rect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A map pin: the code in its head, its point on the place, the words below. */
export const pin: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const hole = 21.8 * u;
  const head = hole + 2.6 * u;
  const width = 2 * head;
  const words = setWords(context, ALL, { width: 42, tall: 6.4, small: 1.4 });
  const tip = 2 * head + 7.5 * u;
  const plateAt = head - side / 2;
  const height = tip + (words.isEmpty ? 0 : words.height + 2.4 * u) + 0.6 * u;
  // The flanks touch the head where it turns 40° from its foot.
  const turn = (40 * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const [fx, fy] = [head * sin, head + head * cos];
  const bend = 9 * u;
  return {
    width,
    height,
    plateX: plateAt,
    plateY: plateAt,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(circle(head, head, head), colour),
      fill(
        [
          ...[OP.move, head - fx, fy],
          ...[
            OP.cubic,
            head - fx + bend * cos,
            fy + bend * sin,
            head - 2.6 * u,
            tip - 3 * u,
            head - 0.7 * u,
            tip - 0.3 * u,
          ],
          ...[OP.quadratic, head, tip + 0.3 * u, head + 0.7 * u, tip - 0.3 * u],
          ...[OP.cubic, head + 2.6 * u, tip - 3 * u, head + fx - bend * cos, fy + bend * sin, head + fx, fy],
          OP.close,
        ],
        colour,
      ),
      fill(circle(head, head, hole), style.ground, 'ground'),
      ...words.at(head - 21 * u, tip + 2 * u, textColour),
    ],
  };
};
