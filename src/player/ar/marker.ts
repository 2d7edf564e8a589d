import type { Marker } from '#domain/code/marker.ts';
import { lumaOf } from '../scan/luma.ts';

/** A print that the camera can look for. */
export interface KnownPrint {
  readonly picture: HTMLCanvasElement;
  /** In the picture's pixels. */
  readonly symbol: { readonly x: number; readonly y: number; readonly size: number };
  readonly symbolMm: number | null;
}

/** Enough for a code that fills a phone's whole picture. */
const PX_PER_MODULE = 16;

/**
 * Draws the code whose marker is at `url` as it is printed.
 * @throws TypeError without a network, Error when there is no such code or it cannot be drawn.
 */
export async function loadPrint(url: string, signal?: AbortSignal): Promise<KnownPrint> {
  const marker = await fetchMarker(url, signal);
  const picture = document.createElement('canvas');
  picture.width = Math.round(marker.width * PX_PER_MODULE);
  picture.height = Math.round(marker.height * PX_PER_MODULE);
  const context = picture.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const drawing = URL.createObjectURL(new Blob([marker.svg], { type: 'image/svg+xml' }));
  try {
    context.drawImage(await imageOf(drawing), 0, 0, picture.width, picture.height);
  } finally {
    URL.revokeObjectURL(drawing);
  }
  for (const { url: source, x, y, width, height } of marker.pictures) {
    // A logo that does not come leaves its plate: the rest of the code is found all the same.
    const logo = await imageOf(source).catch(() => null);
    const [left, top, wide, high] = [x, y, width, height].map((value) => value * PX_PER_MODULE);
    if (logo) context.drawImage(logo, left ?? 0, top ?? 0, wide ?? 0, high ?? 0);
  }
  const { x, y, size } = marker.symbol;
  return {
    picture,
    symbol: { x: x * PX_PER_MODULE, y: y * PX_PER_MODULE, size: size * PX_PER_MODULE },
    symbolMm: marker.symbolMm,
  };
}

/** What a code's marker says. @throws TypeError without a network, Error when there is no such code. */
export async function fetchMarker(url: string, signal?: AbortSignal): Promise<Marker> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`the marker answered ${response.status}`);
  return (await response.json()) as Marker;
}

/** The picture's luma, row by row. */
export function lumaOfPrint({ picture }: KnownPrint): Uint8Array<ArrayBuffer> {
  const { width, height } = picture;
  const pixels = picture.getContext('2d')?.getImageData(0, 0, width, height).data;
  return pixels ? new Uint8Array(lumaOf(pixels).buffer) : new Uint8Array(width * height);
}

async function imageOf(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
