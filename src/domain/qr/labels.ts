import { OP, type PathData, place, rect, roundRect } from './path.ts';
import { findLabelSheet, type LabelSheet, PAPERS, type Paper, type Size, TENTS, type Tent } from './stock.ts';

/** What codes are printed on. Lengths in mm. */
export type StockChoice =
  /** A sheet of ready-cut labels, from its `first` label on (1 = the upper left); `outlines` for a try on plain paper. */
  | { kind: 'labels'; sheet: string; first: number; outlines: boolean }
  | { kind: 'poster'; paper: Paper; lying: boolean }
  | { kind: 'tent'; tent: Tent }
  /** One label per page; the page is the label and the gap to the next one. */
  | { kind: 'roll'; widthMm: number; heightMm: number; gapMm: number; round: boolean }
  /** As many pieces as a sheet of plain paper holds, to be cut apart. */
  | { kind: 'cut'; paper: 'a4' | 'a3'; widthMm: number; heightMm: number };

export interface FinishOptions {
  /** How far colour runs beyond the cut; at ready-cut labels no further than half the gap between two. */
  bleedMm: number;
  cropMarks: boolean;
}

/** What the small line of a label says. */
export const CAPTIONS = ['none', 'letters', 'place'] as const;

/** How codes are to be printed; lengths in mm. */
export interface PrintOrder extends FinishOptions {
  /** One PDF of pages, or a ZIP of one SVG per code with a table of them. */
  format: 'pdf' | 'svg';
  stock: StockChoice;
  /** Labels per code. */
  copies: number;
  /** Words above or beside the code. */
  heading: string;
  caption: (typeof CAPTIONS)[number];
  /** Width of the artwork on its label; null: as large as it goes. */
  artMm: number | null;
  /** Black and greys as tints of black ink alone. */
  pureBlack: boolean;
  /** Width of each SVG within its trim. */
  svgMm: number;
  /** What a test print says of itself, in the studio's language. */
  testWords: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where one code goes: from the page's top left, mm. */
export interface Slot extends Box {
  round: boolean;
  radius: number;
  /** Printed upside down: the back of a tent. */
  turned: boolean;
  bleed: number;
}

/** A page without its codes. Boxes from the page's top left, mm. */
export interface PageFrame {
  page: Size;
  trim: Box;
  bleed: Box;
  slots: Slot[];
  /** Crop and fold marks and outlines, as filled hairlines. */
  marks: PathData;
}

/** Codes of one order, and labels that it may come to. */
export const MOST_CODES = 1_000;
export const MOST_LABELS = 5_000;
/** Paper around the pieces of a sheet to be cut: no printer reaches the edge. */
const CUT_MARGIN = 8;
// Marks stand off the trim by the bleed and 1 mm more, are 5 mm long and a quarter of a point wide.
const MARK = { gap: 1, length: 5, width: 0.09 };
const OUTLINE = 0.15;

/** How many codes a full page holds. A tent shows its one code on both sides. */
export function perPage(stock: StockChoice, finish: FinishOptions): number {
  if (stock.kind === 'labels') {
    const { columns, rows } = sheetOf(stock.sheet);
    return columns * rows;
  }
  if (stock.kind !== 'cut') return 1;
  const { columns, rows } = cutGrid(stock, finish);
  return columns * rows;
}

/** Pages for `labels` labels; the first may be partly used up. */
export function countPages(stock: StockChoice, finish: FinishOptions, labels: number): number {
  if (labels === 0) return 0;
  const each = perPage(stock, finish);
  return each === 0 ? 0 : Math.ceil((labels + skipped(stock)) / each);
}

/** Which labels (0 = the first of the order) are on a page (0 = the first page), in the order of its slots. */
export function labelsOnPage(
  stock: StockChoice,
  finish: FinishOptions,
  labels: number,
  page: number,
): number[] {
  const each = perPage(stock, finish);
  const first = Math.max(0, page * each - skipped(stock));
  const end = Math.min(labels, (page + 1) * each - skipped(stock));
  return Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index);
}

