import { polygon } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A trail sign: a board with a pointed end, code on the left, words on the right; an address alone stands below the code. */
export const sign: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const edge = 1.2 * u;
  const beside = setWords(context, ['callToAction', 'caption'], { width: 24 });
  const isBelow = beside.isEmpty;
  const words = isBelow
    ? setWords(context, ['url'], { width: 28 })
    : setWords(context, ALL, { width: 24, tall: 15, lines: 3, align: 'left', small: 1.25 });
  const height = side + 2 * edge + (isBelow && !words.isEmpty ? words.height + 0.8 * u : 0);
  const body = side + 2 * edge + (isBelow ? 0 : 26 * u);
  const point = 8 * u;
  return {
    width: body + point,
    height,
    plateX: edge,
    plateY: edge,
    shapes: [
      fill(
        polygon([
          [0, 0],
          [body, 0],
          [body + point, height / 2],
          [body, height],
          [0, height],
        ]),
        colour,
      ),
      ...words.at(
        isBelow ? edge + u : side + 2 * edge + 0.8 * u,
        isBelow ? side + edge + 0.9 * u : (height - words.height) / 2,
        textColour,
      ),
    ],
  };
};
