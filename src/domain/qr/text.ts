import * as opentype from 'opentype.js';
import { OP, type PathData, place } from './path.ts';
import { transformPath } from './svg-path.ts';

/** Parsed fonts in the order in which they are asked for a glyph: a latin file first, its latin-ext twin next. */
export interface Fonts {
  text: opentype.Font[];
  mono: opentype.Font[];
}

// Node loads the CommonJS build, where everything hangs on `default`; bundlers load the module build, which has no default.
const parse = opentype.parse ?? (opentype as unknown as { default: typeof opentype }).default.parse;

/** Parses static `.woff`, `.ttf` or `.otf` files (not `.woff2`, not variable). Throws on anything else. */
export function loadFonts(files: { text: Uint8Array[]; mono: Uint8Array[] }): Fonts {
  const open = (bytes: Uint8Array) =>
    parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return { text: files.text.map(open), mono: files.mono.map(open) };
}

/** A line of text as outlines. Its baseline is y = 0 and its left edge x = 0. */
export interface Line {
  path: PathData;
  width: number;
}

const kept = new WeakMap<readonly opentype.Font[], Map<string, Line>>();

/** Sets one line at `size` (em, in modules). Characters that no font has are left out; `missingGlyphs` names them. */
export function setLine(fonts: readonly opentype.Font[], text: string, size: number): Line {
  let lines = kept.get(fonts);
  if (!lines) {
    lines = new Map();
    kept.set(fonts, lines);
  }
  let line = lines.get(text);
  if (!line) {
    line = drawLine(fonts, text);
    // Outlines of what is being typed; a few kB each.
    if (lines.size >= 64) lines.clear();
    lines.set(text, line);
  }
  return { path: place(line.path, 0, 0, size), width: line.width * size };
}

/** A line of 1 em. */
function drawLine(fonts: readonly opentype.Font[], text: string): Line {
  const glyphs = glyphsOf(fonts, text);
  const last = glyphs[glyphs.length - 1];
  return {
    path: glyphs.flatMap((glyph) => place(glyph.path, glyph.x, 0)),
    width: last ? last.x + last.width : 0,
  };
}

/** The glyphs of a line of 1 em, kerned: each with its pen position and its outline from pen 0. */
function glyphsOf(
  fonts: readonly opentype.Font[],
  text: string,
): { path: PathData; x: number; width: number }[] {
  const out: { path: PathData; x: number; width: number }[] = [];
  let pen = 0;
  let fontBefore: opentype.Font | null = null;
  let glyphBefore: opentype.Glyph | null = null;
  for (const character of text) {
    const font = fonts.find((one) => one.charToGlyphIndex(character) > 0);
    if (!font) continue;
    const glyph = font.charToGlyph(character);
    const scale = 1 / font.unitsPerEm;
    if (glyphBefore && fontBefore === font) pen += font.getKerningValue(glyphBefore, glyph) * scale;
    const path: PathData = [];
    for (const command of glyph.getPath(0, 0, 1).commands) {
      if (command.type === 'M') path.push(OP.move, command.x, command.y);
      else if (command.type === 'L') path.push(OP.line, command.x, command.y);
      else if (command.type === 'Q') path.push(OP.quadratic, command.x1, command.y1, command.x, command.y);
      else if (command.type === 'C')
        path.push(OP.cubic, command.x1, command.y1, command.x2, command.y2, command.x, command.y);
      else path.push(OP.close);
    }
    const width = (glyph.advanceWidth ?? 0) * scale;
    out.push({ path, x: pen, width });
    pen += width;
    fontBefore = font;
    glyphBefore = glyph;
  }
  return out;
}

/**
 * A line along a circle about (0, 0), its baseline at `radius`, centred at the top and read clockwise; `isBelow`: centred
 * at the foot and read from the left, letters upright. As large as `size` (em) lets it stay within `maxTurn` radians.
 */