/** A page of the stock; only its first page leaves the used labels out. */
export function frameOf(stock: StockChoice, finish: FinishOptions, page: number): PageFrame {
  switch (stock.kind) {
    case 'labels':
      return labelFrame(sheetOf(stock.sheet), stock, finish, page);
    case 'cut':
      return cutFrame(stock, finish);
    case 'roll': {
      const { widthMm: width, heightMm: height, gapMm, round } = stock;
      const trim = { x: 0, y: 0, width, height };
      const slot = {
        ...trim,
        round,
        radius: round ? Math.min(width, height) / 2 : 0,
        turned: false,
        bleed: 0,
      };
      return { page: { width, height: height + gapMm }, trim, bleed: trim, slots: [slot], marks: [] };
    }
    case 'poster': {
      const { width, height } = PAPERS[stock.paper];
      const size = stock.lying ? { width: height, height: width } : { width, height };
      return trimmedFrame(size, finish, (trim) => [plain(trim, finish.bleedMm)]);
    }
    case 'tent': {
      const { page: size, panels } = TENTS[stock.tent];
      const folds = panels
        .slice(0, -1)
        .map((_, at) => panels.slice(0, at + 1).reduce((y, p) => y + p.height, 0));
      const slots = (trim: Box) => {
        let y = trim.y;
        return panels.flatMap(({ side, height }) => {
          const box = { ...trim, y, height };
          y += height;
          return side === 'foot' ? [] : [{ ...plain(box, 0), turned: side === 'back' }];
        });
      };
      return trimmedFrame(size, finish, slots, folds);
    }
  }
}

const plain = (box: Box, bleed: number): Slot => ({ ...box, round: false, radius: 0, turned: false, bleed });

function sheetOf(id: string): LabelSheet {
  const found = findLabelSheet(id);
  if (!found) throw new RangeError(`no label sheet ${id}`);
  return found;
}

/** Labels of the first page that are used up. */
function skipped(stock: StockChoice): number {
  if (stock.kind !== 'labels') return 0;
  const { columns, rows } = sheetOf(stock.sheet);
  return Math.min(columns * rows - 1, Math.max(0, stock.first - 1));
}

function labelFrame(
  sheet: LabelSheet,
  stock: Extract<StockChoice, { kind: 'labels' }>,
  finish: FinishOptions,
  page: number,
): PageFrame {
  const { columns, rows, label, left, top, pitchX, pitchY, round, radius } = sheet;
  const gaps = [pitchX - label.width, pitchY - label.height].map((gap) => Math.max(0, gap / 2));
  const bleed = Math.min(finish.bleedMm, left, top, ...gaps);
  const slots = Array.from({ length: columns * rows }, (_, index) => ({
    x: left + (index % columns) * pitchX,
    y: top + Math.floor(index / columns) * pitchY,
    ...label,
    round,
    radius,
    turned: false,
    bleed,
  }));
  const trim = { x: 0, y: 0, ...sheet.page };
  const marks = stock.outlines ? slots.flatMap(outline) : [];
  return {
    page: sheet.page,
    trim,
    bleed: trim,
    slots: page === 0 ? slots.slice(skipped(stock)) : slots,
    marks,
  };
}

/** A hairline within a label's edge: the inner rim is drawn the other way round, so that non-zero filling leaves it out. */
function outline({ x, y, width, height, radius }: Slot): PathData {
  const inner = roundRect(0, 0, width - 2 * OUTLINE, height - 2 * OUTLINE, radius - OUTLINE);
  return [...roundRect(x, y, width, height, radius), ...reversed(place(inner, x + OUTLINE, y + OUTLINE))];
}

/** A closed outline of lines and cubics, walked backwards. */
function reversed(path: PathData): PathData {
  const points: { op: number; at: number[] }[] = [];
  for (let index = 0; index < path.length; ) {
    const op = path[index] ?? 0;
    const count = op === OP.cubic ? 6 : op === OP.close ? 0 : 2;
    if (op !== OP.close) points.push({ op, at: path.slice(index + 1, index + 1 + count) });
    index += 1 + count;
  }
  const out: PathData = [OP.move, ...(points.at(-1)?.at.slice(-2) ?? [])];
  for (let index = points.length - 1; index > 0; index--) {
    const { op, at } = points[index] ?? { op: 0, at: [] };
    const before = points[index - 1]?.at.slice(-2) ?? [];
    if (op === OP.cubic) out.push(OP.cubic, at[2] ?? 0, at[3] ?? 0, at[0] ?? 0, at[1] ?? 0, ...before);
    else out.push(OP.line, ...before);
  }
  out.push(OP.close);
  return out;
}

