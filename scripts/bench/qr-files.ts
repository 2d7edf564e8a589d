import { createCanvas } from '@napi-rs/canvas';
import { Resvg } from '@resvg/resvg-js';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import type { StyleDocument } from '#domain/qr/model.ts';
import type { Proof } from '#domain/qr/proof.ts';
import { makePrinter, type PrintJob } from '#server/codes/print/index.ts';
import { benchReaders } from './qr-readers.ts';

/** How much the SVG, PNG and PDF of one code differ. */
export interface Sameness {
  /** Modules that are dark in one file and light in another, of `modules`. */
  readonly differing: number;
  readonly modules: number;
  /** Largest deviation of a side of the symbol or of the page from what was asked, mm. */
  readonly offMm: number;
  /** Files of three that every reader reads. */
  readonly readByAll: number;
  /** Shapes of the PDF that are pictures instead of paths. */
  readonly pdfPictures: number;
}

const DPI = 600;
const SYMBOL_MM = 40;
const MM_PER_INCH = 25.4;

interface Page {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** The page as the file says it, mm. */
  readonly pageMm: number;
  readonly pictures: number;
}

async function ofSvg(file: Uint8Array): Promise<Page> {
  const svg = new TextDecoder().decode(file);
  const pageMm = Number(/ width="([\d.]+)mm"/.exec(svg)?.[1]);
  const bare = svg.replace(/^(<svg[^>]*?) width="[^"]*" height="[^"]*"/, '$1');
  const width = Math.round((pageMm / MM_PER_INCH) * DPI);
  const image = new Resvg(bare, { fitTo: { mode: 'width', value: width }, background: '#ffffff' }).render();
  const { pixels } = image;
  return {
    rgba: new Uint8ClampedArray(pixels),
    width: image.width,
    height: image.height,
    pageMm,
    pictures: 0,
  };
}

async function ofPng(file: Uint8Array): Promise<Page> {
  const { density = 0 } = await sharp(file).metadata();
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return {
    rgba: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    pageMm: (info.width / density) * MM_PER_INCH,
    pictures: 0,
  };
}

async function ofPdf(file: Uint8Array): Promise<Page> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const viewport = page.getViewport({ scale: DPI / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({
    canvas: null,
    canvasContext: context as unknown as CanvasRenderingContext2D,
    viewport,
  }).promise;
  const { OPS } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const { fnArray } = await page.getOperatorList();
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const pageMm = (page.getViewport({ scale: 1 }).width / 72) * MM_PER_INCH;
  await task.destroy();
  return {
    rgba: new Uint8ClampedArray(data),
    width: canvas.width,
    height: canvas.height,
    pageMm,
    pictures: fnArray.filter((one) => one === OPS.paintImageXObject || one === OPS.paintInlineImageXObject)
      .length,
  };
}

/** Edges of what is dark in a frameless print, mm from the page's top left. */
function darkBox({ rgba, width, height, pageMm }: Page): { x: number; y: number; w: number; h: number } {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if ((rgba[(y * width + x) * 4 + 1] ?? 255) > 127) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  const mm = pageMm / width;
  return { x: left * mm, y: top * mm, w: (right - left + 1) * mm, h: (bottom - top + 1) * mm };
}

/** Exports a proven code without frame in the three formats, as from the studio, and compares what is in the files. */
export async function compareFiles(
  style: StyleDocument,
  payload: string,
  modules: number,
  proof: Proof,
): Promise<Sameness> {
  const printer = makePrinter();
  const job = (format: PrintJob['format']): PrintJob => ({
    format,
    style,
    payload,
    size: { symbolMm: SYMBOL_MM },
    dpi: DPI,
    proof: { id: 'bench', codeId: 'bench', origin: new URL(payload).origin, madeAt: 0, byName: null, proof },
  });
  try {
    const pages = [
      await ofSvg(await printer.render(job('svg'))),
      await ofPng(await printer.render(job('png'))),
      await ofPdf(await printer.render(job('pdf'))),
    ];
    const boxes = pages.map(darkBox);
    const pageMm = (SYMBOL_MM * (modules + 2 * style.quietZone)) / modules;
    const offMm = Math.max(
      ...boxes.flatMap(({ w, h }) => [Math.abs(w - SYMBOL_MM), Math.abs(h - SYMBOL_MM)]),
      ...pages.map((page) => Math.abs(page.pageMm - pageMm)),
    );
    const seen = pages.map(({ rgba, width, pageMm: mm }) => {
      const edge = (style.quietZone * width) / (modules + 2 * style.quietZone);
      const step = ((SYMBOL_MM / modules) * width) / mm;
      return Array.from({ length: modules * modules }, (_, index) => {
        const x = Math.floor(edge + ((index % modules) + 0.5) * step);
        const y = Math.floor(edge + (Math.floor(index / modules) + 0.5) * step);
        return (rgba[(y * width + x) * 4 + 1] ?? 255) < 128;
      });
    });
    let readByAll = 0;
    for (const { rgba, width, height } of pages) {
      const { data, info } = await sharp(rgba, { raw: { width, height, channels: 4 } })
        .resize({ width: 360 })
        .raw()
        .toBuffer({ resolveWithObject: true });
      const picture = { rgba: new Uint8ClampedArray(data), width: info.width, height: info.height };
      const texts = await Promise.all((await benchReaders()).map((reader) => reader.read(picture)));
      if (texts.every((text) => text === payload)) readByAll++;
    }
    return {
      differing: (seen[0] ?? []).filter((dark, at) => seen.some((other) => other[at] !== dark)).length,
      modules: modules * modules,
      offMm,
      readByAll,
      pdfPictures: pages[2]?.pictures ?? 0,
    };
  } finally {
    await printer.close();
  }
}
