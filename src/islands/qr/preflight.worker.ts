import BinaryBitmap from '@zxing/library/esm/core/BinaryBitmap.js';
import HybridBinarizer from '@zxing/library/esm/core/common/HybridBinarizer.js';
import QRCodeReader from '@zxing/library/esm/core/qrcode/QRCodeReader.js';
import RGBLuminanceSource from '@zxing/library/esm/core/RGBLuminanceSource.js';
import jsQR from 'jsqr';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';
import {
  type JsQr,
  jsqrDecoder,
  type ZxingParts,
  zxingDecoder,
  zxingWasmDecoder,
} from '#domain/qr/decoders.ts';
import { checkStyle } from '#domain/qr/findings.ts';
import { type Decoder, type PreflightOptions, preflight, type Reads } from '#domain/qr/preflight.ts';
import { preflightFindings, repair } from '#domain/qr/repair.ts';
import type { PreflightAnswer, PreflightAsk } from './preflight-protocol.ts';

prepareZXingModule({
  overrides: { locateFile: (path: string, base: string) => (path.endsWith('.wasm') ? wasmUrl : base + path) },
});
const parts = { BinaryBitmap, HybridBinarizer, QRCodeReader, RGBLuminanceSource } as unknown as ZxingParts;
const pause = makePause();
const decoders = [
  zxingDecoder(parts),
  zxingWasmDecoder(readBarcodes),
  yielding(jsqrDecoder(jsQR as unknown as JsQr)),
];
const controls = new Map<string, Reads>();
let current: AbortController | null = null;

const answer = (message: PreflightAnswer) => postMessage(message);

addEventListener('message', (event: MessageEvent<PreflightAsk>) => {
  const ask = event.data;
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

async function run(ask: Exclude<PreflightAsk, { kind: 'cancel' }>, signal: AbortSignal): Promise<void> {
  const { id, style, payload } = ask;
  const options: PreflightOptions = { decoders, images: new Map(ask.images), signal, controls };
  if (controls.size > 20) controls.clear();
  if (ask.kind === 'repair') {
    let runs = 0;
    const found = await repair(style, payload, (candidate) => {
      answer({ kind: 'progress', id, done: Math.min(0.95, runs++ / 24) });
      return preflight(candidate, payload, options);
    });
    answer({ kind: 'repaired', id, style: found?.style ?? null, preflight: found?.preflight ?? null });
    return;
  }
  const start = performance.now();
  const onProgress = (done: number) => answer({ kind: 'progress', id, done });
  const result = await preflight(style, payload, { ...options, onProgress });
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

/** A task's turn by a message channel: a timer would wait 4 ms each time. */
function makePause(): () => Promise<void> {
  const channel = new MessageChannel();
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(0);
    });
}
