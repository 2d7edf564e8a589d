import PDFDocument from 'pdfkit';
import type { Fill } from '#domain/qr/artwork.ts';
import { eachOp, OP, type PathData } from '#domain/qr/path.ts';
import type { Sheet } from '#domain/qr/sheet.ts';
import type { LogoImage } from './images.ts';

const POINTS_PER_MM = 72 / 25.4;

/** The page as PDF: vector paths only (text too), one page at true size with trim and bleed boxes. */
export function printPdf(
  sheet: Sheet,
  images: ReadonlyMap<string, LogoImage>,
  title: string,
): Promise<Uint8Array> {
  const pt = (mm: number) => mm * POINTS_PER_MM;
  const options = {
    size: [pt(sheet.pageMm.width), pt(sheet.pageMm.height)] as [number, number],
    margin: 0,
    compress: true,
    autoFirstPage: false,
    info: { Title: title, Creator: 'Wegmarke', Producer: 'Wegmarke' },
    // No text is set, so no font is embedded either.
    font: null as unknown as string,
  };
  const document = new PDFDocument(options);
  const done = new Promise<Uint8Array>((resolve, reject) => {
    const parts: Buffer[] = [];
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
  document.addPage(options);
  // Boxes count from the lower left; the page is as high as its media box.
  const box = (part: Sheet['trimMm']) => [
    pt(part.x),
    pt(sheet.pageMm.height - part.y - part.height),
    pt(part.x + part.width),
    pt(sheet.pageMm.height - part.y),
  ];
  const dictionary = document.page.dictionary.data as { TrimBox?: number[]; BleedBox?: number[] };
  dictionary.TrimBox = box(sheet.trimMm);
  dictionary.BleedBox = box(sheet.bleedMm);

  document.scale(pt(sheet.mmPerModule));
  for (const shape of sheet.artwork.shapes) {
    if (shape.kind === 'image') {
      const image = images.get(shape.assetId);
      if (image) {
        document.image(Buffer.from(image.png), shape.x, shape.y, {
          width: shape.width,
          height: shape.height,
        });
      }
      continue;
    }
    if (shape.path.length === 0) continue;
    trace(document, shape.path);
    document.fill(paint(document, shape.fill), shape.rule === 'evenodd' ? 'even-odd' : 'non-zero');
  }
  document.end();
  return done;
}

function paint(document: PDFKit.PDFDocument, fill: Fill): PDFKit.Mixins.ColorValue {
  if (fill.kind === 'solid') return fill.colour;
  const gradient =
    fill.kind === 'linear'
      ? document.linearGradient(fill.x1, fill.y1, fill.x2, fill.y2)
      : document.radialGradient(fill.cx, fill.cy, 0, fill.cx, fill.cy, fill.r);
  for (const stop of fill.stops) gradient.stop(stop.at, stop.colour);
  return gradient as unknown as PDFKit.Mixins.ColorValue;
}

function trace(document: PDFKit.PDFDocument, path: PathData): void {
  eachOp(path, (op, at) => {
    const p = (k: number) => path[at + k] ?? 0;
    if (op === OP.move) document.moveTo(p(0), p(1));
    else if (op === OP.line) document.lineTo(p(0), p(1));
    else if (op === OP.quadratic) document.quadraticCurveTo(p(0), p(1), p(2), p(3));
    else if (op === OP.cubic) document.bezierCurveTo(p(0), p(1), p(2), p(3), p(4), p(5));
    else if (op === OP.circle) document.circle(p(0), p(1), p(2));
    else document.closePath();
  });
}
