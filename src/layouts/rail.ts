import type { RailCampaign } from '#components/ui/Rail.astro';
import { pick } from '#domain/shared/language.ts';
import { countingDay } from '#domain/shared/time.ts';
import type { CampaignCounts, StoredCampaign } from '#server/campaigns/index.ts';

/** What the rail says about a campaign at `now` (epoch ms), in the reader's language where it was written. */
export function railOf(
  campaign: StoredCampaign & { counts: CampaignCounts },
  lang: string,
  now: number,
): RailCampaign {
  const { doc } = campaign;
  const today = countingDay(now, doc.timeZone);
  const phase = doc.phases.find(
    ({ from, until }) => from !== null && from <= today && (until === null || today <= until),
  );
  return {
    id: campaign.id,
    title: pick(doc.title, lang, doc.languages).text,
    state: doc.state,
    timeZone: doc.timeZone,
    town: doc.town || undefined,
    phase: phase ? pick(phase.name, lang, doc.languages).text || undefined : undefined,
    counts: campaign.counts,
  };
}
