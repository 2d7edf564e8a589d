import { OP, rect } from '../path.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A strip: the words large on the left, a drawn arrow that swings over to the code on the right. */
export const pointer: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const margin = 2 * u;
  const words = setWords(context, ['callToAction', 'caption', 'url'], {
    width: 25,
    tall: 9.6,
    lines: 3,
    align: 'left',
    small: 1.25,
  });
  const column = words.isEmpty ? 0 : 26 * u;
  const swing = 5 * u;
  const width = margin + column + swing + side + margin;
  const height = side + 2 * margin;
  const arrow = 8.6 * u;
  const gap = words.isEmpty ? 0 : 1.2 * u;
  const top = (height - words.height - gap - arrow) / 2;
  // The arrow hangs below the words and swings over to the code.
  const startX = margin + (words.isEmpty ? 0.4 * u : 9 * u);
  const startY = top + words.height + gap + 0.5 * u;
  const endX = margin + column + swing - 1.3 * u;
  const endY = startY + 4.4 * u;
  return {
    width,
    height,
    plateX: width - margin - side,
    plateY: margin,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      ...words.at(margin, top, textColour),
      fill(swungArrow(startX, startY, endX, endY, u), colour),
    ],
  };
};

/** A brush stroke that starts thin, swings down and ends in an open head at (endX, endY). */
function swungArrow(x: number, y: number, endX: number, endY: number, u: number): number[] {
  const dip = endY + 2.6 * u;
  const bodyEnd = endX - 0.9 * u;
  return [
    ...[OP.move, x, y],
    ...[OP.cubic, x + 0.4 * u, y + 6 * u, (x + endX) / 2, dip + 1.4 * u, bodyEnd, endY + 0.7 * u],
    ...[OP.line, bodyEnd, endY - 0.7 * u],
    ...[OP.cubic, (x + endX) / 2 + u, dip - 1.1 * u, x + 2.6 * u, y + 4.6 * u, x + 1.1 * u, y - 0.3 * u],
    ...[OP.quadratic, x + 0.3 * u, y - 0.7 * u, x, y, OP.close],
    // The head: two strokes that meet at the tip.
    ...[OP.move, endX, endY],
    ...[OP.line, endX - 4.2 * u, endY - 3.5 * u],
    ...[OP.quadratic, endX - 5 * u, endY - 3.5 * u, endX - 4.9 * u, endY - 2.4 * u],
    ...[OP.line, endX - 2.3 * u, endY, OP.line, endX - 4.3 * u, endY + 2.9 * u],
    ...[OP.quadratic, endX - 4.2 * u, endY + 4 * u, endX - 3.3 * u, endY + 3.7 * u],
    OP.close,
  ];
}
