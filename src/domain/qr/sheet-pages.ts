import type { Artwork, Shape } from './artwork.ts';
import { luminance } from './colour.ts';
import { FRAMES } from './frames/kinds.ts';
import type { PageFrame, PrintOrder, Slot } from './labels.ts';
import { layout } from './layout.ts';
import type { StyleDocument } from './model.ts';
import { boundsOf, type PathData, rect, roundRect } from './path.ts';
import { paperColour } from './sheet.ts';
import { blockPath, type Fonts, fitText, type TextBlock } from './text.ts';

/** A page for any writer: groups of shapes from back to front, each in units of its own, and the page's boxes in mm. */
export interface PageDrawing {
  frame: PageFrame;
  nodes: PageNode[];
}

/**
 * Shapes set down on a page: (x, y) of theirs comes to (`x` + `scale`·x, `y` + `scale`·y) mm, or with `turned` to
 * (`x` − `scale`·x, `y` − `scale`·y). The same code twice is the same array, so that writers can keep it once.
 */
export interface PageNode {
  shapes: readonly Shape[];
  x: number;
  y: number;
  scale: number;
  turned: boolean;
}

/** One code with what stands beside it on its label. */
export interface LabelContent {
  artwork: Artwork;
  /** Colour of the label around the artwork. */
  ground: string;
  /** Words above or beside the code; '' for none. */
  heading: string;
  /** A small line for whoever puts it up: letters, place. */
  caption: string;
  /** For lying labels, where the frame is words alone: the code without it, and the words, to stand beside it. */
  lying: { artwork: Artwork; colour: string; words: string; second: string; url: string } | null;
}

/** A code in its style with its words, as it goes on a label. Throws when the payload does not fit a symbol. */
export function labelContent(
  style: StyleDocument,
  code: { payload: string; shortUrl: string; letters: string; place: string },
  words: Pick<PrintOrder, 'heading' | 'caption'>,
  fonts: Fonts,
): LabelContent {
  const both = [code.letters, code.place].filter(Boolean).join(' · ');
  const { kind, callToAction, caption, showUrl, textColour } = style.frame;
  const bare: StyleDocument = { ...style, frame: { ...style.frame, kind: 'none' } };
  return {
    artwork: layout(style, code.payload, fonts, { url: code.shortUrl }),
    ground: paperColour(style),
    heading: words.heading.trim(),
    caption: words.caption === 'none' ? '' : words.caption === 'letters' ? code.letters : both,
    lying: FRAMES[kind].lies
      ? {
          artwork: layout(bare, code.payload, fonts),
          colour: textColour,
          words: callToAction.trim(),
          second: caption.trim(),
          url: showUrl ? code.shortUrl : '',
        }
      : null,
  };
}

/** Where the artwork lies on its label, from the label's top left, mm. */
export interface Arrangement {
  /** What is drawn there: with its frame, or without it where its words stand beside it. */
  artwork: Artwork;
  x: number;
  y: number;
  mmPerModule: number;
  /** Heading and caption in mm. */
  words: PathData;
  /** What the frame says, where that stands beside the code; in the frame's own colour. */
  said: PathData;
}

/** Paper between a cut that may be off and what must not be cut, mm: a tenth of small labels, never more than asked of a poster. */
const paddingOf = ({ width, height, round }: Slot): number => {
  const side = Math.min(width, height);
  if (round) return Math.min(3, side * 0.04);
  return side > 100 ? side * 0.07 : Math.min(3, side * 0.06);
};

/** Paper around a code that ends in its own quiet zone: what a cut may be off by, since nothing is printed at its edge, mm. */
const BARE_PADDING = 1;

/** Whether nothing of the artwork can be told from the label around it. */
const isBare = ({ width, height, plate }: Artwork, ground: string): boolean =>
  plate.size === width && plate.size === height && plate.colour.toLowerCase() === ground.toLowerCase();

