/**
 * Quick Look: what an iPhone puts into the room with its own viewer. A USDZ is made of every model that a published
 * scene shows through the camera, behind all else and one at a time; publishing does not wait for it, and a page offers
 * it once it is there (docs/decisions/019-quick-look.md).
 */
import type { Campaigns } from '../../campaigns/index.ts';
import type { Scenes } from '../../scenes/index.ts';
import type { Assets } from '../index.ts';
import { type QuickLook, quickLookOf } from './store.ts';

export function makeQuickLooks(
  services: {
    readonly assets: Pick<Assets, 'quickLooks'>;
    readonly campaigns: Pick<Campaigns, 'listAll'>;
    readonly scenes: { readonly versions: Pick<Scenes['versions'], 'newest' | 'find'> };
  },
  /** Hears of a campaign one of whose scenes has a new file. */
  onMade: (campaignId: string) => void,
) {
  const { quickLooks } = services.assets;
  const { versions } = services.scenes;
  /** Published versions never change. */
  const seen = new Set<string>();
  const stop = new AbortController();
  const { signal } = stop;
  let last: Promise<void> = Promise.resolve();

  async function make(campaignId: string, look: QuickLook): Promise<void> {
    if (signal.aborted || quickLooks.isKnown(look)) return;
    if (await quickLooks.make(look, signal)) onMade(campaignId);
  }

  async function lookAt(campaignId: string): Promise<void> {
    for (const { id } of (await versions.newest(campaignId)).values()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const version = await versions.find(id);
      for (const look of version?.scene.blocks.flatMap((block) => quickLookOf(block) ?? []) ?? [])
        queue(() => make(campaignId, look));
    }
  }

  function queue(work: () => Promise<void>): void {
    last = last.then(work).catch((cause: unknown) => {
      // A full disk is tried again when the server starts; that it stops is no news.
      if (!signal.aborted) console.error('no USDZ was made:', cause);
    });
  }

  return {
    /** Makes what the newest published scenes of a campaign lack. */
    follow(campaignId: string): void {
      queue(() => lookAt(campaignId));
    },
    /** Makes what is lacking anywhere: after a restore, or an update of this program. */
    followAll(): void {
      queue(async () => {
        for (const { id } of await services.campaigns.listAll()) await lookAt(id);
      });
    },
    /** When nothing is left to do. */
    async settled(): Promise<void> {
      for (let known: unknown; known !== last; await last) known = last;
    },
    async close(): Promise<void> {
      stop.abort();
      await last;
    },
  };
}
