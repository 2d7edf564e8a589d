/**
 * Codes without the studio: draw one, judge one, draw many at random. The same functions as the studio and its print
 * files, so that the same style gives the same bytes and the same score.
 */
import { access, constants, mkdir, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Finding } from '#domain/qr/model.ts';
import { preflightPicture } from '#domain/qr/preflight.ts';
import { randomPayload, randomStyle, seeded } from '#domain/qr/sample.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { DomainError } from '#domain/shared/error.ts';
import { nodeDecoders } from '#server/codes/print/decoders.ts';
import { printFonts } from '#server/codes/print/fonts.ts';
import { makePrinter } from '#server/codes/print/index.ts';
import { printSvg } from '#server/codes/print/svg.ts';
import type { Done } from '../done.ts';
import { writeWhole } from '../whole-file.ts';
import { type Asked, lines, logoImages, makeGate, told, type Verdict } from './gate.ts';
import { checkText, readNumber, readStyle } from './input.ts';
import { readPicture } from './picture.ts';
import { Refused } from './refused.ts';

export interface RenderWords {
  readonly style: string;
  readonly text: string;
  readonly out: string;
  readonly logo?: string | undefined;
  readonly widthMm?: string | undefined;
  readonly bleedMm?: string | undefined;
  readonly cropMarks?: boolean | undefined;
  readonly dpi?: string | undefined;
}

