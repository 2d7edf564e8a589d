import type { Pixels } from '#domain/qr/attention.ts';

/** A picture to try a code in. `url` is for `<img>`; whoever has it revokes it when it is done. */
export interface Photo {
  readonly url: string;
  readonly width: number;
  readonly height: number;
  /** Reduced, for looking at its light. */
  readonly pixels: Pixels;
  /** Known of our own walls; null where a line must give it. */
  readonly pxPerMm: number | null;
}

export const PHOTO = { bytes: 40e6, megapixels: 60, least: 200 } as const;

/** Pixels on the longer side of what is shown, and of what is measured. */
const SHOWN = 2_400;
const MEASURED = 480;

/** Why a file is no picture for us; `width` and `height` are in pixels. */
export type PhotoError =
  | { readonly code: 'notPicture' | 'heic' | 'tooLarge' }
  | { readonly code: 'tooManyPixels' | 'tooSmall'; readonly width: number; readonly height: number };

export type PhotoRead =
  | { readonly ok: true; readonly photo: Photo }
  | { readonly ok: false; readonly error: PhotoError };

/** Reads a chosen picture in the browser; nothing is sent anywhere. Never throws. */
export async function readPhoto(file: File): Promise<PhotoRead> {
  if (file.size > PHOTO.bytes) return { ok: false, error: { code: 'tooLarge' } };
  const source = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = source;
    await image.decode();
    const { naturalWidth: width, naturalHeight: height } = image;
    if (Math.min(width, height) < PHOTO.least)
      return { ok: false, error: { code: 'tooSmall', width, height } };
    if (width * height > PHOTO.megapixels * 1e6)
      return { ok: false, error: { code: 'tooManyPixels', width, height } };
    const shrink = Math.min(1, SHOWN / Math.max(width, height));
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(width * shrink);
    canvas.height = Math.round(height * shrink);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { ok: true, photo: await photoOf(canvas, null) };
  } catch {
    const isHeic = /hei[cf]/i.test(file.type) || /\.hei[cf]$/i.test(file.name);
    return { ok: false, error: { code: isHeic ? 'heic' : 'notPicture' } };
  } finally {
    URL.revokeObjectURL(source);
  }
}

/** A drawn picture, ready to be shown and measured. Rejects where the browser refuses to store it. */
export async function photoOf(canvas: HTMLCanvasElement, pxPerMm: number | null): Promise<Photo> {
  const { width, height } = canvas;
  const blob = await new Promise<Blob>((resolve, reject) =>
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('canvas'))), 'image/jpeg', 0.9),
  );
  const shrink = Math.min(1, MEASURED / Math.max(width, height));
  const small = document.createElement('canvas');
  small.width = Math.max(1, Math.round(width * shrink));
  small.height = Math.max(1, Math.round(height * shrink));
  const context = small.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('canvas');
  context.drawImage(canvas, 0, 0, small.width, small.height);
  const { data } = context.getImageData(0, 0, small.width, small.height);
  return {
    url: URL.createObjectURL(blob),
    width,
    height,
    pixels: { width: small.width, height: small.height, rgba: data },
    pxPerMm,
  };
}
