import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import {
  type JsQr,
  jsqrDecoder,
  type ZxingParts,
  zxingDecoder,
  zxingWasmDecoder,
} from '#domain/qr/decoders.ts';
import type { Decoder } from '#domain/qr/preflight.ts';

const require = createRequire(import.meta.url);
let made: Promise<Decoder[]> | null = null;

/** The three readers of the preflight for Node. Their WebAssembly comes from the installed package, never from a network. */
export function nodeDecoders(): Promise<Decoder[]> {
  made ??= make();
  return made;
}

async function make(): Promise<Decoder[]> {
  const bytes = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  // The package's modules import one another without file extensions, which Node's own loader refuses.
  const zxing = require('@zxing/library') as ZxingParts;
  const jsqr = require('jsqr') as JsQr | { default: JsQr };
  return [
    zxingDecoder(zxing),
    zxingWasmDecoder(readBarcodes),
    jsqrDecoder(typeof jsqr === 'function' ? jsqr : jsqr.default),
  ];
}
