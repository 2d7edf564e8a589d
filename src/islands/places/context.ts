import type { Place } from '#domain/place/model.ts';
import { pick } from '#domain/shared/language.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';

/** What every part of the page needs to know of the campaign. */
export interface PlacesContext {
  readonly campaignId: string;
  readonly languages: readonly string[];
  readonly timeZone: string;
  /** The campaign has ended: what hangs comes down. */
  readonly over: boolean;
  readonly chapters: readonly { readonly id: string; readonly label: string }[];
  /** Posts on printed channels. */
  readonly posts: readonly {
    readonly id: string;
    readonly channel: string;
    readonly chapterId: string;
    readonly label: string;
  }[];
}

/** The place's name as the studio shows it. */
export const nameOf = (place: Place, lang: Lang, languages: readonly string[]): string =>
  pick(place.name, lang, languages).text || place.address || placesTexts[lang].unnamed;
