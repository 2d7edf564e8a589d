/** Stories: chapters and posts. A post belongs to a chapter and a channel; an online post gets its own code. */
import { type Chapter, newChapter, newPost, type Post } from '#domain/story/model.ts';
import { chapterSchema, postSchema } from '#domain/story/schema.ts';
import { chapter, post } from '#db/schema/documents.ts';
import type { Stored } from '#domain/shared/document.ts';
import { newId } from '#domain/shared/id.ts';
import type { Campaigns } from '../campaigns/index.ts';
import type { Actor, Context } from '../context.ts';
import { makeDocumentStore } from '../documents.ts';

export type Stories = ReturnType<typeof makeStories>;

/** `onChange` is told the campaign whose chapters changed, since codes lead to chapters. */
export function makeStories(context: Context, campaigns: Campaigns, onChange: (campaignId: string) => Promise<void>) {
  const chapters = makeDocumentStore(context, chapter, chapterSchema, 'chapter');
  const posts = makeDocumentStore(context, post, postSchema, 'post');

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
    async saveChapter(actor: Actor, campaignId: string, id: string, baseVersion: number, doc: Chapter): Promise<Stored<Chapter>> {
      await campaigns.open(actor, campaignId);
      const saved = await chapters.save(campaignId, id, baseVersion, doc);
      await onChange(campaignId);
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
    async savePost(actor: Actor, campaignId: string, id: string, baseVersion: number, doc: Post): Promise<Stored<Post>> {
      await campaigns.open(actor, campaignId);
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
