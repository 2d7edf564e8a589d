/**
 * Models made lighter for phones, as jobs, one at a time. The original stays; the lighter file is an asset of its own,
 * and the original remembers it (`AssetRef.lighterId`).
 */
import type { JobState } from '#domain/shared/job.ts';
import type { Campaigns } from '../../campaigns/index.ts';
import type { Actor } from '../../context.ts';
import type { Jobs } from '../../jobs/index.ts';
import type { AssetRef, Assets } from '../index.ts';

/** The name of these jobs. */
export const LIGHTEN_KIND = 'lighten';

/** What a finished job tells. `lighter` is the original itself when nothing lighter shows the same. */
export interface LightenDone {
  readonly original: AssetRef;
  readonly lighter: AssetRef;
}

export function makeModels(services: {
  readonly assets: Pick<Assets, 'lighten'>;
  readonly campaigns: Pick<Campaigns, 'open'>;
  readonly jobs: Pick<Jobs, 'start' | 'get' | 'list'>;
}) {
  const { assets, campaigns, jobs } = services;
  /** The job under way for an asset. */
  const jobOf = new Map<string, string>();
  let last: Promise<unknown> = Promise.resolve();

  return {
    /**
     * Starts a job whose data is a `LightenDone`, or answers the one that is under way for this model. A model that
     * was made lighter before is answered at once. @throws DomainError `not_found`, `busy`.
     */
    async start(actor: Actor, campaignId: string, assetId: string): Promise<{ job: string }> {
      await campaigns.open(actor, campaignId);
      const known = jobOf.get(assetId);
      if (known && jobs.get(actor, known).state === 'running') return { job: known };
      const job = jobs.start({
        actor,
        campaignId,
        kind: LIGHTEN_KIND,
        async run({ signal, progress }) {
          const turn = last.then(() => assets.lighten(actor, assetId, { signal, onProgress: progress }));
          last = turn.catch(() => undefined);
          const data: LightenDone = await turn.finally(() => jobOf.delete(assetId));
          return { data };
        },
      });
      jobOf.set(assetId, job);
      return { job };
    },

    /** The jobs under way in a campaign, by asset, so that a page that is opened again takes them up. */
    async running(actor: Actor, campaignId: string): Promise<Record<string, JobState>> {
      await campaigns.open(actor, campaignId);
      const open = jobs.list(actor, campaignId, LIGHTEN_KIND).filter(({ state }) => state === 'running');
      return Object.fromEntries(
        [...jobOf].flatMap(([assetId, id]) => {
          const state = open.find((job) => job.id === id);
          return state ? [[assetId, state]] : [];
        }),
      );
    },
  };
}