/** From which proportion on words stand beside the code, and the width (mm) that they need there. */
const BESIDE = { aspect: 1.25, widthMm: 14 };
const CAPTION = { part: 0.05, least: 1.5, most: 6 };
/** Beside the code there is more room for it, most where it stands there alone. */
const CAPTION_BESIDE = { alone: 2.6, below: 1.4 };
/** What hangs below a baseline, em. */
const DROP = 0.22;

/** A code on its label and how far it stays from the label's edges, mm. */
interface Placed {
  artwork: Artwork;
  pad: number;
}

function placed(slot: Slot, artwork: Artwork, ground: string): Placed {
  const pad = paddingOf(slot);
  return { artwork, pad: isBare(artwork, ground) ? Math.min(pad, BARE_PADDING) : pad };
}

/**
 * Sets a code on its label as large as it goes: words above and below it on upright labels, beside it on lying ones.
 * `artMm` keeps the artwork to a width, where there is room for it.
 */
export function arrange(
  slot: Slot,
  content: LabelContent,
  fonts: Fonts,
  artMm: number | null = null,
): Arrangement {
  const { artwork, heading, caption, lying, ground } = content;
  const isLying = !slot.round && slot.width / slot.height >= BESIDE.aspect;
  if (isLying && lying) {
    const beside = besideIt(slot, placed(slot, lying.artwork, ground), content, fonts, artMm);
    if (beside) return beside;
  }
  const framed = placed(slot, artwork, ground);
  if (slot.round) return arrangeRound(slot, artwork, caption, fonts, artMm);
  if (isLying && (heading || caption)) {
    const beside = besideIt(slot, framed, { ...content, lying: null }, fonts, artMm);
    if (beside) return beside;
  }
  return stacked(slot, framed, content, fonts, artMm);
}

const widest = (art: Artwork, artMm: number | null): number =>
  artMm === null ? Infinity : artMm / art.width;

const captionEm = ({ width, height }: Slot, pad: number): number =>
  Math.min(CAPTION.most, Math.max(CAPTION.least, Math.min(width - 2 * pad, height - 2 * pad) * CAPTION.part));

/** The words beside the code, both together in the middle; null where they have no room. */
function besideIt(
  slot: Slot,
  { artwork, pad }: Placed,
  { heading, caption, lying }: LabelContent,
  fonts: Fonts,
  artMm: number | null,
): Arrangement | null {
  const outer = paddingOf(slot);
  const mmPerModule = Math.min((slot.height - 2 * pad) / artwork.height, widest(artwork, artMm));
  const wide = artwork.width * mmPerModule;
  // A quiet zone keeps the words away by itself.
  const gap = Math.max(1.5, outer * 0.8);
  const apart = pad < outer ? 0 : gap;
  const column = slot.width - pad - wide - apart - outer;
  if (column < BESIDE.widthMm) return null;
  const height = slot.height - 2 * outer;
  const em = captionEm(slot, outer);
  const quiet = em * CAPTION_BESIDE.below;
  const { words: called = '', second = '', url = '' } = lying ?? {};
  const isAlone = !heading && !called && !second && !url;
  const foot = captionBlock(fonts.mono, caption, column, isAlone ? em * CAPTION_BESIDE.alone : quiet, 'left');
  const small = [
    captionBlock(fonts.text, second, column, quiet * 1.15, 'left'),
    captionBlock(fonts.mono, url, column, quiet, 'left'),
  ];
  const room = height - [foot, ...small].reduce((sum, block) => sum + heightWith(block, gap), 0);
  const loud = (text: string) =>
    fitText(fonts.text, text, {
      width: column,
      height: (room * 0.8) / (heading && called ? 2 : 1),
      maxSize: Math.min(height * 0.24, 40),
      maxLines: 4,
      align: 'left',
    });
  const stack = [
    { block: loud(heading), isSaid: false },
    { block: loud(called), isSaid: true },
    ...small.map((block) => ({ block, isSaid: true })),
    { block: foot, isSaid: false },
  ].filter(({ block }) => block.lines.length > 0);
  const total = stack.reduce((sum, { block }) => sum + heightWith(block, gap), -gap);
  const broad = Math.max(0, ...stack.map(({ block }) => boundsOf(blockPath(block, 0, 0))[2]));
  const left = pad + Math.max(0, (column - broad) / 2);
  const [words, said]: [PathData, PathData] = [[], []];
  let y = (slot.height - total) / 2;
  for (const { block, isSaid } of stack) {
    (isSaid ? said : words).push(...blockPath(block, left + wide + apart, y));
    y += heightWith(block, gap);
  }
  return { artwork, x: left, y: (slot.height - artwork.height * mmPerModule) / 2, mmPerModule, words, said };
}

