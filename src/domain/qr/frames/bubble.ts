import { polygon, rect, roundRect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A speech bubble in the frame's colour that says the words; the code stands under its tail. */
export const bubble: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * u;
  const words = setWords(context, ['callToAction', 'caption'], { width: 27, tall: 6.4 });
  const url = setWords(context, ['url'], { width: 28 });
  const width = side + 2 * margin;
  const body = words.isEmpty ? 2.4 * u : words.height + 3.6 * u;
  const tail = 2.6 * u;
  const plateY = margin + body + tail + 0.4 * u;
  const tailX = width * 0.27;
  const height = plateY + side + (url.isEmpty ? 0 : url.height + 0.8 * u) + margin;
  return {
    width,
    height,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(
        [
          ...roundRect(margin, margin, side, body, 2.2 * u),
          ...polygon([
            [tailX - 1.6 * u, margin + body - 0.5 * u],
            [tailX + 2.4 * u, margin + body - 0.5 * u],
            [tailX - 0.9 * u, margin + body + tail],
          ]),
        ],
        colour,
      ),
      ...words.at(margin + 1.5 * u, margin + (body - words.height) / 2 + 0.2 * u, textColour),
      ...url.at(margin + u, plateY + side + 0.8 * u, colour),
    ],
  };
};
