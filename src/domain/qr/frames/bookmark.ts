import { circle, polygon, rect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A bookmark: a long strip with a swallow's tail, a fine double line along its sides, words below the code. */
export const bookmark: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const edge = 2.6 * u;
  const words = setWords(context, ALL, { width: 27, tall: 9, lines: 3, small: 1.15 });
  const width = side + 2 * edge;
  const plateY = 5.6 * u;
  const foot = 7 * u;
  const textTop = plateY + side + 2.2 * u;
  const height = (words.isEmpty ? plateY + side + 1.6 * u : textTop + words.height + 1.6 * u) + foot;
  const line = (x: number, wide: number) => rect(x, 0, wide, height - foot * 0.94);
  return {
    width,
    height,
    plateX: edge,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(
        polygon([
          [0, 0],
          [width, 0],
          [width, height],
          [width / 2, height - foot * 0.72],
          [0, height],
        ]),
        colour,
      ),
      fill([...line(0.9 * u, 0.28 * u), ...line(width - 1.18 * u, 0.28 * u)], textColour),
      fill(circle(width / 2, 2.9 * u, 1.25 * u), textColour),
      fill(circle(width / 2, 2.9 * u, 0.85 * u), style.ground, 'ground'),
      ...words.at(edge + 1.5 * u, textTop, textColour),
    ],
  };
};
