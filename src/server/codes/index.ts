/**
 * Codes: minted once, never deleted, never re-issued; only where they lead and how they look can change, and
 * every change is kept. One code for each placement and each online post.
 */

import { placement, post } from '#db/schema/documents.ts';
import { findChannel } from '#domain/channel/catalogue.ts';
import { type Bearer, type Code, mintCode, type Target } from '#domain/code/model.ts';
import { placementSchema } from '#domain/place/schema.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import { postSchema } from '#domain/story/schema.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Actor, Context } from '../context.ts';
import { makeDocumentStore } from '../documents.ts';
import { type CodeChange, makeCodeStore, type StoredCode } from './store.ts';
import type { Styles } from './styles/index.ts';

export { type CodeChange, type CodeStore, makeCodeStore, type StoredCode } from './store.ts';

export function makeCodes(
  context: Context,
  campaigns: Campaigns,
  onChange: (campaignId: string) => Promise<void>,
  styles: Styles,
) {
  const store = makeCodeStore(context);
  const bearers = {
    placement: makeDocumentStore(context, placement, placementSchema, 'placement'),
    post: makeDocumentStore(context, post, postSchema, 'post'),
  };

  return {
    store,

    async list(actor: Actor, campaignId: string): Promise<StoredCode[]> {
      await campaigns.open(actor, campaignId);
      return store.list(campaignId);
    },
    /** Those of `ids` that are the campaign's, by id. */
    async pick(
      actor: Actor,
      campaignId: string,
      ids: readonly string[],
    ): Promise<ReadonlyMap<string, StoredCode>> {
      await campaigns.open(actor, campaignId);
      return store.pick(campaignId, ids);
    },
    async get(actor: Actor, campaignId: string, id: string): Promise<StoredCode> {
      await campaigns.open(actor, campaignId);
      return store.get(campaignId, id);
    },
    async history(actor: Actor, campaignId: string, id: string): Promise<CodeChange[]> {
      await campaigns.open(actor, campaignId);
      await store.get(campaignId, id);
      return store.history(id);
    },
    /**
     * The bearer's code, minted at the first call. @throws DomainError `not_found` for a foreign bearer, `invalid`
     * for a post that is printed: its print bears the code.
     */
    async mint(
      actor: Actor,
      campaignId: string,
      bearer: Bearer,
      otherwise: Target | null,
    ): Promise<StoredCode> {
      await campaigns.open(actor, campaignId);
      const existing = await store.findByBearer(bearer);
      if (existing) {
        if (existing.campaignId !== campaignId) throw new DomainError('not_found', { what: 'bearer' });
        return existing;
      }
      if (bearer.kind === 'placement') await bearers.placement.get(campaignId, bearer.id);
      else {
        const { doc } = await bearers.post.get(campaignId, bearer.id);
        if (findChannel(doc.channel)?.isOnline === false)
          throw new DomainError('invalid', { what: 'bearer' });
      }
      const doc: Code = { schema: 1, style: defaultStyle, rules: [], otherwise, retired: false };
      const code = await store.create({
        id: newId('cod'),
        campaignId,
        bearer,
        doc,
        by: actor.userId,
        mint: mintCode,
      });
      await onChange(campaignId);
      return code;
    },
    /** @throws DomainError `conflict`; `not_allowed` (reason `style_locked`) for what a locked style does not leave open. */
    async save(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Code,
    ): Promise<StoredCode> {
      await campaigns.open(actor, campaignId);
      styles.check(actor, (await store.get(campaignId, id)).doc, doc);
      const saved = await store.save(campaignId, id, baseVersion, doc, actor.userId);
      await onChange(campaignId);
      return saved;
    },
  };
}
