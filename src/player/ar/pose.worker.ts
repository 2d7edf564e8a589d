/** Follows the print in the camera's frames, away from the page's own thread. */
import { lumaOf } from '../scan/luma.ts';
import { lightOn, type Paper } from './paper.ts';
import type { Sighting, ToWorker } from './protocol.ts';
import { createTracker, type Tracker } from './tracker.ts';
import { closestOf, nextZoom } from './zoom.ts';

let tracker: Tracker | null = null;
let papers: readonly Paper[] = [];
/** What is known of the focal length before the first frame. */
let focal: number | null = null;
/** Whether the next frame is looked at closely, where its camera allows it. */
let isClose = false;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true });

/** Colours and luma of the frame, or of its middle; the longest side is `sidePx`. Closes the frame. */
function planeOf(frame: VideoFrame | ImageBitmap, sidePx: number) {
  const [wide, high] =
    'displayWidth' in frame ? [frame.displayWidth, frame.displayHeight] : [frame.width, frame.height];
  const scale = Math.min(1, sidePx / Math.max(wide, high));
  const width = Math.max(1, Math.round(wide * scale));
  const height = Math.max(1, Math.round(high * scale));
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  const closest = closestOf(Math.max(wide, high), sidePx);
  const zoom = isClose ? closest : 1;
  const [w, h] = [wide / zoom, high / zoom];
  context?.drawImage(frame, (wide - w) / 2, (high - h) / 2, w, h, 0, 0, width, height);
  frame.close();
  const pixels = context?.getImageData(0, 0, width, height) ?? new ImageData(width, height);
  return { luma: new Uint8Array(lumaOf(pixels.data).buffer), width, height, pixels, zoom, closest };
}

function meanOf(luma: Uint8Array): number {
  let sum = 0;
  let seen = 0;
  for (let at = 0; at < luma.length; at += 61, seen += 1) sum += luma[at] ?? 0;
  return seen === 0 ? 0 : sum / seen / 255;
}

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.kind === 'start') {
    tracker = createTracker(data.marker);
    papers = data.papers;
    focal = data.focal;
    return;
  }
  const { luma, width, height, pixels, zoom, closest } = planeOf(data.frame, data.sidePx);
  if (focal !== null) {
    tracker?.reset(focal * Math.max(width, height));
    focal = null;
  }
  // Not the waiting for the picture: that takes as long for a small plane.
  const from = performance.now();
  const seen = tracker?.step({ luma, width, height, timeMs: data.timeMs, zoom }) ?? { state: 'searching' };
  const tookMs = performance.now() - from;
  const sighting: Sighting = {
    state: seen.state,
    pose: seen.state === 'searching' ? null : { ...seen, focalPx: seen.focalPx / zoom },
    width,
    height,
    zoom,
    light: meanOf(luma),
    white: seen.state === 'locked' ? lightOn(papers, seen, pixels) : null,
    tookMs,
  };
  isClose = nextZoom(zoom, seen, { width, height, closest }) > 1;
  self.postMessage(sighting);
};
