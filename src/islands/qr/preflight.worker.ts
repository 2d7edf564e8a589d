import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap.js';
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer.js';
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader.js';
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource.js';
import jsQR from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import type { LogoPixels } from '#domain/qr/artwork.ts';
import {
  type JsQr,
  jsqrDecoder,
  type ZxingParts,
  zxingDecoder,
  zxingWasmDecoder,
} from '#domain/qr/decoders.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import {
  type Decoder,
  type Preflight,
  type PreflightHelper,
  type PreflightOptions,
  preflight,
  type Reads,
} from '#domain/qr/preflight.ts';
import { preflightFindings, repair, seenByCamera } from '#domain/qr/repair.ts';
import { makePause } from './pause.ts';
import { giveHelp, makeHelper } from './preflight-help.ts';
import type { PreflightAnswer, PreflightAsk } from './preflight-protocol.ts';

prepareZXingModule({
  overrides: { locateFile: (path: string, base: string) => (path.endsWith('.wasm') ? wasmUrl : base + path) },
});
const parts = { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } as unknown as ZxingParts;
const pause = makePause();
const readers: Decoder[] = [
  zxingDecoder(parts),
  zxingWasmDecoder(readBarcodes),
  jsqrDecoder(jsQR as unknown as JsQr),
];
const controls = new Map<string, Reads>();
/** What was judged of late, by all that the camera sees: undo and a slider's way back cost nothing. */
const judged = new Map<string, Preflight>();
const KEPT = 60;
let images: ReadonlyMap<string, LogoPixels> = new Map();
let helper: (PreflightHelper & { dispose: () => void }) | null = null;
let current: AbortController | null = null;

const answer = (message: PreflightAnswer) => postMessage(message);

addEventListener('message', (event: MessageEvent<PreflightAsk>) => {
  const ask = event.data;
  switch (ask.kind) {
    case 'images':
      images = new Map(ask.images);
      judged.clear();
      return;
    case 'helper':
      helper?.dispose();
      helper = ask.port && makeHelper(ask.port, () => images);
      return;
    case 'help':
      giveHelp(ask.port, { decoders: readers, images: () => images, pause });
      return;
  }
  current?.abort(new DOMException('stale', 'AbortError'));
  current = null;
  if (ask.kind === 'cancel') return;
  const controller = new AbortController();
  current = controller;
  run(ask, controller.signal).catch((error: unknown) => {
    if (controller.signal.aborted) return;
    answer({ kind: 'failed', id: ask.id, error: String(error) });
  });
});

async function run(
  ask: Extract<PreflightAsk, { kind: 'preflight' | 'repair' }>,
  signal: AbortSignal,
): Promise<void> {
  const { id, style, payload } = ask;
  if (controls.size > 20) controls.clear();
  const score = async (candidate: typeof style, onProgress?: (done: number) => void) => {
    const key = `${payload} ${seenByCamera(candidate)}`;
    const known = judged.get(key);
    if (known) return known;
    const options: PreflightOptions = {
      decoders: [...readers.slice(0, -1), yielding(readers[readers.length - 1] as Decoder)],
      images,
      signal,
      controls,
      helpers: helper ? [helper] : [],
      ...(onProgress ? { onProgress } : {}),
    };
    const result = await preflight(candidate, payload, options);
    if (judged.size >= KEPT) judged.delete(judged.keys().next().value ?? '');
    judged.set(key, result);
    return result;
  };
  if (ask.kind === 'repair') {
    let runs = 0;
    const found = await repair(style, payload, (candidate) => {
      answer({ kind: 'progress', id, done: Math.min(0.95, runs++ / 24) });
      return score(candidate);
    });
    answer({ kind: 'repaired', id, style: found?.style ?? null, preflight: found?.preflight ?? null });
    return;
  }
  const start = performance.now();
  const result = await score(style, (done) => answer({ kind: 'progress', id, done }));
  signal.throwIfAborted();
  const findings = [...checkStyle(style, payload), ...preflightFindings(style, payload, result)];
  answer({ kind: 'judged', id, preflight: result, findings, tookMs: performance.now() - start });
}

/** Lets waiting messages in after each photo, so that a newer request is seen before this one is done. */
function yielding(decoder: Decoder): Decoder {
  return {
    ...decoder,
    decode: async (luma, width, height) => {
      await pause();
      return decoder.decode(luma, width, height);
    },
  };
}
