/**
 * Edits of chapters and posts, pure functions from document to document, and the rules that hold between a post's
 * text and its state. An edit that changes nothing returns the document it was given.
 */

import { findChannel } from '../channel/catalogue.ts';
import { checkPost } from '../channel/check.ts';
import type { MediaKind, PostCheck, PostMedia } from '../channel/model.ts';
import type { Localized } from '../shared/language.ts';
import type { Chapter, Post, PostState } from './model.ts';

export type ChapterEdit = (chapter: Chapter) => Chapter;
export type PostEdit = (post: Post) => Post;

export const setChapterText =
  (key: 'title' | 'question' | 'text', text: Localized): ChapterEdit =>
  (chapter) => ({ ...chapter, [key]: text });

export const setPhase =
  (phaseId: string | null): ChapterEdit =>
  (chapter) =>
    chapter.phaseId === phaseId ? chapter : { ...chapter, phaseId };

export const setScene =
  (sceneId: string | null): ChapterEdit =>
  (chapter) =>
    chapter.sceneId === sceneId ? chapter : { ...chapter, sceneId };

/** Leads to another chapter, once. */
export const addLink =
  (to: string): ChapterEdit =>
  (chapter) =>
    chapter.links.some((link) => link.to === to)
      ? chapter
      : { ...chapter, links: [...chapter.links, { to, callToAction: {} }] };

export const setCallToAction =
  (to: string, callToAction: Localized): ChapterEdit =>
  (chapter) => ({
    ...chapter,
    links: chapter.links.map((link) => (link.to === to ? { ...link, callToAction } : link)),
  });

export const removeLink =
  (to: string): ChapterEdit =>
  (chapter) => ({ ...chapter, links: chapter.links.filter((link) => link.to !== to) });

/** Puts a removed link back where it stood; one that is there already stays. */
export const putLinkBack =
  (link: Chapter['links'][number], at: number): ChapterEdit =>
  (chapter) =>
    chapter.links.some(({ to }) => to === link.to)
      ? chapter
      : { ...chapter, links: chapter.links.toSpliced(at, 0, link) };

/** What a file of this MIME type is to a channel. */
export function mediaKindOf(mime: string): MediaKind {
  if (mime === 'image/gif') return 'gif';
  const kind = mime.split('/')[0];
  return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** Files that a post can refer to, by asset id. */
export type KnownFiles = Readonly<
  Record<string, { readonly mime: string; readonly bytes: number } | undefined>
>;

const attached = (post: Post, files: KnownFiles): PostMedia[] =>
  post.media.flatMap(({ asset, alt }) => {
    const file = files[asset];
    return file ? [{ kind: mediaKindOf(file.mime), bytes: file.bytes, alt }] : [];
  });

/** `checkPost` of a stored post; a file that does not exist any more is not attached. */
export const checkOf = (post: Post, files: KnownFiles): PostCheck =>
  checkPost(post.channel, post.fields, attached(post, files), {}, post.language);

/** States that promise that the post can go out. */
const promising: readonly PostState[] = ['approved', 'posted'];

/** True for http(s) addresses; nothing else may become a link. */
export const isWebAddress = (text: string): boolean => {
  try {
    return ['http:', 'https:'].includes(new URL(text).protocol);
  } catch {
    return false;
  }
};

/**
 * Why the post may not be in the state it has, by field: `blocked` when its channel would refuse it, `permalink` when
 * the address is none. Empty when all is well.
 */
export function stateRefusals(
  post: Post,
  files: KnownFiles,
): Readonly<Record<string, 'blocked' | 'invalid_format'>> {
  return {
    ...(promising.includes(post.state) && checkOf(post, files).blocked ? { state: 'blocked' as const } : {}),
    ...(post.permalink !== '' && !isWebAddress(post.permalink)
      ? { permalink: 'invalid_format' as const }
      : {}),
  };
}

/** Holds the rule while one writes: a post that became too long falls back from approved or posted to review. */
export const heldBack = (post: Post, files: KnownFiles): Post =>
  promising.includes(post.state) && checkOf(post, files).blocked ? { ...post, state: 'review' } : post;

export const setField =
  (key: string, text: string): PostEdit =>
  (post) =>
    (post.fields[key] ?? '') === text ? post : { ...post, fields: { ...post.fields, [key]: text } };

export const setPost =
  <Key extends 'contribution' | 'plannedAt' | 'permalink' | 'language' | 'state'>(
    key: Key,
    value: Post[Key],
  ): PostEdit =>
  (post) =>
    post[key] === value ? post : { ...post, [key]: value };

export const addMedia =
  (asset: string): PostEdit =>
  (post) =>
    post.media.some((item) => item.asset === asset)
      ? post
      : { ...post, media: [...post.media, { asset, alt: '' }] };

export const describeMedia =
  (asset: string, alt: string): PostEdit =>
  (post) => ({ ...post, media: post.media.map((item) => (item.asset === asset ? { asset, alt } : item)) });

export const removeMedia =
  (asset: string): PostEdit =>
  (post) => ({ ...post, media: post.media.filter((item) => item.asset !== asset) });

/** Puts a removed picture back where it stood; one that is there already stays. */
export const putMediaBack =
  (item: Post['media'][number], at: number): PostEdit =>
  (post) =>
    post.media.some(({ asset }) => asset === item.asset)
      ? post
      : { ...post, media: post.media.toSpliced(at, 0, item) };

/** The fields of a post's channel in order; of an unknown channel, those that were written. */
export function fieldsOf(post: Pick<Post, 'channel' | 'fields'>): { key: string; isLong: boolean }[] {
  const channel = findChannel(post.channel);
  return channel
    ? channel.fields.map(({ key, lines }) => ({ key, isLong: lines === 'many' }))
    : Object.keys(post.fields).map((key) => ({ key, isLong: true }));
}
