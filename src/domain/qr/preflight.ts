import type { LogoPixels } from './artwork.ts';
import { type Photo, takePhoto } from './camera.ts';
import { CAPTURES, type Capture, EASY, FAMILIES, type Family } from './captures.ts';
import { hang } from './hang.ts';
import { GATE } from './limits.ts';
import { plainStyle, type StyleDocument } from './model.ts';
import type { Raster } from './raster.ts';

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
  /** Called now and then with the done part, 0–1, never less than before. */
  onProgress?: (done: number) => void;
  /** Photos per capture; they share the weight of one. */
  photos?: Partial<PhotosPerCapture>;
  /** Keeps the control's reads between runs of the same payload and decoders. */
  controls?: Map<string, Reads>;
  /** Other threads that read photos too; the answer is the same with and without them. */
  helpers?: readonly PreflightHelper[];
}

/** One photo: the index of its capture in `CAPTURES`, and which of that capture's photos. */
export interface Take {
  capture: number;
  seed: number;
}

/** What one decoder made of one photo: the payload, nothing, or something else. */
export type Sight = 'right' | 'none' | 'wrong';

/** A thread that reads photos with the same decoders. Answers per take and decoder; rejects when it is gone. */
export interface PreflightHelper {
  read: (style: StyleDocument, payload: string, takes: readonly Take[]) => Promise<Sight[][]>;
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
  /** Easy captures of which a decoder reads no photo at all, though it reads the plain code there: no such code passes. */
  unread: { capture: number; family: Family; decoder: string }[];
  families: { family: Family; rate: number; control: number }[];
  decoders: { id: string; rate: number; control: number }[];
  /** Captures × decoders, in the order of `CAPTURES` and of the decoders asked. */
  table: { style: number[][]; control: number[][] };
  photos: number;
}

export interface PhotosPerCapture {
  /** Captures that every decoder must read at least once. */
  easy: number;
  /** Captures whose only chance is how the hand holds the phone; 0 leaves them out, as below. */
  steady: number;
  /** Glare and damage, where one photo misleads (31 to 86 for the same code). */
  chance: number;
}

const DEFAULT_PHOTOS: PhotosPerCapture = { easy: 4, steady: 2, chance: 5 };
/** More than that the score may not be when a decoder does not read an easy capture. */
const MOST_WHEN_UNREAD = 79;
const PX_PER_MODULE = 8;

/** Runs the sixteen captures. Throws the signal's reason when aborted, and when the payload does not fit. */
export function preflight(
  style: StyleDocument,
  payload: string,
  options: PreflightOptions,
): Promise<Preflight> {
  return compare({ style, images: options.images }, payload, options);
}

/** The same for a code of which there is only a picture: a raster around its symbol, at least `SURROUND` modules wide. */
export function preflightPicture(
  raster: Raster,
  symbol: { cx: number; cy: number; size: number },
  payload: string,
  options: Omit<PreflightOptions, 'images' | 'helpers'>,
): Promise<Preflight> {
  return compare({ raster, symbol }, payload, options);
}

/** What is photographed. */
type Subject =
  | { style: StyleDocument; images: ReadonlyMap<string, LogoPixels> | undefined }
  | { raster: Raster; symbol: { cx: number; cy: number; size: number } };

