/**
 * Reads QR codes from pictures, never on the page's own thread: by the browser's own detector where it has one, else
 * by @zxing/library on smoothed luma, joined by zxing-wasm as soon as that has loaded. The first reading wins.
 */
import { firstReading } from './first-reading.ts';
import type { Pixels } from './read-luma.ts';
import { makeWorkerReader } from './worker-reader.ts';

/** A picture as the browser's detector takes it, and its pixels for those who need them. */
export interface Frame {
  readonly source: HTMLVideoElement | HTMLCanvasElement;
  pixels(): Pixels;
}

export interface Reader {
  /** The text of a QR code in the picture, or null. */
  read(frame: Frame): Promise<string | null>;
  /** Settles once every reader has loaded or failed to; what was not read before may be read then. */
  readonly whole: Promise<void>;
  end(): void;
}

/** No reader could be loaded: the line is gone. */
export class ReaderMissing extends Error {
  override readonly name = 'ReaderMissing';
}

/** https://wicg.github.io/shape-detection-api/#barcode-detection-api */
interface Detector {
  detect(source: HTMLVideoElement | HTMLCanvasElement): Promise<{ readonly rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

/** A detector that fails so often in a row has no service behind it. */
const FAILURES = 3;

/**
 * Loads the readers and answers as soon as one is there; `end` ends the workers.
 * @throws ReaderMissing
 */
export async function makeReader(): Promise<Reader> {
  const detector = await ownDetector();
  if (!detector) return makeWorkersReader();
  let failures = 0;
  let workers: Promise<Reader> | null = null;
  return {
    async read(frame) {
      if (workers) return (await workers).read(frame);
      try {
        const found = await detector.detect(frame.source);
        failures = 0;
        return found.find(({ rawValue }) => rawValue !== '')?.rawValue ?? null;
      } catch {
        failures += 1;
        if (failures >= FAILURES) workers = makeWorkersReader();
        return null;
      }
    },
    whole: Promise.resolve(),
    end() {
      void workers?.then((made) => made.end()).catch(() => {});
    },
  };
}

async function ownDetector(): Promise<Detector | null> {
  const Class = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (!Class) return null;
  try {
    if (!(await Class.getSupportedFormats()).includes('qr_code')) return null;
    return new Class({ formats: ['qr_code'] });
  } catch {
    return null;
  }
}

async function makeWorkersReader(): Promise<Reader> {
  const library = makeWorkerReader(
    new Worker(new URL('./library.worker.ts', import.meta.url), { type: 'module' }),
  );
  const wasm = makeWorkerReader(new Worker(new URL('./wasm.worker.ts', import.meta.url), { type: 'module' }));
  const end = () => {
    library.end();
    wasm.end();
  };
  if (!((await library.loaded) || (await wasm.loaded))) {
    end();
    throw new ReaderMissing();
  }
  return {
    read(frame) {
      const pixels = frame.pixels();
      return firstReading([library.read(pixels), wasm.read(pixels)]);
    },
    whole: wasm.loaded.then(() => {}),
    end,
  };
}
