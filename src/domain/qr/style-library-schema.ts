import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { styleSchema } from './schema.ts';

/** What of a look can be locked, each by itself; the words of the frame never are. */
export const lockParts = ['shapes', 'colours', 'logo', 'frame'] as const;

const name = z.string().trim().min(1).max(60);

/** A look kept under a name for every campaign of a workspace. */
export const savedStyleSchema = z.strictObject({
  schema: z.literal(1),
  name,
  style: styleSchema,
  /** Parts that codes using this style take from it and cannot change. */
  locked: z
    .array(z.enum(lockParts))
    .max(lockParts.length)
    .refine((parts) => new Set(parts).size === parts.length, 'duplicate'),
});

/** Which saved style a code wears, and the version it took. */
export const styleLinkSchema = z.strictObject({
  id: z.string().regex(idPattern('sty')),
  version: z.number().int().min(1),
});

export const PALETTE_LIMITS = { palettes: 12, colours: 24, nameChars: 40 } as const;

/** The named colours of a workspace, in palettes. */
export const paletteBookSchema = z.strictObject({
  schema: z.literal(1),
  palettes: z
    .array(
      z.strictObject({
        id: z.string().regex(idPattern('pal')),
        name: z.string().max(PALETTE_LIMITS.nameChars),
        colours: z
          .array(
            z.strictObject({
              name: z.string().max(PALETTE_LIMITS.nameChars),
              hex: z.string().regex(/^#[0-9a-f]{6}$/, 'colour'),
            }),
          )
          .max(PALETTE_LIMITS.colours),
      }),
    )
    .max(PALETTE_LIMITS.palettes),
});
