import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { localizedSchema } from '../shared/localized.ts';
import { isTimeZone, localDayPattern } from '../shared/time.ts';
import { goalKinds, goalMeasures } from './model.ts';

const localDay = z.string().regex(localDayPattern);
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

export const campaignStates = ['draft', 'live', 'ended', 'archived'] as const;

export const goalSchema = z.strictObject({
  id: z.string().regex(idPattern('gol')),
  kind: z.enum(goalKinds),
  measure: z.enum(goalMeasures),
  target: z.number().int().min(1).max(1_000_000_000),
  deadline: localDay,
  /** Value of one conversion in euro cents, if it can be priced. */
  valueCents: z.number().int().min(0).max(100_000_000).nullable(),
});

export const phaseSchema = z.strictObject({
  id: z.string().regex(idPattern('phs')),
  name: localizedSchema(80),
  question: localizedSchema(200),
  from: localDay.nullable(),
  until: localDay.nullable(),
});

export const campaignSchema = z.strictObject({
  schema: z.literal(1),
  title: localizedSchema(120),
  state: z.enum(campaignStates),
  /** The languages the audience reads; the first is the default. */
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/))
    .min(1)
    .max(12),
  timeZone: z.string().max(60).refine(isTimeZone),
  town: z.string().max(80),
  /** Shown on the pages of closed and retired codes, so that a passer-by can ask somebody. */
  contact: z.string().max(200),
  brief: z.strictObject({
    why: localizedSchema(2_000),
    audience: localizedSchema(2_000),
    exchange: localizedSchema(2_000),
    sharing: localizedSchema(2_000),
  }),
  goals: z.array(goalSchema).max(20),
  phases: z.array(phaseSchema).max(30),
  /** Channel ids, in the order of the matrix's columns. */
  channels: z.array(z.string().max(30)).max(30),
  /** Colours of the scenes; the player checks their contrast. */
  theme: z.strictObject({ paper: colour, ink: colour, accent: colour }),
  /** GeoJSON plan of the town (an asset), drawn under the map; null: country outlines. */
  planAsset: z.string().max(60).nullable(),
});
