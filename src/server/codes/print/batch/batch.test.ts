import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import { expect, test, vi } from 'vitest';
import { mintCode } from '#domain/code/model.ts';
import { frameOf, type StockChoice } from '#domain/qr/labels.ts';
import { layout } from '#domain/qr/layout.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import {
  arrange,
  drawPage,
  type LabelContent,
  labelContent,
  type PageDrawing,
  symbolOn,
} from '#domain/qr/sheet-pages.ts';
import { pageSvg } from '#domain/qr/sheet-svg.ts';
import { nodeDecoders } from '../decoders.ts';
import { printFonts } from '../fonts.ts';
import { makePdf } from '../pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const DPI = 300;
const PER_MM = DPI / 25.4;
const FINISH = { bleedMm: 2, cropMarks: true };

interface Picture {
  luma: Uint8ClampedArray;
  width: number;
  height: number;
}

/** Every page of a PDF at 300 dpi, by an independent renderer. */
async function rasterisePdf(bytes: Uint8Array): Promise<Picture[]> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const require = createRequire(import.meta.url);
  const { createCanvas } = require('@napi-rs/canvas') as {
    createCanvas: (
      w: number,
      h: number,
    ) => { width: number; height: number; getContext: (kind: '2d') => CanvasRenderingContext2D };
  };
  const task = pdfjs.getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const pages: Picture[] = [];
  for (let at = 1; at <= document.numPages; at++) {
    const page = await document.getPage(at);
    const viewport = page.getViewport({ scale: DPI / 72 });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    const context = canvas.getContext('2d');
    await page.render({ canvasContext: context, canvas: null, viewport }).promise;
    pages.push(toLuma(context.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width));
  }
  await task.destroy();
  return pages;
}

function rasteriseSvg(svg: string): Picture {
  const plain = svg.replace(/ width="[^"]*mm" height="[^"]*mm"/, '');
  const image = new Resvg(plain, { fitTo: { mode: 'zoom', value: PER_MM } }).render();
  return toLuma(image.pixels, image.width);
}

function toLuma(rgba: Uint8Array | Uint8ClampedArray, width: number): Picture {
  const luma = new Uint8ClampedArray(rgba.length / 4);
  for (let k = 0; k < luma.length; k++)
    luma[k] = 0.3 * (rgba[k * 4] ?? 0) + 0.59 * (rgba[k * 4 + 1] ?? 0) + 0.11 * (rgba[k * 4 + 2] ?? 0);
  return { luma, width, height: luma.length / width };
}

/** A window of a picture, mm. */
function cut({ luma, width }: Picture, x: number, y: number, w: number, h: number): Picture {
  const [left, top, wide, high] = [x, y, w, h].map((mm) => Math.round(mm * PER_MM)) as [
    number,
    number,
    number,
    number,
  ];
  const out = new Uint8ClampedArray(wide * high);
  for (let row = 0; row < high; row++)
    out.set(luma.subarray((top + row) * width + left, (top + row) * width + left + wide), row * wide);
  return { luma: out, width: wide, height: high };
}

/** The dark extent of the symbol's first eye: its outer edges along the middle of its left bar and its top bar, mm. */
function eyeOf({ luma, width }: Picture, near: { x: number; y: number }, module: number) {
  const dark = (x: number, y: number) => (luma[Math.round(y) * width + Math.round(x)] ?? 255) < 128;
  const [row, column] = [(near.y + 3.5 * module) * PER_MM, (near.x + 3.5 * module) * PER_MM];
  let x = (near.x - 2 * module) * PER_MM;
  while (!dark(x, row)) x += 0.25;
  let y = (near.y - 2 * module) * PER_MM;
  while (!dark(column, y)) y += 0.25;
  return { x: (x + 0.375) / PER_MM, y: (y + 0.375) / PER_MM };
}

const style: StyleDocument = {
  ...defaultStyle,
  eyes: { ...defaultStyle.eyes, frame: 'square', pupil: 'square' },
  frame: { ...defaultStyle.frame, kind: 'poster', callToAction: 'Zünde ihr Licht an' },
};

