import { polygon, rect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** Call to action large above, an arrow that points at the code, the address below. */
export const poster: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 2 * u;
  const words = setWords(context, ['callToAction', 'caption'], { width: 30, tall: 8.4, lines: 3 });
  const url = setWords(context, ['url'], { width: 28 });
  const arrow = 5 * u;
  const top = margin + (words.isEmpty ? 0 : words.height + 0.9 * u);
  const width = side + 2 * margin;
  const plateY = top + arrow;
  const middle = width / 2;
  const [half, head, shaft] = [2.7 * u, 2.3 * u, 0.85 * u];
  const point = top + arrow - 0.5 * u;
  const height = plateY + side + (url.isEmpty ? 0 : url.height + 0.8 * u) + margin;
  return {
    width,
    height,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      ...words.at(margin, margin, textColour),
      fill(
        polygon([
          [middle - shaft, top],
          [middle + shaft, top],
          [middle + shaft, point - head],
          [middle + half, point - head],
          [middle, point],
          [middle - half, point - head],
          [middle - shaft, point - head],
        ]),
        colour,
      ),
      ...url.at(margin + u, plateY + side + 0.8 * u, textColour),
    ],
  };
};
