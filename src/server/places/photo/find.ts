/** Finds the codes in a photo and reads the one that matters with every decoder. Run in a process of its own. */
import sharp, { type Sharp } from 'sharp';
import { readBarcodes } from 'zxing-wasm/reader';
import type { FoundInPhoto, PhotoLight } from '#domain/place/reading.ts';
import type { Decoder } from '#domain/qr/preflight.ts';

interface Luma {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** A code seen in the picture; `text` is null when it could be seen but not read. */
interface Seen {
  readonly text: string | null;
  readonly modules: number;
  readonly pxPerModule: number;
  readonly corners: readonly Point[];
}

const MAX_PIXELS = 40_000_000;
const MAX_CODES = 16;
/** Parts of the full size in which a code is looked for: noise and blur go away as the picture gets smaller. */
const SCALES = [1, 0.5, 0.25] as const;
/** Long edges, pixels, for the decoders when no code could be located. */
const LONG_EDGES = [1_600, 1_000, 640] as const;
/** Sizes of the crop that each decoder is shown, pixels per module; a phone has many frames to try, too. */
const CROPS = [4, 6, 3, 8] as const;
/** Light ground left around the crop, modules: the quiet zone. */
const MARGIN = 4;

/** @throws when the bytes are no picture that sharp reads. */
export async function findInPhoto(
  bytes: Uint8Array,
  expected: readonly string[],
  decoders: readonly Decoder[],
): Promise<FoundInPhoto> {
  const whole = await lumaOf(sharp(bytes, { limitInputPixels: MAX_PIXELS }));
  const seen = await locate(whole);
  const readable = seen.filter(({ text }) => text !== null);
  const size = ({ modules, pxPerModule }: Seen) => modules * pxPerModule;
  const largest = (among: readonly Seen[]) => among.toSorted((a, b) => size(b) - size(a))[0];
  const chosen =
    readable.find(({ text }) => text !== null && expected.includes(text)) ??
    largest(readable) ??
    largest(seen);
  const pictures = chosen ? await crops(whole, chosen) : await wholes(whole);
  const reads: { id: string; text: string | null }[] = [];
  for (const decoder of decoders) reads.push({ id: decoder.id, text: await readAny(decoder, pictures) });
  const texts = new Set([chosen?.text, ...reads.map(({ text }) => text)]);
  const others = new Set(readable.flatMap(({ text }) => (text && !texts.has(text) ? [text] : [])));
  return {
    symbol: chosen ? { modules: chosen.modules, pxPerModule: round(chosen.pxPerModule) } : null,
    decoders: reads,
    others: [...others].slice(0, MAX_CODES),
    light: lightOf(whole, chosen ? box(whole, chosen, 1) : middle(whole)),
  };
}

async function lumaOf(picture: Sharp): Promise<Luma> {
  const { data, info } = await picture
    .flatten({ background: '#ffffff' })
    .toColourspace('b-w')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 1) return { data: new Uint8ClampedArray(data), width, height };
  return {
    data: Uint8ClampedArray.from({ length: width * height }, (_, at) => data[at * channels] ?? 0),
    width,
    height,
  };
}

async function locate(whole: Luma): Promise<Seen[]> {
  const found: Seen[] = [];
  for (const scale of SCALES) {
    const picture = scale === 1 ? whole : await shrink(whole, scale);
    for (const result of await readBarcodes(imageOf(picture), {
      formats: ['QRCodeModel2'],
      maxNumberOfSymbols: MAX_CODES,
      tryHarder: true,
      returnErrors: true,
    })) {
      const { topLeft, topRight, bottomRight, bottomLeft } = result.position;
      const corners = [topLeft, topRight, bottomRight, bottomLeft].map(({ x, y }) => ({
        x: x / scale,
        y: y / scale,
      }));
      const modules = result.symbol.width || 29;
      const seen = {
        text: result.isValid ? result.text : null,
        modules,
        pxPerModule: side(corners) / modules,
        corners,
      };
      const known = found.findIndex((other) => near(other, seen));
      if (known < 0) found.push(seen);
      else if (found[known]?.text === null && seen.text !== null) found[known] = seen;
    }
    if (found.some(({ text }) => text !== null)) break;
  }
  return found;
}

const distance = (a: Point | undefined, b: Point | undefined) =>
  a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
/** Mean length of the four sides, pixels. */
const side = (corners: readonly Point[]) =>
  corners.reduce((sum, corner, index) => sum + distance(corner, corners[(index + 1) % 4]), 0) / 4;
