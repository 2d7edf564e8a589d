import type { Colour, Paper } from './paper.ts';
import type { TrackerOptions } from './tracker.ts';

/** What the view sends to the worker that follows the print. Frames are closed by the worker. */
export type ToWorker =
  | {
      readonly kind: 'start';
      readonly marker: TrackerOptions;
      readonly papers: readonly Paper[];
      /** The camera's focal length where it was learnt before, as a part of its picture's longer side. */
      readonly focal: number | null;
    }
  | {
      readonly kind: 'frame';
      readonly frame: VideoFrame | ImageBitmap;
      /** Longest side of the plane of luma that is looked at, pixels. */
      readonly sidePx: number;
      readonly timeMs: number;
    };

/** Where the print is in one frame; lengths as in `tracker.ts`, pixels of a plane of `width` × `height` that shows the whole of it. */
export interface Sighting {
  readonly state: 'searching' | 'locked' | 'held';
  readonly pose: {
    readonly score: number;
    readonly focalPx: number;
    readonly focalSure: boolean;
    readonly rotation: ArrayLike<number>;
    readonly translation: ArrayLike<number>;
  } | null;
  readonly width: number;
  readonly height: number;
  /** How much finer it was looked at. */
  readonly zoom: number;
  /** Mean of what was looked at, 0–1. */
  readonly light: number;
  /** How bright white paper is where the print is, in linear light; null where it is not seen. */
  readonly white: Colour | null;
  /** What looking took, ms. */
  readonly tookMs: number;
}
