/** Reads a print file as a print shop and a phone would: pixels first, then the code in them. */
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

const LONG_EDGE_PX = 1_400;

/** Decodes the QR code on the first page of a PDF with two readers, which must agree. */
export async function readCodeOfPdf(file: Uint8Array): Promise<string> {
  const task = getDocument({ data: Uint8Array.from(file), verbosity: 0 });
  const page = await (await task.promise).getPage(1);
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: LONG_EDGE_PX / Math.max(width, height) });
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
  await task.destroy();

  const require = createRequire(import.meta.url);
  const jsqr = require('jsqr') as typeof import('jsqr').default;
  const zxing = require('@zxing/library') as typeof import('@zxing/library');
  const luma = Uint8ClampedArray.from(
    { length: canvas.width * canvas.height },
    (_, at) =>
      0.299 * (data[at * 4] ?? 0) + 0.587 * (data[at * 4 + 1] ?? 0) + 0.114 * (data[at * 4 + 2] ?? 0),
  );
  const source = new zxing.RGBLuminanceSource(luma, canvas.width, canvas.height);
  const one = new zxing.QRCodeReader()
    .decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)))
    .getText();
  const other = jsqr(data, canvas.width, canvas.height)?.data;
  if (one !== other) throw new Error(`the readers disagree: ${one} and ${other}`);
  return one;
}
