import { z } from 'zod';
import { styleSchema } from '../qr/schema.ts';
import { styleLinkSchema } from '../qr/style-library-schema.ts';
import { idPattern } from '../shared/id.ts';
import { localTimePattern } from '../shared/time.ts';

export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('chapter'), id: z.string().regex(idPattern('chp')) }),
  z.strictObject({ kind: z.literal('scene'), id: z.string().regex(idPattern('scn')) }),
  z.strictObject({ kind: z.literal('url'), url: z.url({ protocol: /^https?$/ }).max(2_000) }),
]);

/** A stretch of time in which the code leads somewhere else; wall times of the campaign's zone. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(idPattern('rul')),
  from: z.string().regex(localTimePattern).nullable(),
  until: z.string().regex(localTimePattern).nullable(),
  target: targetSchema,
});

export const codeSchema = z.strictObject({
  schema: z.literal(1),
  style: styleSchema,
  /** The saved style the look was taken from; absent where the look is the code's own. */
  from: styleLinkSchema.optional(),
  /** The first rule that matches wins. */
  rules: z.array(ruleSchema).max(50),
  otherwise: targetSchema.nullable(),
  retired: z.boolean(),
});
