import type { Chapter } from '../story/model.ts';

/** What keeps codes from opening, as a list that a screen can put into words, each entry with its way out. */
export type Gap =
  | { readonly kind: 'no_chapters' }
  | { readonly kind: 'no_codes' }
  | { readonly kind: 'chapter_without_scene'; readonly chapterId: string }
  | { readonly kind: 'scene_unpublished'; readonly sceneId: string; readonly chapterId: string }
  | { readonly kind: 'code_without_target'; readonly count: number };

export interface ReadinessInput {
  readonly chapters: readonly { readonly id: string; readonly doc: Pick<Chapter, 'sceneId'> }[];
  /** Scenes that exist, by id: true when a version is published. */
  readonly published: ReadonlyMap<string, boolean>;
  /** Where each code that is not retired leads: a chapter, something else, or nowhere (null). */
  readonly codes: readonly ({ readonly kind: string; readonly id?: string } | null)[];
}

/**
 * What a passer-by would still find closed if the campaign went live now. A scene that was deleted counts as none.
 * An empty list: every chapter shows a published scene, and every code leads somewhere.
 */
export function openingGaps({ chapters, published, codes }: ReadinessInput): Gap[] {
  const gaps: Gap[] = [];
  if (chapters.length === 0) gaps.push({ kind: 'no_chapters' });
  for (const { id, doc } of chapters) {
    const scene = doc.sceneId === null ? undefined : published.get(doc.sceneId);
    if (doc.sceneId === null || scene === undefined)
      gaps.push({ kind: 'chapter_without_scene', chapterId: id });
    else if (!scene) gaps.push({ kind: 'scene_unpublished', sceneId: doc.sceneId, chapterId: id });
  }
  if (codes.length === 0) gaps.push({ kind: 'no_codes' });
  const chapterIds = new Set(chapters.map(({ id }) => id));
  const lost = codes.filter(
    (target) => target === null || (target.kind === 'chapter' && !chapterIds.has(target.id ?? '')),
  );
  if (lost.length > 0) gaps.push({ kind: 'code_without_target', count: lost.length });
  return gaps;
}
