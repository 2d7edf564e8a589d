import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import opentype from 'opentype.js';
import sharp from 'sharp';

const FONT = new URL(
  '../../node_modules/@fontsource/bricolage-grotesque/files/bricolage-grotesque-latin-700-normal.woff',
  import.meta.url,
);

/** A line of letters as SVG path data, set in Bricolage Grotesque; `x` is its middle, `tracking` in em. */
export async function lettering(
  text: string,
  x: number,
  y: number,
  size: number,
  tracking = 0,
): Promise<string> {
  const bytes = await readFile(fileURLToPath(FONT));
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const scale = size / font.unitsPerEm;
  // Glyph by glyph: opentype.js cannot read this font's contextual substitutions and throws on them.
  const glyphs = [...text].map((letter) => font.charToGlyph(letter));
  const steps = glyphs.map((glyph, i) => {
    const next = glyphs[i + 1];
    return ((glyph.advanceWidth ?? 0) + (next ? font.getKerningValue(glyph, next) : 0)) * scale;
  });
  const width = steps.reduce((sum, step) => sum + step, 0) + tracking * size * (glyphs.length - 1);
  let pen = x - width / 2;
  return glyphs
    .map((glyph, i) => {
      const path = glyph.getPath(pen, y, size).toPathData(1);
      pen += (steps[i] ?? 0) + tracking * size;
      return path;
    })
    .join('');
}

/** The label of the invented tea as PNG, 1280×256: paper, name, waymark. */
export async function labelImage(): Promise<Uint8Array> {
  const name = await lettering('NACHTWACHE', 640, 146, 108, 0.06);
  const line = await lettering('Schwarztee · Bergamotte · Rauch', 640, 202, 34, 0.04);
  const towers: readonly [number, number][] = [
    [-36, 8],
    [-22, 26],
    [-6, 14],
    [10, 4],
    [26, 18],
  ];
  const mark = (x: number): string => {
    const bars = towers.map(
      ([shift, tall]) =>
        `<rect x="${x + shift - 3}" y="${112 - tall}" width="7" height="${24 + tall}" fill="#f2c14e"/>`,
    );
    return `<circle cx="${x}" cy="128" r="62" fill="#1d3a4b"/>${bars.join('')}
      <rect x="${x - 44}" y="142" width="88" height="4" fill="#f2c14e"/><circle cx="${x}" cy="162" r="7" fill="#f2c14e"/>`;
  };
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="256">
    <rect width="1280" height="256" fill="#efe6d2"/>
    <rect y="14" width="1280" height="5" fill="#b3321c"/><rect y="237" width="1280" height="5" fill="#b3321c"/>
    <path d="${name}" fill="#1c211f"/><path d="${line}" fill="#2c5a4c"/>
    ${mark(150)}${mark(1130)}
  </svg>`;
  return sharp(Buffer.from(svg)).png({ palette: true, colours: 48, compressionLevel: 9 }).toBuffer();
}
