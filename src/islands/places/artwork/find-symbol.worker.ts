/** Looks for a code in a picture, away from the page's own thread. */
import type { TrackerOptions } from '#player/ar/tracker.ts';
import { findSymbol, type LumaPicture } from './find-symbol.ts';

self.onmessage = ({ data }: MessageEvent<{ code: TrackerOptions; picture: LumaPicture }>) =>
  self.postMessage(findSymbol(data.code, data.picture));
