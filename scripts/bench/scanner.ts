import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sharp from 'sharp';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { plainStyle } from '#domain/qr/model.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { type LibraryParts, makeLibraryReader, type Pixels, wasmOptions } from '#player/scan/read-luma.ts';
import { printFonts } from '#server/codes/print/fonts.ts';
import { median, rounded } from './child-processes.ts';
import { type Picture, takePicture } from './qr-camera.ts';
import { type Print, printOf } from './qr-print.ts';
import { between, randomOf } from './qr-random.ts';
import { type Shot, shotsOf } from './qr-shots.ts';

/**
 * Bench `scanner`: a plain code in dim light, held by hand before a camera of 640 × 480, frame after frame through the
 * readers of the scanner (without a browser's own detector), beside @zxing/library alone.
 */

type Report = (line: Readonly<Record<string, unknown>>) => void;

const PAYLOADS = ['HTTPS://WGMRK.EU/Q/7KQ2MX', 'HTTPS://STORIES.MUSEUM-AM-HAFEN.EXAMPLE/Q/0M4T9Z'];
const SEQUENCES = 12;
const FRAMES = 12;
/** Between two frames of a phone's camera. */
const FRAME_MS = 1_000 / 24;
/** What the scanner rests between frames. */
const PAUSE_MS = 40;
const [WIDTH, HEIGHT] = [640, 480];

interface Sequence {
  readonly frames: readonly Picture[];
  readonly payload: string;
}

function plainPrint(payload: string): Print {
  const sheet = layoutSheet(plainStyle, payload, printFonts(), {
    size: { symbolMm: 40 },
    bleedMm: 0,
    cropMarks: false,
    testPrint: false,
  });
  const { width } = sheet.pageMm;
  const { x, y, size } = sheet.symbolMm;
  const box = { x: x / width, y: y / width, size: size / width, modules: sheet.artwork.symbol.size };
  return printOf(toSvg(sheet.artwork), box);
}

/** A hand that comes nearer and trembles, at dusk or under a lamp: frames of one attempt. */
async function dimSequence(at: number): Promise<Sequence> {
  const random = randomOf(`dim ${at}`);
  const payload = PAYLOADS[at % PAYLOADS.length] ?? '';
  const print = plainPrint(payload);
  const [plain] = shotsOf(0);
  if (!plain) throw new Error('no captures');
  const light = between(random, 0.05, 0.16);
  const [near, far] = [between(random, 5, 7), between(random, 3, 4.2)];
  const lean = between(random, 0, 360);
  const frames: Picture[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const shot: Shot = {
      ...plain,
      name: `dim ${at} ${frame}`,
      pxPerModule: far + ((near - far) * frame) / (FRAMES - 1),
      tiltDeg: between(random, 4, 24),
      leanDeg: lean + between(random, -15, 15),
      turnDeg: between(random, -14, 14),
      blur: between(random, 0.1, 0.34),
      // Dim light means a long exposure.
      motion: between(random, 0.1, 0.8),
      motionDeg: between(random, 0, 180),
      light,
      tint: at % 3 === 0 ? [1, 0.7, 0.36] : [1, 0.97, 0.92],
      falloff: 0.4,
      noise: between(random, 6, 12),
      jpeg: null,
    };
    frames.push(await inFrame(await takePicture(print, shot), light));
  }
  return { frames, payload };
}

/** The picture in the middle of a frame of a dim wall. */
async function inFrame({ rgba, width, height }: Picture, light: number): Promise<Picture> {
  const grey = Math.round(255 * (0.35 * light) ** (1 / 2.2));
  const code = await sharp(rgba, { raw: { width, height, channels: 4 } })
    .extract({ left: 0, top: 0, width: Math.min(width, WIDTH), height: Math.min(height, HEIGHT) })
    .png()
    .toBuffer();
  const { data } = await sharp({
    create: {
      width: WIDTH,
      height: HEIGHT,
      channels: 4,
      background: { r: grey, g: grey, b: grey, alpha: 1 },
    },
  })
    .composite([{ input: code, gravity: 'centre' }])
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { rgba: new Uint8ClampedArray(data), width: WIDTH, height: HEIGHT };
}

type Read = (picture: Pixels) => Promise<string | null> | string | null;

async function readers(): Promise<Record<'scanner' | 'library' | 'alone' | 'wasm', Read>> {
  const require = createRequire(import.meta.url);
  const bytes = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const zxing = require('@zxing/library') as typeof import('@zxing/library');
  const library = makeLibraryReader(zxing as unknown as LibraryParts);
  const wasm: Read = async (picture) => {
    const found = await readBarcodes({ ...picture, colorSpace: 'srgb' } as ImageData, wasmOptions);
    return found.find(({ isValid, text }) => isValid && text)?.text ?? null;
  };
  return {
    library,
    wasm,
    scanner: async (picture) => library(picture) ?? (await wasm(picture)),
    alone: ({ data, width, height }) => {
      const luma = Uint8ClampedArray.from(
        { length: width * height },
        (_, at) =>
          (77 * (data[at * 4] ?? 0) + 150 * (data[at * 4 + 1] ?? 0) + 29 * (data[at * 4 + 2] ?? 0)) >> 8,
      );
      try {
        const source = new zxing.RGBLuminanceSource(luma, width, height);
        return new zxing.QRCodeReader()
          .decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)))
          .getText();
      } catch (cause) {
        if (cause instanceof zxing.Exception) return null;
        throw cause;
      }
    },
  };
}

export default async function bench(report: Report): Promise<void> {
  const sequences = await Promise.all(Array.from({ length: SEQUENCES }, (_, at) => dimSequence(at)));
  const shares: Record<string, number> = {};
  const firsts: number[] = [];
  const costs: number[] = [];
  let misreads = 0;
  for (const [name, read] of Object.entries(await readers())) {
    let count = 0;
    for (const { frames, payload } of sequences) {
      // Frames are taken as the camera has them and the scanner is free; reading costs what it costs here.
      let now = 0;
      let first = Number.POSITIVE_INFINITY;
      for (const [at, { rgba, width, height }] of frames.entries()) {
        const from = performance.now();
        const text = await read({ data: rgba, width, height });
        const cost = performance.now() - from;
        now = Math.max(now, at * FRAME_MS) + cost;
        if (text === payload) {
          count++;
          first = Math.min(first, now);
        } else if (text !== null) misreads++;
        if (name === 'scanner') costs.push(cost);
        now += PAUSE_MS;
      }
      if (name === 'scanner') firsts.push(first);
    }
    shares[name] = rounded((100 * count) / (SEQUENCES * FRAMES), 1);
  }
  report({
    bench: 'scanner',
    figure: 'frames read, plain code, dim light, 640 px, %',
    value: shares['scanner'],
    reach: 85,
    zxingLibraryAlone: shares['alone'],
    beforeWasmIsThere: shares['library'],
    zxingWasmAlone: shares['wasm'],
    frames: SEQUENCES * FRAMES,
    misreads,
  });
  report({
    bench: 'scanner',
    figure: 'first read once the readers are there, ms, the slowest attempt',
    value: rounded(Math.max(...firsts), 0),
    reach: 1_000,
    median: rounded(median(firsts), 0),
    aFrame: rounded(median(costs), 0),
  });
}
