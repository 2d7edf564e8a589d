import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, onTestFinished, test, vi } from 'vitest';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { preflight } from '#domain/qr/preflight.ts';
import { runProof } from '#domain/qr/proof.ts';
import { styleSchema } from '#domain/qr/schema.ts';
import { printedShortUrl, printedUrl } from '#paths';
import { nodeDecoders, proofDecoders } from '#server/codes/print/decoders.ts';
import { makePrinter } from '#server/codes/print/index.ts';
import { judgePicture, judgeStyle, render, sample } from './index.ts';

// Real proofs: slow on a busy machine, never stuck.
vi.setConfig({ testTimeout: 600_000 });

const ORIGIN = 'https://wgmrk.eu';
const PAYLOAD = printedUrl(ORIGIN, '7KQ2MX');
const good: StyleDocument = {
  ...defaultStyle,
  paint: {
    kind: 'linear',
    angleDeg: 45,
    stops: [
      { at: 0, colour: '#0b3d2e' },
      { at: 1, colour: '#4a1f3d' },
    ],
  },
  frame: { ...defaultStyle.frame, kind: 'ticket', callToAction: 'Zünde ihr Licht an' },
};

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-qr-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

function written(content: unknown, name = 'style.json'): string {
  const file = join(folder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('the command line and the studio make the same SVG, byte for byte', async () => {
  const out = join(folder(), 'code.svg');
  const done = await render({ style: written(good), text: PAYLOAD, out, widthMm: '55', bleedMm: '3' });
  const { table: _, ...proof } = await runProof(good, PAYLOAD, { decoders: await proofDecoders() });
  expect(done.json).toMatchObject({ score: proof.score, widthMm: 55, format: 'svg' });
  const printer = makePrinter();
  onTestFinished(() => printer.close());
  // As `GET /api/print` asks.
  const bytes = await printer.render({
    format: 'svg',
    style: good,
    payload: PAYLOAD,
    shortUrl: printedShortUrl(ORIGIN, '7KQ2MX'),
    size: { widthMm: 55 },
    bleedMm: 3,
    cropMarks: false,
    dpi: 300,
    testPrint: false,
    leastModuleMm: 0.4,
    proof: { id: 'prf_1', codeId: 'cod_1', origin: ORIGIN, madeAt: 1, byName: 'Ada', proof },
    images: [],
  });
  expect(readFileSync(out).equals(Buffer.from(bytes))).toBe(true);

  // The file is judged as the style it was made of: the frame's words are all that the camera of the studio leaves out.
  const live = await preflight(good, PAYLOAD, { decoders: await nodeDecoders() });
  const told = await judgePicture(out);
  expect(told.json).toMatchObject({ judged: 'picture', payload: PAYLOAD, version: 2, passes: true });
  expect(Math.abs((told.json['score'] as number) - live.score)).toBeLessThan(5);

  const png = join(folder(), 'code.png');
  await sharp(out, { density: 150 }).png().toFile(png);
  expect((await judgePicture(png)).json).toMatchObject({ payload: PAYLOAD, passes: true });
  const twice = join(folder(), 'twice.png');
  const picture = await sharp(png).resize({ width: 500 }).toBuffer();
  await sharp({ create: { width: 1000, height: 1200, channels: 3, background: '#ffffff' } })
    .composite([
      { input: picture, left: 0, top: 0 },
      { input: picture, left: 500, top: 0 },
    ])
    .png()
    .toFile(twice);
  await expect(judgePicture(twice)).rejects.toThrow(/holds 2 QR codes/);
});

test('what the gate refuses is not written, and is told with its mend', async () => {
  const pale = { ...good, paint: { kind: 'solid', colour: '#c9c9c9' } };
  const out = join(folder(), 'code.pdf');
  const refused = render({ style: written(pale), text: PAYLOAD, out });
  await expect(refused).rejects.toThrow(/refused: The ink #c9c9c9/);
  await expect(refused).rejects.toMatchObject({
    json: {
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'contrast.refused', mend: 'darken' }),
      ]),
    },
  });
  expect(readdirSync(join(out, '..'))).toEqual([]);
  const told = await judgeStyle({ style: written(pale), text: PAYLOAD, live: true });
  expect(told.exitCode).toBe(1);
  expect(told.json).toMatchObject({ passes: false, by: 'live' });
  const { style, score } = told.json['mend'] as { style: unknown; score: number };
  expect(score).toBeGreaterThanOrEqual(90);
  expect(styleSchema.parse(style)).toEqual(style);
});

