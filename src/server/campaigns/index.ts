/**
 * Campaigns: the brief, languages, goals, phases and state. Owns who may touch what: every other service asks
 * `open` first, and a campaign of another workspace does not exist for the actor.
 */
import { type Campaign, newCampaign } from '#domain/campaign/model.ts';
import { newId } from '#domain/shared/id.ts';
import type { Language } from '#domain/shared/language.ts';
import type { Actor, Context } from '../context.ts';
import { found } from '../context.ts';
import { type CampaignCounts, makeCampaignStore, type StoredCampaign } from './store.ts';

export type { CampaignCounts, StoredCampaign } from './store.ts';
export type Campaigns = ReturnType<typeof makeCampaigns>;

/** `onChange` is told the id of a campaign whose state, zone or content matters to its codes. */
export function makeCampaigns(context: Context, onChange: (campaignId: string) => Promise<void>) {
  const store = makeCampaignStore(context);

  async function open(actor: Actor, id: string): Promise<StoredCampaign> {
    const stored = found(await store.find(id), 'campaign');
    return found(stored.workspaceId === actor.workspaceId ? stored : null, 'campaign');
  }

  return {
    open,
    /** Every campaign of every workspace: for the route map and operator commands, never for a page. */
    listAll: () => store.listAll(),
    find: (id: string) => store.find(id),

    async list(actor: Actor): Promise<(StoredCampaign & { counts: CampaignCounts })[]> {
      const campaigns = await store.list(actor.workspaceId);
      const counts = await store.counts(campaigns.map((campaign) => campaign.id));
      return campaigns.map((campaign) => ({
        ...campaign,
        counts: {
          goals: campaign.doc.goals.length,
          chapters: 0,
          places: 0,
          codes: 0,
          scenes: 0,
          ...counts.get(campaign.id),
        },
      }));
    },

    /** The campaign with the counts that the studio's rail shows. */
    async overview(actor: Actor, id: string): Promise<StoredCampaign & { counts: CampaignCounts }> {
      const campaign = await open(actor, id);
      const counts = (await store.counts([id])).get(id);
      return {
        ...campaign,
        counts: { goals: campaign.doc.goals.length, chapters: 0, places: 0, codes: 0, scenes: 0, ...counts },
      };
    },

    async create(
      actor: Actor,
      input: {
        title: string;
        language: Language;
        secondLanguage?: Language | null | undefined;
        timeZone: string;
      },
    ): Promise<StoredCampaign> {
      return store.create(
        actor.workspaceId,
        newId('cmp'),
        newCampaign(input.title, [input.language, input.secondLanguage ?? input.language], input.timeZone),
      );
    },

    async save(actor: Actor, id: string, baseVersion: number, doc: Campaign): Promise<StoredCampaign> {
      await open(actor, id);
      const saved = await store.save(id, baseVersion, doc);
      await onChange(id);
      return saved;
    },

    /** Chooses and orders the channels on top of whatever is stored; nothing else is touched. */
    async setChannels(actor: Actor, id: string, channels: readonly string[]): Promise<StoredCampaign> {
      const current = await open(actor, id);
      return store.save(id, current.version, { ...current.doc, channels: [...new Set(channels)] });
    },

    /** Stores a whole campaign as it stands; used by the import. */
    insert: (workspaceId: string, id: string, doc: Campaign) => store.create(workspaceId, id, doc),
  };
}
