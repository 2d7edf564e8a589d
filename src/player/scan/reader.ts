/**
 * Reads QR codes from pictures: the browser's own detector where it has one, else @zxing/library on smoothed
 * luma, joined by zxing-wasm in a worker as soon as that has loaded. First reading wins.
 */
import { lumaOf, smooth } from './luma.ts';
import type { Answer, Ask } from './zxing.worker.ts';

export interface Reader {
  /** The text of a QR code in the picture, or null. */
  read(picture: ImageData): Promise<string | null>;
  /** Settles once every reader has loaded or failed to; what was not read before may be read then. */
  readonly whole: Promise<void>;
  end(): void;
}

/** https://wicg.github.io/shape-detection-api/#barcode-detection-api */
interface Detector {
  detect(source: ImageData): Promise<{ readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

type ReadPicture = (picture: ImageData) => Promise<string | null> | string | null;

/** Loads the readers; `end` ends the worker. */
export async function makeReader(): Promise<Reader> {
  const own = await ownDetector();
  if (own) return { read: own, whole: Promise.resolve(), end() {} };
  const zxing = await zxingReader();
  const wasm = makeWasmReader();
  return {
    async read(picture) {
      const pending = wasm.read(picture);
      return (await zxing(picture)) ?? (await pending);
    },
    whole: wasm.whole,
    end: wasm.end,
  };
}

async function ownDetector(): Promise<((picture: ImageData) => Promise<string | null>) | null> {
  const Class = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!Class) return null;
  try {
    if (!(await Class.getSupportedFormats()).includes('qr_code')) return null;
    const detector = new Class({ formats: ['qr_code'] });
    return async (picture) => {
      const found = await detector.detect(picture).catch(() => []);
      return found.find(({ rawValue }) => rawValue !== '')?.rawValue ?? null;
    };
  } catch {
    return null;
  }
}

async function zxingReader(): Promise<ReadPicture> {
  const [bitmap, binarizer, qr, source] = await Promise.all([
    import('@zxing/library/esm/core/BinaryBitmap.js'),
    import('@zxing/library/esm/core/common/HybridBinarizer.js'),
    import('@zxing/library/esm/core/qrcode/QRCodeReader.js'),
    import('@zxing/library/esm/core/RGBLuminanceSource.js'),
  ]);
  const reader = new qr.default();
  return ({ data, width, height }) => {
    try {
      const luma = smooth(lumaOf(data), width, height);
      return reader
        .decode(new bitmap.default(new binarizer.default(new source.default(luma, width, height))))
        .getText();
    } catch {
      // It throws on every picture without a readable code.
      return null;
    }
  };
}

function makeWasmReader(): Reader {
  const worker = new Worker(new URL('./zxing.worker.ts', import.meta.url), { type: 'module' });
  let settle: () => void = () => {};
  const whole = new Promise<void>((resolve) => {
    settle = resolve;
  });
  let ready = false;
  let next = 0;
  const waiting = new Map<number, (text: string | null) => void>();
  const giveUp = () => {
    ready = false;
    settle();
    for (const answer of waiting.values()) answer(null);
    waiting.clear();
  };
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    if ('ready' in data) {
      ready = data.ready;
      settle();
      return;
    }
    waiting.get(data.id)?.(data.text);
    waiting.delete(data.id);
  });
  worker.addEventListener('error', giveUp);
  return {
    read(picture) {
      if (!ready) return Promise.resolve(null);
      next += 1;
      const ask: Ask = {
        id: next,
        rgba: new Uint8ClampedArray(picture.data),
        width: picture.width,
        height: picture.height,
      };
      return new Promise((answer) => {
        waiting.set(ask.id, answer);
        worker.postMessage(ask, [ask.rgba.buffer]);
      });
    },
    whole,
    end() {
      worker.terminate();
      giveUp();
    },
  };
}
