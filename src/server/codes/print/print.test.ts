import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { toLinear } from '#domain/qr/colour.ts';
import { logoFromSvg } from '#domain/qr/logo.ts';
import { defaultStyle, type FrameKind, type StyleDocument } from '#domain/qr/model.ts';
import { layoutSheet, type Sheet } from '#domain/qr/sheet.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { storedProof } from '#testing/proof.ts';
import { nodeDecoders } from './decoders.ts';
import { printFonts } from './fonts.ts';
import { makePrinter } from './index.ts';
import type { PrintJob } from './job.ts';

const PAYLOAD = 'HTTPS://WGMRK.EU/Q/7KQ2MX';
const DPI = 300;
const printer = makePrinter();
// Real photos, real decoders: slow on a busy machine, never stuck.
vi.setConfig({ testTimeout: 120_000 });
afterAll(() => printer.close());

const drawing = logoFromSvg(
  '<svg viewBox="0 0 24 24"><path d="M6 8h12l2 12H4z" fill="#a82c15"/><rect x="8" y="3" width="8" height="3"/></svg>',
);
const styled: StyleDocument = {
  ...defaultStyle,
  errorCorrection: 'H',
  paint: {
    kind: 'linear',
    angleDeg: 45,
    stops: [
      { at: 0, colour: '#0b3d2e' },
      { at: 1, colour: '#4a1f3d' },
    ],
  },
  logo: drawing.art
    ? { art: drawing.art, size: 0.17, plate: 'rounded', padding: 0.4, shift: { x: 0, y: 0 } }
    : null,
  frame: { ...defaultStyle.frame, kind: 'poster', callToAction: 'Zünde ihr Licht an' },
};

const job = (
  format: PrintJob['format'],
  more: Partial<PrintJob> & { style?: StyleDocument } = {},
): PrintJob => ({
  format,
  style: styled,
  payload: PAYLOAD,
  size: { symbolMm: 40 },
  bleedMm: 3,
  cropMarks: true,
  dpi: DPI,
  proof: storedProof(more.style ?? styled, more.payload ?? PAYLOAD),
  ...more,
});

interface Picture {
  luma: Uint8ClampedArray;
  width: number;
  height: number;
}

function toLuma(rgba: Uint8Array | Uint8ClampedArray, width: number, height: number): Picture {
  const luma = new Uint8ClampedArray(width * height);
  for (let k = 0; k < luma.length; k++) {
    const light = (channel: number) => toLinear[rgba[k * 4 + channel] ?? 0] ?? 0;
    const alpha = (rgba[k * 4 + 3] ?? 255) / 255;
    luma[k] = 255 * (1 - alpha + alpha * (0.2126 * light(0) + 0.7152 * light(1) + 0.0722 * light(2)));
  }
  return { luma, width, height };
}

async function fromPng(bytes: Uint8Array): Promise<Picture> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return toLuma(data, info.width, info.height);
}

function fromSvg(bytes: Uint8Array, width: number): Picture {
  const svg = new TextDecoder().decode(bytes).replace(/ width="[^"]*mm" height="[^"]*mm"/, '');
  const image = new Resvg(svg, { fitTo: { mode: 'width', value: width } }).render();
  return toLuma(image.pixels, image.width, image.height);
}

async function fromPdf(bytes: Uint8Array): Promise<Picture & { view: number[] }> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const require = createRequire(import.meta.url);
  const { createCanvas } = require('@napi-rs/canvas') as {
    createCanvas: (
      w: number,
      h: number,
    ) => {
      width: number;
      height: number;
      getContext: (kind: '2d') => CanvasRenderingContext2D;
    };
  };
  const task = pdfjs.getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: DPI / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const context = canvas.getContext('2d');
  await page.render({ canvasContext: context, canvas: null, viewport }).promise;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  await task.destroy();
  return { ...toLuma(data, canvas.width, canvas.height), view: page.view };
}

