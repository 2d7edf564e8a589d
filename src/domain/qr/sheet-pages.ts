import type { Artwork, Shape } from './artwork.ts';
import { luminance } from './colour.ts';
import type { PageFrame, PrintOrder, Slot } from './labels.ts';
import { layout } from './layout.ts';
import type { StyleDocument } from './model.ts';
import { boundsOf, type PathData, rect, roundRect } from './path.ts';
import { paperColour } from './sheet.ts';
import { blockPath, type Fonts, fitText } from './text.ts';

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
}

/** A code in its style with its words, as it goes on a label. Throws when the payload does not fit a symbol. */
export function labelContent(
  style: StyleDocument,
  code: { payload: string; shortUrl: string; letters: string; place: string },
  words: Pick<PrintOrder, 'heading' | 'caption'>,
  fonts: Fonts,
): LabelContent {
  const both = [code.letters, code.place].filter(Boolean).join(' · ');
  return {
    artwork: layout(style, code.payload, fonts, { url: code.shortUrl }),
    ground: paperColour(style),
    heading: words.heading.trim(),
    caption: words.caption === 'none' ? '' : words.caption === 'letters' ? code.letters : both,
  };
}

/** Where the artwork lies on its label, from the label's top left, mm. */
export interface Arrangement {
  x: number;
  y: number;
  mmPerModule: number;
  /** Heading and caption in mm. */
  words: PathData;
}

/** Paper between a cut that may be off and what must not be cut, mm: a tenth of small labels, never more than asked of a poster. */
const paddingOf = ({ width, height, round }: Slot): number => {
  const side = Math.min(width, height);
  if (round) return Math.min(3, side * 0.04);
  return side > 100 ? side * 0.07 : Math.min(3, side * 0.06);
};

/** From which proportion on words stand beside the code, and the width (mm) that they need there. */
const BESIDE = { aspect: 1.25, widthMm: 14 };
const CAPTION = { part: 0.05, least: 1.5, most: 6 };

/**
 * Sets a code on its label as large as it goes: words above and below it on upright labels, beside it on lying ones.
 * `artMm` keeps the artwork to a width, where there is room for it.
 */
export function arrange(
  slot: Slot,
  { artwork: art, heading, caption }: LabelContent,
  fonts: Fonts,
  artMm: number | null = null,
): Arrangement {
  const pad = paddingOf(slot);
  const [width, height] = [slot.width - 2 * pad, slot.height - 2 * pad];
  const em = Math.min(CAPTION.most, Math.max(CAPTION.least, Math.min(width, height) * CAPTION.part));
  const widest = artMm === null ? Infinity : artMm / art.width;
  const hasWords = heading !== '' || caption !== '';
  if (slot.round) return arrangeRound(slot, art, caption, fonts, { pad, em, widest });
  const gap = Math.max(1.5, pad * 0.8);
  const beside = Math.min(height / art.height, widest);
  const column = width - art.width * beside - gap;
  if (hasWords && width / height >= BESIDE.aspect && column >= BESIDE.widthMm) {
    const foot = caption ? captionBlock(fonts, caption, column, em * 1.4, 'left') : null;
    const footHeight = foot ? foot.height + (heading ? gap : 0) : 0;
    const size = Math.min(height * 0.24, 40);
    const box = { width: column, height: (height - footHeight) * 0.8, maxSize: size, maxLines: 4 };
    const head = heading ? fitText(fonts.text, heading, { ...box, align: 'left' }) : null;
    const total = (head?.height ?? 0) + footHeight;
    const lines = [head, foot].flatMap((block) => (block ? [blockPath(block, 0, 0)] : []));
    const wide = Math.max(0, ...lines.map((path) => boundsOf(path)[2]));
    // Code and words together lie in the middle.
    const left = pad + Math.max(0, (column - wide) / 2);
    const x = left + art.width * beside + gap;
    const y = (slot.height - total) / 2;
    return {
      x: left,
      y: (slot.height - art.height * beside) / 2,
      mmPerModule: beside,
      words: [
        ...(head ? blockPath(head, x, y) : []),
        ...(foot ? blockPath(foot, x, y + total - foot.height) : []),
      ],
    };
  }
  const foot = caption ? captionBlock(fonts, caption, width, em, 'centre') : null;
  const size = Math.min(width * 0.13, height * 0.12);
  const box = { width, height: height * 0.2, maxSize: size, maxLines: 3 };
  const head = heading ? fitText(fonts.text, heading, box) : null;
  const above = head ? head.height + gap * 1.2 : 0;
  const below = foot ? foot.height + gap : 0;
  const scale = Math.min(width / art.width, (height - above - below) / art.height, widest);
  const top = (slot.height - above - below - art.height * scale) / 2;
  return {
    x: (slot.width - art.width * scale) / 2,
    y: top + above,
    mmPerModule: scale,
    words: [
      ...(head ? blockPath(head, pad, top) : []),
      ...(foot ? blockPath(foot, pad, top + above + art.height * scale + gap) : []),
    ],
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
  { pad, em, widest }: { pad: number; em: number; widest: number },
): Arrangement {
  const radius = Math.min(slot.width, slot.height) / 2 - pad;
  const line = caption ? em * 1.6 : 0;
  // (w·s/2)² + (h·s/2 + line/2)² = radius², solved for the scale s.
  const [square, linear] = [(art.width ** 2 + art.height ** 2) / 4, (art.height * line) / 2];
  const root = Math.sqrt(linear ** 2 - 4 * square * (line ** 2 / 4 - radius ** 2));
  const scale = Math.min(widest, (root - linear) / (2 * square));
  const [width, height] = [art.width * scale, art.height * scale];
  const [x, y] = [(slot.width - width) / 2, (slot.height - height - line) / 2];
  if (!caption) return { x, y, mmPerModule: scale, words: [] };
  const block = captionBlock(fonts, caption, width, em, 'centre');
  return { x, y, mmPerModule: scale, words: blockPath(block, x, y + height + line - block.height) };
}

const captionBlock = (fonts: Fonts, text: string, width: number, em: number, align: 'left' | 'centre') =>
  fitText(fonts.mono, text, {
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
    const { x, y, mmPerModule, words } = arrange(slot, content, fonts, artMm);
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
    nodes.push(put(content.artwork.shapes, x, y, mmPerModule));
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
export function symbolOn(
  art: Artwork,
  { x, y, mmPerModule }: Arrangement,
): { x: number; y: number; size: number } {
  return {
    x: x + art.symbol.x * mmPerModule,
    y: y + art.symbol.y * mmPerModule,
    size: art.symbol.size * mmPerModule,
  };
}

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
