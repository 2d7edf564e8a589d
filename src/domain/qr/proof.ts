import type { LogoPixels } from './artwork.ts';
import { artworkHash } from './artwork-hash.ts';
import { takePhoto } from './camera.ts';
import { hang } from './hang.ts';
import { spreadInk } from './ink.ts';
import { GATE } from './limits.ts';
import { plainStyle, type StyleDocument } from './model.ts';
import type { Decoder, Reads } from './preflight.ts';
import {
  PROOF_CAPTURES,
  PROOF_EDITION,
  PROOF_FAMILIES,
  PROOF_PHOTOS,
  type ProofFamily,
  photosOfProof,
} from './proof-captures.ts';
import type { Raster } from './raster.ts';

/** A reader of the proof: which program, and which release of it. */
export type ProofDecoder = Decoder & { readonly version: string };

/** A code's reads beside those of a plain code of the same payload in the same captures; parts 0–1. */
export interface Compared {
  readonly rate: number;
  readonly control: number;
}

/** What the proof of an artwork found. */
export interface Proof {
  readonly schema: 1;
  readonly edition: number;
  /** SHA-256 of the artwork, hexadecimal (`artworkHash`). */
  readonly artwork: string;
  readonly payload: string;
  /** 0–100 in steps of 0.1; printing needs `GATE.score`. */
  readonly score: number;
  readonly passes: boolean;
  /** Read rate relative to the control's. */
  readonly rel: number;
  readonly weakest: { readonly family: ProofFamily; readonly ratio: number };
  /** A decoder read something else than the payload. */
  readonly misread: boolean;
  /** Decoders that read the control on the easy captures and not this code. */
  readonly lost: readonly string[];
  /** `readers`: the same for each decoder, in the order of `decoders`. */
  readonly families: readonly ({
    readonly family: ProofFamily;
    readonly readers: readonly Compared[];
  } & Compared)[];
  /** `kin`: decoders of one kin descend from one design and count as one. */
  readonly decoders: readonly ({
    readonly id: string;
    readonly kin: string;
    readonly version: string;
  } & Compared)[];
  /** Captures and photos of each of the two codes; seeds per capture where chance decides, and where not. */
  readonly captures: number;
  readonly photos: number;
  readonly seeds: { readonly easy: number; readonly steady: number; readonly chance: number };
}

/** A proof with every single figure, as it is stored. */
export interface ProofRecord extends Proof {
  /** Part of the photos read: a row per capture in the order of `PROOF_CAPTURES`, a column per decoder. */
  readonly table: { readonly style: readonly number[][]; readonly control: readonly number[][] };
}

/** A proof as it is kept with its code. */
export interface StoredProof {
  readonly id: string;
  readonly codeId: string;
  /** Where the code pointed when it was proven: scheme, host and port. */
  readonly origin: string;
  /** Epoch ms. */
  readonly madeAt: number;
  /** Who had it made; null when the account is gone. */
  readonly byName: string | null;
  readonly proof: Proof;
}

/** A look that was proven to pass beside one that does not; its proof is stored with the code. */
export interface ProvenRepair {
  readonly style: StyleDocument;
  readonly proof: StoredProof;
}

export interface ProofOptions {
  readonly decoders: readonly ProofDecoder[];
  readonly images?: ReadonlyMap<string, LogoPixels> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called after each photo with the done part, 0–1; what it answers is awaited, so that a cancel can come in. */
  readonly onProgress?: ((done: number) => void | Promise<void>) | undefined;
  /** Keeps the control's reads between proofs of the same payload by the same decoders. */
  readonly controls?: Map<string, Reads> | undefined;
}

/** More than that the score may not be once a decoder is lost. */
const MOST_WHEN_LOST = 79;
/** A family may fall this far behind the control before it counts more than the mean. */
const SLACK = 0.3;
/** What a decoder must read of the easy captures to have been there, and below which part of it it is lost. */
const EASILY = 0.75;
const LOST = 0.5;
/** So many decoders must read every easy capture; one that is blind to a single one counts as lost while they are fewer. */
const SIGHTED = 3;
const PX_PER_MODULE = 10;

/**
 * Proves a style: every capture of `PROOF_CAPTURES`, read by every decoder, beside a plain black code of the same payload
 * in the same run. The same arguments and decoder releases give the same answer. Throws the signal's reason when
 * aborted, and when the payload does not fit.
 */
export async function runProof(
  style: StyleDocument,
  payload: string,
  options: ProofOptions,
): Promise<ProofRecord> {
  const { decoders, controls, onProgress } = options;
  const key = controlKey(payload, decoders);
  let control = controls?.get(key);
  const photos = PROOF_PHOTO_COUNT * (control ? 1 : 2);
  let done = 0;
  const step = () => onProgress?.(++done / photos);
  if (!control) {
    control = await readCaptures(plainStyle, payload, { ...options, images: undefined }, step);
    controls?.set(key, control);
  }
  const reads = await readCaptures(style, payload, options, step);
  return judgeProof(style, payload, reads, control, decoders);
}

