/** The thread that makes print files. */
import { artworkHash } from '#domain/qr/artwork-hash.ts';
import { checkSize, checkStyle } from '#domain/qr/findings.ts';
import { layout } from '#domain/qr/layout.ts';
import type { Finding } from '#domain/qr/model.ts';
import { allowsPrint } from '#domain/qr/proof.ts';
import { proofFindings } from '#domain/qr/proof-findings.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { DomainError } from '#domain/shared/error.ts';
import { answerThread, pause } from '../thread.ts';
import { printFonts } from './fonts.ts';
import { type LogoImage, readLogoImages } from './images.ts';
import { type CheckedPrintJob, type PrintJob, printJobSchema } from './job.ts';
import { printPdf } from './pdf.ts';
import { printPng } from './png.ts';
import { proofPageOf } from './proof-page.ts';
import { printSvg } from './svg.ts';

answerThread<PrintJob, Uint8Array>(render);

/** Makes a print file, or refuses with every finding that stands against it. */
async function render(input: PrintJob, signal: AbortSignal): Promise<Uint8Array> {
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
    ...checkStyle(job.style, job.payload),
  ];
  const refused = findings.some((one) => one.severity === 'refuse');
  if (refused || !allowsPrint(job.proof.proof, artworkHash(job.style, job.payload))) {
    throw new DomainError('preflight_failed', {
      findings: [...findings, ...proofFindings(job.style, job.proof.proof)],
    });
  }
  await pause();
  signal.throwIfAborted();
  const title = job.shortUrl ?? job.payload;
  if (job.format === 'pdf') {
    const options = { title, pureBlack: job.pureBlack };
    if (!job.proofPage) return printPdf(sheet, images, options);
    const drawn = layout(job.style, job.payload, printFonts(), texts);
    return printPdf(sheet, images, options, [proofPageOf(drawn, job.proof, job.proofPage)]);
  }
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