export function arcText(
  fonts: readonly opentype.Font[],
  text: string,
  options: { radius: number; size: number; maxTurn: number; isBelow: boolean; tracking: number },
): PathData {
  const { radius, maxTurn, isBelow, tracking } = options;
  const glyphs = glyphsOf(fonts, text.trim());
  const last = glyphs[glyphs.length - 1];
  if (!last) return [];
  const total = last.x + last.width + tracking * (glyphs.length - 1);
  const size = Math.min(options.size, (maxTurn * radius) / total);
  return glyphs.flatMap((glyph, index) => {
    const middle = glyph.x + glyph.width / 2 + tracking * index - total / 2;
    const turn = ((middle * size) / radius) * (isBelow ? -1 : 1);
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    // The glyph's middle comes to the top (or foot) of the circle and is turned with it.
    const away = isBelow ? radius : -radius;
    const from = place(glyph.path, (-glyph.width / 2) * size, away, size);
    return transformPath(from, [cos, sin, -sin, cos, 0, 0]);
  });
}

export function missingGlyphs(fonts: readonly opentype.Font[], text: string): string[] {
  const missing = [...text].filter((one) => !fonts.some((font) => font.charToGlyphIndex(one) > 0));
  return [...new Set(missing)];
}

/** Lines of text, set as large as fits a box, broken at spaces. */
export interface TextBlock {
  lines: { path: PathData; x: number; y: number }[];
  size: number;
  /** Height that the lines take, from the first cap height to the last baseline. */
  height: number;
}

const CAP = 0.7;
const LEADING = 1.18;

/**
 * The largest setting of `text` in `width` × `height` modules with at most `maxLines` lines and at most `maxSize` em.
 * Line positions are baselines relative to the top of the block; lines are centred, or start at 0 with `align: 'left'`.
 */
export function fitText(
  fonts: readonly opentype.Font[],
  text: string,
  box: { width: number; height: number; maxSize: number; maxLines: number; align?: 'left' | 'centre' },
): TextBlock {
  const words = text.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0 || fonts.length === 0) return { lines: [], size: 0, height: 0 };
  const widths = words.map((word) => setLine(fonts, word, 1).width);
  const space = setLine(fonts, ' ', 1).width || 0.25;
  let best: { rows: string[]; size: number } = { rows: [words.join(' ')], size: 0 };
  for (let count = 1; count <= Math.min(box.maxLines, words.length); count++) {
    const rows = breakEvenly(words, widths, space, count);
    const widest = Math.max(...rows.map((row) => setLine(fonts, row, 1).width));
    const tallest = CAP + (rows.length - 1) * LEADING;
    const size = Math.min(box.maxSize, box.width / widest, box.height / tallest);
    if (size > best.size * 1.05) best = { rows, size };
  }
  const { rows, size } = best;
  const lines = rows.map((row, index) => {
    const line = setLine(fonts, row, size);
    const x = box.align === 'left' ? 0 : (box.width - line.width) / 2;
    return { path: line.path, x, y: size * (CAP + index * LEADING) };
  });
  return { lines, size, height: size * (CAP + (rows.length - 1) * LEADING) };
}

/** Breaks words into `count` rows so that the widest row is as narrow as a greedy filling can make it. */
function breakEvenly(words: string[], widths: number[], space: number, count: number): string[] {
  const total = widths.reduce((sum, width) => sum + width + space, 0);
  for (let limit = Math.max(...widths, total / count); ; limit += 0.25) {
    const rows: string[][] = [[]];
    let used = 0;
    words.forEach((word, index) => {
      const width = widths[index] ?? 0;
      const row = rows[rows.length - 1] ?? [];
      if (row.length > 0 && used + space + width > limit) {
        rows.push([word]);
        used = width;
      } else {
        used += width + (row.length > 0 ? space : 0);
        row.push(word);
      }
    });
    if (rows.length <= count) return rows.map((row) => row.join(' '));
  }
}

/** The lines of a block as one path with the block's top left at (x, y). */
export function blockPath(block: TextBlock, x: number, y: number): PathData {
  return block.lines.flatMap((line) => place(line.path, x + line.x, y + line.y));
}

/** The part of `text` that stays within `most` characters, cut between words; a single longer word is cut within. */
export function fittingWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const part = text.slice(0, most + 1);
  const space = part.search(/\s\S*$/);
  // Half a surrogate pair is no character.
  return space > 0 ? part.slice(0, space).trimEnd() : text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
}
