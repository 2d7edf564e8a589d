import type { Marker, Poster } from '#domain/code/marker.ts';
import { lumaOf } from '../scan/luma.ts';
import { type Paper, paperOf } from './paper.ts';
import type { TrackerOptions } from './tracker.ts';

/** A picture with a code in it, upright. */
export interface DrawnPrint {
  readonly picture: HTMLCanvasElement;
  /** In the picture's pixels. */
  readonly symbol: { readonly x: number; readonly y: number; readonly size: number };
}

/** A print that the camera can look for, and the poster that it is on, where that is known. */
export interface KnownPrint extends DrawnPrint {
  readonly symbolMm: number | null;
  readonly poster: DrawnPrint | null;
}

/** Enough for a code that fills a phone's whole picture. */
const PX_PER_MODULE = 16;
/** A scene waits so long for a poster; then the code alone is followed. */
const POSTER_MS = 4_000;

/**
 * Draws the code whose marker is at `url` as it is printed.
 * @throws TypeError without a network, Error when there is no such code or it cannot be drawn.
 */
export async function loadPrint(url: string, signal?: AbortSignal): Promise<KnownPrint> {
  const marker = await fetchMarker(url, signal);
  const poster = marker.poster && drawPoster(marker.poster).catch(() => null);
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
    poster: await poster,
  };
}

/** The poster turned so that its code is upright. */
async function drawPoster({ url, x, y, size, turnDeg }: Poster): Promise<DrawnPrint> {
  const image = await Promise.race([
    imageOf(url),
    new Promise<never>((_, fail) => setTimeout(fail, POSTER_MS)),
  ]);
  const { width, height } = image;
  const turn = (-turnDeg * Math.PI) / 180;
  const [sin, cos] = [Math.abs(Math.sin(turn)), Math.abs(Math.cos(turn))];
  const picture = document.createElement('canvas');
  picture.width = Math.ceil(width * cos + height * sin);
  picture.height = Math.ceil(width * sin + height * cos);
  const context = picture.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.translate(picture.width / 2, picture.height / 2);
  context.rotate(turn);
  context.translate(-width / 2, -height / 2);
  context.drawImage(image, 0, 0);
  const side = size * width;
  const middle = context.getTransform().transformPoint({ x: x * width, y: y * width });
  return { picture, symbol: { x: middle.x - side / 2, y: middle.y - side / 2, size: side } };
}

/** What a code's marker says. @throws TypeError without a network, Error when there is no such code. */
export async function fetchMarker(url: string, signal?: AbortSignal): Promise<Marker> {
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok) throw new Error(`the marker answered ${response.status}`);
  return (await response.json()) as Marker;
}

/** The print as the tracker takes it. */
export function templateOf(print: KnownPrint): TrackerOptions {
  return { ...sourceOf(print), poster: print.poster && sourceOf(print.poster) };
}

/** Where the print is light and even, and how light. */
export function papersOf({ picture, symbol }: DrawnPrint): Paper[] {
  return paperOf(pixelsOf(picture), symbol);
}

function sourceOf({ picture, symbol }: DrawnPrint) {
  const { data, width, height } = pixelsOf(picture);
  return { luma: new Uint8Array(lumaOf(data).buffer), width, height, symbol };
}

function pixelsOf(picture: HTMLCanvasElement): ImageData {
  const { width, height } = picture;
  return picture.getContext('2d')?.getImageData(0, 0, width, height) ?? new ImageData(width, height);
}

async function imageOf(url: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  return image;
}