function contents(count: number, more: Partial<LabelContent> = {}) {
  let seed = 1;
  const bytes = (into: Uint8Array<ArrayBuffer>) => into.map(() => (seed = (seed * 48_271) % 2_147_483_647));
  const payloads = Array.from({ length: count }, () => `HTTPS://WGMRK.EU/Q/${mintCode(bytes)}`);
  return payloads.map((payload) => ({
    payload,
    ...labelContent(
      style,
      { payload, shortUrl: payload.slice(8), letters: payload.slice(-6), place: '' },
      { heading: '', caption: 'letters' },
      printFonts(),
    ),
    ...more,
  }));
}

async function writePages(pages: readonly PageDrawing[], pureBlack = false): Promise<Uint8Array> {
  const writer = makePdf(new Map(), { title: 'Lampe', pureBlack });
  for (const page of pages) writer.page(page);
  return writer.end();
}

test.each(['avery-l7159', 'avery-3415', 'avery-3474'])(
  'a sheet of 24 (%s) at 300 dpi: all 24 codes decode, each in its place to 0.1 mm',
  async (sheet) => {
    const stock: StockChoice = { kind: 'labels', sheet, first: 1, outlines: true };
    const frame = frameOf(stock, FINISH, 0);
    const codes = contents(24);
    const [page] = await rasterisePdf(await writePages([drawPage(frame, codes, printFonts())]));
    if (!page) throw new Error('no page');
    expect([page.width, page.height]).toEqual([Math.round(210 * PER_MM), Math.round(297 * PER_MM)]);
    const decoders = await nodeDecoders();
    for (const [index, slot] of frame.slots.entries()) {
      const code = codes[index];
      if (!code) throw new Error('no code');
      const label = cut(page, slot.x, slot.y, slot.width, slot.height);
      const texts: (string | null)[] = [];
      for (const decoder of decoders) texts.push(await decoder.decode(label.luma, label.width, label.height));
      // One reader may miss one picture; none reads anything else.
      expect([index, texts.filter((text) => text === code.payload).length >= 2]).toEqual([index, true]);
      expect(new Set(texts.filter(Boolean))).toEqual(new Set([code.payload]));
      const symbol = symbolOn(arrange(slot, code, printFonts()));
      const expected = { x: slot.x + symbol.x, y: slot.y + symbol.y };
      const seen = eyeOf(page, expected, symbol.size / code.artwork.symbol.size);
      expect([index, Math.abs(seen.x - expected.x) < 0.1, Math.abs(seen.y - expected.y) < 0.1]).toEqual([
        index,
        true,
        true,
      ]);
    }
  },
);

test.each([
  ['a poster', { kind: 'poster', paper: 'a6', lying: false }],
  ['a tent', { kind: 'tent', tent: 'a5' }],
  ['a roll', { kind: 'roll', widthMm: 60, heightMm: 50, gapMm: 3, round: false }],
  ['a sheet to be cut', { kind: 'cut', paper: 'a4', widthMm: 60, heightMm: 60 }],
  ['labels beside words', { kind: 'labels', sheet: 'avery-l7163', first: 3, outlines: false }],
] satisfies [string, StockChoice][])('the preview of %s is the page of the PDF', async (_, stock) => {
  const codes = contents(6, { heading: 'Leuchtfeuer am Hafen', ground: '#f3ead7' });
  const drawing = drawPage(frameOf(stock, FINISH, 0), codes, printFonts());
  const [page, ...more] = await rasterisePdf(await writePages([drawing]));
  const preview = rasteriseSvg(pageSvg(drawing, { idPrefix: 'p' }));
  if (!page) throw new Error('no page');
  expect(more).toEqual([]);
  expect(Math.abs(page.width - preview.width)).toBeLessThanOrEqual(1);
  expect(Math.abs(page.height - preview.height)).toBeLessThanOrEqual(1);
  let apart = 0;
  const [wide, high] = [Math.min(page.width, preview.width), Math.min(page.height, preview.height)];
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++)
      if (Math.abs((page.luma[y * page.width + x] ?? 0) - (preview.luma[y * preview.width + x] ?? 0)) > 140)
        apart += 1;
  // Two renderers smooth edges differently; nothing is missing, moved or of another colour.
  expect(apart / (wide * high)).toBeLessThan(0.0015);
});

