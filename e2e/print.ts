/** Reads a print file as a print shop and a phone would: pixels first, then the code in them. */
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** Long edges of the pictures taken, pixels: near and far, as a phone's frames come. */
const LONG_EDGES_PX = [420, 600, 800, 1_000, 1_400] as const;

interface Picture {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

async function takePicture(page: PDFPageProxy, longEdgePx: number): Promise<Picture> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: longEdgePx / Math.max(width, height) });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({
    canvas: null,
    canvasContext: context as unknown as CanvasRenderingContext2D,
    viewport,
  }).promise;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { data, width: canvas.width, height: canvas.height };
}

const require = createRequire(import.meta.url);
const jsqr = require('jsqr') as typeof import('jsqr').default;
const zxing = require('@zxing/library') as typeof import('@zxing/library');

const readers: Record<string, (picture: Picture) => string | null> = {
  jsqr: ({ data, width, height }) => jsqr(data, width, height)?.data ?? null,
  zxing: ({ data, width, height }) => {
    const luma = Uint8ClampedArray.from(
      { length: width * height },
      (_, at) =>
        0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0),
    );
    const source = new zxing.RGBLuminanceSource(luma, width, height);
    try {
      return new zxing.QRCodeReader()
        .decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)))
        .getText();
    } catch (cause) {
      if (cause instanceof zxing.Exception) return null;
      throw cause;
    }
  },
};

/**
 * Decodes the QR code on a page of a PDF, the first by default. Each of two readers must read it in a picture of one of the
 * sizes, as a phone has many frames to try, and nothing else may ever be read.
 */
export async function readCodeOfPdf(file: Uint8Array, number = 1): Promise<string> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 });
  const page = await (await task.promise).getPage(number);
  const pictures: Picture[] = [];
  for (const edge of LONG_EDGES_PX) pictures.push(await takePicture(page, edge));
  await task.destroy();

  const texts = new Set<string>();
  for (const [name, read] of Object.entries(readers)) {
    const found = pictures.map(read).filter((text) => text !== null);
    if (found.length === 0) throw new Error(`${name} reads the code in no picture`);
    for (const text of found) texts.add(text);
  }
  const [text, other] = texts;
  if (text === undefined || other !== undefined) throw new Error(`the readers disagree: ${[...texts]}`);
  return text;
}
