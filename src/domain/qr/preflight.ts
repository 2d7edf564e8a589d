import type { LogoPixels } from './artwork.ts';
import { type Photo, SURROUND, takePhoto, WALL } from './camera.ts';
import { CAPTURES, type Capture, FAMILIES, type Family } from './captures.ts';
import { layout } from './layout.ts';
import { GATE } from './limits.ts';
import { plainStyle, type StyleDocument } from './model.ts';
import { rasterise } from './raster.ts';

/** One independent reader. Answers the text it reads in an 8-bit luma picture, or null. May not keep the array. */
export interface Decoder {
  id: string;
  /** Decoders of one family share a design; a code lost by a whole family is weaker than the mean says. */
  family: string;
  decode: (luma: Uint8ClampedArray, width: number, height: number) => string | null | Promise<string | null>;
}

export interface PreflightOptions {
  decoders: readonly Decoder[];
  images?: ReadonlyMap<string, LogoPixels>;
  signal?: AbortSignal;
  /** Called after each capture with the done part, 0–1. */
  onProgress?: (done: number) => void;
  /** Photos per capture; they share the weight of one. */
  photos?: Partial<PhotosPerCapture>;
  /** Keeps the control's reads between runs of the same payload and decoders. */
  controls?: Map<string, Reads>;
}

/** Part of the photos read, per capture and decoder, 0–1 each, and whether anything else than the payload was read. */
export interface Reads {
  rates: number[][];
  misread: boolean;
}

/** What a style is worth, against a plain black code of the same payload in the same captures. */
export interface Preflight {
  /** 0–100; 0 after a misread. Printing needs `GATE.score`. */
  score: number;
  passes: boolean;
  /** Mean read rate of the style and of the plain code, 0–1. */
  rate: number;
  controlRate: number;
  misread: boolean;
  families: { family: Family; rate: number; control: number }[];
  decoders: { id: string; rate: number; control: number }[];
  /** Captures × decoders, in the order of `CAPTURES` and of the decoders asked. */
  table: { style: number[][]; control: number[][] };
  photos: number;
}

export interface PhotosPerCapture {
  /** Captures whose only chance is how the hand holds the phone. */
  steady: number;
  /** Glare and damage, where one photo misleads (31 to 86 for the same code). */
  chance: number;
}

const DEFAULT_PHOTOS: PhotosPerCapture = { steady: 2, chance: 5 };
const PX_PER_MODULE = 8;

/** Runs the sixteen captures. Throws the signal's reason when aborted, and when the payload does not fit. */
export async function preflight(
  style: StyleDocument,
  payload: string,
  options: PreflightOptions,
): Promise<Preflight> {
  const seeds = { ...DEFAULT_PHOTOS, ...options.photos };
  const key = `${seeds.steady}/${seeds.chance}|${options.decoders.map((one) => one.id).join(',')}|${payload}`;
  let control = options.controls?.get(key);
  const parts = control ? 1 : 2;
  let done = 0;
  const step = () => {
    done++;
    options.onProgress?.(done / (CAPTURES.length * parts));
  };
  if (!control) {
    control = await readAll(plainStyle, payload, options, seeds, step);
    options.controls?.set(key, control);
  }
  const reads = await readAll(style, payload, options, seeds, step);
  return judge(reads, control, options.decoders, seeds);
}

/** The score from two tables of reads. */
export function judge(
  reads: Reads,
  control: Reads,
  decoders: readonly Decoder[],
  seeds: PhotosPerCapture,
): Preflight {
  const rate = mean(reads.rates.flat());
  const controlRate = mean(control.rates.flat());
  const rel = controlRate > 0 ? rate / controlRate : 0;
  const score = reads.misread ? 0 : Math.min(100, Math.round(1000 * rel) / 10);
  const inFamily = (table: number[][], family: Family) =>
    mean(table.filter((_, index) => CAPTURES[index]?.family === family).flat());
  const byDecoder = (table: number[][], column: number) => mean(table.map((row) => row[column] ?? 0));
  return {
    score,
    passes: score >= GATE.score,
    rate,
    controlRate,
    misread: reads.misread,
    families: FAMILIES.map((family) => ({
      family,
      rate: inFamily(reads.rates, family),
      control: inFamily(control.rates, family),
    })),
    decoders: decoders.map((one, column) => ({
      id: one.id,
      rate: byDecoder(reads.rates, column),
      control: byDecoder(control.rates, column),
    })),
    table: { style: reads.rates, control: control.rates },
    photos: CAPTURES.reduce((sum, capture) => sum + photosOfCapture(capture, seeds), 0),
  };
}

const mean = (values: number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

const photosOfCapture = (capture: Capture, count: PhotosPerCapture) =>
  capture.family === 'glare' || capture.family === 'damage' ? count.chance : count.steady;

async function readAll(
  style: StyleDocument,
  payload: string,
  options: PreflightOptions,
  seeds: PhotosPerCapture,
  step: () => void,
): Promise<Reads> {
  const rates: number[][] = [];
  let misread = false;
  for (const { photo, photos, first } of photosOf(style, payload, options.images, seeds)) {
    options.signal?.throwIfAborted();
    const row = first ? options.decoders.map(() => 0) : (rates.pop() ?? []);
    for (let column = 0; column < options.decoders.length; column++) {
      const text = await options.decoders[column]?.decode(photo.luma, photo.width, photo.height);
      if (text === payload) row[column] = (row[column] ?? 0) + 1 / photos;
      else if (text) misread = true;
    }
    rates.push(row);
    if (first) step();
  }
  return { rates, misread };
}

/** The photos of a style in the order of `CAPTURES`; `photos` of one capture follow one another. */
export function* photosOf(
  style: StyleDocument,
  payload: string,
  images: ReadonlyMap<string, LogoPixels> | undefined,
  seeds: PhotosPerCapture,
): Generator<{ photo: Photo; photos: number; first: boolean }> {
  const artwork = layout(style, payload, null);
  const { x, y, size } = artwork.symbol;
  const side = size + 2 * SURROUND;
  const raster = rasterise(artwork, {
    left: x - SURROUND,
    top: y - SURROUND,
    width: side,
    height: side,
    pxPerModule: PX_PER_MODULE,
    beyond: WALL,
    ...(images ? { images } : {}),
  });
  const symbol = { cx: x + size / 2, cy: y + size / 2, size };
  for (const capture of CAPTURES) {
    const photos = photosOfCapture(capture, seeds);
    for (let seed = 0; seed < photos; seed++) {
      yield { photo: takePhoto(raster, symbol, capture, seed), photos, first: seed === 0 };
    }
  }
}
