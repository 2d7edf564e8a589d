/** Campaigns in and out: a bundle becomes a campaign of a workspace, a campaign becomes a bundle. */
import { readFile } from 'node:fs/promises';
import type { AssetEntry, AssetType, Bundle } from '#domain/campaign/bundle.ts';
import { type ImportNote, remap } from '#domain/campaign/remap.ts';
import { mintCode } from '#domain/code/model.ts';
import { newId } from '#domain/shared/id.ts';
import { type Assets, assetsOfBundle } from '../assets/index.ts';
import type { CodeStore } from '../codes/store.ts';
import type { Context } from '../context.ts';
import { found } from '../context.ts';
import type { Places } from '../places/index.ts';
import type { Scenes } from '../scenes/index.ts';
import type { Stories } from '../stories/index.ts';
import { readBundle, writeBundle } from './bundle/index.ts';
import type { Campaigns } from './index.ts';
import { insertCampaign } from './transfer-store.ts';

export interface Imported {
  readonly campaignId: string;
  readonly notes: readonly ImportNote[];
}

export function makeTransfer(
  context: Context,
  services: {
    campaigns: Campaigns;
    stories: Stories;
    places: Places;
    scenes: Scenes;
    codes: CodeStore;
    assets: Assets;
  },
  onChange: (campaignId: string) => Promise<void>,
) {
  let last: Promise<unknown> = Promise.resolve();

  async function importOne(workspaceId: string, source: string | Uint8Array, by: string): Promise<Imported> {
    const opened = await readBundle(source);
    const brought: AssetEntry[] = [];
    try {
      const { bundle, notes } = remap(opened.bundle, newId);
      const known = await services.assets.refs(bundle.assets.map(({ id }) => id));
      brought.push(...bundle.assets.filter(({ id }) => !(id in known)));
      await services.assets.adopt(workspaceId, bundle.assets, opened.readAsset);
      const campaignId = newId('cmp');
      await insertCampaign(context, bundle, { id: campaignId, workspaceId, by, mint: mintCode });
      for (const { doc } of bundle.placements) {
        // Without its small picture phones follow the code alone.
        if (doc.artwork)
          await services.assets.makePoster(workspaceId, doc.artwork.assetId).catch(() => undefined);
      }
      await onChange(campaignId);
      return { campaignId, notes };
    } catch (cause) {
      await services.assets.discard(brought);
      throw cause;
    } finally {
      await opened.close();
    }
  }

  return {
    /**
     * Imports a bundle (a zip file's path or bytes, or a folder in the same layout) as a new campaign with new
     * ids and new codes; one import at a time. @throws DomainError `bundle_invalid`; nothing is stored then.
     */
    importBundle(workspaceId: string, source: string | Uint8Array, by: string): Promise<Imported> {
      const turn = last.then(() => importOne(workspaceId, source, by));
      last = turn.catch(() => undefined);
      return turn;
    },

    /** Writes a campaign as a zip. */
    async exportBundle(campaignId: string, stream: NodeJS.WritableStream): Promise<void> {
      const { campaigns, stories, places, scenes, codes, assets } = services;
      const campaign = found(await campaigns.find(campaignId), 'campaign');
      const [chapters, posts, allPlaces, placements, lives, drafts, versions, allCodes] = await Promise.all([
        stories.chapters.list(campaignId),
        stories.posts.list(campaignId),
        places.places.list(campaignId),
        places.placements.list(campaignId),
        places.life.store.list(campaignId),
        scenes.drafts.list(campaignId),
        scenes.versions.newest(campaignId),
        codes.list(campaignId),
      ]);
      const documents = {
        campaign: campaign.doc,
        chapters: chapters.map(({ id, doc }) => ({ id, doc })),
        posts: posts.map(({ id, doc }) => ({ id, doc })),
        places: allPlaces.map(({ id, doc }) => ({ id, doc })),
        placements: placements.map(({ id, doc }) => ({
          id,
          doc,
          // Who did it stays here: people are no part of a campaign's content.
          events: (lives[id] ?? []).map(({ by: _by, byName: _name, ...event }) => event),
        })),
        codes: allCodes.map(({ id, bearer, doc }) => ({ id, bearer, doc })),
        scenes: drafts.map(({ id, doc }) => ({ id, doc, published: versions.has(id) })),
      };
      const refs = await assets.refs(await assets.withKin(assetsOfBundle(documents)));
      const entries: AssetEntry[] = Object.values(refs).map((ref) => ({
        id: ref.id,
        file: ref.url.slice(1),
        mime: ref.mime as AssetType,
        name: ref.name,
        width: ref.width,
        height: ref.height,
        ...(ref.lighterId === null ? {} : { lighterId: ref.lighterId }),
        ...(ref.model === null ? {} : { model: ref.model }),
      }));
      const bundle: Bundle = { exportedAt: context.clock(), ...documents, assets: entries };
      await writeBundle(bundle, (id) => readFile(assets.file(found(refs[id], 'asset'))), stream);
    },
  };
}
