import { z } from 'zod';
import { idPattern } from '#domain/shared/id.ts';
import { MAX_MARKDOWN_CHARS, renderMarkdown } from '#domain/shared/markdown.ts';
import { chapterSchema, postSchema } from '#domain/story/schema.ts';
import { action } from './action.ts';

const campaignId = z.string().regex(idPattern('cmp'));
const chapterId = z.string().regex(idPattern('chp'));
const postId = z.string().regex(idPattern('pst'));
const baseVersion = z.number().int().min(1);

export const story = {
  createChapter: action(z.strictObject({ campaignId, start: chapterSchema.partial() }), (app, actor, input) =>
    app.stories.createChapter(actor, input.campaignId, input.start as never),
  ),
  saveChapter: action(
    z.strictObject({ campaignId, id: chapterId, baseVersion, doc: chapterSchema }),
    (app, actor, input) =>
      app.stories.saveChapter(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  placeChapter: action(
    z.strictObject({
      campaignId,
      id: chapterId,
      phaseId: z.string().regex(idPattern('phs')).nullable(),
      beforeId: chapterId.nullable(),
    }),
    (app, actor, { campaignId: campaign, ...move }) => app.stories.placeChapter(actor, campaign, move),
  ),
  /** Author text as phones will show it: safe HTML. */
  preview: action(
    z.strictObject({ text: z.string().max(MAX_MARKDOWN_CHARS) }),
    async (_app, _actor, { text }) => ({
      html: renderMarkdown(text),
    }),
  ),
  orderChapters: action(
    z.strictObject({ campaignId, ids: z.array(chapterId).max(1_000) }),
    async (app, actor, input) => {
      await app.stories.orderChapters(actor, input.campaignId, input.ids);
      return { done: true };
    },
  ),
  trashChapter: action(z.strictObject({ campaignId, id: chapterId }), async (app, actor, input) => {
    await app.stories.trashChapter(actor, input.campaignId, input.id);
    return { done: true };
  }),
  restoreChapter: action(z.strictObject({ campaignId, id: chapterId }), (app, actor, input) =>
    app.stories.restoreChapter(actor, input.campaignId, input.id),
  ),
  createPost: action(
    z.strictObject({
      campaignId,
      chapterId,
      channel: z.string().max(30),
      language: z.string().regex(/^[a-z]{2}$/),
    }),
    (app, actor, { campaignId: id, ...input }) => app.stories.createPost(actor, id, input),
  ),
  savePost: action(
    z.strictObject({ campaignId, id: postId, baseVersion, doc: postSchema }),
    (app, actor, input) =>
      app.stories.savePost(actor, input.campaignId, input.id, input.baseVersion, input.doc),
  ),
  trashPost: action(z.strictObject({ campaignId, id: postId }), async (app, actor, input) => {
    await app.stories.trashPost(actor, input.campaignId, input.id);
    return { done: true };
  }),
  restorePost: action(z.strictObject({ campaignId, id: postId }), (app, actor, input) =>
    app.stories.restorePost(actor, input.campaignId, input.id),
  ),
};
