import { z } from 'zod';
import { idPattern } from '../shared/id.ts';
import { localizedSchema } from '../shared/localized.ts';
import { localTimePattern } from '../shared/time.ts';

export const chapterSchema = z.strictObject({
  schema: z.literal(1),
  phaseId: z.string().regex(idPattern('phs')).nullable(),
  title: localizedSchema(120),
  /** The dramatic question: what the audience wants to know at the end of the chapter. */
  question: localizedSchema(300),
  /** Markdown. */
  text: localizedSchema(20_000),
  /** "This chapter leads to that one", with the call to action that takes people there. */
  links: z
    .array(z.strictObject({ to: z.string().regex(idPattern('chp')), callToAction: localizedSchema(120) }))
    .max(20),
  /** The scene that codes leading to this chapter show. */
  sceneId: z.string().regex(idPattern('scn')).nullable(),
});

export const postStates = ['idea', 'draft', 'review', 'approved', 'posted'] as const;

export const postSchema = z.strictObject({
  schema: z.literal(1),
  chapterId: z.string().regex(idPattern('chp')),
  channel: z.string().max(30),
  language: z.string().regex(/^[a-z]{2}$/),
  /** Texts by the channel's field names (`#domain/channel/catalogue.ts`): text, subject, headline … */
  fields: z.record(z.string().max(30), z.string().max(70_000)),
  /** What this post adds that no other channel tells. */
  contribution: z.string().max(500),
  media: z.array(z.strictObject({ asset: z.string().max(60), alt: z.string().max(1_500) })).max(35),
  state: z.enum(postStates),
  /** Planned wall time in the campaign's zone. */
  plannedAt: z.string().regex(localTimePattern).nullable(),
  /** Where it can be read once posted. */
  permalink: z.string().max(500),
});