test('wrong files and words get a sentence each', async () => {
  const out = join(folder(), 'code.svg');
  const attempt = (change: Partial<Parameters<typeof render>[0]>) =>
    render({ style: written(good), text: PAYLOAD, out, ...change });
  await expect(attempt({ style: written('{"a":') })).rejects.toThrow(/is no JSON/);
  await expect(attempt({ style: written({ ...good, plate: 'url(javascript:1)' }) })).rejects.toThrow(
    /"plate" is wrong/,
  );
  await expect(attempt({ style: written(`"${'x'.repeat(2_000_000)}"`) })).rejects.toThrow(/larger than/);
  await expect(attempt({ style: '/nowhere/style.json' })).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(attempt({ text: 'A'.repeat(3_000) })).rejects.toThrow(/has 3000 characters.*at most 300/);
  await expect(attempt({ text: '' })).rejects.toThrow(/empty/);
  await expect(attempt({ text: 'HTTPS://ZÜRICH.CH' })).rejects.toThrow(/percent-encoded/);
  await expect(attempt({ out: `${out}.gif` })).rejects.toThrow(/must end in/);
  await expect(attempt({ widthMm: '-3' })).rejects.toThrow(/--width-mm is a number from 10/);
  await expect(judgePicture(written('hello', 'a.png'))).rejects.toThrow(/no SVG, PNG, JPEG or WebP/);
  await expect(judgePicture(written('<svg', 'a.svg'))).rejects.toThrow(/no SVG that can be drawn/);
  const empty = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M1 1h3v3z"/></svg>';
  await expect(judgePicture(written(empty, 'b.svg'))).rejects.toThrow(/No QR code/);
  const file = written('x', 'file');
  const inFile = sample({ count: '1', seed: '1', dir: join(file, 'sub') });
  await expect(inFile).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) });
  await expect(sample({ count: '0', seed: '1', dir: folder() })).rejects.toThrow(/--count is a whole number/);
});

test('a sample is the same for the same seed, with a manifest of what the gate says', async () => {
  const draw = async () => {
    const dir = folder();
    await sample({ count: '3', seed: '4', dir, reach: 'any', live: true });
    const files = readdirSync(dir).sort();
    return { files, texts: files.map((file) => readFileSync(join(dir, file), 'utf8')), dir };
  };
  const [one, other] = [await draw(), await draw()];
  expect(one.files).toEqual(['manifest.json', 'style-1.svg', 'style-2.svg', 'style-3.svg']);
  expect(one.texts).toEqual(other.texts);
  const manifest = JSON.parse(one.texts[0] ?? '') as { files: Record<string, unknown>[] };
  expect(manifest.files).toHaveLength(3);
  for (const entry of manifest.files) {
    expect(entry).toMatchObject({ file: expect.any(String), payload: expect.stringMatching(/^HTTPS:/) });
    if (entry['passes']) expect(entry).toMatchObject({ reasons: [], mend: null });
    else {
      expect(entry['reasons']).not.toEqual([]);
      expect((entry['mend'] as { score: number }).score).toBeGreaterThanOrEqual(90);
    }
  }
  await expect(sample({ count: '1', seed: '1', dir: one.dir })).rejects.toThrow(/manifest.json already/);
});
