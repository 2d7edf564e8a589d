import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { defaultStyle, plainStyle, type StyleDocument } from '#domain/qr/model.ts';
import { preflight, type Reads } from '#domain/qr/preflight.ts';
import { randomPayload, randomStyle } from '#domain/qr/sample.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { nodeDecoders } from '#server/codes/print/decoders.ts';
import { printFonts } from '#server/codes/print/fonts.ts';
import { median, rounded } from './child-processes.ts';
import { compareFiles, type Sameness } from './qr-files.ts';
import type { GateTask, Verdict } from './qr-gate.ts';
import { type Candidate, type Grade, makeGrader, PASS } from './qr-grade.ts';
import { pick, randomOf } from './qr-random.ts';
import { measureSpeed } from './qr-speed.ts';
import { featuresOf } from './qr-styles.ts';
import { startThreads } from './qr-threads.ts';

/**
 * Bench `qr`: the gate against a camera, captures and readers of the bench's own, which neither know the gate's nor
 * are tuned to it. A code passes when its mean read rate is at least 90 % of the plain code's in the same captures,
 * and nothing else than its payload is read. `--only grade,speed,files,times` `--styles 64` `--any 32` `--seed N`
 * `--every 2` (captures) `--quick` `--table FILE` (everything as JSON).
 */

type Report = (line: Readonly<Record<string, unknown>>) => void;

interface Row {
  readonly reach: 'offered' | 'any';
  readonly style: StyleDocument;
  readonly payload: string;
  readonly grade: Grade;
  readonly verdict: Verdict;
}

const PAYLOADS = 4;
/** Codes whose files are compared. */
const COMPARED = 3;

/** A code's SVG as exported, 40 mm wide, and where its symbol is in it. */
function candidateOf(style: StyleDocument, payload: string): Candidate {
  const sheet = layoutSheet(style, payload, printFonts(), {
    size: { symbolMm: 40 },
    bleedMm: 0,
    cropMarks: false,
    testPrint: false,
  });
  const width = sheet.pageMm.width;
  const { x, y, size } = sheet.symbolMm;
  return {
    svg: toSvg(sheet.artwork, { widthMm: width }),
    box: { x: x / width, y: y / width, size: size / width, modules: sheet.artwork.symbol.size },
    payload,
  };
}

async function gradeAll(options: {
  offered: number;
  any: number;
  seed: string;
  every: number;
}): Promise<Row[]> {
  const threads = availableParallelism();
  const grader = makeGrader(threads, options.every);
  // One thread, so that the plain code of a payload is proven once.
  const gate = startThreads<GateTask, Verdict>('./qr-gate.ts', 1);
  const payloads = Array.from({ length: PAYLOADS }, (_, at) =>
    randomPayload(randomOf(`payload ${options.seed} ${at}`)),
  );
  const one = async (reach: Row['reach'], at: number): Promise<Row> => {
    const random = randomOf(`${reach} ${options.seed} ${at}`);
    const payload = pick(random, payloads);
    const style = randomStyle(random, payload, reach);
    const [grade, verdict] = await Promise.all([
      grader.grade(candidateOf(style, payload), candidateOf(plainStyle, payload)),
      gate.ask({ style, payload }),
    ]);
    return { reach, style, payload, grade, verdict };
  };
  try {
    return await Promise.all([
      ...Array.from({ length: options.offered }, (_, at) => one('offered', at)),
      ...Array.from({ length: options.any }, (_, at) => one('any', at)),
    ]);
  } finally {
    await grader.end();
    await gate.end();
  }
}

const passes = ({ grade }: Row): boolean => grade.rel >= PASS && grade.misreads.length === 0;
const percent = (part: number, whole: number): number => rounded((100 * part) / whole, 1);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function reportGrades(rows: readonly Row[], report: Report): void {
  const line = (figure: string, value: number, reach: number | null, more: object = {}): void =>
    report({ bench: 'qr', figure, value, reach, ...more });
  const through = rows.filter(({ verdict }) => verdict.passes);
  const offered = rows.filter(({ reach }) => reach === 'offered');
  const passing = rows.filter(passes);
  const refused = passing.filter(({ verdict }) => !verdict.passes);
  const offeredThrough = offered.filter(({ verdict }) => verdict.passes);
  line('let through by the gate that pass, %', percent(through.filter(passes).length, through.length), 100, {
    codes: through.length,
  });
  line('mean rel of those, %', rounded(mean(through.map(({ grade }) => grade.rel)), 1), 97, {
    least: rounded(Math.min(...through.map(({ grade }) => grade.rel)), 1),
  });
  line('default controls that pass, %', percent(offered.filter(passes).length, offered.length), 95, {
    styles: offered.length,
    letThroughByGate: offeredThrough.length,
    meanRel: rounded(mean(offered.map(({ grade }) => grade.rel)), 1),
  });
  line('passing codes that the gate refuses, %', percent(refused.length, passing.length), 10, {
    passing: passing.length,
  });
  line('plain code read, %', rounded(mean(rows.map(({ grade }) => 100 * grade.control)), 1), null, {
    misreads: rows.flatMap(({ grade }) => grade.misreads).length,
    pictures: rows.reduce((sum, { grade }) => sum + grade.pictures, 0),
  });
  line(
    'proof of one code beside the bench, ms',
    rounded(median(rows.map(({ verdict }) => verdict.proofMs)), 0),
    null,
  );
  const tell = (figure: string, row: Row): void =>
    report({
      bench: 'qr',
      figure,
      rel: rounded(row.grade.rel, 1),
      gate: row.verdict.score,
      refusals: row.verdict.refusals,
      readers: row.grade.readers.map((one) => rounded(one, 0)),
      style: featuresOf(row.style),
    });
  for (const row of through) if (!passes(row)) tell('let through, fails', row);
  for (const row of refused) tell('refused, passes', row);
}

