import type { z } from 'zod';
import type { Bearer } from '../code/model.ts';
import type { Localized } from '../shared/language.ts';
import type {
  artworkSchema,
  placementEventSchema,
  placementSchema,
  placeSchema,
  readingSchema,
} from './schema.ts';

/** Somewhere real. */
export type Place = z.infer<typeof placeSchema>;
/** One printed thing, usually at one place. It has one code. */
export type Placement = z.infer<typeof placementSchema>;
/** The picture that a print's code is printed on, and where the code is in it. */
export type Artwork = z.infer<typeof artworkSchema>;
/** One entry in the life of a print. */
export type PlacementEvent = z.infer<typeof placementEventSchema>;
/** What the decoders found in a photo of a print. */
export type PhotoReading = z.infer<typeof readingSchema>;
/** An event with who did it; both null when it came with an import or the account is gone. */
export interface LifeEvent extends PlacementEvent {
  readonly by: string | null;
  readonly byName: string | null;
}
/** A code of the workspace that a photo showed. */
export interface ShownCode {
  readonly letters: string;
  readonly campaignId: string;
  readonly title: Localized;
  readonly languages: readonly string[];
  readonly codeId: string;
  readonly bearer: Bearer;
}
/** Lives of prints by placement id, whose codes their photos showed (by the text read) and where their photos lie. */
export interface Lives {
  readonly events: Readonly<Record<string, readonly LifeEvent[]>>;
  readonly shown: Readonly<Record<string, ShownCode>>;
  readonly photos: Readonly<Record<string, string>>;
}
export type Medium = Placement['medium'];

/** Usual size (mm) and scan distance (m) of a medium. */
export const mediumDefaults: Record<Medium, { widthMm: number; heightMm: number; scanDistanceM: number }> = {
  poster: { widthMm: 420, heightMm: 594, scanDistanceM: 2 },
  tabletent: { widthMm: 105, heightMm: 148, scanDistanceM: 0.4 },
  sticker: { widthMm: 70, heightMm: 70, scanDistanceM: 0.4 },
  packaging: { widthMm: 60, heightMm: 60, scanDistanceM: 0.25 },
  flyer: { widthMm: 105, heightMm: 148, scanDistanceM: 0.3 },
  sign: { widthMm: 300, heightMm: 400, scanDistanceM: 1.5 },
  // A display of 55 inches.
  screen: { widthMm: 1_210, heightMm: 680, scanDistanceM: 5 },
};

export const newPlace = (latitudeDeg: number, longitudeDeg: number): Place => ({
  schema: 1,
  name: {},
  address: '',
  latitudeDeg,
  longitudeDeg,
  openingHours: '',
  light: 'day',
  access: '',
  permit: '',
  photo: null,
});

export const newPlacement = (medium: Medium, placeId: string | null): Placement => ({
  schema: 3,
  name: '',
  placeId,
  postId: null,
  medium,
  ...mediumDefaults[medium],
  copies: 1,
  costCents: 0,
  note: '',
  artwork: null,
});
