import type { z } from 'zod';
import type { chapterSchema, postSchema } from './schema.ts';

/** One part of the story. */
export type Chapter = z.infer<typeof chapterSchema>;
/** A chapter told on one channel, in one language. */
export type Post = z.infer<typeof postSchema>;
export type PostState = Post['state'];

export const newChapter = (phaseId: string | null): Chapter => ({
  schema: 1,
  phaseId,
  title: {},
  question: {},
  text: {},
  links: [],
  sceneId: null,
});

export const newPost = (chapterId: string, channel: string, language: string): Post => ({
  schema: 1,
  chapterId,
  channel,
  language,
  fields: {},
  contribution: '',
  media: [],
  state: 'draft',
  plannedAt: null,
  permalink: '',
});
