import type { Artwork, Shape } from './artwork.ts';
import { FRAMES } from './frames/kinds.ts';
import { type LayoutTexts, layout } from './layout.ts';
import type { StyleDocument } from './model.ts';
import { place, rect } from './path.ts';
import { blockPath, type Fonts, fitText } from './text.ts';

/** How large a code is printed, and what is around it. All lengths in mm. */
export interface SheetOptions {
  /** Width of the symbol without its quiet zone, or of the whole trimmed print: exactly one of the two. */
  size: { symbolMm: number } | { widthMm: number };
  bleedMm: number;
  cropMarks: boolean;
  /** Adds a line that says that this is a test print, below the trim, so that the piece keeps its size. */
  testPrint: boolean;
  /** The words of that line. */
  testWords?: string | undefined;
  texts?: LayoutTexts;
}

/** A page ready for any writer: artwork in modules, and where its boxes lie in mm. */
export interface Sheet {
  /** The whole page, bleed and marks included, in modules. */
  artwork: Artwork;
  mmPerModule: number;
  pageMm: { width: number; height: number };
  /** Boxes from the page's top left. */
  trimMm: { x: number; y: number; width: number; height: number };
  bleedMm: { x: number; y: number; width: number; height: number };
  symbolMm: { x: number; y: number; size: number };
}

// Marks stand off the trim by the bleed and 1 mm more, are 5 mm long and a quarter of a point wide.
const MARK = { gap: 1, length: 5, width: 0.09 };
/** Room below the bleed for the test line, and its em. */
const TEST = { room: 6, size: 3.2 };

/** What a cut may be off by: a frame that ends in a line stays this far within the trim. */
const SAFE_MM = 3;
/** On small stickers, as part of their width. */
const SAFE_PART = 0.1;

const isInset = ({ frame }: StyleDocument) => FRAMES[frame.kind].inset;

/** Paper around the artwork within the trim, mm, for a trimmed width. */
export const paperMm = (style: StyleDocument, widthMm: number): number =>
  isInset(style) ? Math.min(SAFE_MM, widthMm * SAFE_PART) : 0;

/** The trimmed width at which the artwork itself is `artMm` wide. */
export const trimmedMm = (style: StyleDocument, artMm: number): number =>
  isInset(style) ? Math.min(artMm / (1 - 2 * SAFE_PART), artMm + 2 * SAFE_MM) : artMm;

/** What the paper around the artwork shows, and the bleed with it. */
export const paperColour = ({ frame, plate, ground }: StyleDocument): string =>
  ({ plate, ground, frame: frame.colour })[FRAMES[frame.kind].paper];

/** The artwork as it is after the cut: on its paper, `widthMm` wide. */
export function trimmed(art: Artwork, style: StyleDocument, widthMm: number): Artwork {
  const paper = paperMm(style, widthMm);
  const by = (paper * art.width) / (widthMm - 2 * paper);
  const [width, height] = [art.width + 2 * by, art.height + 2 * by];
  const ground: Shape = {
    kind: 'path',
    part: 'ground',
    path: rect(0, 0, width, height),
    fill: { kind: 'solid', colour: paperColour(style) },
    rule: 'nonzero',
  };
  return {
    ...art,
    width,
    height,
    shapes: [ground, ...(by === 0 ? art.shapes : art.shapes.map((shape) => moved(shape, by)))],
    symbol: { ...art.symbol, x: art.symbol.x + by, y: art.symbol.y + by },
    plate: { ...art.plate, x: art.plate.x + by, y: art.plate.y + by },
  };
}

