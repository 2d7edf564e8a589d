import { rect, roundRect } from '../path.ts';
import { ALL, type DrawFrame, fill, setWords } from './draw.ts';

/** A strip of film: holes along both sides, the code as the frame in the middle, the words on the film's edge. */
export const film: DrawFrame = (context) => {
  const { style, side, u } = context;
  const { colour, textColour } = style.frame;
  const words = setWords(context, ALL, { width: 30 });
  const track = 4.6 * u;
  const next = 2.6 * u;
  const gap = 1.5 * u;
  const width = side + 2 * track;
  const foot = words.isEmpty ? gap : words.height + 3 * u;
  // Whole holes: the strip is as long as a multiple of their pitch, the rest goes to both neighbours' slivers.
  const pitch = 3.6 * u;
  const least = next + gap + side + foot + next;
  const height = Math.ceil(least / pitch) * pitch;
  const sliver = next + (height - least) / 2;
  const plateY = sliver + gap;
  const hole = { width: 2.2 * u, height: 1.9 * u };
  const holes: number[] = [];
  for (let y = pitch / 2; y < height; y += pitch) {
    for (const x of [track / 2, width - track / 2])
      holes.push(...roundRect(x - hole.width / 2, y - hole.height / 2, hole.width, hole.height, 0.55 * u));
  }
  return {
    width,
    height,
    plateX: track,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), colour),
      fill(holes, style.ground, 'ground'),
      // Slivers of the pictures before and after.
      fill(
        [...rect(track, 0, side, sliver), ...rect(track, height - sliver, side, sliver)],
        style.ground,
        'ground',
      ),
      ...words.at(track, plateY + side + 1.5 * u, textColour),
    ],
  };
};
