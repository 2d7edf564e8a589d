import type { Sighting } from './protocol.ts';

/** What a reader can do about a print that is not seen, or only badly. */
export type Hint = 'search' | 'lost' | 'dark' | 'far' | 'steep' | 'none';

/** Mean luma below which modules drown in noise. */
const DARK = 0.12;
/** A symbol smaller than this where it is looked at is followed unsteadily, pixels. */
const FAR_PX = 46;
/** Beyond this angle between the view and the print's normal, the print is a line more than a surface. */
const STEEP_DEG = 64;

/** Angle between the camera's view of the symbol's middle and the print's normal, degrees. */
export function tiltDeg(rotation: ArrayLike<number>, translation: ArrayLike<number>): number {
  const n = (list: ArrayLike<number>, at: number): number => list[at] ?? 0;
  const length = Math.hypot(n(translation, 0), n(translation, 1), n(translation, 2)) || 1;
  const along =
    n(rotation, 2) * n(translation, 0) +
    n(rotation, 5) * n(translation, 1) +
    n(rotation, 8) * n(translation, 2);
  return (Math.acos(Math.max(-1, Math.min(1, along / length))) * 180) / Math.PI;
}

/** What to say of a sighting; `wasSeen` when the print was found before. */
export function hintOf({ state, pose, light, zoom }: Sighting, wasSeen: boolean): Hint {
  if (state === 'searching' || !pose) {
    if (light < DARK) return 'dark';
    return wasSeen ? 'lost' : 'search';
  }
  if (tiltDeg(pose.rotation, pose.translation) > STEEP_DEG) return 'steep';
  const distance = pose.translation[2] ?? 1;
  if ((zoom * pose.focalPx) / Math.max(1e-3, distance) < FAR_PX) return 'far';
  return 'none';
}
