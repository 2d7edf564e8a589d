import type { Target } from '#domain/code/model.ts';
import { type Scene, standsOnCode } from '#domain/scene/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { pick } from '#domain/shared/language.ts';
import type { Chapter } from '#domain/story/model.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { fill, type Lang } from '#i18n/text.ts';

/** A chapter a code can lead to; `number` counts from 1 in the story's order. */
export interface ChapterChoice {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly sceneId: string | null;
}

export interface SceneChoice {
  readonly id: string;
  readonly title: string;
  readonly published: boolean;
  /** Whether something of it stands on the scanned code. */
  readonly standsOnCode: boolean;
}

export interface TargetChoices {
  readonly chapters: readonly ChapterChoice[];
  readonly scenes: readonly SceneChoice[];
}

/** The campaign's chapters and scenes as the targets editor and the tables need them. */
export function targetChoices(
  chapters: readonly Stored<Chapter>[],
  scenes: readonly (Stored<Scene> & { readonly published: unknown })[],
  lang: Lang,
  languages: readonly string[],
): TargetChoices {
  const t = codesTexts[lang];
  const titleOf = (title: Chapter['title']): string => pick(title, lang, languages).text || t.untitled;
  return {
    chapters: chapters.map(({ id, doc }, index) => ({
      id,
      number: index + 1,
      title: titleOf(doc.title),
      sceneId: doc.sceneId,
    })),
    scenes: scenes.map(({ id, doc, published }) => ({
      id,
      title: titleOf(doc.title),
      published: Boolean(published),
      standsOnCode: standsOnCode(doc),
    })),
  };
}

/** A target in words: `2 The oil ledger`, `Scene “Lamp”`, `example.org/page`, or what is missing. */
export function targetWords(target: Target | null, { chapters, scenes }: TargetChoices, lang: Lang): string {
  const t = codesTexts[lang];
  if (!target) return t.target_none;
  if (target.kind === 'url') return target.url.replace(/^https:\/\//, '').replace(/\/$/, '');
  if (target.kind === 'chapter') {
    const chapter = chapters.find(({ id }) => id === target.id);
    return chapter ? fill(t.target_chapter, { n: chapter.number, title: chapter.title }) : t.target_deleted;
  }
  const scene = scenes.find(({ id }) => id === target.id);
  return scene ? fill(t.target_scene, { title: scene.title }) : t.target_deleted;
}