/** Lays a code out on its page. The trimmed picture is the same for every bleed and with or without marks. */
export function layoutSheet(
  style: StyleDocument,
  payload: string,
  fonts: Fonts,
  options: SheetOptions,
): Sheet {
  const drawn = layout(style, payload, fonts, options.texts);
  const widthMm =
    'widthMm' in options.size
      ? options.size.widthMm
      : trimmedMm(style, (options.size.symbolMm * drawn.width) / drawn.symbol.size);
  const art = trimmed(drawn, style, widthMm);
  const trimWidth = art.width;
  const trimHeight = art.height;
  const mm = widthMm / trimWidth;
  const bleed = options.bleedMm / mm;
  const slug = options.cropMarks ? (MARK.gap + MARK.length) / mm : 0;
  const edge = bleed + slug;
  const below = options.testPrint ? Math.max(slug, TEST.room / mm) : slug;
  const ground = paperColour(style);

  const solid = (part: Shape['part'], path: number[], colour: string): Shape => ({
    kind: 'path',
    part,
    path,
    fill: { kind: 'solid', colour },
    rule: 'nonzero',
  });
  const shapes: Shape[] = [
    solid('ground', rect(slug, slug, trimWidth + 2 * bleed, trimHeight + 2 * bleed), ground),
    ...art.shapes.map((shape) => moved(shape, edge)),
  ];
  if (options.testPrint) {
    const size = TEST.size / mm;
    // Between the marks, with the bleed's edge above it.
    const box = { width: trimWidth * 0.9, height: size, maxSize: size, maxLines: 1 };
    const line = fitText(fonts.text, options.testWords ?? 'TEST PRINT', box);
    const top = edge + trimHeight + bleed + (below - line.height) / 2;
    shapes.push(
      solid('ground', rect(edge, edge + trimHeight + bleed, trimWidth, below), '#ffffff'),
      solid('text', blockPath(line, edge + trimWidth * 0.05, top), '#b00020'),
    );
  }
  if (options.cropMarks)
    shapes.push(solid('frame', marks(edge, trimWidth, trimHeight, bleed, mm), '#000000'));

  const height = trimHeight + edge + bleed + below;
  const toMm = (value: number) => value * mm;
  return {
    artwork: {
      ...art,
      width: trimWidth + 2 * edge,
      height,
      shapes,
      symbol: { ...art.symbol, x: art.symbol.x + edge, y: art.symbol.y + edge },
      plate: { ...art.plate, x: art.plate.x + edge, y: art.plate.y + edge },
    },
    mmPerModule: mm,
    pageMm: { width: toMm(trimWidth + 2 * edge), height: toMm(height) },
    trimMm: { x: toMm(edge), y: toMm(edge), width: toMm(trimWidth), height: toMm(trimHeight) },
    bleedMm: {
      x: toMm(slug),
      y: toMm(slug),
      width: toMm(trimWidth + 2 * bleed),
      height: toMm(trimHeight + 2 * bleed),
    },
    symbolMm: { x: toMm(art.symbol.x + edge), y: toMm(art.symbol.y + edge), size: toMm(art.symbol.size) },
  };
}

function moved(shape: Shape, by: number): Shape {
  if (shape.kind === 'image') return { ...shape, x: shape.x + by, y: shape.y + by };
  const { fill } = shape;
  const shifted =
    fill.kind === 'linear'
      ? { ...fill, x1: fill.x1 + by, y1: fill.y1 + by, x2: fill.x2 + by, y2: fill.y2 + by }
      : fill.kind === 'radial'
        ? { ...fill, cx: fill.cx + by, cy: fill.cy + by }
        : fill;
  return { ...shape, path: place(shape.path, by, by), fill: shifted };
}

/** Two marks at each corner, in line with the trim, as thin filled bars. */
function marks(edge: number, width: number, height: number, bleed: number, mm: number): number[] {
  const gap = bleed + MARK.gap / mm;
  const length = MARK.length / mm;
  const thin = MARK.width / mm;
  const out: number[] = [];
  for (const x of [edge, edge + width]) {
    out.push(...rect(x - thin / 2, edge - gap - length, thin, length));
    out.push(...rect(x - thin / 2, edge + height + gap, thin, length));
  }
  for (const y of [edge, edge + height]) {
    out.push(...rect(edge - gap - length, y - thin / 2, length, thin));
    out.push(...rect(edge + width + gap, y - thin / 2, length, thin));
  }
  return out;
}
