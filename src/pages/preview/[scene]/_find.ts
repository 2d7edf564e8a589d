import { DomainError } from '#domain/shared/error.ts';
import { findOption, type PlayableVersion } from '#server/scenes/index.ts';

/** The draft that the address names, for staff of its workspace; null for everybody else. */
export async function findDraft(
  { app, actor }: Pick<App.Locals, 'app' | 'actor'>,
  sceneId: string,
): Promise<PlayableVersion | null> {
  if (!actor) return null;
  try {
    return await app.scenes.preview(actor, sceneId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}

/** The scene whose draft a choice leads to; null when it ends the story, or nothing is there. */
export async function sceneAfter(
  { app, actor }: Pick<App.Locals, 'app' | 'actor'>,
  version: PlayableVersion,
  optionId: string,
): Promise<string | null> {
  if (!actor) return null;
  const target = findOption(version.scene, optionId)?.option.target;
  if (target?.kind === 'scene') return target.id;
  if (target?.kind !== 'chapter') return null;
  const chapters = await app.stories.listChapters(actor, version.campaign.id);
  return chapters.find(({ id }) => id === target.id)?.doc.sceneId ?? null;
}
