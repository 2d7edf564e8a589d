import type * as opentype from 'opentype.js';
import type { Artwork, Shape } from './artwork.ts';
import type { PathData } from './path.ts';
import { place, rect } from './path.ts';
import type { PageDrawing } from './sheet-pages.ts';
import { type Fonts, setLine } from './text.ts';

/** The words of a proof's page, in the reader's language. */
export interface ProofPageWords {
  title: string;
  /** Below the title: date, person, address, origin. */
  facts: string[];
  score: string;
  outOf: string;
  /** What was found, a paragraph each. */
  findings: string[];
  caption: string;
  /** The first names the rows; figures follow. */
  columns: string[];
  rows: { cells: string[]; weak: boolean[]; strong?: boolean }[];
  /** Small print, a paragraph each. */
  notes: string[];
  hash: { label: string; value: string };
  foot: string;
}

export interface PageFonts extends Fonts {
  /** Running text. */
  body: opentype.Font[];
}

/** A4, mm. */
const PAGE = { width: 210, height: 297 };
const MARGIN = 20;
const INK = '#1c211f';
const SOFT = '#545b56';
const RULE = '#ddd5c5';
const WEAK = '#a82e19';
const PICTURE = 62;

/** The proof as a page of its own beside the print: picture, score, table, hash, versions. */
export function proofPage(artwork: Artwork, words: ProofPageWords, fonts: PageFonts): PageDrawing {
  const shapes: Shape[] = [];
  const put = (path: PathData, colour: string) =>
    shapes.push({
      kind: 'path',
      part: 'text',
      // A hundredth of a millimetre is finer than any letter needs, and a third less to store.
      path: path.map((value) => Math.round(value * 100) / 100),
      fill: { kind: 'solid', colour },
      rule: 'nonzero',
    });
  const line = (font: opentype.Font[], text: string, size: number, x: number, y: number, colour: string) =>
    put(place(setLine(font, text, size).path, x, y), colour);
  const right = (font: opentype.Font[], text: string, size: number, x: number, y: number, colour: string) =>
    line(font, text, size, x - setLine(font, text, size).width, y, colour);
  /** Sets a paragraph from its first baseline on; answers the baseline after its last. */
  const paragraph = (text: string, size: number, x: number, y: number, width: number, colour: string) => {
    let base = y;
    for (const row of wrap(fonts.body, text, size, width)) {
      line(fonts.body, row, size, x, base, colour);
      base += size * 1.42;
    }
    return base;
  };

  const inner = PAGE.width - 2 * MARGIN;
  line(fonts.text, words.title, 7.4, MARGIN, MARGIN + 6, INK);
  let y = MARGIN + 13;
  for (const fact of words.facts) {
    line(fonts.body, fact, 3.5, MARGIN, y, SOFT);
    y += 5;
  }

  const top = y + 4;
  const scale = Math.min(PICTURE / artwork.width, PICTURE / artwork.height);
  const column = MARGIN + PICTURE + 12;
  line(fonts.text, words.score, 25, column, top + 17.5, INK);
  line(
    fonts.body,
    words.outOf,
    4.4,
    column + setLine(fonts.text, words.score, 25).width + 3,
    top + 17.5,
    SOFT,
  );
  let beside = top + 27;
  for (const finding of words.findings)
    beside = paragraph(finding, 3.7, column, beside, PAGE.width - MARGIN - column, INK) + 1.6;

  y = Math.max(top + artwork.height * scale, beside) + 9;
  line(fonts.body, words.caption, 3.2, MARGIN, y, SOFT);
  y += 6.2;
  const first = 44;
  const step = (inner - first) / Math.max(1, words.columns.length - 1);
  const edge = (index: number) => MARGIN + first + step * index;
  words.columns.forEach((head, index) => {
    // Names of programs are long: they shrink to their column.
    const width = setLine(fonts.body, head, 1).width;
    const size = Math.min(3.2, (step - 2) / Math.max(width, 0.1));
    if (index === 0) line(fonts.body, head, 3.2, MARGIN, y, SOFT);
    else right(fonts.body, head, size, edge(index), y, SOFT);
  });
  y += 2;
  for (const row of words.rows) {
    put(rect(MARGIN, y, inner, row.strong ? 0.35 : 0.18), row.strong ? INK : RULE);
    y += 4.3;
    row.cells.forEach((text, index) => {
      const font = row.strong ? fonts.text : index === 0 ? fonts.body : fonts.mono;
      if (index === 0) line(font, text, 3.4, MARGIN, y, INK);
      else right(font, text, 3.2, edge(index), y, row.weak[index] ? WEAK : INK);
    });
    y += 1.7;
  }
  put(rect(MARGIN, y, inner, 0.18), RULE);
  y += 7;
  for (const note of words.notes) y = paragraph(note, 3.1, MARGIN, y, inner, SOFT) + 1.4;
  line(fonts.body, words.hash.label, 3.1, MARGIN, y + 1, SOFT);
  line(fonts.mono, words.hash.value, 3, MARGIN, y + 5.6, INK);
  line(fonts.body, words.foot, 3, MARGIN, PAGE.height - MARGIN + 4, SOFT);

  const whole = { x: 0, y: 0, ...PAGE };
  return {
    frame: { page: PAGE, trim: whole, bleed: whole, slots: [], marks: [] },
    nodes: [
      { shapes, x: 0, y: 0, scale: 1, turned: false },
      { shapes: artwork.shapes, x: MARGIN, y: top, scale, turned: false },
    ],
  };
}

/** Rows of at most `width`, broken at spaces. */
function wrap(font: opentype.Font[], text: string, size: number, width: number): string[] {
  const rows: string[] = [];
  let row = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = row ? `${row} ${word}` : word;
    if (row && setLine(font, longer, size).width > width) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  return row ? [...rows, row] : rows;
}
