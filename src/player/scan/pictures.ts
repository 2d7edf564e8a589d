import type { Reader } from './reader.ts';

/** Frames are read at this size of the shorter side: enough for a code that fills a fifth of it. */
const FRAME_PX = 640;
const PAUSE_MS = 60;

/** Draws sources at a size and gives their pixels; one canvas, used again. */
function makeSampler() {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (source: CanvasImageSource, width: number, height: number): ImageData | null => {
    if (!context || width < 1 || height < 1) return null;
    canvas.width = Math.round(width);
    canvas.height = Math.round(height);
    context.drawImage(source, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height);
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
    const scale = Math.min(1, FRAME_PX / Math.min(width, height));
    const picture = width > 0 ? sample(video, width * scale, height * scale) : null;
    const text = picture ? await reader.read(picture) : null;
    if (signal.aborted) return null;
    if (text) return text;
    await new Promise((settle) => setTimeout(settle, PAUSE_MS));
  }
  return null;
}

/**
 * Reads a picture file at several sizes, small first: a code may fill the picture or hide in a corner.
 * @throws DOMException when the file is no picture.
 */
export async function readFile(file: Blob, reader: Reader): Promise<string | null> {
  const bitmap = await createImageBitmap(file);
  const sample = makeSampler();
  try {
    const longer = Math.max(bitmap.width, bitmap.height);
    const sizes = new Set([800, 1_400, 480, 2_400].map((size) => Math.min(size, longer)));
    const tryAll = async (): Promise<string | null> => {
      for (const size of sizes) {
        const scale = size / longer;
        const picture = sample(bitmap, bitmap.width * scale, bitmap.height * scale);
        const text = picture ? await reader.read(picture) : null;
        if (text) return text;
      }
      return null;
    };
    const early = await tryAll();
    if (early) return early;
    await reader.whole;
    return await tryAll();
  } finally {
    bitmap.close();
  }
}
