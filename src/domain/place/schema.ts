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
export const placementStates = ['planned', 'printed', 'installed', 'removed'] as const;

export const placementSchema = z.strictObject({
  schema: z.literal(1),
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
  state: z.enum(placementStates),
  note: z.string().max(1_000),
});
