import { circle, OP, type PathData, place, polygon } from '../path.ts';
import { arcText } from '../text.ts';
import { type DrawFrame, fill, setWords } from './draw.ts';

/** A round seal: the words run along its ring, the code lies in its middle. */
export const seal: DrawFrame = (context) => {
  const { style, side, u, texts, fonts } = context;
  const { colour, textColour } = style.frame;
  const hole = 22.2 * u;
  const band = texts.callToAction || texts.url ? 6.4 * u : 2.6 * u;
  const rim = hole + band;
  const teeth = 1 * u;
  const middle = rim + teeth;
  const plateAt = middle - side / 2;
  const caption = setWords(context, ['caption'], { width: 21 });
  const ring = (hole + rim) / 2;
  const shapes = [
    fill(serrated(middle, rim, teeth), colour),
    fill(
      [...circle(middle, middle, rim - 0.75 * u), ...circle(middle, middle, rim - 1.05 * u)],
      textColour,
      'frame',
      'evenodd',
    ),
    fill(circle(middle, middle, hole), style.ground, 'ground'),
    ...caption.at(middle - 10.5 * u, middle + side / 2 + 0.9 * u, colour),
  ];
  if (fonts && band > 3 * u) {
    const onRing = (text: string, isBelow: boolean, most: number, mono: boolean) => {
      const line = arcText(mono ? fonts.mono : fonts.text, text, {
        radius: isBelow ? ring + most * 0.35 - 0.35 * u : ring - most * 0.35 - 0.35 * u,
        size: most,
        maxTurn: (isBelow ? 0.78 : 0.92) * Math.PI,
        isBelow,
        tracking: mono ? 0.02 : 0.03,
      });
      return line.length > 0 ? [fill(place(line, middle, middle), textColour, 'text')] : [];
    };
    shapes.push(
      ...onRing(texts.callToAction, false, 3.5 * u, false),
      ...onRing(texts.url, true, 2 * u, true),
    );
    if (texts.callToAction && texts.url) {
      for (const side of [-1, 1])
        shapes.push(fill(star(middle + side * (ring - 0.35 * u), middle + 4.4 * u, 1.2 * u), textColour));
    }
  }
  return { width: 2 * middle, height: 2 * middle, plateX: plateAt, plateY: plateAt, shapes };
};

/** A disc whose edge waves in shallow scallops between `rim` and `rim + deep`. */
function serrated(middle: number, rim: number, deep: number): PathData {
  const count = 60;
  const out: PathData = [];
  const p = (turn: number, r: number): [number, number] => [
    middle + r * Math.cos(turn),
    middle + r * Math.sin(turn),
  ];
  for (let k = 0; k < count; k++) {
    const [from, to] = [(k / count) * 2 * Math.PI, ((k + 1) / count) * 2 * Math.PI];
    if (k === 0) out.push(OP.move, ...p(from, rim));
    out.push(OP.quadratic, ...p((from + to) / 2, rim + 2 * deep), ...p(to, rim));
  }
  out.push(OP.close);
  return out;
}

function star(x: number, y: number, r: number): PathData {
  return polygon(
    Array.from({ length: 10 }, (_, k) => {
      const turn = (k / 10) * 2 * Math.PI - Math.PI / 2;
      const reach = k % 2 === 0 ? r : r * 0.45;
      return [x + reach * Math.cos(turn), y + reach * Math.sin(turn)] as const;
    }),
  );
}