/** A page that is cut to `size`: bleed around it, and room for marks around that. */
function trimmedFrame(
  size: Size,
  { bleedMm, cropMarks }: FinishOptions,
  slotsIn: (trim: Box) => Slot[],
  folds: readonly number[] = [],
): PageFrame {
  const slug = cropMarks ? MARK.gap + MARK.length : 0;
  const edge = bleedMm + slug;
  const trim = { x: edge, y: edge, ...size };
  const bleed = { x: slug, y: slug, width: size.width + 2 * bleedMm, height: size.height + 2 * bleedMm };
  const marks = cropMarks
    ? [
        ...ticks([trim.x, trim.x + trim.width], [trim.y, trim.y + trim.height], trim, bleedMm, MARK.length),
        ...folds.flatMap((fold) => foldTicks(trim, trim.y + fold, bleedMm)),
      ]
    : folds.flatMap((fold) => foldTicks(trim, trim.y + fold, -MARK.gap - MARK.length));
  return {
    page: { width: size.width + 2 * edge, height: size.height + 2 * edge },
    trim,
    bleed,
    slots: slotsIn(trim),
    marks,
  };
}

/** Marks around a box, in line with the cuts at the given places; `length` long. */
function ticks(
  xs: readonly number[],
  ys: readonly number[],
  box: Box,
  bleed: number,
  length: number,
): PathData {
  const { width: thin, gap } = MARK;
  const off = bleed + gap;
  return [
    ...xs.flatMap((x) => [
      ...rect(x - thin / 2, box.y - off - length, thin, length),
      ...rect(x - thin / 2, box.y + box.height + off, thin, length),
    ]),
    ...ys.flatMap((y) => [
      ...rect(box.x - off - length, y - thin / 2, length, thin),
      ...rect(box.x + box.width + off, y - thin / 2, length, thin),
    ]),
  ];
}

/** Three dashes at either end of a fold, outside the trim, or within it where there is no room outside. */
function foldTicks(trim: Box, y: number, bleed: number): PathData {
  const dashes = [0, 2, 4].map((at) => at + bleed + MARK.gap);
  return dashes.flatMap((at) => [
    ...rect(trim.x - at - 1, y - MARK.width / 2, 1, MARK.width),
    ...rect(trim.x + trim.width + at, y - MARK.width / 2, 1, MARK.width),
  ]);
}

function cutGrid(stock: Extract<StockChoice, { kind: 'cut' }>, { bleedMm }: FinishOptions) {
  const page = PAPERS[stock.paper];
  const gap = 2 * bleedMm;
  const held = (room: number, piece: number) =>
    Math.max(0, Math.floor((room - 2 * (CUT_MARGIN + bleedMm) + gap + 1e-9) / (piece + gap)));
  return {
    page,
    gap,
    columns: held(page.width, stock.widthMm),
    rows: held(page.height, stock.heightMm),
  };
}

/** Pieces with twice the bleed between them and marks at the ends of every cut, so that the stack is cut right through. */
function cutFrame(stock: Extract<StockChoice, { kind: 'cut' }>, finish: FinishOptions): PageFrame {
  const { page, gap, columns, rows } = cutGrid(stock, finish);
  const { widthMm: width, heightMm: height } = stock;
  const block = {
    width: columns * width + Math.max(0, columns - 1) * gap,
    height: rows * height + Math.max(0, rows - 1) * gap,
  };
  const box = { x: (page.width - block.width) / 2, y: (page.height - block.height) / 2, ...block };
  const xs = Array.from({ length: columns }, (_, column) => box.x + column * (width + gap));
  const ys = Array.from({ length: rows }, (_, row) => box.y + row * (height + gap));
  const slots = ys.flatMap((y) => xs.map((x) => plain({ x, y, width, height }, finish.bleedMm)));
  const both = (starts: number[], size: number) => [
    ...new Set(starts.flatMap((start) => [start, start + size]).map((at) => Math.round(at * 1e6) / 1e6)),
  ];
  const trim = { x: 0, y: 0, ...page };
  return {
    page,
    trim,
    bleed: trim,
    slots,
    marks: finish.cropMarks
      ? ticks(both(xs, width), both(ys, height), box, finish.bleedMm, CUT_MARGIN - 3 - MARK.gap)
      : [],
  };
}
