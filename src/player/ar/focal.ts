/**
 * Focal lengths that were learnt, kept for the tab: a camera that looks at the next print need not learn its own again, which it cannot
 * while it looks face-on. As parts of the longer side of its picture.
 */

const KEY = 'wegmarke.focal';
/** Autofocus moves a focal length by as much; smaller changes are not written down. */
const CHANGE = 0.004;

/** A camera at one of its resolutions. */
export interface CameraPicture {
  /** The browser's name of the camera; empty when it has none to tell. */
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

/** Under what it is kept. */
export const keyOf = ({ id, width, height }: CameraPicture): string => `${KEY} ${id} ${width}×${height}`;

/** Null when it is not known. */
export function focalOf(picture: CameraPicture): number | null {
  try {
    const kept = Number(sessionStorage.getItem(keyOf(picture)));
    return kept > 0 ? kept : null;
  } catch {
    return null;
  }
}

export function keepFocal(picture: CameraPicture, focal: number): void {
  // Cameras without a name cannot be told apart.
  if (picture.id === '') return;
  const before = focalOf(picture);
  if (before !== null && Math.abs(focal / before - 1) < CHANGE) return;
  try {
    sessionStorage.setItem(keyOf(picture), focal.toFixed(4));
  } catch {
    // A browser that keeps nothing learns it again.
  }
}
