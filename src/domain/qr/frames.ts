import type { Shape } from './artwork.ts';
import type { StyleDocument } from './model.ts';
import { circle, OP, type PathData, place, polygon, rect, roundRect } from './path.ts';
import { blockPath, type Fonts, fitText, missingGlyphs, type TextBlock } from './text.ts';

/** What the words around a code say; either may be empty. */
export interface FrameTexts {
  callToAction: string;
  /** As printed, without the scheme: `WGMRK.EU/Q/7KQ2MX`. */
  url: string;
}

/** Canvas, position of the plate on it, and what lies behind it, in modules. */
export interface Framed {
  width: number;
  height: number;
  plateX: number;
  plateY: number;
  shapes: Shape[];
  missingGlyphs: string[];
}

interface Context {
  style: StyleDocument;
  /** Side of the plate: symbol and quiet zone. */
  side: number;
  /** A thirtieth of the side: frames look the same for every version. */
  unit: number;
  /** Call to action, at most `width` × `height` units of `unit`. */
  cta: (width: number, height: number, lines?: number, align?: 'left' | 'centre') => TextBlock;
  url: (width: number, align?: 'left' | 'centre') => TextBlock;
}

const NONE: TextBlock = { lines: [], size: 0, height: 0 };

/** Draws the frame of a style around a plate of `side` modules. Nothing of it lies on the plate. */
export function frameAround(
  style: StyleDocument,
  side: number,
  texts: FrameTexts,
  fonts: Fonts | null,
): Framed {
  const unit = side / 30;
  const url = style.frame.showUrl ? texts.url : '';
  const context: Context = {
    style,
    side,
    unit,
    cta: (width, height, lines = 2, align = 'centre') =>
      fonts
        ? fitText(fonts.text, texts.callToAction, {
            width: width * unit,
            height: height * unit,
            maxSize: height * unit,
            maxLines: lines,
            align,
          })
        : NONE,
    url: (width, align = 'centre') =>
      fonts
        ? fitText(fonts.mono, url, {
            width: width * unit,
            height: 1.3 * unit,
            maxSize: 1.7 * unit,
            maxLines: 1,
            align,
          })
        : NONE,
  };
  const framed = DRAW[style.frame.kind](context);
  const none = style.frame.kind === 'none' || !fonts;
  return {
    ...framed,
    missingGlyphs: none
      ? []
      : [...missingGlyphs(fonts.text, texts.callToAction), ...missingGlyphs(fonts.mono, url)],
  };
}

type Drawn = Omit<Framed, 'missingGlyphs'>;

const DRAW: Record<StyleDocument['frame']['kind'], (context: Context) => Drawn> = {
  none: ({ side }) => ({ width: side, height: side, plateX: 0, plateY: 0, shapes: [] }),
  border,
  poster,
  ticket,
  bubble,
  tab,
  sign,
};

function fill(
  path: PathData,
  colour: string,
  part: Shape['part'],
  rule: 'nonzero' | 'evenodd' = 'evenodd',
): Shape {
  return { kind: 'path', part, path, fill: { kind: 'solid', colour }, rule };
}

function ink(block: TextBlock, x: number, y: number, colour: string): Shape[] {
  return block.lines.length === 0 ? [] : [fill(blockPath(block, x, y), colour, 'text', 'nonzero')];
}

/** Heights of the stacked texts with their gaps, 0 where a text is empty. */
function captions(context: Context, width: number, ctaHeight: number) {
  const { unit } = context;
  const cta = context.cta(width, ctaHeight);
  const url = context.url(width);
  const ctaRoom = cta.height > 0 ? cta.height + 1.6 * unit : 0;
  const urlRoom = url.height > 0 ? url.height + 1.5 * unit : 0;
  return { cta, url, ctaRoom, urlRoom };
}

/** A plain ring; call to action and address below the code. */
function border(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * unit;
  const { cta, url, ctaRoom, urlRoom } = captions(context, 28, 5);
  const width = side + 2 * margin;
  const height = side + 2 * margin + ctaRoom + urlRoom + (ctaRoom + urlRoom > 0 ? 0.4 * unit : 0);
  const stroke = 0.6 * unit;
  const left = margin + unit;
  return {
    width,
    height,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(roundRect(0, 0, width, height, 2 * unit), colour, 'frame'),
      fill(
        roundRect(stroke, stroke, width - 2 * stroke, height - 2 * stroke, 1.4 * unit),
        style.ground,
        'ground',
      ),
      ...ink(cta, left, margin + side + unit, textColour),
      ...ink(url, left, margin + side + ctaRoom + 0.8 * unit, textColour),
    ],
  };
}

/** Call to action large above, an arrow that points at the code, address below. */
function poster(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const margin = 2 * unit;
  const cta = context.cta(30, 8);
  const url = context.url(28);
  const arrow = 4.4 * unit;
  const ctaRoom = cta.height > 0 ? cta.height + 1.6 * unit : 0;
  const urlRoom = url.height > 0 ? url.height + 1.6 * unit : 0;
  const width = side + 2 * margin;
  const plateY = margin + ctaRoom + arrow;
  const height = plateY + side + urlRoom + margin;
  const middle = width / 2;
  const top = margin + ctaRoom;
  const [half, head, shaft] = [2.4 * unit, 1.9 * unit, 0.75 * unit];
  const point = top + arrow - 0.4 * unit;
  return {
    width,
    height,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      ...ink(cta, margin, margin, textColour),
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
        'frame',
      ),
      ...ink(url, margin + unit, plateY + side + 1.2 * unit, textColour),
    ],
  };
}

