import { z } from 'zod';
import type { StoredProof } from '#domain/qr/proof.ts';
import { payloadSchema, styleSchema } from '#domain/qr/schema.ts';

const mm = (low: number, high: number) => z.number().min(low).max(high);

/** What may be asked of the printer. Lengths in mm; images are PNG, JPEG or WebP bytes of raster logos. */
export const printJobSchema = z.strictObject({
  format: z.enum(['svg', 'png', 'pdf']),
  style: styleSchema,
  payload: payloadSchema,
  size: z.union([z.strictObject({ symbolMm: mm(4, 3000) }), z.strictObject({ widthMm: mm(4, 5000) })]),
  bleedMm: mm(0, 20).default(0),
  cropMarks: z.boolean().default(false),
  /** For PDF only: black and greys as tints of black ink alone. */
  pureBlack: z.boolean().default(false),
  /** For PNG only. */
  dpi: z.number().min(72).max(1200).default(300),
  /** Printed address; by default the payload without its scheme. */
  shortUrl: z.string().max(120).optional(),
  /** Call to action in place of the style's own. */
  cta: z.string().max(60).optional(),
  testPrint: z.boolean().default(false),
  /** What the line of a test print says. */
  testWords: z.string().max(60).optional(),
  /** Smallest module that the medium holds, mm: 0.4 on paper, 0.75 on packaging and newsprint. */
  leastModuleMm: mm(0.2, 5).default(0.4),
  /** The proof that lets this artwork print. */
  proof: z.custom<StoredProof>((value) => typeof value === 'object' && value !== null && 'proof' in value),
  /** PDF only: adds the proof as a second page. */
  proofPage: z
    .strictObject({ lang: z.enum(['en', 'de']), timeZone: z.string().max(60), letters: z.string().max(20) })
    .optional(),
  images: z.array(z.strictObject({ assetId: z.string(), bytes: z.instanceof(Uint8Array) })).default([]),
});

/** A job as callers write it. */
export type PrintJob = z.input<typeof printJobSchema>;
/** A job with its defaults filled in. */
export type CheckedPrintJob = z.output<typeof printJobSchema>;
