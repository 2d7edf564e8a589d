import { actions } from 'astro:actions';
import { createSignal, getOwner, runWithOwner } from 'solid-js';
import {
  type Lives,
  type Medium,
  newPlace,
  newPlacement,
  type Place,
  type Placement,
} from '#domain/place/model.ts';
import type { Position } from '#domain/place/position.ts';
import type { Stored } from '#domain/shared/document.ts';
import type { Lang } from '#i18n/text.ts';
import { type CallError, call } from '#islands/ui/call.ts';
import { type EditedDocument, makeDocument } from '#islands/ui/make-document.ts';
import { makeLives } from './make-lives.ts';
import type { Uploaded } from './upload.ts';

/** A document of the page with its id; it stays open as long as the page, so that nothing is read twice. */
export interface Entry<Doc> {
  readonly id: string;
  readonly document: EditedDocument<Doc>;
}

export type PlaceEntry = Entry<Place>;
export type PlacementEntry = Entry<Placement>;

/** What the page says about the code of a placement. */
export interface PlacementCode {
  readonly id: string;
  readonly letters: string;
  readonly bearerId: string;
  readonly retired: boolean;
  readonly leads: string;
}

export type Book = ReturnType<typeof makeBook>;

/** All places and placements of a campaign, edited and saved one by one. Make it inside a component. */
export function makeBook(options: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly places: readonly Stored<Place>[];
  readonly placements: readonly Stored<Placement>[];
  readonly codes: readonly PlacementCode[];
  readonly lives: Lives;
  /** Address of each picture by its asset id. */
  readonly pictures: Readonly<Record<string, string>>;
}) {
  const { campaignId, lang } = options;
  const owner = getOwner();
  const inPage = <T>(make: () => T): T => runWithOwner(owner, make) as T;

  const openPlace = (initial: Stored<Place>): PlaceEntry => ({
    id: initial.id,
    document: inPage(() =>
      makeDocument<Place>({
        initial,
        save: async (baseVersion, doc) => {
          const { id } = initial;
          return stored(await call(actions.place.save({ campaignId, id, baseVersion, doc }), lang));
        },
      }),
    ),
  });
  const openPlacement = (initial: Stored<Placement>): PlacementEntry => ({
    id: initial.id,
    document: inPage(() =>
      makeDocument<Placement>({
        initial,
        save: async (baseVersion, doc) => {
          const { id } = initial;
          return stored(await call(actions.place.savePlacement({ campaignId, id, baseVersion, doc }), lang));
        },
      }),
    ),
  });

  const [places, setPlaces] = createSignal(options.places.map(openPlace));
  const [placements, setPlacements] = createSignal(options.placements.map(openPlacement));
  const [codes, setCodes] = createSignal(options.codes);
  const [pictures, setPictures] = createSignal(options.pictures);

  return {
    lives: makeLives(options),
    places,
    placements,
    pictureUrl: (id: string): string | null => pictures()[id] ?? null,
    addPicture: ({ id, url }: Uploaded) => setPictures({ ...pictures(), [id]: url }),
    codeOf: (placementId: string) => codes().find(({ bearerId }) => bearerId === placementId),
    at: (placeId: string) => placements().filter(({ document }) => document.doc().placeId === placeId),
    /** Handed out, or left behind by a place that was deleted. */
    placeless: () => {
      const known = new Set(places().map(({ id }) => id));
      return placements().filter(({ document }) => !known.has(document.doc().placeId ?? ''));
    },

    async addPlace({ latitudeDeg, longitudeDeg }: Position): Promise<Made<PlaceEntry>> {
      const made = stored(
        await call(actions.place.create({ campaignId, doc: newPlace(latitudeDeg, longitudeDeg) }), lang),
      );
      if (!made.ok) return made;
      const entry = openPlace(made.data);
      setPlaces([...places(), entry]);
      return { ok: true, data: entry };
    },
    /** Refused with `code_in_use` while something hangs there whose code works. */
    async trashPlace(id: string): Promise<CallError | null> {
      await places()
        .find((entry) => entry.id === id)
        ?.document.save();
      const done = await call(actions.place.trash({ campaignId, id }), lang);
      if (!done.ok) return done.error;
      setPlaces(places().filter((entry) => entry.id !== id));
      return null;
    },
    async restorePlace(id: string): Promise<CallError | null> {
      const back = stored(await call(actions.place.restore({ campaignId, id }), lang));
      if (!back.ok) return back.error;
      setPlaces([...places(), openPlace(back.data)]);
      return null;
    },

    async addPlacement(medium: Medium, placeId: string | null): Promise<Made<PlacementEntry>> {
      const made = stored(
        await call(actions.place.createPlacement({ campaignId, doc: newPlacement(medium, placeId) }), lang),
      );
      if (!made.ok) return made;
      const entry = openPlacement(made.data);
      setPlacements([...placements(), entry]);
      return { ok: true, data: entry };
    },
    async trashPlacement(id: string): Promise<CallError | null> {
      await placements()
        .find((entry) => entry.id === id)
        ?.document.save();
      const done = await call(actions.place.trashPlacement({ campaignId, id }), lang);
      if (!done.ok) return done.error;
      setPlacements(placements().filter((entry) => entry.id !== id));
      return null;
    },
    async restorePlacement(id: string): Promise<CallError | null> {
      const back = stored(await call(actions.place.restorePlacement({ campaignId, id }), lang));
      if (!back.ok) return back.error;
      setPlacements([...placements(), openPlacement(back.data)]);
      return null;
    },

    /** The placement's one code, leading to a chapter; `leads` says so in words. */
    async mint(placementId: string, chapterId: string, leads: string): Promise<Made<PlacementCode>> {
      const made = stored(
        await call(
          actions.code.mint({
            campaignId,
            bearer: { kind: 'placement', id: placementId },
            otherwise: { kind: 'chapter', id: chapterId },
          }),
          lang,
        ),
      );
      if (!made.ok) return made;
      const { id, letters, doc } = made.data;
      const code = { id, letters, bearerId: placementId, retired: doc.retired, leads };
      setCodes([...codes(), code]);
      return { ok: true, data: code };
    },
  };
}

export type Made<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: CallError };

/** An action that succeeded has data; its type alone does not say so. */
function stored<Data>(
  result:
    | { readonly ok: true; readonly data: Data | undefined }
    | { readonly ok: false; readonly error: CallError },
): Made<Data> {
  if (!result.ok) return result;
  if (result.data === undefined)
    return { ok: false, error: { code: 'unavailable', details: {}, message: '' } };
  return { ok: true, data: result.data };
}