async function compare(subject: Subject, payload: string, options: PreflightOptions): Promise<Preflight> {
  const seeds = { ...DEFAULT_PHOTOS, ...options.photos };
  const key = `${seeds.easy}/${seeds.steady}/${seeds.chance}|${options.decoders.map((one) => one.id).join(',')}|${payload}`;
  let control = options.controls?.get(key);
  const total = takesOf(seeds).length * (control ? 1 : 2);
  let done = 0;
  const step = (photos: number) => {
    done += photos;
    if (done % 3 === 0 || done === total) options.onProgress?.(done / total);
  };
  if (!control) {
    control = await readAll({ style: plainStyle, images: undefined }, payload, options, seeds, step);
    options.controls?.set(key, control);
  }
  const reads = await readAll(subject, payload, options, seeds, step);
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
  const unread = CAPTURES.flatMap(({ id, family }, row) =>
    EASY.includes(id)
      ? decoders
          .filter((_, column) => !reads.rates[row]?.[column] && control.rates[row]?.[column])
          .map((decoder) => ({ capture: id, family, decoder: decoder.id }))
      : [],
  );
  const most = unread.length > 0 ? MOST_WHEN_UNREAD : 100;
  const score = reads.misread ? 0 : Math.min(most, Math.round(1000 * rel) / 10);
  const inFamily = (table: number[][], family: Family) =>
    mean(table.filter((_, index) => CAPTURES[index]?.family === family).flat());
  const byDecoder = (table: number[][], column: number) => mean(table.map((row) => row[column] ?? 0));
  return {
    score,
    passes: score >= GATE.score,
    rate,
    controlRate,
    misread: reads.misread,
    unread,
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

function photosOfCapture({ id, family }: Capture, count: PhotosPerCapture): number {
  if (EASY.includes(id)) return count.easy;
  return family === 'glare' || family === 'damage' ? count.chance : count.steady;
}

// Photos that a helper is given at a time: enough that it never waits for its next, few enough that both end together.
const HELPING = 2;

async function readAll(
  subject: Subject,
  payload: string,
  options: PreflightOptions,
  seeds: PhotosPerCapture,
  step: (photos: number) => void,
): Promise<Reads> {
  const { decoders, signal } = options;
  // Helpers draw styles; a picture stays here.
  const helpers = 'style' in subject ? (options.helpers ?? []) : [];
  const takes = takesOf(seeds);
  const sights = new Map<Take, Sight[]>();
  const waiting = [...takes];
  const keep = (one: Take, seen: Sight[]) => {
    sights.set(one, seen);
    step(1);
  };
  let take: ((one: Take) => Photo) | null = null;
  const readHere = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      signal?.throwIfAborted();
      take ??=
        'style' in subject
          ? makePhotographer(subject.style, payload, subject.images)
          : ({ capture, seed }) =>
              takePhoto(subject.raster, subject.symbol, CAPTURES[capture] as Capture, seed);
      keep(one, await readPhoto(take(one), payload, decoders));
    }
  };
  const readThere = async (helper: PreflightHelper) => {
    while (waiting.length > 0) {
      const some = waiting.splice(-HELPING);
      try {
        const seen = 'style' in subject ? await helper.read(subject.style, payload, some) : [];
        if (signal?.aborted) return;
        some.forEach((one, index) => {
          keep(one, seen[index] ?? []);
        });
      } catch {
        // Its photos are read here.
        waiting.push(...some);
        return;
      }
    }
  };
  // Two batches under way per helper: it goes on while its first answer travels.
  const helped = Promise.all(helpers.flatMap((helper) => [readThere(helper), readThere(helper)]));
  await readHere();
  await helped;
  await readHere();
  signal?.throwIfAborted();
  return tally(takes, sights, decoders.length);
}

function tally(takes: readonly Take[], sights: ReadonlyMap<Take, Sight[]>, decoders: number): Reads {
  const rates = CAPTURES.map(() => new Array<number>(decoders).fill(0));
  let misread = false;
  for (const [index, row] of rates.entries()) {
    const photos = takes.filter((one) => one.capture === index);
    for (let column = 0; column < decoders; column++) {
      const seen = photos.map((one) => sights.get(one)?.[column] ?? 'none');
      row[column] = seen.filter((one) => one === 'right').length / Math.max(1, photos.length);
      misread ||= seen.includes('wrong');
    }
  }
  return { rates, misread };
}

/** Every photo of a preflight, in the order of `CAPTURES`. */
export function takesOf(seeds: PhotosPerCapture): Take[] {
  return CAPTURES.flatMap((one, capture) =>
    Array.from({ length: photosOfCapture(one, seeds) }, (_, seed) => ({ capture, seed })),
  );
}

/** What each decoder makes of a photo. */
export async function readPhoto(
  photo: Photo,
  payload: string,
  decoders: readonly Decoder[],
): Promise<Sight[]> {
  const seen: Sight[] = [];
  for (const decoder of decoders) {
    const text = await decoder.decode(photo.luma, photo.width, photo.height);
    seen.push(text === payload ? 'right' : text ? 'wrong' : 'none');
  }
  return seen;
}

/** Draws a style once and takes its photos. Throws when the payload does not fit. */
export function makePhotographer(
  style: StyleDocument,
  payload: string,
  images: ReadonlyMap<string, LogoPixels> | undefined,
): (one: Take) => Photo {
  const { raster, symbol } = hang(style, payload, PX_PER_MODULE, images);
  return ({ capture, seed }) => takePhoto(raster, symbol, CAPTURES[capture] as Capture, seed);
}