const heightWith = ({ lines, height, size }: TextBlock, gap: number): number =>
  lines.length > 0 ? height + size * DROP + gap : 0;

/** The heading above the code and the caption below it. */
function stacked(
  slot: Slot,
  { artwork, pad: bare }: Placed,
  { heading, caption }: LabelContent,
  fonts: Fonts,
  artMm: number | null,
): Arrangement {
  const pad = heading || caption ? paddingOf(slot) : bare;
  const [width, height] = [slot.width - 2 * pad, slot.height - 2 * pad];
  const gap = Math.max(1.5, pad * 0.8);
  const foot = captionBlock(fonts.mono, caption, width, captionEm(slot, pad), 'centre');
  const size = Math.min(width * 0.13, height * 0.12);
  const head = fitText(fonts.text, heading, { width, height: height * 0.2, maxSize: size, maxLines: 3 });
  const above = heading ? head.height + gap * 1.2 : 0;
  const below = caption ? foot.height + gap : 0;
  const scale = Math.min(
    width / artwork.width,
    (height - above - below) / artwork.height,
    widest(artwork, artMm),
  );
  const top = (slot.height - above - below - artwork.height * scale) / 2;
  return {
    artwork,
    x: (slot.width - artwork.width * scale) / 2,
    y: top + above,
    mmPerModule: scale,
    words: [
      ...blockPath(head, pad, top),
      ...blockPath(foot, pad, top + above + artwork.height * scale + gap),
    ],
    said: [],
  };
}

/**
 * Within a circle the corners decide: of the artwork above, of the caption below. Both lie equally far from the middle, so
 * that the caption may be as wide as the artwork.
 */
function arrangeRound(
  slot: Slot,
  art: Artwork,
  caption: string,
  fonts: Fonts,
  artMm: number | null,
): Arrangement {
  const pad = paddingOf(slot);
  const em = captionEm(slot, pad);
  const radius = Math.min(slot.width, slot.height) / 2 - pad;
  const line = caption ? em * 1.6 : 0;
  // (w·s/2)² + (h·s/2 + line/2)² = radius², solved for the scale s.
  const [square, linear] = [(art.width ** 2 + art.height ** 2) / 4, (art.height * line) / 2];
  const root = Math.sqrt(linear ** 2 - 4 * square * (line ** 2 / 4 - radius ** 2));
  const scale = Math.min(widest(art, artMm), (root - linear) / (2 * square));
  const [width, height] = [art.width * scale, art.height * scale];
  const [x, y] = [(slot.width - width) / 2, (slot.height - height - line) / 2];
  if (!caption) return { artwork: art, x, y, mmPerModule: scale, words: [], said: [] };
  const block = captionBlock(fonts.mono, caption, width, em, 'centre');
  const words = blockPath(block, x, y + height + line - block.height);
  return { artwork: art, x, y, mmPerModule: scale, words, said: [] };
}

const captionBlock = (
  fonts: Fonts['mono'],
  text: string,
  width: number,
  em: number,
  align: 'left' | 'centre',
) =>
  fitText(fonts, text, {
    width,
    height: em * 3,
    maxSize: em,
    maxLines: align === 'left' ? 3 : 2,
    align,
  });

const solid = (part: Shape['part'], path: PathData, colour: string): Shape => ({
  kind: 'path',
  part,
  path,
  fill: { kind: 'solid', colour },
  rule: 'nonzero',
});

/** White is the paper: nothing is printed. */
const isPaper = (colour: string) => colour.toLowerCase() === '#ffffff';

