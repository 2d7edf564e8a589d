import { z } from 'zod';
import { media, placeSchema } from '../../place/schema.ts';
import { LIMITS } from '../../qr/limits.ts';
import { idPattern } from '../../shared/id.ts';
import { targetSchema } from '../schema.ts';
import { CSV_LIMITS } from './csv.ts';

const newPlace = z.strictObject({
  name: z.string().trim().min(1).max(120),
  address: placeSchema.shape.address,
  latitudeDeg: placeSchema.shape.latitudeDeg,
  longitudeDeg: placeSchema.shape.longitudeDeg,
});

/** What a bulk import makes: every row one print with its code, at an existing place, a new one, or none. */
export const bulkPlanSchema = z
  .strictObject({
    places: z.array(newPlace).max(CSV_LIMITS.rows),
    rows: z
      .array(
        z.strictObject({
          /** An existing place, an index into `places`, or none for what is handed out. */
          place: z.union([
            z.string().regex(idPattern('plc')),
            z
              .number()
              .int()
              .min(0)
              .max(CSV_LIMITS.rows - 1),
            z.null(),
          ]),
          medium: z.enum(media),
          widthMm: z.number().min(10).max(5_000),
          heightMm: z.number().min(10).max(5_000),
          scanDistanceM: z.number().min(0.05).max(60),
          copies: z.number().int().min(1).max(1_000_000),
          target: targetSchema.nullable(),
          callToAction: z.string().max(LIMITS.callToActionChars),
          caption: z.string().max(LIMITS.captionChars),
        }),
      )
      .min(1)
      .max(CSV_LIMITS.rows),
  })
  .refine(
    ({ places, rows }) => rows.every(({ place }) => typeof place !== 'number' || place < places.length),
    'place',
  );

export type BulkPlan = z.infer<typeof bulkPlanSchema>;
export type BulkPlanRow = BulkPlan['rows'][number];

/** A bulk import that was made. */
export interface BulkImport {
  readonly id: string;
  readonly madeAt: number;
  readonly takenBackAt: number | null;
  readonly places: number;
  readonly codeIds: readonly string[];
}
