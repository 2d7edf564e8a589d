import { z } from 'zod';
import { LIVE_SCANS } from '#domain/insight/model.ts';
import { idPattern } from '#domain/shared/id.ts';
import { addDays, localDayPattern } from '#domain/shared/time.ts';
import { readWays } from '#server/insight/ways.ts';
import { action } from './action.ts';

const MAX_DAYS = 1_000;
const day = z.string().regex(localDayPattern);

export const insight = {
  overview: action(
    z
      .strictObject({
        campaignId: z.string().regex(idPattern('cmp')),
        from: day,
        until: day,
        includeStaff: z.boolean(),
      })
      .refine(({ from, until }) => from <= until && until < addDays(from, MAX_DAYS), { path: ['until'] }),
    async (app, actor, question) => {
      const campaign = await app.campaigns.open(actor, question.campaignId);
      const goals = campaign.doc.goals.map(({ id, measure, deadline }) => ({ id, measure, deadline }));
      const [overview, feed] = await Promise.all([
        app.insight.overview({ ...question, goals }),
        app.insight.liveFeed(campaign.id, LIVE_SCANS),
      ]);
      return { overview, feed, ways: await readWays(app.scenes.getVersion, overview.blocks) };
    },
  ),
};
