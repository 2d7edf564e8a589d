import { type Medium, mediumDefaults, type Place, type Placement } from './model.ts';
import type { Position } from './position.ts';

/** Edits of a place and of a placement; the same document comes back when nothing changes. */
export const setPlace =
  <Key extends keyof Place>(key: Key, value: Place[Key]) =>
  (place: Place): Place =>
    place[key] === value ? place : { ...place, [key]: value };

export const movePlace =
  ({ latitudeDeg, longitudeDeg }: Position) =>
  (place: Place): Place =>
    place.latitudeDeg === latitudeDeg && place.longitudeDeg === longitudeDeg
      ? place
      : { ...place, latitudeDeg, longitudeDeg };

export const setPlacement =
  <Key extends keyof Placement>(key: Key, value: Placement[Key]) =>
  (placement: Placement): Placement =>
    placement[key] === value ? placement : { ...placement, [key]: value };

/** Changes the medium; size and distance follow it as long as they are still the old medium's usual ones. */
export const setMedium =
  (medium: Medium) =>
  (placement: Placement): Placement => {
    if (placement.medium === medium) return placement;
    const usual = mediumDefaults[placement.medium];
    const untouched =
      placement.widthMm === usual.widthMm &&
      placement.heightMm === usual.heightMm &&
      placement.scanDistanceM === usual.scanDistanceM;
    return { ...placement, medium, ...(untouched ? mediumDefaults[medium] : {}) };
  };
