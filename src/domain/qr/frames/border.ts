import { roundRect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A plain ring; the words below the code. */
export const border: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * u;
  const line = 0.6 * u;
  const words = setWords(context, ALL, { width: 28 });
  const width = side + 2 * margin;
  const height = width + (words.isEmpty ? 0 : words.height + 1.6 * u);
  return {
    width,
    height,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(roundRect(0, 0, width, height, 2.2 * u), colour),
      fill(roundRect(line, line, width - 2 * line, height - 2 * line, 1.6 * u), style.ground, 'ground'),
      ...words.at(margin + u, margin + side + 0.9 * u, textColour),
    ],
  };
};
