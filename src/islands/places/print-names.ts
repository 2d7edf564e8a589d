import type { Place, Placement } from '#domain/place/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import { nameOf } from './context.ts';

/** What a print is called where it stands for itself: medium, note and place. */
export function printName(
  lang: Lang,
  languages: readonly string[],
  print: Placement,
  place: Place | null,
): string {
  const t = placesTexts[lang];
  const where = place ? nameOf(place, lang, languages) : '';
  return [t[`medium_${print.medium}`], print.name, where].filter(Boolean).join(' · ');
}

/** Names of all prints of a campaign by their ids. */
export function printNames(
  lang: Lang,
  languages: readonly string[],
  places: readonly Stored<Place>[],
  placements: readonly Stored<Placement>[],
): Record<string, string> {
  const byId = new Map(places.map(({ id, doc }) => [id, doc]));
  return Object.fromEntries(
    placements.map(({ id, doc }) => [
      id,
      printName(lang, languages, doc, byId.get(doc.placeId ?? '') ?? null),
    ]),
  );
}