/** A ticket: notches and a perforation between the code and its stub. */
function ticket(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * unit;
  const { cta, url, ctaRoom, urlRoom } = captions(context, 28, 5);
  const room = ctaRoom + urlRoom;
  const stub = room > 0 ? Math.max(4 * unit, room + 2.4 * unit) : 2.6 * unit;
  const width = side + 2 * margin;
  const tear = side + 2 * margin + 0.5 * unit;
  const height = tear + stub;
  const stroke = 0.5 * unit;
  const notch = 1.3 * unit;
  const dots: PathData = [];
  for (let x = notch + 1.4 * unit; x < width - notch - unit; x += 1.4 * unit)
    dots.push(...circle(x, tear, 0.3 * unit));
  const textTop = tear + (stub - (ctaRoom + urlRoom)) / 2 + 0.9 * unit;
  return {
    width,
    height,
    plateX: margin,
    plateY: margin,
    shapes: [
      fill(ticketEdge(width, height, tear, notch, notch, 1.2 * unit), colour, 'frame'),
      fill(
        place(
          ticketEdge(
            width - 2 * stroke,
            height - 2 * stroke,
            tear - stroke,
            notch,
            notch + stroke,
            0.8 * unit,
          ),
          stroke,
          stroke,
        ),
        style.ground,
        'ground',
      ),
      fill(dots, colour, 'frame'),
      ...ink(cta, margin + unit, textTop, textColour),
      ...ink(url, margin + unit, textTop + ctaRoom, textColour),
    ],
  };
}

/** A rounded rectangle with a notch in each side at height `tear`, `deep` into it and `tall` to each side of the tear. */
function ticketEdge(
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

/** A speech bubble in the frame's colour that says the call to action; the code stands under its tail. */
function bubble(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const margin = 1.4 * unit;
  const cta = context.cta(27, 6);
  const url = context.url(28);
  const width = side + 2 * margin;
  const body = cta.height > 0 ? Math.max(cta.height, 2 * unit) + 3 * unit : 2.4 * unit;
  const tail = 2.2 * unit;
  const plateY = margin + body + tail + 0.4 * unit;
  const urlRoom = url.height > 0 ? url.height + 1.6 * unit : 0;
  const height = plateY + side + urlRoom + margin;
  const tailX = width * 0.3;
  return {
    width,
    height,
    plateX: margin,
    plateY,
    shapes: [
      fill(rect(0, 0, width, height), style.ground, 'ground'),
      fill(
        [
          ...roundRect(margin, margin, side, body, 1.8 * unit),
          ...polygon([
            [tailX - 1.6 * unit, margin + body - 0.01],
            [tailX + 2 * unit, margin + body - 0.01],
            [tailX - 0.6 * unit, margin + body + tail],
          ]),
        ],
        colour,
        'frame',
        'nonzero',
      ),
      ...ink(cta, margin + 1.5 * unit, margin + (body - cta.height) / 2, textColour),
      ...ink(url, margin + unit, plateY + side + 1.2 * unit, style.frame.colour),
    ],
  };
}

/** A ring whose lower edge is a tab with the words in it. */
function tab(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const edge = 0.9 * unit;
  const { cta, url, ctaRoom, urlRoom } = captions(context, 28, 4.6);
  const room = ctaRoom + urlRoom;
  const label = room > 0 ? Math.max(3.2 * unit, room + 1.4 * unit) : 2 * unit;
  const width = side + 2 * edge;
  const height = side + edge + label;
  const textTop = side + edge + (label - (ctaRoom + urlRoom)) / 2 + 0.7 * unit;
  return {
    width,
    height,
    plateX: edge,
    plateY: edge,
    shapes: [
      fill(roundRect(0, 0, width, height, 1.6 * unit), colour, 'frame'),
      ...ink(cta, edge + unit, textTop, textColour),
      ...ink(url, edge + unit, textTop + ctaRoom, textColour),
    ],
  };
}

/** A trail sign: a board with a pointed end, code on the left, words on the right; an address alone stands below the code. */
function sign(context: Context): Drawn {
  const { style, side, unit } = context;
  const { colour, textColour } = style.frame;
  const edge = 1.2 * unit;
  const words = 24;
  const cta = context.cta(words, 14, 3, 'left');
  const isBelow = cta.height === 0;
  const url = isBelow ? context.url(28) : context.url(words, 'left');
  const urlRoom = isBelow && url.height > 0 ? url.height + 1.4 * unit : 0;
  const height = side + 2 * edge + urlRoom;
  const text = isBelow ? 0 : words * unit + 2 * unit;
  const body = side + 2 * edge + text;
  const point = 8 * unit;
  const gap = cta.height > 0 && url.height > 0 ? 2 * unit : 0;
  const top = isBelow ? side + edge + 1.3 * unit : (height - cta.height - gap - url.height) / 2;
  const x = isBelow ? edge + unit : side + 2 * edge + 0.8 * unit;
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
        'frame',
      ),
      ...ink(cta, x, top, textColour),
      ...ink(url, x, top + cta.height + gap, textColour),
    ],
  };
}