/** The verdict from two tables of reads, both in the order of `PROOF_CAPTURES` and of the decoders. */
export function judgeProof(
  style: StyleDocument,
  payload: string,
  reads: Reads,
  control: Reads,
  decoders: readonly Omit<ProofDecoder, 'decode'>[],
): ProofRecord {
  const rate = mean(reads.rates.flat());
  const controlRate = mean(control.rates.flat());
  const rel = controlRate > 0 ? rate / controlRate : 0;
  const families = PROOF_FAMILIES.map((family) => {
    const of = ({ rates }: Reads) => rates.filter((_, row) => PROOF_CAPTURES[row]?.family === family);
    const [own, plain] = [of(reads), of(control)];
    const column = (rows: readonly number[][], index: number) =>
      short(mean(rows.map((row) => row[index] ?? 0)));
    const readers = decoders.map((_, index) => ({ rate: column(own, index), control: column(plain, index) }));
    return { family, rate: mean(own.flat()), control: mean(plain.flat()), readers };
  });
  const ratios = families
    .filter((one) => one.control > 0)
    .map((one) => ({ family: one.family, ratio: one.rate / one.control }));
  const weakest = ratios.reduce((low, one) => (one.ratio < low.ratio ? one : low), {
    family: PROOF_FAMILIES[0] as ProofFamily,
    ratio: Number.POSITIVE_INFINITY,
  });
  const easy = PROOF_CAPTURES.flatMap((capture, row) => (capture.easy ? [row] : []));
  const cell = ({ rates }: Reads, row: number, column: number) => rates[row]?.[column] ?? 0;
  const easily = (table: Reads, column: number) => mean(easy.map((row) => cell(table, row, column)));
  /** Not one photo of a capture that is easy for it. */
  const isBlind = (column: number) =>
    easy.some((row) => cell(control, row, column) >= EASILY && cell(reads, row, column) === 0);
  const sighted = decoders.filter((_, column) => !isBlind(column)).length;
  const isLost = (column: number) => {
    const expected = easily(control, column);
    const fails = expected >= EASILY && easily(reads, column) < LOST * expected;
    return fails || (sighted < SIGHTED && isBlind(column));
  };
  const lost = decoders.filter((_, column) => isLost(column)).map(({ id }) => id);
  const ratio = Number.isFinite(weakest.ratio) ? weakest.ratio : 0;
  const measured = Math.min(100, 100 * Math.min(rel, ratio + SLACK));
  const score = reads.misread ? 0 : Math.min(measured, lost.length > 0 ? MOST_WHEN_LOST : 100);
  const rounded = Math.floor(score * 10 + 1e-6) / 10;
  return {
    schema: 1,
    edition: PROOF_EDITION,
    artwork: artworkHash(style, payload),
    payload,
    score: rounded,
    passes: rounded >= GATE.score,
    rel: short(rel),
    weakest: { family: weakest.family, ratio: short(ratio) },
    misread: reads.misread,
    lost,
    families: families.map((one) => ({ ...one, rate: short(one.rate), control: short(one.control) })),
    decoders: decoders.map(({ id, family: kin, version }, column) => {
      const of = ({ rates }: Reads) => short(mean(rates.map((row) => row[column] ?? 0)));
      return { id, kin, version, rate: of(reads), control: of(control) };
    }),
    captures: PROOF_CAPTURES.length,
    photos: PROOF_PHOTO_COUNT,
    seeds: PROOF_PHOTOS,
    table: {
      style: reads.rates.map((row) => row.map(short)),
      control: control.rates.map((row) => row.map(short)),
    },
  };
}

/** Photos of each of the two codes. */
export const PROOF_PHOTO_COUNT = PROOF_CAPTURES.reduce((sum, capture) => sum + photosOfProof(capture), 0);

const mean = (values: readonly number[]) =>
  values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : 0;

const short = (part: number) => Math.round(part * 1000) / 1000;

const controlKey = (payload: string, decoders: readonly ProofDecoder[]) =>
  JSON.stringify([PROOF_EDITION, payload, decoders.map(({ id, version }) => [id, version])]);

/** Takes and reads every photo of one code; `step` after each, awaited. Throws the signal's reason when aborted. */
export async function readCaptures(
  style: StyleDocument,
  payload: string,
  { decoders, images, signal }: Pick<ProofOptions, 'decoders' | 'images' | 'signal'>,
  step: () => void | Promise<void>,
): Promise<Reads> {
  const { raster: drawn, symbol } = hang(style, payload, PX_PER_MODULE, images);
  const printed = new Map<number, Raster>([[0, drawn]]);
  const rates: number[][] = [];
  let misread = false;
  for (const capture of PROOF_CAPTURES) {
    const gain = capture.inkGain ?? 0;
    const raster = printed.get(gain) ?? spreadInk(drawn, gain);
    printed.set(gain, raster);
    const photos = photosOfProof(capture);
    const row = decoders.map(() => 0);
    for (let seed = 0; seed < photos; seed++) {
      signal?.throwIfAborted();
      const photo = takePhoto(raster, symbol, capture, seed);
      for (const [column, decoder] of decoders.entries()) {
        const text = await decoder.decode(photo.luma, photo.width, photo.height);
        if (text === payload) row[column] = (row[column] ?? 0) + 1 / photos;
        else if (text) misread = true;
      }
      await step();
    }
    rates.push(row);
  }
  return { rates, misread };
}

/** Whether a print file may be made of this artwork on the strength of this proof. */
export const allowsPrint = (proof: Proof, artwork: string): boolean =>
  proof.artwork === artwork && proof.edition === PROOF_EDITION && proof.score >= GATE.score;

/** How many independent designs read the code: decoders of one kin count once, a lost one does not. */
export const independentReaders = ({ decoders, lost }: Proof): number =>
  new Set(decoders.filter((one) => one.rate > 0 && !lost.includes(one.id)).map(({ kin }) => kin)).size;

/** Whether the weakest family, not the mean, sets the score. */
export const heldDownByWeakest = ({ rel, weakest }: Proof): boolean =>
  weakest.ratio + SLACK < Math.min(1, rel);
