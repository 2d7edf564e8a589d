import type { z } from 'zod';
import type { placementSchema, placeSchema } from './schema.ts';

/** Somewhere real. */
export type Place = z.infer<typeof placeSchema>;
/** One printed thing, usually at one place. It has one code. */
export type Placement = z.infer<typeof placementSchema>;
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
  schema: 1,
  name: '',
  placeId,
  postId: null,
  medium,
  ...mediumDefaults[medium],
  copies: 1,
  costCents: 0,
  state: 'planned',
  note: '',
});