async function reportTimes(report: Report): Promise<void> {
  const payload = randomPayload(randomOf('times'));
  const decoders = await nodeDecoders();
  const controls = new Map<string, Reads>();
  const colours = ['#20504a', '#3a2850', '#14406b', '#5c3a00', '#1d221f', '#000000'];
  const times: number[] = [];
  for (const colour of colours) {
    const style: StyleDocument = { ...defaultStyle, paint: { kind: 'solid', colour } };
    const from = performance.now();
    await preflight(style, payload, { decoders, controls });
    times.push(performance.now() - from);
  }
  report({
    bench: 'qr',
    figure: 'live score after a change, one thread, ms',
    value: rounded(median(times.slice(1)), 0),
    reach: 500,
    withThePlainCode: rounded(times[0] ?? 0, 0),
  });
  const gate = startThreads<GateTask, Verdict>('./qr-gate.ts', 1);
  const proofs: number[] = [];
  for (const colour of colours) {
    const style: StyleDocument = { ...defaultStyle, paint: { kind: 'solid', colour } };
    const { proofMs } = await gate.ask({ style, payload });
    proofs.push(proofMs);
  }
  await gate.end();
  report({
    bench: 'qr',
    figure: 'full proof, s',
    value: rounded((proofs[0] ?? 0) / 1_000, 1),
    reach: 10,
    whenThePlainCodeIsKnown: rounded(median(proofs.slice(1)) / 1_000, 1),
  });
}

async function reportFiles(report: Report): Promise<void> {
  const payload = randomPayload(randomOf('files'));
  const gate = startThreads<GateTask, Verdict>('./qr-gate.ts', 1);
  const found: Sameness[] = [];
  for (let at = 0; found.length < COMPARED; at++) {
    const drawn = randomStyle(randomOf(`files ${at}`), payload);
    // Without a frame the dark of the page is the symbol, and nothing but the symbol.
    const style: StyleDocument = { ...drawn, plate: '#ffffff', frame: { ...drawn.frame, kind: 'none' } };
    const { passes: printable, proof } = await gate.ask({ style, payload });
    if (printable)
      found.push(await compareFiles(style, payload, candidateOf(style, payload).box.modules, proof));
  }
  await gate.end();
  report({
    bench: 'qr',
    figure: 'modules that differ between SVG, PNG and PDF',
    value: found.reduce((sum, { differing }) => sum + differing, 0),
    reach: 0,
    modules: found.reduce((sum, { modules }) => sum + modules, 0),
    readByAllReaders: `${found.reduce((sum, { readByAll }) => sum + readByAll, 0)} of ${3 * found.length}`,
    picturesInPdf: found.reduce((sum, { pdfPictures }) => sum + pdfPictures, 0),
  });
  report({
    bench: 'qr',
    figure: 'largest deviation in mm of symbol or page from what was asked, seen at 600 dpi',
    value: rounded(Math.max(...found.map(({ offMm }) => offMm)), 3),
    reach: 0.1,
  });
}

async function reportSpeed(report: Report): Promise<void> {
  const speed = await measureSpeed();
  report({
    bench: 'qr',
    figure: 'styled SVG per CPU second (version 3, logo)',
    value: speed.ours,
    reach: 3_000,
    samePayload: speed.oursSamePayload,
    qrcodePlain: speed.qrcodePlain,
    qrCodeStyling: speed.qrCodeStyling,
    ratioToQrCodeStyling: rounded(speed.ours / speed.qrCodeStyling, 0),
  });
  report({ bench: 'qr', figure: 'bytes of that SVG', value: speed.bytes, reach: 12_000 });
}

export default async function bench(report: Report): Promise<void> {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      only: { type: 'string', default: 'grade,speed,files,times' },
      styles: { type: 'string' },
      any: { type: 'string' },
      seed: { type: 'string', default: '1' },
      every: { type: 'string' },
      quick: { type: 'boolean', default: false },
      table: { type: 'string' },
    },
  });
  const parts = new Set(values.only.split(','));
  if (parts.has('speed')) await reportSpeed(report);
  if (parts.has('times')) await reportTimes(report);
  if (parts.has('files')) await reportFiles(report);
  if (!parts.has('grade')) return;
  const rows = await gradeAll({
    offered: Number(values.styles ?? (values.quick ? 12 : 64)),
    any: Number(values.any ?? (values.quick ? 8 : 32)),
    seed: values.seed,
    every: Number(values.every ?? (values.quick ? 3 : 1)),
  });
  if (values.table) writeFileSync(values.table, JSON.stringify(rows, null, 1));
  reportGrades(rows, report);
}
