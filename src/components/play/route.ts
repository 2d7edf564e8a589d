import type { APIContext } from 'astro';
import { DomainError } from '#domain/shared/error.ts';
import { negotiate } from '#domain/shared/language.ts';
import type { PlayableVersion } from '#server/scenes/index.ts';
import { type PassageView, viewPassage } from './passage.ts';

/**
 * What a play page shows: the passage `at` of a version in the language that was asked for (`?lang`, else
 * Accept-Language, else the campaign's first). Null when there is no such version, scene or block.
 */
export async function findPassage(
  { params, url, request, locals }: Pick<APIContext, 'params' | 'url' | 'request' | 'locals'>,
  at: string,
): Promise<{ version: PlayableVersion; view: PassageView } | null> {
  const version = await findVersion(locals.app, params['version'] ?? '');
  if (!version) return null;
  if (params['scene'] !== undefined && params['scene'] !== version.sceneId) return null;
  const { languages } = version.campaign;
  const language = negotiate(languages, url.searchParams.get('lang'), request.headers.get('accept-language'));
  const view = viewPassage(version, at, language);
  return view && { version, view };
}

async function findVersion({ scenes }: App.Locals['app'], id: string): Promise<PlayableVersion | null> {
  try {
    return await scenes.getVersion(id);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return null;
    throw error;
  }
}
