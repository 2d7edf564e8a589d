import type { Bearer } from '#domain/code/model.ts';
import type { Place, Placement } from '#domain/place/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { pick } from '#domain/shared/language.ts';
import type { Post } from '#domain/story/model.ts';
import { fill, type Lang } from '../text.ts';
import { channelName } from './channel.ts';
import { placesTexts } from './places.ts';

const texts = {
  en: { atPlace: '{medium} at {place}', postOn: 'Post on {channel}', gone: 'in the trash' },
  de: { atPlace: '{medium}, {place}', postOn: 'Beitrag auf {channel}', gone: 'im Papierkorb' },
} as const;

/** What a campaign's codes can be borne by, and where. `languages` are the campaign's. */
export interface Bearers {
  readonly places: readonly Stored<Place>[];
  readonly placements: readonly Stored<Placement>[];
  readonly posts: readonly Stored<Post>[];
  readonly languages: readonly string[];
}

/** The name of a place in the studio's language, null when it has none. */
export function placeName(
  lang: Lang,
  { places, languages }: Pick<Bearers, 'places' | 'languages'>,
  placeId: string | null,
): string | null {
  const place = places.find(({ id }) => id === placeId);
  return place ? pick(place.doc.name, lang, languages).text || null : null;
}

/** A printed thing in words: "Poster at pier 4"; without a place its own name, else its medium. */
export function placementWords(
  lang: Lang,
  { placeId, medium: key, name }: Placement,
  where: Pick<Bearers, 'places' | 'languages'>,
): string {
  const medium = placesTexts[lang][`medium_${key}`];
  const place = placeName(lang, where, placeId);
  return place ? fill(texts[lang].atPlace, { medium, place }) : name || medium;
}

/** What bears a code, in words: "Poster at pier 4", "Post on Bluesky". */
export function bearerWords(lang: Lang, bearer: Bearer, all: Bearers): string {
  if (bearer.kind === 'placement') {
    const placement = all.placements.find(({ id }) => id === bearer.id);
    return placement ? placementWords(lang, placement.doc, all) : texts[lang].gone;
  }
  const post = all.posts.find(({ id }) => id === bearer.id);
  return post ? fill(texts[lang].postOn, { channel: channelName(lang, post.doc.channel) }) : texts[lang].gone;
}