test('both sides of a tent decode, the back upside down', async () => {
  const frame = frameOf({ kind: 'tent', tent: 'a4' }, { bleedMm: 0, cropMarks: false }, 0);
  const [code] = contents(1);
  if (!code) throw new Error('no code');
  const [page] = await rasterisePdf(await writePages([drawPage(frame, [code], printFonts())]));
  if (!page) throw new Error('no page');
  const [, wasm] = await nodeDecoders();
  for (const slot of frame.slots) {
    const side = cut(page, slot.x, slot.y, slot.width, slot.height);
    expect(await wasm?.decode(side.luma, side.width, side.height)).toBe(code.payload);
    // The pupils of the three eyes are dark; where no eye is, upright at the lower right, there may be anything.
    const symbol = symbolOn(arrange(slot, code, printFonts()));
    const module = symbol.size / code.artwork.symbol.size;
    const eyes = [3.5, code.artwork.symbol.size - 3.5];
    for (const [a, b] of [
      [0, 0],
      [1, 0],
      [0, 1],
    ] as const) {
      const [x, y] = [symbol.x + (eyes[a] ?? 0) * module, symbol.y + (eyes[b] ?? 0) * module];
      const [px, py] = slot.turned ? [slot.width - x, slot.height - y] : [x, y];
      expect(side.luma[Math.round(py * PER_MM) * side.width + Math.round(px * PER_MM)]).toBeLessThan(128);
    }
  }
});

/** The unpacked streams of a PDF. */
function streamsOf(pdf: Uint8Array): string {
  const bytes = Buffer.from(pdf);
  const text = bytes.toString('latin1');
  let out = '';
  for (const match of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(match.index - 3, match.index) === 'end') continue;
    try {
      out += inflateSync(bytes.subarray(match.index + match[0].length)).toString('latin1');
    } catch {
      // Not packed.
    }
  }
  return out;
}

test('with pure black nothing but black ink is asked for, without it nothing of CMYK', async () => {
  const black: StyleDocument = { ...style, paint: { kind: 'solid', colour: '#1d221f' } };
  const payload = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
  const code = {
    lying: null,
    artwork: layout(black, payload, printFonts()),
    ground: '#ffffff',
    heading: 'Lampe',
    caption: '',
  };
  const page = drawPage(
    frameOf({ kind: 'poster', paper: 'a6', lying: false }, FINISH, 0),
    [code],
    printFonts(),
  );
  const pure = streamsOf(await writePages([page], true));
  expect(pure).toContain('0 0 0 1 k');
  expect(pure).not.toMatch(/ rg\n| RG\n/);
  const mixed = streamsOf(await writePages([page], false));
  expect(mixed).toMatch(/0\.114 0\.133 0\.122 rg/);
  expect(mixed).not.toMatch(/ k\n/);
});

test('boxes say trim and bleed; a code that comes again is kept once', async () => {
  const stock: StockChoice = { kind: 'labels', sheet: 'avery-3474', first: 1, outlines: false };
  const [code] = contents(1);
  if (!code) throw new Error('no code');
  const one = await writePages([drawPage(frameOf(stock, FINISH, 0), [code], printFonts())]);
  const all = Array.from({ length: 24 }, () => code);
  const sheet = await writePages([drawPage(frameOf(stock, FINISH, 0), all, printFonts())]);
  expect(sheet.length).toBeLessThan(one.length * 2);
  const poster = frameOf({ kind: 'poster', paper: 'a4', lying: false }, FINISH, 0);
  const pdf = Buffer.from(await writePages([drawPage(poster, [code], printFonts())])).toString('latin1');
  const box = (name: string) =>
    (new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(pdf)?.[1] ?? '')
      .split(' ')
      .map((value) => Math.round(((Number(value) * 25.4) / 72) * 100) / 100);
  expect(box('MediaBox')).toEqual([0, 0, 226, 313]);
  expect(box('TrimBox')).toEqual([8, 8, 218, 305]);
  expect(box('BleedBox')).toEqual([6, 6, 220, 307]);
});
