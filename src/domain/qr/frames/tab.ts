import { roundRect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A ring whose lower edge is a tab with the words in it. */
export const tab: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const edge = 0.9 * u;
  const words = setWords(context, ALL, { width: 28 });
  const label = words.isEmpty ? 2 * u : words.height + 2.9 * u;
  const width = side + 2 * edge;
  return {
    width,
    height: side + edge + label,
    plateX: edge,
    plateY: edge,
    shapes: [
      fill(roundRect(0, 0, width, side + edge + label, 1.6 * u), colour),
      ...words.at(edge + u, side + edge + 1.6 * u, textColour),
    ],
  };
};