async function readBy(picture: Picture): Promise<string[]> {
  const names: string[] = [];
  for (const decoder of await nodeDecoders()) {
    const text = await decoder.decode(picture.luma, picture.width, picture.height);
    if (text === PAYLOAD) names.push(decoder.id);
  }
  return names;
}

/** The modules as drawn: mean luma at each module's middle, 1 = dark. */
function modulesOf(picture: Picture, sheet: Sheet): Uint8Array {
  const { size } = sheet.artwork.symbol;
  const scale = picture.width / sheet.pageMm.width;
  return Uint8Array.from({ length: size * size }, (_, index) => {
    const x = sheet.symbolMm.x + ((index % size) + 0.5) * sheet.mmPerModule;
    const y = sheet.symbolMm.y + (Math.floor(index / size) + 0.5) * sheet.mmPerModule;
    return (picture.luma[Math.round(y * scale) * picture.width + Math.round(x * scale)] ?? 0) < 128 ? 1 : 0;
  });
}

/** Where the first eye's outer edges lie, in mm: the dark run through the middle of its left bar and of its top bar. */
function eyeEdges(picture: Picture, sheet: Sheet): { left: number; top: number; right: number } {
  const scale = picture.width / sheet.pageMm.width;
  const { x, y, size } = sheet.symbolMm;
  const module = sheet.mmPerModule;
  const at = (px: number, py: number) => picture.luma[py * picture.width + px] ?? 255;
  const half = (a: number, b: number) => a > 128 !== b > 128;
  const row = Math.round((y + 3.5 * module) * scale);
  const column = Math.round((x + 3.5 * module) * scale);
  let left = Math.round((x - module) * scale);
  while (!half(at(left, row), at(left + 1, row))) left++;
  let top = Math.round((y - module) * scale);
  while (!half(at(column, top), at(column, top + 1))) top++;
  let right = Math.round((x + size + module) * scale);
  while (!half(at(right, row), at(right - 1, row))) right--;
  return { left: (left + 1) / scale, top: (top + 1) / scale, right: right / scale };
}

const sheetOf = (style: StyleDocument) =>
  layoutSheet(style, PAYLOAD, printFonts(), {
    size: { symbolMm: 40 },
    bleedMm: 3,
    cropMarks: true,
    testPrint: false,
  });

