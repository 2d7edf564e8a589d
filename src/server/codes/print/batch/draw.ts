import type { Artwork } from '#domain/qr/artwork.ts';
import { checkSize } from '#domain/qr/findings.ts';
import { type FinishOptions, frameOf, type PrintOrder } from '#domain/qr/labels.ts';
import type { Finding } from '#domain/qr/model.ts';
import { layoutSheet, type Sheet } from '#domain/qr/sheet.ts';
import { arrange, type LabelContent, labelContent, symbolOn } from '#domain/qr/sheet-pages.ts';
import { printFonts } from '../fonts.ts';
import type { Batch, OrderItem } from './order.ts';

/** Thermal printers of 203 dots per inch: four dots per module, as any printer needs. */
const ROLL_MODULE_MM = 0.5;

export const finishOf = ({ bleedMm, cropMarks }: PrintOrder): FinishOptions => ({ bleedMm, cropMarks });

const styleOf = (batch: Batch, item: OrderItem) => {
  const style = batch.styles[item.style];
  if (!style) throw new RangeError(`no style ${item.style}`);
  return style;
};

export const contentOf = (batch: Batch, item: OrderItem): LabelContent =>
  labelContent(styleOf(batch, item), item, batch.order, printFonts());

/** A code as a file of its own. */
export function fileOf(batch: Batch, item: OrderItem): Sheet {
  const { order, testPrint } = batch;
  return layoutSheet(styleOf(batch, item), item.payload, printFonts(), {
    size: { widthMm: order.svgMm },
    bleedMm: order.bleedMm,
    cropMarks: order.cropMarks,
    testPrint,
    testWords: order.testWords || undefined,
    texts: { url: item.shortUrl },
  });
}

/** Width of the symbol as ordered, mm; the same for every code of one style and size of symbol. */
export function symbolMmOf(batch: Batch, item: OrderItem, content: LabelContent): number {
  const { order } = batch;
  if (order.format === 'svg') return fileOf(batch, item).symbolMm.size;
  const slot = frameOf(order.stock, finishOf(order), 1).slots[0];
  if (!slot) return 0;
  return symbolOn(arrange(slot, content, printFonts(), order.artMm)).size;
}

/** What stands against printing this code so, beside its proof. */
export function findingsOf(batch: Batch, item: OrderItem, artwork: Artwork, symbolMm: number): Finding[] {
  const style = styleOf(batch, item);
  const least = batch.order.stock.kind === 'roll' && batch.order.format === 'pdf' ? ROLL_MODULE_MM : 0;
  const found = checkSize(style, item.payload, {
    symbolMm,
    leastModuleMm: Math.max(item.leastModuleMm, least),
  });
  const { logo } = style;
  if (logo?.art.kind === 'raster') {
    const { assetId } = logo.art;
    if (!batch.images.some((image) => image.assetId === assetId))
      found.push({ code: 'logo.missing', severity: 'refuse', details: {} });
  }
  if (artwork.missingGlyphs.length > 0) {
    const characters = artwork.missingGlyphs.join(' ');
    found.push({ code: 'text.missing-glyph', severity: 'refuse', details: { characters } });
  }
  return found;
}
