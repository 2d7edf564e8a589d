import { lumaOf, smooth } from './luma.ts';

/** The parts of `@zxing/library` that a QR code needs; a browser and Node load different builds of them. */
export interface LibraryParts {
  readonly RGBLuminanceSource: new (luma: Uint8ClampedArray, width: number, height: number) => object;
  readonly HybridBinarizer: new (source: never) => object;
  readonly BinaryBitmap: new (binarizer: never) => object;
  readonly QRCodeReader: new () => { decode(bitmap: never): { getText(): string } };
}

/** Pixels: red, green, blue, alpha, row by row. */
export interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}

/**
 * Reads by @zxing/library: first on smoothed luma, which takes the noise of dim light away, then on the luma as it is,
 * which a code out of focus needs. Together they read more frames than either (bench `scanner`).
 */
export function makeLibraryReader(parts: LibraryParts): (picture: Pixels) => string | null {
  const reader = new parts.QRCodeReader();
  const decode = (luma: Uint8ClampedArray, width: number, height: number): string | null => {
    try {
      const source = new parts.RGBLuminanceSource(luma, width, height);
      const binarizer = new parts.HybridBinarizer(source as never);
      return reader.decode(new parts.BinaryBitmap(binarizer as never) as never).getText() || null;
    } catch {
      // It throws on every picture without a readable code.
      return null;
    }
  };
  return ({ data, width, height }) => {
    const luma = lumaOf(data);
    return decode(smooth(luma, width, height), width, height) ?? decode(luma, width, height);
  };
}

/** `QRCode` would include Micro QR, which it sees in damaged codes. */
export const wasmOptions = {
  formats: ['QRCodeModel2' as const],
  maxNumberOfSymbols: 1,
  tryHarder: true,
};
