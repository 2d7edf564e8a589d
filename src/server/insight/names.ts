import type { Bearer } from '#domain/code/model.ts';
import type { Place, Placement } from '#domain/place/model.ts';
import { leadsOf, type Scene } from '#domain/scene/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { type Language, type Localized, pick } from '#domain/shared/language.ts';
import type { Chapter, Post } from '#domain/story/model.ts';
import { channelName } from '#i18n/studio/channel.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import type { CodeStore } from '../codes/index.ts';
import type { Places } from '../places/index.ts';
import type { Scenes } from '../scenes/index.ts';
import type { Stories } from '../stories/index.ts';

/** What the ids in the ledger belong to. */
export interface Named {
  readonly codes: readonly { readonly id: string; readonly letters: string; readonly bearer: Bearer }[];
  readonly places: readonly Stored<Place>[];
  readonly placements: readonly Stored<Placement>[];
  readonly chapters: readonly Stored<Chapter>[];
  readonly posts: readonly Stored<Post>[];
  readonly versions: readonly { readonly id: string; readonly scene: Scene }[];
}

/** Reads everything that has a name in a campaign. */
export async function readNamed(
  services: {
    readonly codes: { readonly store: CodeStore };
    readonly places: Places;
    readonly stories: Stories;
    readonly scenes: Scenes;
  },
  campaignId: string,
): Promise<Named> {
  const { codes, places, stories, scenes } = services;
  const [allCodes, allPlaces, placements, chapters, posts, versions] = await Promise.all([
    codes.store.list(campaignId),
    places.places.list(campaignId),
    places.placements.list(campaignId),
    stories.chapters.list(campaignId),
    stories.posts.list(campaignId),
    scenes.versions.list(campaignId),
  ]);
  return { codes: allCodes, places: allPlaces, placements, chapters, posts, versions };
}

/**
 * The name behind each id of the ledger, by id: codes (by what bears them), placements, posts, places, chapters,
 * channels and media, frozen scenes, their choices and links. What was deleted or has no name is missing.
 * Names are one line each.
 */
export function namesOf(
  { codes, places, placements, chapters, posts, versions }: Named,
  lang: Lang,
  languages: readonly Language[],
): Record<string, string> {
  const names: Record<string, string> = {};
  const read = (text: Localized): string => pick(text, lang, languages).text;
  const put = (id: string, name: string | undefined): void => {
    const line = (name ?? '').replace(/\s+/g, ' ').trim();
    if (line !== '') names[id] = line;
  };
  const media: Readonly<Record<string, string>> = placesTexts[lang];
  const nameChannel = (id: string): string => {
    const name = media[`medium_${id}`] ?? channelName(lang, id);
    put(id, name);
    return name;
  };
  for (const { id, doc } of places) put(id, read(doc.name));
  for (const { id, doc } of chapters) put(id, read(doc.title));
  const join = (...parts: readonly (string | undefined | null | false)[]): string =>
    parts.filter(Boolean).join(', ');
  for (const { id, doc } of placements)
    put(id, join(doc.placeId ? names[doc.placeId] : doc.name, nameChannel(doc.medium)));
  for (const { id, doc } of posts)
    put(id, join(names[doc.chapterId], nameChannel(doc.channel), languages.length > 1 && doc.language));
  for (const { id, letters, bearer } of codes) put(id, names[bearer.id] ?? letters);
  for (const { id, scene } of versions) {
    put(id, read(scene.title));
    for (const block of scene.blocks) {
      if (block.type === 'link') put(block.id, read(block.label) || block.url);
      for (const lead of leadsOf(block)) put(lead.id, read(lead.label));
    }
  }
  return names;
}
