import { hex, rgb } from '../colour.ts';
import { polygon, rect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** An instant photo, held by a strip of tape in the frame's colour; the words on its wide lower edge. */
export const photo: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const words = setWords(context, ALL, { width: 29, tall: 4.6 });
  const margin = 2.4 * u;
  const tapeRoom = 2.2 * u;
  const shade = 0.7 * u;
  const card = side + 2 * margin;
  const foot = words.isEmpty ? 5.5 * u : words.height + 3.6 * u;
  const cardHeight = margin + 1.4 * u + side + foot;
  const plateY = tapeRoom + margin + 1.4 * u;
  const hair = 0.16 * u;
  const tape = { x: card / 2, y: tapeRoom + 0.35 * u, half: 6.2 * u, thick: 1.65 * u, tilt: 0.09 };
  return {
    width: card + shade,
    height: tapeRoom + cardHeight + shade,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, card + shade, tapeRoom + cardHeight + shade), style.ground, 'ground'),
      fill(rect(shade, tapeRoom + shade, card, cardHeight), tone(style.ground, 0.16)),
      fill(rect(0, tapeRoom, card, cardHeight), tone(style.ground, 0.3)),
      fill(rect(hair, tapeRoom + hair, card - 2 * hair, cardHeight - 2 * hair), style.ground, 'ground'),
      fill(tapeStrip(tape), colour),
      ...words.at(margin + 0.5 * u, plateY + side + (foot - words.height) / 2 - 0.2 * u, textColour),
    ],
  };
};

/** A strip of tape about (x, y), torn in small teeth at both ends. */
function tapeStrip(t: { x: number; y: number; half: number; thick: number; tilt: number }) {
  const teeth = 5;
  const at = (along: number, across: number): [number, number] => [
    t.x + along * Math.cos(t.tilt) + across * Math.sin(t.tilt),
    t.y - along * Math.sin(t.tilt) + across * Math.cos(t.tilt),
  ];
  const points: [number, number][] = [];
  const end = (sign: 1 | -1) => {
    for (let k = 0; k <= 2 * teeth; k++) {
      const across = -t.thick + (k / teeth) * t.thick;
      points.push(at(sign * (t.half - (k % 2) * 0.45 * (t.thick / 1.65)), sign * across));
    }
  };
  end(1);
  end(-1);
  return polygon(points);
}

/** The ground with `part` of black in it, or of white where it is dark already. */
function tone(colour: string, part: number): string {
  const [red, green, blue] = rgb(colour);
  const towards = red + green + blue < 200 ? 255 : 0;
  const mix = (value: number) => value + (towards - value) * part;
  return hex(mix(red), mix(green), mix(blue));
}
