import { z } from 'zod';
import { campaignSchema } from '#domain/campaign/schema.ts';
import { channelIds } from '#domain/channel/model.ts';
import { idPattern } from '#domain/shared/id.ts';
import { isTimeZone } from '#domain/shared/time.ts';
import { action } from './action.ts';

export const campaign = {
  create: action(
    z.strictObject({
      title: z.string().trim().min(1).max(120),
      language: z.string().regex(/^[a-z]{2}$/),
      secondLanguage: z
        .string()
        .regex(/^[a-z]{2}$/)
        .nullish(),
      timeZone: z.string().max(60).refine(isTimeZone),
    }),
    (app, actor, input) => app.campaigns.create(actor, input),
  ),
  /** Which channels the story is told on, in the order of the columns. */
  setChannels: action(
    z.strictObject({
      id: z.string().regex(idPattern('cmp')),
      channels: z.array(z.enum(channelIds)).max(30),
    }),
    (app, actor, { id, channels }) => app.campaigns.setChannels(actor, id, channels),
  ),
  save: action(
    z.strictObject({
      id: z.string().regex(idPattern('cmp')),
      baseVersion: z.number().int().min(1),
      doc: campaignSchema,
    }),
    (app, actor, { id, baseVersion, doc }) => app.campaigns.save(actor, id, baseVersion, doc),
  ),
};
