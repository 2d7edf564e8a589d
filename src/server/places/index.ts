/** Places and placements: where the story stands in the world, and what is printed there. */

import { place, placement } from '#db/schema/documents.ts';
import { type Medium, newPlace, newPlacement, type Place, type Placement } from '#domain/place/model.ts';
import { placementSchema, placeSchema, upgradePlacement } from '#domain/place/schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { AssetRef, Assets } from '../assets/index.ts';
import type { Campaigns } from '../campaigns/index.ts';
import { makeCodeStore } from '../codes/index.ts';
import type { Actor, Context } from '../context.ts';
import { makeDocumentStore } from '../documents.ts';
import { type LifeServices, makeLife } from './life.ts';

export type Places = ReturnType<typeof makePlaces>;

export function makePlaces(
  context: Context,
  campaigns: Campaigns,
  onChange: (campaignId: string) => Promise<void>,
  assets: Assets,
  outside: Pick<LifeServices, 'origins' | 'findRoute' | 'readPhoto'>,
) {
  const places = makeDocumentStore(context, place, placeSchema, 'place');
  const placements = makeDocumentStore(context, placement, placementSchema, 'placement', upgradePlacement);
  const codes = makeCodeStore(context);
  const life = makeLife(context, { campaigns, placements, codes, assets, ...outside });

  /** @throws DomainError `code_in_use` with the letters of those codes on `placementIds` that still work. */
  async function refuseWhileInUse(campaignId: string, placementIds: readonly string[]): Promise<void> {
    const printed = new Set(placementIds);
    const letters = (await codes.list(campaignId))
      .filter(({ bearer, doc }) => bearer.kind === 'placement' && printed.has(bearer.id) && !doc.retired)
      .map((code) => code.letters);
    if (letters.length > 0) throw new DomainError('code_in_use', { letters });
  }

  return {
    places,
    placements,
    life,

    async list(
      actor: Actor,
      campaignId: string,
    ): Promise<{ places: Stored<Place>[]; placements: Stored<Placement>[] }> {
      await campaigns.open(actor, campaignId);
      return { places: await places.list(campaignId), placements: await placements.list(campaignId) };
    },
    /**
     * Sets what the map of places is drawn on, or takes it off with null.
     * @returns the new plan. @throws DomainError `not_found` for what is no plan of this workspace.
     */
    async setPlan(actor: Actor, campaignId: string, plan: string | null): Promise<AssetRef | null> {
      const { version, doc } = await campaigns.open(actor, campaignId);
      const ref = plan === null ? null : (await assets.list(actor)).find(({ id }) => id === plan);
      if (ref === undefined || (ref && ref.mime !== 'application/json')) {
        throw new DomainError('not_found', { what: 'plan' });
      }
      await campaigns.save(actor, campaignId, version, { ...doc, planAsset: plan });
      return ref;
    },
    async createPlace(
      actor: Actor,
      campaignId: string,
      input: Pick<Place, 'latitudeDeg' | 'longitudeDeg'> & Partial<Place>,
    ): Promise<Stored<Place>> {
      await campaigns.open(actor, campaignId);
      const doc = { ...newPlace(input.latitudeDeg, input.longitudeDeg), ...input };
      return places.create(campaignId, newId('plc'), doc);
    },
    async savePlace(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Place,
    ): Promise<Stored<Place>> {
      await campaigns.open(actor, campaignId);
      return places.save(campaignId, id, baseVersion, doc);
    },
    /** Refused (`code_in_use`) while something hangs there whose code still works: move it or retire its code. */
    async trashPlace(actor: Actor, campaignId: string, id: string): Promise<void> {
      await campaigns.open(actor, campaignId);
      const there = (await placements.list(campaignId)).filter(({ doc }) => doc.placeId === id);
      await refuseWhileInUse(
        campaignId,
        there.map((placement) => placement.id),
      );
      await places.trash(campaignId, id);
      await onChange(campaignId);
    },
    async restorePlace(actor: Actor, campaignId: string, id: string): Promise<Stored<Place>> {
      await campaigns.open(actor, campaignId);
      const restored = await places.restore(campaignId, id);
      await onChange(campaignId);
      return restored;
    },
    async createPlacement(
      actor: Actor,
      campaignId: string,
      input: { medium: Medium; placeId: string | null } & Partial<Placement>,
    ): Promise<Stored<Placement>> {
      await campaigns.open(actor, campaignId);
      const doc = { ...newPlacement(input.medium, input.placeId), ...input };
      if (doc.artwork) await assets.makePoster(actor.workspaceId, doc.artwork.assetId);
      return placements.create(campaignId, newId('plm'), doc);
    },
    async getPlacement(actor: Actor, campaignId: string, id: string): Promise<Stored<Placement>> {
      await campaigns.open(actor, campaignId);
      return placements.get(campaignId, id);
    },
    /** @throws DomainError `conflict`, or `not_found` for an artwork that is no picture of this workspace. */
    async savePlacement(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Placement,
    ): Promise<Stored<Placement>> {
      await campaigns.open(actor, campaignId);
      if (doc.artwork) await assets.makePoster(actor.workspaceId, doc.artwork.assetId);
      const saved = await placements.save(campaignId, id, baseVersion, doc);
      await onChange(campaignId);
      return saved;
    },
    /** Refused (`code_in_use`) while its code still works. */
    async trashPlacement(actor: Actor, campaignId: string, id: string): Promise<void> {
      await campaigns.open(actor, campaignId);
      await refuseWhileInUse(campaignId, [id]);
      await placements.trash(campaignId, id);
      await onChange(campaignId);
    },
    async restorePlacement(actor: Actor, campaignId: string, id: string): Promise<Stored<Placement>> {
      await campaigns.open(actor, campaignId);
      const restored = await placements.restore(campaignId, id);
      await onChange(campaignId);
      return restored;
    },
  };
}
