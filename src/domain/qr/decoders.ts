import type { Decoder } from './preflight.ts';

/**
 * The readers as one kind of function: three in the live preflight, four and zbar in the proof. The libraries come in as
 * arguments: Node and a browser's worker load different builds of them.
 */

/** The parts of `@zxing/library` that a QR code needs. */
export interface ZxingParts {
  RGBLuminanceSource: new (luma: Uint8ClampedArray, width: number, height: number) => object;
  HybridBinarizer: new (source: never) => object;
  BinaryBitmap: new (binarizer: never) => object;
  QRCodeReader: new () => { decode(bitmap: never, hints?: never): { getText(): string } };
}

export function zxingDecoder(parts: ZxingParts): Decoder {
  const reader = new parts.QRCodeReader();
  return {
    id: '@zxing/library',
    family: 'zxing',
    decode: (luma, width, height) => {
      try {
        const source = new parts.RGBLuminanceSource(luma, width, height);
        const bitmap = new parts.BinaryBitmap(new parts.HybridBinarizer(source as never) as never);
        return reader.decode(bitmap as never).getText();
      } catch {
        // It throws on every picture without a readable code.
        return null;
      }
    },
  };
}

type ReadBarcodes = (
  image: ImageData,
  options: { formats: ['QRCodeModel2']; maxNumberOfSymbols: number; tryHarder: boolean },
) => Promise<{ isValid: boolean; text: string }[]>;

export function zxingWasmDecoder(readBarcodes: ReadBarcodes): Decoder {
  return {
    id: 'zxing-wasm',
    family: 'zxing',
    decode: async (luma, width, height) => {
      const image = { data: toRgba(luma), width, height, colorSpace: 'srgb' } as ImageData;
      const found = await readBarcodes(image, {
        // `QRCode` would include Micro QR, which it sees in damaged codes.
        formats: ['QRCodeModel2'],
        maxNumberOfSymbols: 1,
        tryHarder: true,
      });
      return found.find((one) => one.isValid)?.text ?? null;
    },
  };
}

export type JsQr = (
  rgba: Uint8ClampedArray,
  width: number,
  height: number,
  options?: { inversionAttempts?: 'dontInvert' },
) => { data: string } | null;

export function jsqrDecoder(jsqr: JsQr): Decoder {
  return {
    id: 'jsqr',
    family: 'jsqr',
    decode: (luma, width, height) =>
      jsqr(toRgba(luma), width, height, { inversionAttempts: 'dontInvert' })?.data || null,
  };
}

type DecodeQr = (
  image: { data: Uint8ClampedArray; width: number; height: number },
  options: { format: 'RGBA'; timeLimit: number },
) => string;

export function qrDecoder(decodeQr: DecodeQr): Decoder {
  return {
    id: 'qr',
    family: 'qr',
    decode: (luma, width, height) => {
      try {
        // By default it gives up after a sixtieth of a second, and a busy machine would read less than an idle one.
        return decodeQr({ data: toRgba(luma), width, height }, { format: 'RGBA', timeLimit: Infinity });
      } catch {
        // It throws on every picture without a readable code.
        return null;
      }
    },
  };
}

type ScanGrayBuffer = (
  buffer: ArrayBuffer,
  width: number,
  height: number,
) => Promise<{ typeName: string; decode(): string }[]>;

export function zbarDecoder(scanGrayBuffer: ScanGrayBuffer): Decoder {
  return {
    id: 'zbar',
    family: 'zbar',
    decode: async (luma, width, height) => {
      const found = await scanGrayBuffer(Uint8Array.from(luma).buffer, width, height);
      return found.find((one) => one.typeName === 'ZBAR_QRCODE')?.decode() ?? null;
    },
  };
}

function toRgba(luma: Uint8ClampedArray): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(luma.length * 4);
  const words = new Uint32Array(rgba.buffer);
  // Little-endian, as every machine that runs Node or a browser today.
  for (let k = 0; k < luma.length; k++) words[k] = ((luma[k] ?? 0) * 0x010101) | 0xff000000;
  return rgba;
}
