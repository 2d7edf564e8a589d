import { circle, OP, type PathData, place } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A ticket: notches and a perforation between the code and its stub. */
export const ticket: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * u;
  const words = setWords(context, ALL, { width: 28 });
  const stub = words.isEmpty ? 2.6 * u : words.height + 3.4 * u;
  const width = side + 2 * margin;
  const tear = side + 2 * margin + 0.5 * u;
  const height = tear + stub;
  const line = 0.5 * u;
  const notch = 1.3 * u;
  const dots: PathData = [];
  for (let x = notch + 1.4 * u; x < width - notch - u; x += 1.4 * u) dots.push(...circle(x, tear, 0.3 * u));
  const inner = edge(width - 2 * line, height - 2 * line, tear - line, notch, notch + line, 0.8 * u);
  return {
    width,
    height,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(edge(width, height, tear, notch, notch, 1.2 * u), colour),
      fill(place(inner, line, line), style.ground, 'ground'),
      fill(dots, colour),
      ...words.at(margin + u, tear + (stub - words.height) / 2 + 0.35 * u, textColour),
    ],
  };
};

/** A rounded rectangle with a notch in each side at height `tear`, `deep` into it and `tall` to each side of the tear. */
function edge(
  width: number,
  height: number,
  tear: number,
  deep: number,
  tall: number,
  radius: number,
): PathData {
  const r = radius;
  const kx = deep * 0.5523;
  const ky = tall * 0.5523;
  return [
    ...[OP.move, r, 0, OP.line, width - r, 0, OP.quadratic, width, 0, width, r, OP.line, width, tear - tall],
    ...[OP.cubic, width - kx, tear - tall, width - deep, tear - ky, width - deep, tear],
    ...[OP.cubic, width - deep, tear + ky, width - kx, tear + tall, width, tear + tall],
    ...[OP.line, width, height - r, OP.quadratic, width, height, width - r, height],
    ...[OP.line, r, height, OP.quadratic, 0, height, 0, height - r, OP.line, 0, tear + tall],
    ...[OP.cubic, kx, tear + tall, deep, tear + ky, deep, tear],
    ...[OP.cubic, deep, tear - ky, kx, tear - tall, 0, tear - tall],
    ...[OP.line, 0, r, OP.quadratic, 0, 0, r, 0, OP.close],
  ];
}