const centre = ({ corners }: Seen): Point => ({
  x: corners.reduce((sum, { x }) => sum + x, 0) / 4,
  y: corners.reduce((sum, { y }) => sum + y, 0) / 4,
});
const near = (a: Seen, b: Seen) => distance(centre(a), centre(b)) < (a.modules * a.pxPerModule) / 2;
const round = (value: number) => Math.round(value * 10) / 10;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The upright rectangle around a code with `margin` modules of ground, within the picture. */
function box({ width, height }: Luma, { corners, pxPerModule }: Seen, margin: number): Box {
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  const wide = margin * pxPerModule;
  const left = Math.max(0, Math.floor(Math.min(...xs) - wide));
  const top = Math.max(0, Math.floor(Math.min(...ys) - wide));
  return {
    left,
    top,
    width: Math.max(1, Math.min(width, Math.ceil(Math.max(...xs) + wide)) - left),
    height: Math.max(1, Math.min(height, Math.ceil(Math.max(...ys) + wide)) - top),
  };
}

const middle = ({ width, height }: Luma): Box => ({
  left: Math.round(width * 0.2),
  top: Math.round(height * 0.2),
  width: Math.max(1, Math.round(width * 0.6)),
  height: Math.max(1, Math.round(height * 0.6)),
});

const grey = ({ data, width, height }: Luma) =>
  sharp(data, { raw: { width, height, channels: 1 }, limitInputPixels: MAX_PIXELS });

const shrink = (whole: Luma, scale: number): Promise<Luma> =>
  lumaOf(grey(whole).resize(Math.max(1, Math.round(whole.width * scale))));

/** The code at several sizes, never with more pixels than the photo has, but for one that has too few. */
async function crops(whole: Luma, seen: Seen): Promise<Luma[]> {
  const around = box(whole, seen, MARGIN);
  const scales = CROPS.map((pxPerModule) => pxPerModule / seen.pxPerModule).filter((scale) => scale <= 1);
  const sizes = [...new Set([1, ...scales, ...(seen.pxPerModule < 4 ? [2] : [])])];
  return Promise.all(
    sizes.map((scale) =>
      lumaOf(
        grey(whole)
          .extract(around)
          .resize(Math.max(1, Math.round(around.width * scale))),
      ),
    ),
  );
}

function wholes(whole: Luma): Promise<Luma[]> {
  const edge = Math.max(whole.width, whole.height);
  const scales = [1, ...LONG_EDGES.map((longest) => longest / edge).filter((scale) => scale < 1)];
  return Promise.all(scales.map((scale) => shrink(whole, scale)));
}

async function readAny(decoder: Decoder, pictures: readonly Luma[]): Promise<string | null> {
  for (const { data, width, height } of pictures) {
    const text = await decoder.decode(data, width, height);
    if (text) return text.slice(0, 500);
  }
  return null;
}

function imageOf({ data, width, height }: Luma): ImageData {
  const rgba = new Uint8ClampedArray(data.length * 4);
  const words = new Uint32Array(rgba.buffer);
  // Little-endian, as every machine that runs Node today.
  for (let at = 0; at < data.length; at++) words[at] = ((data[at] ?? 0) * 0x010101) | 0xff000000;
  return { data: rgba, width, height, colorSpace: 'srgb' } as ImageData;
}

/** Percentiles of brightness and of the steps between neighbours, in a part of the picture. */
function lightOf({ data, width, height }: Luma, part: Box): PhotoLight {
  const levels = new Uint32Array(256);
  const steps = new Uint32Array(256);
  const right = Math.min(part.left + part.width, width) - 1;
  const bottom = Math.min(part.top + part.height, height) - 1;
  for (let y = part.top; y < bottom; y++) {
    for (let x = part.left; x < right; x++) {
      const here = data[y * width + x] ?? 0;
      const across = Math.abs(here - (data[y * width + x + 1] ?? 0));
      const down = Math.abs(here - (data[(y + 1) * width + x] ?? 0));
      levels[here] = (levels[here] ?? 0) + 1;
      const step = Math.max(across, down);
      steps[step] = (steps[step] ?? 0) + 1;
    }
  }
  const dark = percentile(levels, 0.01);
  const bright = percentile(levels, 0.99);
  const total = levels.reduce((sum, count) => sum + count, 0);
  const clipped = levels.subarray(253).reduce((sum, count) => sum + count, 0);
  return {
    dark,
    bright,
    clipped: total > 0 ? clipped / total : 0,
    steepness: bright > dark ? percentile(steps, 0.998) / (bright - dark) : 0,
  };
}

function percentile(counts: Uint32Array, part: number): number {
  const wanted = counts.reduce((sum, count) => sum + count, 0) * part;
  let sum = 0;
  for (const [value, count] of counts.entries()) {
    sum += count;
    if (sum >= wanted) return value;
  }
  return counts.length - 1;
}
