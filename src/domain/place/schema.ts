import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { localizedSchema } from '../shared/localized.ts';

export const placeSchema = z.strictObject({
  schema: z.literal(1),
  name: localizedSchema(120),
  address: z.string().max(300),
  /** WGS 84, degrees. */
  latitudeDeg: z.number().min(-90).max(90),
  longitudeDeg: z.number().min(-180).max(180),
  openingHours: z.string().max(300),
  light: z.enum(['day', 'lit', 'dark', 'mixed']),
  access: z.string().max(500),
  permit: z.string().max(500),
  photo: z.string().max(60).nullable(),
});

/** Print media with their usual size in millimetres. */
export const media = ['poster', 'tabletent', 'sticker', 'packaging', 'flyer', 'sign', 'screen'] as const;
/** The life of a print, in order; see `life.ts`. */
export const placementStates = ['planned', 'printed', 'installed', 'checked', 'removed'] as const;

/** Takes a placement's document of any version to the present one. What it cannot know is left to the schema. */
export function upgradePlacement(doc: unknown): unknown {
  if (typeof doc !== 'object' || doc === null || !('schema' in doc)) return doc;
  if (doc.schema === 1) {
    // Where the print stands was a word in its document until 1; now its events say so.
    const { state: _state, ...rest } = doc as { schema: 1; state?: unknown };
    return upgradePlacement({ ...rest, schema: 2 });
  }
  // Until 2 nothing was known of what is printed around the code.
  return doc.schema === 2 ? { ...doc, schema: 3, artwork: null } : doc;
}

const assetId = z.string().regex(/^ast_[0-9a-f]{32}$/);

/** What is printed around the code. Lengths in widths of the picture. */
export const artworkSchema = z.strictObject({
  assetId,
  /** The symbol's middle from the picture's left top. */
  x: z.number().min(0).max(1),
  y: z.number().min(0).max(10),
  /** The symbol's side, without its quiet zone. */
  size: z.number().min(0.01).max(1),
  /** Clockwise. */
  turnDeg: z.number().min(-180).max(180),
});

export const placementSchema = z.preprocess(
  upgradePlacement,
  z.strictObject({
    schema: z.literal(3),
    name: z.string().max(120),
    /** Handed-out print (flyers) has no place. */
    placeId: z.string().regex(idPattern('plc')).nullable(),
    /** The offline post that is printed here, if one was written. */
    postId: z.string().regex(idPattern('pst')).nullable(),
    medium: z.enum(media),
    widthMm: z.number().min(10).max(5_000),
    heightMm: z.number().min(10).max(5_000),
    /** From how far the code should scan, in metres. */
    scanDistanceM: z.number().min(0.05).max(60),
    copies: z.number().int().min(1).max(1_000_000),
    costCents: z.number().int().min(0).max(1_000_000_000),
    note: z.string().max(1_000),
    artwork: artworkSchema.nullable(),
  }),
);

/** What the decoders found in a photo of the print, and what that means. */
export const readingSchema = z.strictObject({
  verdict: z.enum(['passed', 'weak', 'wrong', 'unread']),
  /** The address the print should say. */
  expected: z.string().max(500),
  /** What each decoder read in the code looked at; null for nothing. */
  decoders: z.array(z.strictObject({ id: z.string().max(40), text: z.string().max(500).nullable() })).max(12),
  /** Everything else that was read in the picture. */
  others: z.array(z.string().max(500)).max(16),
  /** Modules along one side and how many pixels of the photo each has; null when no code could be located. */
  symbol: z
    .strictObject({ modules: z.int().min(21).max(177), pxPerModule: z.number().min(0).max(1_000) })
    .nullable(),
  hints: z.array(z.enum(['too_small', 'blurred', 'glare', 'dark', 'faint'])).max(5),
});

/** One entry in the life of a print: a step, a photo, or the taking-back of an earlier entry. */
export const placementEventSchema = z.strictObject({
  id: z.string().regex(idPattern('evt')),
  /** When it happened and when it was written down, epoch ms. */
  at: z.int(),
  recordedAt: z.int(),
  /** Where the print stands after it; null when it stands where it did. */
  state: z.enum(placementStates).nullable(),
  /** The entry that this one takes back. */
  undoes: z.string().regex(idPattern('evt')).nullable(),
  photo: assetId.nullable(),
  note: z.string().max(500),
  reading: readingSchema.nullable(),
});
