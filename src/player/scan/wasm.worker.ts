import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { wasmOptions } from './read-luma.ts';
import type { Answer, Ask } from './reader-protocol.ts';

/** The reader that joins later: 400 kB, reads more. */
const loaded = prepareZXingModule({
  overrides: { locateFile: (path: string, base: string) => (path.endsWith('.wasm') ? wasmUrl : base + path) },
  fireImmediately: true,
});
const answer = (message: Answer) => postMessage(message);
loaded.then(
  () => answer({ ready: true }),
  () => answer({ ready: false }),
);

addEventListener('message', async ({ data: { id, rgba, width, height } }: MessageEvent<Ask>) => {
  try {
    const found = await readBarcodes(new ImageData(rgba, width, height), wasmOptions);
    answer({ id, text: found.find(({ isValid, text }) => isValid && text)?.text ?? null });
  } catch {
    answer({ id, text: null });
  }
});
