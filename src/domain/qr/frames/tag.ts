import { circle, OP, polygon, rect, roundRect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A luggage tag: cut corners, a ringed hole with its string, the words below the code. */
export const tag: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const edge = 2 * u;
  const words = setWords(context, ALL, { width: 28 });
  const string = 7 * u;
  const head = 8 * u;
  const width = side + 2 * edge;
  const plateY = string + head;
  const height = plateY + side + (words.isEmpty ? edge : words.height + 3.4 * u);
  const cut = 8 * u;
  const middle = width / 2;
  const hole = string + 4 * u;
  const corner = 1.6 * u;
  return {
    width,
    height,
    plateX: edge,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(
        [
          ...polygon([
            [cut, string],
            [width - cut, string],
            [width, string + cut],
            [width, height - corner],
            [0, height - corner],
            [0, string + cut],
          ]),
          ...roundRect(0, height - 4 * corner, width, 4 * corner, corner),
        ],
        colour,
      ),
      fill(circle(middle, hole, 2.1 * u), textColour),
      fill(circle(middle, hole, 1.3 * u), style.ground, 'ground'),
      // The string: up from the hole in a loop, its ends crossing; two thin bands.
      fill(
        [
          ...[OP.move, middle - 0.3 * u, hole + 0.4 * u],
          ...[OP.cubic, middle - 1.2 * u, string, middle + 6 * u, string - 4 * u, middle + 9 * u, 0],
          ...[OP.line, middle + 9.8 * u, 0],
          ...[
            OP.cubic,
            middle + 7 * u,
            string - 3.4 * u,
            middle - 0.2 * u,
            string,
            middle + 0.3 * u,
            hole + 0.2 * u,
          ],
          OP.close,
          ...[OP.move, middle - 0.3 * u, hole + 0.4 * u],
          ...[OP.cubic, middle - 1.6 * u, string + u, middle + 1.2 * u, string - 4 * u, middle + 4.6 * u, 0],
          ...[OP.line, middle + 5.4 * u, 0],
          ...[
            OP.cubic,
            middle + 2.2 * u,
            string - 3.6 * u,
            middle - 0.6 * u,
            string + u,
            middle + 0.3 * u,
            hole + 0.2 * u,
          ],
          OP.close,
        ],
        textColour === colour ? style.ground : stringColour(textColour, style.ground, colour),
      ),
      ...words.at(edge + u, plateY + side + 1.6 * u, textColour),
    ],
  };
};

/** The string crosses tag and ground: it takes the frame's colour where the words' own would vanish on the ground. */
const stringColour = (textColour: string, ground: string, colour: string) =>
  textColour.toLowerCase() === ground.toLowerCase() ? colour : textColour;
