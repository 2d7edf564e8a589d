/** Stories: chapters and posts. A post belongs to a chapter and a channel; an online post gets its own code. */

import { chapter, post } from '#db/schema/documents.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import { checkOf, stateRefusals } from '#domain/story/commands.ts';
import {
  inOrder,
  layMatrix,
  type MatrixGroup,
  placed,
  type Studied,
  studyPost,
} from '#domain/story/matrix.ts';
import { type Chapter, newChapter, newPost, type Post } from '#domain/story/model.ts';
import { chapterSchema, postSchema } from '#domain/story/schema.ts';
import type { Assets } from '../assets/index.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Actor, Context } from '../context.ts';
import { makeDocumentStore } from '../documents.ts';

/** Posts whose counts are kept, so that a large matrix is not counted again for each look at it. */
const MAX_KEPT = 5_000;

export type Stories = ReturnType<typeof makeStories>;

/** `onChange` is told the campaign whose chapters changed, since codes lead to chapters. */
export function makeStories(
  context: Context,
  campaigns: Campaigns,
  onChange: (campaignId: string) => Promise<void>,
  assets: Pick<Assets, 'refs'>,
) {
  const chapters = makeDocumentStore(context, chapter, chapterSchema, 'chapter');
  const posts = makeDocumentStore(context, post, postSchema, 'post');

  const kept = new Map<string, Studied>();

  const filesOf = (docs: readonly Post[]) =>
    assets.refs([...new Set(docs.flatMap(({ media }) => media.map(({ asset }) => asset)))]);

  return {
    /** The stores themselves, for the import and the route map, which act on no one's behalf. */
    chapters,
    posts,

    async listChapters(actor: Actor, campaignId: string): Promise<Stored<Chapter>[]> {
      await campaigns.open(actor, campaignId);
      return chapters.list(campaignId);
    },
    async getChapter(actor: Actor, campaignId: string, id: string): Promise<Stored<Chapter>> {
      await campaigns.open(actor, campaignId);
      return chapters.get(campaignId, id);
    },
    async createChapter(actor: Actor, campaignId: string, start: Partial<Chapter>): Promise<Stored<Chapter>> {
      await campaigns.open(actor, campaignId);
      return chapters.create(campaignId, newId('chp'), { ...newChapter(null), ...start });
    },
    async saveChapter(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Chapter,
    ): Promise<Stored<Chapter>> {
      await campaigns.open(actor, campaignId);
      const saved = await chapters.save(campaignId, id, baseVersion, doc);
      await onChange(campaignId);
      return saved;
    },
    /**
     * Puts a chapter into a phase, before another one or at that phase's end (`beforeId` null). The others keep
     * their order. @throws DomainError `invalid` for a phase that the campaign does not have.
     */
    async placeChapter(
      actor: Actor,
      campaignId: string,
      move: { id: string; phaseId: string | null; beforeId: string | null },
    ): Promise<Stored<Chapter>> {
      const { doc } = await campaigns.open(actor, campaignId);
      if (move.phaseId !== null && !doc.phases.some(({ id }) => id === move.phaseId)) {
        throw new DomainError('invalid', { fields: { phaseId: 'invalid_value' } });
      }
      const all = inOrder(doc.phases, await chapters.list(campaignId));
      const current = await chapters.get(campaignId, move.id);
      const ids = placed(doc.phases, all, move);
      const saved =
        current.doc.phaseId === move.phaseId
          ? current
          : await chapters.save(campaignId, move.id, current.version, {
              ...current.doc,
              phaseId: move.phaseId,
            });
      await chapters.order(campaignId, ids);
      return saved;
    },
    async orderChapters(actor: Actor, campaignId: string, ids: readonly string[]): Promise<void> {
      await campaigns.open(actor, campaignId);
      await chapters.order(campaignId, ids);
    },
    async trashChapter(actor: Actor, campaignId: string, id: string): Promise<void> {
      await campaigns.open(actor, campaignId);
      await chapters.trash(campaignId, id);
      await onChange(campaignId);
    },
    async restoreChapter(actor: Actor, campaignId: string, id: string): Promise<Stored<Chapter>> {
      await campaigns.open(actor, campaignId);
      const restored = await chapters.restore(campaignId, id);
      await onChange(campaignId);
      return restored;
    },

    /** All chapters and posts as the matrix shows them, likeness and limits included. */
    async matrix(actor: Actor, campaignId: string): Promise<MatrixGroup[]> {
      const { doc } = await campaigns.open(actor, campaignId);
      const [allChapters, allPosts] = [await chapters.list(campaignId), await posts.list(campaignId)];
      const files = await filesOf(allPosts.map((stored) => stored.doc));
      return layMatrix(doc.phases, allChapters, allPosts, (stored) => {
        const key = `${stored.id} ${stored.version}`;
        const found = kept.get(key);
        if (found) return found;
        const studied = studyPost(stored.doc, checkOf(stored.doc, files));
        if (kept.size >= MAX_KEPT) kept.clear();
        kept.set(key, studied);
        return studied;
      });
    },

    async listPosts(actor: Actor, campaignId: string): Promise<Stored<Post>[]> {
      await campaigns.open(actor, campaignId);
      return posts.list(campaignId);
    },
    async getPost(actor: Actor, campaignId: string, id: string): Promise<Stored<Post>> {
      await campaigns.open(actor, campaignId);
      return posts.get(campaignId, id);
    },
    async createPost(
      actor: Actor,
      campaignId: string,
      input: { chapterId: string; channel: string; language: string },
    ): Promise<Stored<Post>> {
      await campaigns.open(actor, campaignId);
      await chapters.get(campaignId, input.chapterId);
      return posts.create(campaignId, newId('pst'), newPost(input.chapterId, input.channel, input.language));
    },
    /**
     * @throws DomainError `invalid` with `fields` when the post is approved or posted though its channel would
     * refuse it, when its permalink is no web address, or when it would leave its channel or its campaign's chapters.
     */
    async savePost(
      actor: Actor,
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Post,
    ): Promise<Stored<Post>> {
      await campaigns.open(actor, campaignId);
      const current = await posts.get(campaignId, id);
      const refusals: Record<string, string> = { ...stateRefusals(doc, await filesOf([doc])) };
      if (doc.channel !== current.doc.channel) refusals['channel'] = 'invalid_value';
      if (doc.chapterId !== current.doc.chapterId && !(await chapters.find(campaignId, doc.chapterId))) {
        refusals['chapterId'] = 'invalid_value';
      }
      if (Object.keys(refusals).length > 0) throw new DomainError('invalid', { fields: refusals });
      return posts.save(campaignId, id, baseVersion, doc);
    },
    async trashPost(actor: Actor, campaignId: string, id: string): Promise<void> {
      await campaigns.open(actor, campaignId);
      await posts.trash(campaignId, id);
    },
    async restorePost(actor: Actor, campaignId: string, id: string): Promise<Stored<Post>> {
      await campaigns.open(actor, campaignId);
      return posts.restore(campaignId, id);
    },
  };
}
