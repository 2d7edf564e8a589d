/** The thread that looks through orders and makes their files. */
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { countPages, frameOf, labelsOnPage } from '#domain/qr/labels.ts';
import type { Finding, StyleDocument } from '#domain/qr/model.ts';
import { type Decoder, preflight } from '#domain/qr/preflight.ts';
import { runProof } from '#domain/qr/proof.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { preflightFindings } from '#domain/qr/repair.ts';
import { arrange, drawPage, type LabelContent, markTest } from '#domain/qr/sheet-pages.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { DomainError } from '#domain/shared/error.ts';
import { stepBack } from '../../../step-back.ts';
import { answerThread, pause } from '../../thread.ts';
import { nodeDecoders, proofDecoders } from '../decoders.ts';
import { printFonts } from '../fonts.ts';
import { type LogoImage, readLogoImages } from '../images.ts';
import { makePdf } from '../pdf.ts';
import { printSvg } from '../svg.ts';
import { contentOf, fileOf, findingsOf, finishOf, symbolMmOf } from './draw.ts';
import { type ManifestRow, manifestCsv } from './manifest.ts';
import { type Batch, type OrderItem, type PackedBatch, unpack } from './order.ts';
import { readClean } from './read.ts';

/** Codes that share a style and a size of symbol: one proof stands for them. */
export interface Kin {
  /** Indices of its codes. */
  readonly items: readonly number[];
  readonly symbolMm: number;
  /** What stands against printing them so. */
  readonly findings: readonly Finding[];
}

/** A code that may not be printed, and why. */
export interface Refused {
  readonly letters: string;
  readonly findings: readonly Finding[];
}

/** The proof of a kin as the manifest tells it. */
export interface KinProof {
  readonly score: number;
  readonly artwork: string;
  readonly letters: string;
}

export type BatchAsk =
  | { kind: 'look'; batch: PackedBatch }
  | { kind: 'make'; batch: PackedBatch; kin: readonly Kin[]; proofs: readonly KinProof[]; path: string };

export type BatchAnswer =
  | { kind: 'looked'; kin: Kin[] }
  | {
      kind: 'made';
      pages: number;
      labels: number;
      /** Codes that a decoder missed in the clean picture, and that stood a proof of their own instead. */
      judgedAlone: string[];
    };

stepBack('thread');

answerThread<BatchAsk, BatchAnswer>(async (ask, signal, onProgress) => {
  if (ask.kind === 'look') return look(unpack(ask.batch), signal);
  try {
    return await make({ ...ask, batch: unpack(ask.batch) }, signal, onProgress);
  } catch (cause) {
    const isFull = (cause as { code?: string } | null)?.code === 'ENOSPC';
    throw isFull ? new DomainError('disk_full', {}, { cause }) : cause;
  }
});

async function look(batch: Batch, signal: AbortSignal): Promise<BatchAnswer> {
  const kin = new Map<string, { items: number[]; symbolMm: number; findings: readonly Finding[] }>();
  for (const [index, item] of batch.items.entries()) {
    const style = batch.styles[item.style];
    if (!style) continue;
    const { size } = symbol(item.payload, style.errorCorrection);
    const key = `${item.style}/${size}/${item.leastModuleMm}`;
    const known = kin.get(key);
    if (known) known.items.push(index);
    else {
      const content = contentOf(batch, item);
      const symbolMm = symbolMmOf(batch, item, content);
      const findings = findingsOf(batch, item, content.artwork, symbolMm);
      kin.set(key, { items: [index], symbolMm, findings });
    }
    if (index % 16 === 0) {
      await pause();
      signal.throwIfAborted();
    }
  }
  return { kind: 'looked', kin: [...kin.values()] };
}