describe('print files', () => {
  it('hold the same modules at the same place in SVG, PNG and PDF, read by all three readers', async () => {
    const sheet = sheetOf(styled);
    const width = Math.round((sheet.pageMm.width / 25.4) * DPI);
    const pictures = [
      fromSvg(await printer.render(job('svg')), width),
      await fromPng(await printer.render(job('png'))),
      await fromPdf(await printer.render(job('pdf'))),
    ];
    const expected = modulesOf(pictures[0] as Picture, sheet);
    for (const picture of pictures) {
      expect(await readBy(picture)).toEqual(['@zxing/library', 'zxing-wasm', 'jsqr']);
      expect(modulesOf(picture, sheet)).toEqual(expected);
      const edges = eyeEdges(picture, sheet);
      expect(Math.abs(edges.left - sheet.symbolMm.x)).toBeLessThan(0.1);
      expect(Math.abs(edges.top - sheet.symbolMm.y)).toBeLessThan(0.1);
      expect(Math.abs(edges.right - sheet.symbolMm.x - sheet.symbolMm.size)).toBeLessThan(0.1);
    }
    // Off the logo the picture is the symbol itself.
    const { dark } = symbol(PAYLOAD, 'H');
    const wrong = expected.filter((value, index) => value !== dark[index]).length;
    expect(wrong).toBeLessThan(30);
    expect(sheet.symbolMm.size).toBeCloseTo(40, 6);
  });

  it('say their true size: millimetres in SVG, pixels per metre in PNG, boxes in PDF', async () => {
    const sheet = sheetOf(styled);
    const svg = new TextDecoder().decode(await printer.render(job('svg')));
    expect(Number(/ width="([\d.]+)mm"/.exec(svg)?.[1])).toBeCloseTo(sheet.pageMm.width, 2);

    const png = Buffer.from(await printer.render(job('png')));
    const width = png.readUInt32BE(16);
    const at = png.indexOf('pHYs');
    expect((width / png.readUInt32BE(at + 4)) * 1000).toBeCloseTo(sheet.pageMm.width, 1);
    expect((await sharp(png).metadata()).density).toBe(DPI);

    const pdf = Buffer.from(await printer.render(job('pdf'))).toString('latin1');
    const box = (name: string) =>
      (new RegExp(`/${name} \\[([^\\]]*)\\]`).exec(pdf)?.[1] ?? '')
        .split(' ')
        .map((one) => (Number(one) * 25.4) / 72);
    const [left = 0, bottom = 0, right = 0, top = 0] = box('TrimBox');
    expect(right - left).toBeCloseTo(sheet.trimMm.width, 3);
    expect(top - bottom).toBeCloseTo(sheet.trimMm.height, 3);
    const [bleedLeft = 0] = box('BleedBox');
    expect(left - bleedLeft).toBeCloseTo(3, 3);
    expect(box('MediaBox')[2]).toBeCloseTo(sheet.pageMm.width, 3);
  });

  it('print black in black ink alone where that is asked for', async () => {
    const inks = async (pureBlack: boolean) => {
      const pdf = Buffer.from(await printer.render(job('pdf', { style: defaultStyle, pureBlack })));
      const parts: string[] = [];
      for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7))
        if (pdf.toString('latin1', at - 3, at) !== 'end')
          try {
            parts.push(inflateSync(pdf.subarray(at + 7)).toString('latin1'));
          } catch {
            // What is no drawing is not deflated.
          }
      return parts.join('\n');
    };
    const [pure, mixed] = [await inks(true), await inks(false)];
    expect(pure).toContain('0 0 0 1 k');
    expect(pure).not.toMatch(/\brg\b/);
    expect(mixed).toMatch(/\brg\b/);
    expect(mixed).not.toMatch(/[\d.]+ k\n/);
  });

  it('are vector and without fonts in PDF, and plain filled paths in SVG', async () => {
    const pdf = Buffer.from(await printer.render(job('pdf')));
    const text = pdf.toString('latin1');
    expect(text).not.toMatch(/\/Subtype ?\/Image|\/FontFile|\/BaseFont/);
    const content = /stream\r?\n/.exec(text);
    const start = (content?.index ?? 0) + (content?.[0].length ?? 0);
    expect(inflateSync(pdf.subarray(start)).toString('latin1')).not.toMatch(/\bTj\b|\bS\n/);
    const svg = new TextDecoder().decode(await printer.render(job('svg')));
    expect(svg).not.toMatch(/stroke|clip-path|filter|<text|style=|url\(['"]/);
  });

  it.each(['en', 'de'] as const)(
    'hold the proof as a page of its own behind the print, in "%s"',
    async (lang) => {
      const asked = { proofPage: { lang, timeZone: 'Europe/Berlin', letters: '7KQ2MX' } };
      const bytes = await printer.render(job('pdf', asked));
      const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const task = pdfjs.getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
      const document = await task.promise;
      expect(document.numPages).toBe(2);
      const [, , width = 0, height = 0] = (await document.getPage(2)).view;
      expect(((width ?? 0) * 25.4) / 72).toBeCloseTo(210, 1);
      expect(((height ?? 0) * 25.4) / 72).toBeCloseTo(297, 1);
      await task.destroy();
      // Letters as outlines here too: no font to miss at the printer's.
      expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/\/FontFile|\/BaseFont/);
      expect(modulesOf(await fromPdf(bytes), sheetOf(styled))).toEqual(
        modulesOf(await fromPdf(await printer.render(job('pdf'))), sheetOf(styled)),
      );
      // Only a PDF has pages.
      const svg = await printer.render(job('svg', asked));
      expect(svg).toEqual(await printer.render(job('svg')));
    },
  );

  it('carry a line below the cut when they are test prints, which moves and resizes nothing', async () => {
    const plain = sheetOf(styled);
    const options = { size: { symbolMm: 40 }, bleedMm: 3, cropMarks: true, testPrint: true };
    const test = layoutSheet(styled, PAYLOAD, printFonts(), options);
    expect(test.symbolMm).toEqual(plain.symbolMm);
    expect(test.trimMm).toEqual(plain.trimMm);
    const marked = new TextDecoder().decode(
      await printer.render(job('svg', { testPrint: true, testWords: 'PROBEDRUCK' })),
    );
    const start = Number(/fill="#b00020" d="m[-\d.]+?[ -]([\d.]+)/.exec(marked)?.[1]);
    const { y, height } = test.bleedMm;
    expect(start * test.mmPerModule).toBeGreaterThan(y + height);
  });

  it.each<FrameKind>(['border', 'ticket', 'sign', 'tab'])(
    'keep the line of the frame "%s" off the cut, or bleed it',
    async (kind) => {
      const style: StyleDocument = { ...styled, frame: { ...styled.frame, kind, colour: '#000000' } };
      const sheet = layoutSheet(style, PAYLOAD, printFonts(), {
        size: { widthMm: 120 },
        bleedMm: 3,
        cropMarks: false,
        testPrint: false,
      });
      expect(sheet.trimMm.width).toBeCloseTo(120, 6);
      const svg = await printer.render(
        job('svg', { style, size: { widthMm: 120 }, bleedMm: 3, cropMarks: false }),
      );
      const { luma, width } = fromSvg(svg, Math.round(sheet.pageMm.width * 10));
      const at = (xMm: number) => luma[Math.round(sheet.trimMm.y + 30) * 10 * width + Math.round(xMm * 10)];
      const isDark = (xMm: number) => (at(xMm) ?? 255) < 128;
      // In the bleed, just within the cut, and just beyond 3 mm of it.
      const dark = [0.5, 3.5, 5.8, 6.3].map(isDark);
      expect(dark).toEqual(kind === 'tab' ? [true, true, dark[2], dark[3]] : [false, false, false, true]);
    },
  );

  it.each<FrameKind>(['none', 'border', 'ticket', 'bubble', 'tab', 'sign'])(
    'are read within the frame "%s"',
    async (kind) => {
      const frame = {
        ...styled.frame,
        kind,
        textColour: ['tab', 'bubble', 'sign'].includes(kind) ? '#ffffff' : '#1d221f',
      };
      const style = { ...styled, frame };
      // Where the pixels fall decides a reading now and then: a phone has frames, a file its resolutions.
      const readers = new Set<string>();
      for (const dpi of [200, 217, 240]) {
        const png = await printer.render(job('png', { style, bleedMm: 0, cropMarks: false, dpi }));
        for (const reader of await readBy(await fromPng(png))) readers.add(reader);
      }
      expect([...readers].sort()).toEqual(['@zxing/library', 'jsqr', 'zxing-wasm']);
    },
  );
});

describe('a raster logo', () => {
  const raster: StyleDocument = {
    ...defaultStyle,
    errorCorrection: 'H',
    logo: {
      art: { kind: 'raster', aspect: 1, assetId: 'ast_lamp', hash: 'a'.repeat(64) },
      size: 0.18,
      plate: 'square',
      padding: 0.4,
      shift: { x: 0, y: 0 },
    },
  };

  it('is in all three files and in the judged picture', async () => {
    const red = { r: 168, g: 44, b: 21, alpha: 1 };
    const bytes = await sharp({ create: { width: 60, height: 60, channels: 4, background: red } })
      .webp()
      .toBuffer();
    const images = [{ assetId: 'ast_lamp', bytes: new Uint8Array(bytes) }];
    const sheet = sheetOf(raster);
    const width = Math.round((sheet.pageMm.width / 25.4) * DPI);
    const asked = (format: PrintJob['format']) => printer.render(job(format, { style: raster, images }));
    for (const picture of [
      fromSvg(await asked('svg'), width),
      await fromPng(await asked('png')),
      await fromPdf(await asked('pdf')),
    ]) {
      const scale = picture.width / sheet.pageMm.width;
      const middle = (start: number) => Math.round((start + sheet.symbolMm.size / 2) * scale);
      const luma = picture.luma[middle(sheet.symbolMm.y) * picture.width + middle(sheet.symbolMm.x)] ?? 0;
      // Linear luminance of #a82c15 is 0.10.
      expect(luma / 255).toBeCloseTo(0.1, 1);
      expect(await readBy(picture)).toHaveLength(3);
    }
  });

  it('is refused when its picture is missing', async () => {
    await expect(printer.render(job('pdf', { style: raster }))).rejects.toMatchObject({
      code: 'preflight_failed',
      details: { findings: expect.arrayContaining([expect.objectContaining({ code: 'logo.missing' })]) },
    });
  });
});

describe('the printer refuses', () => {
  it('a style that no proof can let through, with the findings and a mend', async () => {
    const pale: StyleDocument = { ...defaultStyle, paint: { kind: 'solid', colour: '#c9c9c9' } };
    await expect(printer.render(job('pdf', { style: pale }))).rejects.toMatchObject({
      code: 'preflight_failed',
      details: {
        findings: expect.arrayContaining([
          expect.objectContaining({ code: 'contrast.refused', severity: 'refuse' }),
        ]),
      },
    });
  });

  it('an artwork whose proof failed, or that has changed since its proof', async () => {
    const failed = storedProof(styled, PAYLOAD, 0.8);
    expect(failed.proof.score).toBe(80);
    await expect(printer.render(job('pdf', { proof: failed }))).rejects.toMatchObject({
      code: 'preflight_failed',
      details: { findings: expect.arrayContaining([expect.objectContaining({ code: 'scan.score' })]) },
    });
    const proof = storedProof(styled, PAYLOAD);
    const changed: StyleDocument = { ...styled, paint: { kind: 'solid', colour: '#0b3d2e' } };
    const others = [{ style: changed }, { payload: 'HTTPS://WGMRK.EU/Q/7KQ2MY' }];
    for (const other of others) {
      await expect(printer.render(job('pdf', { ...other, proof }))).rejects.toMatchObject({
        code: 'preflight_failed',
      });
    }
    const older = { ...proof, proof: { ...proof.proof, edition: 0 } };
    await expect(printer.render(job('pdf', { proof: older }))).rejects.toMatchObject({
      code: 'preflight_failed',
    });
  });

  it('modules too small for print', async () => {
    await expect(printer.render(job('pdf', { size: { symbolMm: 8 } }))).rejects.toMatchObject({
      code: 'preflight_failed',
    });
  });

  it('malformed jobs, by the path that is wrong', async () => {
    const style = { ...defaultStyle, plate: 'url(javascript:1)' };
    await expect(printer.render(job('svg', { style }))).rejects.toMatchObject({
      code: 'invalid',
      details: { path: 'style.plate' },
    });
  });

  it('work that was cancelled, and work after it was closed', async () => {
    const controller = new AbortController();
    const cancelled = printer.render(job('png', { payload: 'HTTPS://KIEL.DE/Q/ABC123' }), controller.signal);
    controller.abort(new Error('changed my mind'));
    await expect(cancelled).rejects.toThrow('changed my mind');
    const other = makePrinter();
    await other.close();
    await expect(other.render(job('svg'))).rejects.toMatchObject({ code: 'unavailable' });
  });
});