const START_WIDTH_MM = 40;
const formats = { '.svg': 'svg', '.png': 'png', '.pdf': 'pdf' } as const;
const withoutScheme = (text: string) => text.replace(/^https?:\/\//i, '');

/** Writes the print file of a code, once its proof passed; an existing file is never overwritten. */
export async function render(words: RenderWords): Promise<Done> {
  const format = formats[extname(words.out).toLowerCase() as keyof typeof formats];
  if (!format) throw new Refused(`${words.out} must end in .svg, .png or .pdf.`);
  const widthMm = readNumber('width-mm', words.widthMm, { min: 10, max: 3_000 }) ?? START_WIDTH_MM;
  const bleedMm = readNumber('bleed-mm', words.bleedMm, { min: 0, max: 20 }) ?? 0;
  const dpi = readNumber('dpi', words.dpi, { min: 72, max: 1_200, whole: true }) ?? 300;
  const payload = checkText(words.text);
  const style = await readStyle(words.style);
  const images = await logoImages(style, words.logo);
  const verdict = await makeGate({ withProof: true }).judge({ style, payload, images });
  if (!verdict.proof || !verdict.passes) throw refusal(verdict.findings, verdict);
  const { table: _, ...proof } = verdict.proof;
  const printer = makePrinter();
  try {
    const bytes = await printer.render({
      format,
      style,
      payload,
      shortUrl: withoutScheme(payload),
      size: { widthMm },
      bleedMm,
      cropMarks: words.cropMarks ?? false,
      dpi,
      proof: { id: '', codeId: '', origin: '', madeAt: Date.now(), byName: null, proof },
      images: [...images],
    });
    await writeWhole(words.out, async (stream) => {
      stream.end(bytes);
      await finished(stream);
    });
    return {
      text: `${words.out}: ${widthMm} mm wide, score ${verdict.score}.`,
      json: { file: words.out, format, widthMm, bytes: bytes.length, score: verdict.score },
    };
  } catch (cause) {
    if (!(cause instanceof DomainError) || cause.code !== 'preflight_failed') throw cause;
    throw refusal(cause.details['findings'] as Finding[], verdict);
  } finally {
    await printer.close();
  }
}

function refusal(findings: readonly Finding[], { score }: Verdict): Refused {
  const refusing = findings.filter(({ severity }) => severity === 'refuse');
  return new Refused(['No print file is made of this style:', ...lines(refusing)].join('\n'), {
    score,
    findings: told(findings),
  });
}

/** Judges a style with its text, as the studio does. */
export async function judgeStyle(words: {
  readonly style: string;
  readonly text: string;
  readonly logo?: string | undefined;
  readonly live?: boolean | undefined;
}): Promise<Done> {
  const payload = checkText(words.text);
  const style = await readStyle(words.style);
  const gate = makeGate({ withProof: !words.live });
  const asked: Asked = { style, payload, images: await logoImages(style, words.logo) };
  const verdict = await gate.judge(asked);
  const mend = verdict.passes ? null : await gate.mend(asked);
  return {
    ...(verdict.passes ? {} : { exitCode: 1 }),
    text: [
      `${verdict.passes ? 'Passes' : 'Refused'}: score ${verdict.score} ${verdict.proof ? 'in the proof' : 'live'}.`,
      ...(verdict.proof ? [`  live score ${verdict.live.score}`] : []),
      ...lines(verdict.findings),
      ...(mend ? [`  the nearest style that passes has a score of ${mend.score} (--json shows it)`] : []),
    ].join('\n'),
    json: {
      judged: 'style',
      payload,
      ...summary(verdict),
      mend,
    },
  };
}

const summary = ({ passes, score, live, proof, findings }: Verdict) => ({
  passes,
  score,
  by: proof ? 'proof' : 'live',
  live,
  proof,
  findings: told(findings),
});

/** Judges a code of which there is only a picture, by the sixteen live captures against a plain code of its payload. */
export async function judgePicture(file: string): Promise<Done> {
  const picture = await readPicture(file);
  const live = await preflightPicture(picture.raster, picture.symbol, picture.payload, {
    decoders: await nodeDecoders(),
  });
  const how = `read from the picture (version ${picture.version}, drawn at ${picture.pxPerModule} px a module), photographed in ${live.photos} simulated photos, compared with a plain code of the same text`;
  return {
    ...(live.passes ? {} : { exitCode: 1 }),
    text: [
      `${live.passes ? 'Passes' : 'Refused'}: live score ${live.score}.`,
      `  ${picture.payload}`,
      `  ${how}`,
      ...live.unread.map(({ decoder, family }) => `  ${decoder} sees nothing in an easy photo: ${family}`),
    ].join('\n'),
    json: {
      judged: 'picture',
      how,
      payload: picture.payload,
      version: picture.version,
      passes: live.passes,
      score: live.score,
      by: 'live',
      live,
    },
  };
}

export interface SampleWords {
  readonly count: string;
  readonly seed: string;
  readonly dir: string;
  readonly reach?: string | undefined;
  readonly live?: boolean | undefined;
}

/** Writes random styles of the studio's controls as SVG beside a `manifest.json`; what is refused is drawn too. */
export async function sample(words: SampleWords): Promise<Done> {
  const count = readNumber('count', words.count, { min: 1, max: 10_000, whole: true }) ?? 0;
  const seed = readNumber('seed', words.seed, { min: 0, max: 0xffff_ffff, whole: true }) ?? 0;
  const reach = words.reach ?? 'offered';
  if (reach !== 'offered' && reach !== 'any') throw new Refused('--reach is "offered" or "any".');
  await mkdir(words.dir, { recursive: true });
  await access(words.dir, constants.W_OK);
  if ((await readdir(words.dir)).includes('manifest.json'))
    throw new Refused(`${words.dir} holds a manifest.json already. Choose an empty folder.`);
  const gate = makeGate({ withProof: !words.live });
  const random = seeded(seed);
  const files: Record<string, unknown>[] = [];
  const digits = String(count).length;
  for (let number = 1; number <= count; number++) {
    const payload = randomPayload(random);
    const style = randomStyle(random, payload, reach);
    const file = `style-${String(number).padStart(digits, '0')}.svg`;
    const sheet = layoutSheet(style, payload, printFonts(), {
      size: { widthMm: START_WIDTH_MM },
      bleedMm: 0,
      cropMarks: false,
      testPrint: false,
    });
    await writeFile(join(words.dir, file), printSvg(sheet, new Map(), withoutScheme(payload)));
    const asked: Asked = { style, payload, images: [] };
    const verdict = await gate.judge(asked);
    const { passes, score, live, proof, findings } = verdict;
    const refusing = findings.filter(({ severity }) => severity === 'refuse');
    files.push({
      file,
      payload,
      style,
      score,
      by: proof ? 'proof' : 'live',
      liveScore: live.score,
      passes,
      reasons: passes ? [] : told(refusing),
      mend: passes ? null : await gate.mend(asked),
    });
    if (process.stderr.isTTY) process.stderr.write(`\r${number} of ${count}`);
  }
  if (process.stderr.isTTY) process.stderr.write('\n');
  const passed = files.filter(({ passes }) => passes).length;
  const manifest = { schema: 1, seed, reach, widthMm: START_WIDTH_MM, count, passed, files };
  await writeFile(join(words.dir, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' });
  return {
    text: `${count} styles in ${words.dir}, ${passed} pass.`,
    json: { dir: words.dir, count, seed, reach, passed, manifest: join(words.dir, 'manifest.json') },
  };
}
