import { hex, rgb } from '../colour.ts';
import { OP, polygon, rect, roundRect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A ribbon across the foot of the code with folded ends; the call to action on it, the rest below. */
export const ribbon: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const words = setWords(context, ['callToAction'], { width: 31, tall: 4.4 });
  const below = setWords(context, ['caption', 'url'], { width: 32 });
  const wing = 4.6 * u;
  const margin = 1.2 * u;
  const line = 0.45 * u;
  const card = side + 2 * margin;
  const cardX = wing + 0.8 * u;
  const width = card + 2 * cardX;
  const band = words.isEmpty ? 4 * u : words.height + 3 * u;
  const bandY = card + 0.2 * u;
  const drop = 1.5 * u;
  // The band spans the card and a bit more; its tails hang behind it, a step lower.
  const [left, right] = [cardX - 1.4 * u, cardX + card + 1.4 * u];
  const tail = (from: number, to: number, notch: number) =>
    polygon([
      [from, bandY + drop],
      [to, bandY + drop],
      [notch, bandY + drop + band / 2],
      [to, bandY + drop + band],
      [from, bandY + drop + band],
    ]);
  const fold = (edge: number, back: number) =>
    polygon([
      [edge, bandY + band],
      [back, bandY + band],
      [back, bandY + band + drop],
    ]);
  const height = bandY + band + drop + (below.isEmpty ? 0 : below.height + 1.2 * u) + 0.4 * u;
  return {
    width,
    height,
    plateX: cardX + margin,
    plateY: margin,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(roundRect(cardX, 0, card, card + 2 * u, 1.2 * u), colour),
      fill(
        roundRect(cardX + line, line, card - 2 * line, card + 2 * u - 2 * line, 0.8 * u),
        style.ground,
        'ground',
      ),
      fill(
        [...tail(left + 3.4 * u, 0, 2 * u), ...tail(right - 3.4 * u, width, width - 2 * u)],
        mixed(colour, 0.22),
        'frame',
        'evenodd',
      ),
      fill(
        [...fold(left, left + 3.4 * u), ...fold(right, right - 3.4 * u)],
        mixed(colour, 0.5),
        'frame',
        'evenodd',
      ),
      fill(
        [
          ...[OP.move, left, bandY, OP.line, right, bandY, OP.line, right, bandY + band],
          ...[OP.line, left, bandY + band, OP.close],
        ],
        colour,
      ),
      ...words.at(width / 2 - 15.5 * u, bandY + (band - words.height) / 2 + 0.25 * u, textColour),
      ...below.at(width / 2 - 16 * u, bandY + band + drop + 1.1 * u, colour),
    ],
  };
};

/** The colour with `part` of black in it; of a colour that is all but black, with white. */
function mixed(colour: string, part: number): string {
  const [red, green, blue] = rgb(colour);
  const towards = red + green + blue < 160 ? 255 : 0;
  const mix = (value: number) => value + (towards - value) * part;
  return hex(mix(red), mix(green), mix(blue));
}
