import { z } from 'zod';
import { CAPTIONS, MOST_LABELS, type PrintOrder, type StockChoice } from '#domain/qr/labels.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { LABEL_SHEETS, PAPERS, type Paper, TENTS, type Tent } from '#domain/qr/stock.ts';

const mm = (low: number, high: number) => z.number().min(low).max(high);
const keysOf = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as [Key, ...Key[]];

const stockSchema: z.ZodType<StockChoice> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('labels'),
    sheet: z.enum(LABEL_SHEETS.map(({ id }) => id)),
    first: z.int().min(1).max(200),
    outlines: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('poster'),
    paper: z.enum(keysOf<Paper>(PAPERS)),
    lying: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('tent'), tent: z.enum(keysOf<Tent>(TENTS)) }),
  z.strictObject({
    kind: z.literal('roll'),
    widthMm: mm(10, 300),
    heightMm: mm(10, 600),
    gapMm: mm(0, 20),
    round: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('cut'),
    paper: z.enum(['a4', 'a3']),
    widthMm: mm(15, 400),
    heightMm: mm(15, 400),
  }),
]);

/** Bounds of an order; what each field means is said there. */
export const orderSchema: z.ZodType<PrintOrder> = z.strictObject({
  format: z.enum(['pdf', 'svg']),
  stock: stockSchema,
  bleedMm: mm(0, 10),
  cropMarks: z.boolean(),
  copies: z.int().min(1).max(MOST_LABELS),
  heading: z.string().max(80),
  caption: z.enum(CAPTIONS),
  artMm: mm(10, 2_000).nullable(),
  pureBlack: z.boolean(),
  svgMm: mm(10, 3_000),
  testWords: z.string().max(60),
});

/** A code as the thread gets it. */
export interface OrderItem {
  readonly id: string;
  readonly letters: string;
  readonly payload: string;
  readonly shortUrl: string;
  /** Index into `styles`. */
  readonly style: number;
  readonly place: string;
  readonly medium: string;
  /** Smallest module that its medium holds. */
  readonly leastModuleMm: number;
}

/** An order as the thread works on it. */
export interface Batch {
  readonly order: PrintOrder;
  readonly items: readonly OrderItem[];
  readonly styles: readonly StyleDocument[];
  readonly images: readonly { assetId: string; bytes: Uint8Array }[];
  readonly title: string;
  readonly testPrint: boolean;
}

/** An order on its way to the thread: its styles as JSON, since a thousand drawings take long to clone and texts do not. */
export interface PackedBatch extends Omit<Batch, 'styles'> {
  readonly styles: readonly string[];
}

/** Answers the order with its styles read. */
export const unpack = (packed: PackedBatch): Batch => ({
  ...packed,
  styles: packed.styles.map((text) => JSON.parse(text) as StyleDocument),
});
