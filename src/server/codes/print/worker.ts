import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { ZXING_WASM_VERSION } from 'zxing-wasm/reader';
import { checkSize, checkStyle } from '#domain/qr/findings.ts';
import { layout } from '#domain/qr/layout.ts';
import type { Finding } from '#domain/qr/model.ts';
import { type Decoder, type PreflightOptions, preflight, type Reads } from '#domain/qr/preflight.ts';
import { preflightFindings, repair } from '#domain/qr/repair.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { DomainError } from '#domain/shared/error.ts';
import { nodeDecoders } from './decoders.ts';
import { printFonts } from './fonts.ts';
import { type LogoImage, readLogoImages } from './images.ts';
import { type CheckedPrintJob, type PrintJob, printJobSchema } from './job.ts';
import { printPdf } from './pdf.ts';
import { printPng } from './png.ts';
import type { FromWorker, PreflightReport, PreflightRequest, ToWorker } from './protocol.ts';
import { printSvg } from './svg.ts';

const port = parentPort;
const running = new Map<number, AbortController>();
const controls = new Map<string, Reads>();
let queue: Promise<void> = Promise.resolve();
const judged = new Map<string, PreflightReport>();
// Enough for a campaign's codes between two restarts; each entry is a few kB.
const KEPT = 500;

function send(message: FromWorker): void {
  port?.postMessage(message);
}

port?.on('message', (message: ToWorker) => {
  if (message.kind === 'cancel') {
    running.get(message.id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(message.id, controller);
  // One after another: two at once would only share the core and hold the memory of both.
  queue = queue.then(() => work(message, controller.signal));
});

async function work(message: Exclude<ToWorker, { kind: 'cancel' }>, signal: AbortSignal): Promise<void> {
  const { id } = message;
  try {
    signal.throwIfAborted();
    await run(message, signal);
  } catch (error) {
    const known = error instanceof DomainError ? error : null;
    const [code, details] = known ? [known.code, known.details] : (['unavailable', {}] as const);
    send({
      kind: 'failed',
      id,
      code,
      details,
      message: error instanceof Error ? error.message : String(error),
    });
  } finally {
    running.delete(id);
  }
}

async function run(message: Exclude<ToWorker, { kind: 'cancel' }>, signal: AbortSignal): Promise<void> {
  const { id } = message;
  const onProgress = (done: number) => send({ kind: 'progress', id, done });
  if (message.kind === 'render') {
    send({ kind: 'rendered', id, bytes: await render(message.job, signal, onProgress) });
  } else if (message.kind === 'preflight') {
    const images = await readLogoImages(message.request.images ?? []);
    send({ kind: 'judged', id, report: await judge(message.request, images, signal, onProgress) });
  } else {
    const images = await readLogoImages(message.request.images ?? []);
    const options = await makeOptions(images, signal);
    const { style, payload } = message.request;
    let runs = 0;
    const score = (candidate: typeof style) => {
      onProgress(Math.min(0.95, runs++ / 24));
      return preflight(candidate, payload, options);
    };
    send({ kind: 'repaired', id, result: await repair(style, payload, score) });
  }
}

/** Makes a print file, or refuses with every finding that stands against it. */
async function render(input: PrintJob, signal: AbortSignal, onProgress: (done: number) => void) {
  const parsed = printJobSchema.safeParse(input);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    throw new DomainError('invalid', { path }, { cause: parsed.error });
  }
  const job = parsed.data;
  const images = await readLogoImages(job.images);
  const texts = {
    ...(job.cta === undefined ? {} : { callToAction: job.cta }),
    ...(job.shortUrl === undefined ? {} : { url: job.shortUrl }),
  };
  const sheet = layoutSheet(job.style, job.payload, printFonts(), { ...job, texts });
  const findings = [
    ...checkSize(job.style, job.payload, {
      symbolMm: sheet.symbolMm.size,
      leastModuleMm: job.leastModuleMm,
      ...(job.format === 'png' ? { dpi: job.dpi } : {}),
    }),
    ...missing(job, images, sheet.artwork.missingGlyphs),
    ...(await judge(job, images, signal, onProgress)).findings,
  ];
  if (findings.some((one) => one.severity === 'refuse')) {
    throw new DomainError('preflight_failed', { findings });
  }
  signal.throwIfAborted();
  const title = job.shortUrl ?? job.payload;
  if (job.format === 'pdf') return printPdf(sheet, images, { title, pureBlack: job.pureBlack });
  const svg = printSvg(sheet, images, title);
  return job.format === 'png' ? printPng(sheet, svg, job.dpi) : new TextEncoder().encode(svg);
}

function missing(job: CheckedPrintJob, images: Map<string, LogoImage>, glyphs: string[]): Finding[] {
  const found: Finding[] = [];
  const art = job.style.logo?.art;
  if (art?.kind === 'raster' && !images.has(art.assetId)) {
    found.push({ code: 'logo.missing', severity: 'refuse', details: {} });
  }
  if (glyphs.length > 0) {
    found.push({ code: 'text.missing-glyph', severity: 'refuse', details: { characters: glyphs.join(' ') } });
  }
  return found;
}

/** The preflight of this very artwork; an equal one is not run twice. */
async function judge(
  request: PreflightRequest,
  images: Map<string, LogoImage>,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<PreflightReport> {
  const { style, payload } = request;
  const hash = createHash('sha256').update(JSON.stringify([style, payload]));
  for (const image of images.values()) hash.update(image.png);
  const artworkHash = hash.digest('hex');
  const known = judged.get(artworkHash);
  if (known) return known;
  const fixed = [...checkStyle(style, payload), ...missingGlyphFindings(request)];
  const result = await preflight(style, payload, { ...(await makeOptions(images, signal)), onProgress });
  const report: PreflightReport = {
    preflight: result,
    findings: [...fixed, ...preflightFindings(style, payload, result)],
    artworkHash,
    decoders: decoderVersions(),
  };
  if (judged.size >= KEPT) judged.delete(judged.keys().next().value ?? '');
  judged.set(artworkHash, report);
  return report;
}

function missingGlyphFindings({ style, payload }: PreflightRequest): Finding[] {
  const { missingGlyphs } = layout(style, payload, printFonts());
  if (missingGlyphs.length === 0) return [];
  return [{ code: 'text.missing-glyph', severity: 'warn', details: { characters: missingGlyphs.join(' ') } }];
}

async function makeOptions(images: Map<string, LogoImage>, signal: AbortSignal): Promise<PreflightOptions> {
  if (controls.size > KEPT) controls.clear();
  const pixels = new Map([...images].map(([assetId, image]) => [assetId, image.pixels]));
  const decoders = (await nodeDecoders()).map(yielding);
  return { decoders, images: pixels, signal, controls };
}

/** Lets a waiting `cancel` in before each reading. */
function yielding(decoder: Decoder): Decoder {
  return {
    ...decoder,
    decode: async (luma, width, height) => {
      await new Promise((resolve) => setImmediate(resolve));
      return decoder.decode(luma, width, height);
    },
  };
}

function decoderVersions(): { id: string; version: string }[] {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  return [
    { id: '@zxing/library', version: versionOf('@zxing/library') },
    { id: 'zxing-wasm', version: ZXING_WASM_VERSION },
    { id: 'jsqr', version: versionOf('jsqr') },
  ];
}