/** Colours a label and its bleed, cut to its shape. */
function groundOf(slot: Slot, colour: string): PathData {
  const { x, y, width, height, bleed, radius } = slot;
  const grown = { x: x - bleed, y: y - bleed, width: width + 2 * bleed, height: height + 2 * bleed };
  return isPaper(colour)
    ? []
    : roundRect(grown.x, grown.y, grown.width, grown.height, radius > 0 ? radius + bleed : 0);
}

/** Draws a page: `contents` in the order of its slots; slots beyond stay empty. A tent shows its one code on all. */
export function drawPage(
  frame: PageFrame,
  contents: readonly LabelContent[],
  fonts: Fonts,
  artMm: number | null = null,
): PageDrawing {
  const back: Shape[] = [];
  const nodes: PageNode[] = [];
  const tent = frame.slots.some((slot) => slot.turned);
  frame.slots.forEach((slot, index) => {
    const content = contents[tent ? 0 : index];
    if (!content) return;
    const ground = groundOf(slot, content.ground);
    if (ground.length > 0) back.push(solid('ground', ground, content.ground));
    const { artwork, x, y, mmPerModule, words, said } = arrange(slot, content, fonts, artMm);
    const ink = luminance(content.ground) > 0.18 ? '#000000' : '#ffffff';
    const put = (shapes: readonly Shape[], left: number, top: number, scale: number): PageNode =>
      slot.turned
        ? {
            shapes,
            x: slot.x + slot.width - left,
            y: slot.y + slot.height - top,
            scale,
            turned: true,
          }
        : { shapes, x: slot.x + left, y: slot.y + top, scale, turned: false };
    nodes.push(put(artwork.shapes, x, y, mmPerModule));
    if (said.length > 0 && content.lying)
      nodes.push(put([solid('text', said, content.lying.colour)], 0, 0, 1));
    if (words.length > 0) nodes.push(put([solid('text', words, ink)], 0, 0, 1));
  });
  // A tent's ground runs on over its foot and into the bleed, as one sheet of paper.
  const first = contents[0];
  if (tent && first && !isPaper(first.ground)) {
    const { x, y, width, height } = frame.bleed;
    back.length = 0;
    back.push(solid('ground', rect(x, y, width, height), first.ground));
  }
  const marks = frame.marks.length > 0 ? [solid('frame', frame.marks, '#000000')] : [];
  const flat = (shapes: Shape[]): PageNode[] =>
    shapes.length > 0 ? [{ shapes, x: 0, y: 0, scale: 1, turned: false }] : [];
  return { frame, nodes: [...flat(back), ...nodes, ...flat(marks)] };
}

/** The artwork's symbol on its label, from the label's top left, mm: without quiet zone. */
export const symbolOn = ({
  artwork: { symbol },
  x,
  y,
  mmPerModule,
}: Arrangement): { x: number; y: number; size: number } => ({
  x: x + symbol.x * mmPerModule,
  y: y + symbol.y * mmPerModule,
  size: symbol.size * mmPerModule,
});

const TEST = { room: 6, size: 3.2, small: 1.5 };

/**
 * Says on a page that it is a test print: below a page that is cut, which grows by that, else as a small line along the
 * upper edge of ready-cut paper. Moves and resizes no code.
 */
export function markTest({ frame, nodes }: PageDrawing, words: string, fonts: Fonts): PageDrawing {
  const { page, trim } = frame;
  const isCut = frame.bleed.width > trim.width || page.width > trim.width;
  const size = isCut ? TEST.size : TEST.small;
  const box = { width: page.width * 0.9, height: size, maxSize: size, maxLines: 1 };
  const line = fitText(fonts.text, words || 'TEST PRINT', box);
  const y = isCut ? page.height + (TEST.room - line.height) / 2 : 0.6;
  const path = blockPath(line, page.width * 0.05, y);
  return {
    frame: isCut ? { ...frame, page: { ...page, height: page.height + TEST.room } } : frame,
    nodes: [...nodes, { shapes: [solid('text', path, '#b00020')], x: 0, y: 0, scale: 1, turned: false }],
  };
}
