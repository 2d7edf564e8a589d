import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scanImageData } from '@undecaf/zbar-wasm';
import decodeQr from 'qr/decode.js';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Picture } from './qr-camera.ts';

/** A reader of the bench; null where it reads nothing. */
export interface BenchReader {
  readonly name: string;
  read(picture: Picture): Promise<string | null> | string | null;
}

const require = createRequire(import.meta.url);
const jsqr = require('jsqr') as typeof import('jsqr').default;
const zxing = require('@zxing/library') as typeof import('@zxing/library');

/** Luma as ITU-R BT.601 weighs it. */
function lumaOf({ rgba }: Picture): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: rgba.length / 4 }, (_, at) =>
    Math.round(
      0.299 * (rgba[at * 4] ?? 0) + 0.587 * (rgba[at * 4 + 1] ?? 0) + 0.114 * (rgba[at * 4 + 2] ?? 0),
    ),
  );
}

const zxingLibrary: BenchReader = {
  name: '@zxing/library',
  read(picture) {
    const source = new zxing.RGBLuminanceSource(lumaOf(picture), picture.width, picture.height);
    try {
      return new zxing.QRCodeReader()
        .decode(new zxing.BinaryBitmap(new zxing.HybridBinarizer(source)))
        .getText();
    } catch (cause) {
      if (cause instanceof zxing.Exception) return null;
      throw cause;
    }
  },
};

const zxingWasm: BenchReader = {
  name: 'zxing-wasm',
  async read({ rgba, width, height }) {
    const found = await readBarcodes({ data: rgba, width, height, colorSpace: 'srgb' } as ImageData, {
      formats: ['QRCodeModel2'],
      maxNumberOfSymbols: 1,
      tryHarder: true,
    });
    return found.find(({ isValid, text }) => isValid && text)?.text ?? null;
  },
};

const jsQr: BenchReader = {
  name: 'jsqr',
  read: ({ rgba, width, height }) =>
    jsqr(rgba, width, height, { inversionAttempts: 'dontInvert' })?.data || null,
};

const qr: BenchReader = {
  name: 'qr',
  read({ rgba, width, height }) {
    try {
      // Its time limit of one frame would let a busy machine decide what is read.
      return decodeQr({ data: rgba, width, height }, { timeLimit: 5_000 });
    } catch {
      return null;
    }
  },
};

const zbar: BenchReader = {
  name: 'zbar',
  async read({ rgba, width, height }) {
    const found = await scanImageData({ data: rgba, width, height, colorSpace: 'srgb' } as ImageData);
    return found.find(({ typeName }) => typeName === 'ZBAR_QRCODE')?.decode() ?? null;
  },
};

/** Five readers by five teams; none is fetched from a network. */
export async function benchReaders(): Promise<readonly BenchReader[]> {
  const bytes = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  return [zxingLibrary, zxingWasm, jsQr, qr, zbar];
}
