import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** A picture to read; answered with `{ id, text }`, text null when nothing was found. */
export interface Ask {
  readonly id: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}
export type Answer = { readonly ready: boolean } | { readonly id: number; readonly text: string | null };

const loaded = prepareZXingModule({
  overrides: { locateFile: (path: string, base: string) => (path.endsWith('.wasm') ? wasmUrl : base + path) },
  fireImmediately: true,
});
const answer = (message: Answer) => postMessage(message);
loaded.then(
  () => answer({ ready: true }),
  () => answer({ ready: false }),
);

addEventListener('message', async ({ data }: MessageEvent<Ask>) => {
  const { id, rgba, width, height } = data;
  try {
    const found = await readBarcodes(new ImageData(rgba, width, height), {
      formats: ['QRCode'],
      maxNumberOfSymbols: 1,
      tryHarder: true,
    });
    answer({ id, text: found.find(({ isValid, text }) => isValid && text)?.text ?? null });
  } catch {
    answer({ id, text: null });
  }
});
