import type { Frame, Reader } from './reader.ts';

/** Frames are read at this size of the shorter side: enough for a code that fills a fifth of it. */
const FRAME_PX = 640;
const PAUSE_MS = 40;

/** Whole pictures are read at these lengths of the longer side, small first. */
const WHOLE_PX = [800, 1_400, 480, 2_400];
/** Larger pictures are then read in pieces of this size, which overlap by at least 300. */
const PIECE_PX = 1_600;
const STEP_PX = 1_300;

/** Draws a part of a source at a size; one canvas, used again. */
function makeSampler() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  return (
    source: CanvasImageSource,
    part: { x: number; y: number; width: number; height: number },
    scale: number,
  ): Frame => {
    canvas.width = Math.max(1, Math.round(part.width * scale));
    canvas.height = Math.max(1, Math.round(part.height * scale));
    // What is transparent is read as on paper.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    const { x, y, width, height } = part;
    context.drawImage(source, x, y, width, height, 0, 0, canvas.width, canvas.height);
    return { source: canvas, pixels: () => context.getImageData(0, 0, canvas.width, canvas.height) };
  };
}

/** Reads a running video, frame after frame, until something is found or `signal` aborts. */
export async function readVideo(
  video: HTMLVideoElement,
  reader: Reader,
  signal: AbortSignal,
): Promise<string | null> {
  const sample = makeSampler();
  while (!signal.aborted) {
    const { videoWidth: width, videoHeight: height } = video;
    if (width > 0) {
      const scale = Math.min(1, FRAME_PX / Math.min(width, height));
      const text = await reader.read({
        source: video,
        pixels: () => sample(video, { x: 0, y: 0, width, height }, scale).pixels(),
      });
      if (signal.aborted) return null;
      if (text) return text;
    }
    await new Promise((settle) => setTimeout(settle, PAUSE_MS));
  }
  return null;
}

/**
 * Reads a picture file: at several sizes, as a code may fill it or hide in it, and a large one in pieces as well.
 * Ends with null when `signal` aborts.
 * @throws DOMException when the file is no picture that this browser opens.
 */
export async function readFile(file: Blob, reader: Reader, signal: AbortSignal): Promise<string | null> {
  const bitmap = await createImageBitmap(file);
  const sample = makeSampler();
  const { width, height } = bitmap;
  const longer = Math.max(width, height);
  const readAll = async (): Promise<string | null> => {
    for (const size of new Set(WHOLE_PX.map((px) => Math.min(px, longer)))) {
      if (signal.aborted) return null;
      const text = await reader.read(sample(bitmap, { x: 0, y: 0, width, height }, size / longer));
      if (text) return text;
    }
    if (longer <= Math.max(...WHOLE_PX)) return null;
    for (const y of starts(height)) {
      for (const x of starts(width)) {
        if (signal.aborted) return null;
        const part = { x, y, width: Math.min(PIECE_PX, width), height: Math.min(PIECE_PX, height) };
        const text = await reader.read(sample(bitmap, part, 1));
        if (text) return text;
      }
    }
    return null;
  };
  try {
    let whole = false;
    const loading = reader.whole.then(() => {
      whole = true;
    });
    // Readers that are there have said so by now.
    await Promise.resolve();
    const wasWhole = whole;
    const early = await readAll();
    if (early !== null || wasWhole || signal.aborted) return early;
    await loading;
    return await readAll();
  } finally {
    bitmap.close();
  }
}

/** Where pieces begin along a side, the last at its end. */
function starts(length: number): number[] {
  const last = Math.max(0, length - PIECE_PX);
  const count = Math.ceil(last / STEP_PX);
  return Array.from({ length: count + 1 }, (_, at) => (count === 0 ? 0 : Math.round((last * at) / count)));
}
