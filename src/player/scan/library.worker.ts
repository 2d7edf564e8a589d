import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap.js';
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer.js';
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader.js';
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource.js';
import { type LibraryParts, makeLibraryReader } from './read-luma.ts';
import type { Answer, Ask } from './reader-protocol.ts';

/** The reader that is there first: 24 kB, no WebAssembly. */
const read = makeLibraryReader({
  BinaryBitmap,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} as unknown as LibraryParts);
const answer = (message: Answer) => postMessage(message);
addEventListener('message', ({ data: { id, rgba, width, height } }: MessageEvent<Ask>) =>
  answer({ id, text: read({ data: rgba, width, height }) }),
);
answer({ ready: true });