async function make(
  { batch, kin, proofs, path }: Omit<Extract<BatchAsk, { kind: 'make' }>, 'batch'> & { batch: Batch },
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<BatchAnswer> {
  const images = await readLogoImages(batch.images);
  const reader = await makeReader(batch, images, signal);
  const { length } = batch.items;
  let done = 0;
  const step = async (): Promise<void> => {
    done += 1;
    if (done % 8 === 0 || done === length) onProgress((done / length) * 0.98);
    await pause();
    signal.throwIfAborted();
  };
  const totals =
    batch.order.format === 'pdf'
      ? await makePages(batch, images, reader, step, path)
      : await makeZip(batch, images, reader, step, path, proofOf(kin, proofs));
  if (reader.refused.length > 0)
    throw new DomainError('preflight_failed', {
      findings: reader.refused[0]?.findings ?? [],
      refused: reader.refused,
    });
  return { kind: 'made', ...totals, judgedAlone: reader.judgedAlone };
}

/** Reads each code once, as it is drawn; what a decoder misses must stand the preflight by itself, or a proof of its own. */
async function makeReader(batch: Batch, images: ReadonlyMap<string, LogoImage>, signal: AbortSignal) {
  const decoders: readonly Decoder[] = await nodeDecoders();
  const pixels = new Map([...images].map(([assetId, image]) => [assetId, image.pixels]));
  const refused: Refused[] = [];
  const judgedAlone: string[] = [];
  const prove = async (style: StyleDocument, payload: string) =>
    runProof(style, payload, {
      decoders: await proofDecoders(),
      images: pixels,
      signal,
      onProgress: pause,
    });
  return {
    refused,
    judgedAlone,
    /** How many decoders read it, as `3/3`. */
    async read(
      item: OrderItem,
      { artwork, ground }: Pick<LabelContent, 'artwork' | 'ground'>,
    ): Promise<string> {
      const seen = await readClean(artwork, item.payload, ground, decoders, pixels);
      const right = seen.filter((one) => one === 'right').length;
      if (right < decoders.length) {
        const style = batch.styles[item.style];
        if (!style) throw new RangeError(`no style ${item.style}`);
        judgedAlone.push(item.letters);
        // The preflight is quick, but one unlucky photo fails in it: then the proof decides.
        const quick = await preflight(style, item.payload, { decoders, images: pixels, signal });
        const proof = quick.passes ? null : await prove(style, item.payload);
        if (seen.includes('wrong') || proof?.passes === false) {
          const findings = proof
            ? proofFindings(style, proof)
            : preflightFindings(style, item.payload, { ...quick, misread: true });
          refused.push({ letters: item.letters, findings });
        }
      }
      return `${right}/${decoders.length}`;
    },
  };
}

type Reader = Awaited<ReturnType<typeof makeReader>>;

async function makePages(
  batch: Batch,
  images: ReadonlyMap<string, LogoImage>,
  reader: Reader,
  step: () => Promise<void>,
  path: string,
) {
  const { order, items } = batch;
  const finish = finishOf(order);
  const labels = items.length * order.copies;
  const pages = countPages(order.stock, finish, labels);
  const [slot] = frameOf(order.stock, finish, 1).slots;
  const writer = makePdf(images, { title: batch.title, pureBlack: order.pureBlack });
  // Copies of a code follow one another, so that only the last one drawn has to be kept.
  let drawn = -1;
  let content: LabelContent | null = null;
  for (let page = 0; page < pages; page++) {
    const contents: LabelContent[] = [];
    for (const label of labelsOnPage(order.stock, finish, labels, page)) {
      const index = Math.floor(label / order.copies);
      const item = items[index];
      if (!item) continue;
      if (drawn !== index || !content) {
        drawn = index;
        content = contentOf(batch, item);
        const { artwork } = slot ? arrange(slot, content, printFonts(), order.artMm) : content;
        await reader.read(item, { ...content, artwork });
        await step();
      }
      contents.push(content);
    }
    const drawing = drawPage(frameOf(order.stock, finish, page), contents, printFonts(), order.artMm);
    writer.page(batch.testPrint ? markTest(drawing, order.testWords, printFonts()) : drawing);
    await pause();
  }
  await writeFile(path, await writer.end(), { mode: 0o600 });
  return { pages, labels };
}

const proofOf = (kin: readonly Kin[], proofs: readonly KinProof[]) => {
  const of = new Map<number, KinProof>();
  kin.forEach((one, at) => {
    const proof = proofs[at];
    if (proof) for (const index of one.items) of.set(index, proof);
  });
  return of;
};

async function makeZip(
  batch: Batch,
  images: ReadonlyMap<string, LogoImage>,
  reader: Reader,
  step: () => Promise<void>,
  path: string,
  proofs: ReadonlyMap<number, KinProof>,
) {
  const { items } = batch;
  const zip = new ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }));
  // Awaited below; until then a failing disk is no unhandled rejection.
  written.catch(() => undefined);
  const rows: ManifestRow[] = [];
  try {
    for (const [index, item] of items.entries()) {
      const sheet = fileOf(batch, item);
      const readBy = await reader.read(item, contentOf(batch, item));
      const file = `svg/${item.letters}.svg`;
      zip.addBuffer(Buffer.from(printSvg(sheet, images, item.shortUrl)), file);
      const proof = proofs.get(index);
      rows.push({
        file,
        code: item.letters,
        url: item.payload,
        place: item.place,
        medium: item.medium,
        widthMm: sheet.trimMm.width,
        heightMm: sheet.trimMm.height,
        symbolMm: sheet.symbolMm.size,
        proofScore: proof?.score ?? null,
        proofArtwork: proof?.artwork ?? '',
        proofCode: proof?.letters ?? '',
        readBy,
      });
      await step();
    }
    zip.addBuffer(Buffer.from(manifestCsv(rows)), 'codes.csv');
  } finally {
    // Also ends the file of an order that was cancelled, so that it can be removed.
    zip.end();
    await written;
  }
  return { pages: 0, labels: items.length };
}
