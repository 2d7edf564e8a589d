import { readFileSync } from 'node:fs';
import { createRequire, findPackageJSON } from 'node:module';
import { decodeQR } from 'qr/decode.js';
import { prepareZXingModule, readBarcodes, ZXING_WASM_VERSION } from 'zxing-wasm/reader';
import {
  type JsQr,
  jsqrDecoder,
  qrDecoder,
  type ZxingParts,
  zbarDecoder,
  zxingDecoder,
  zxingWasmDecoder,
} from '#domain/qr/decoders.ts';
import type { ProofDecoder } from '#domain/qr/proof.ts';

const require = createRequire(import.meta.url);

/** The installed release of a package, whether or not it exports its description. */
function versionOf(name: string): string {
  const file = findPackageJSON(name, import.meta.url);
  return file ? (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version : '';
}

let live: Promise<ProofDecoder[]> | null = null;
let all: Promise<ProofDecoder[]> | null = null;

/** The three readers of the live preflight for Node. Their WebAssembly comes from the installed package, never from a network. */
export function nodeDecoders(): Promise<ProofDecoder[]> {
  live ??= makeLive();
  return live;
}

/** The readers of the proof: the three, `qr`, and zbar (LGPL, not shipped) where an operator has installed it. */
export function proofDecoders(): Promise<ProofDecoder[]> {
  all ??= makeAll();
  return all;
}

async function makeLive(): Promise<ProofDecoder[]> {
  const bytes = readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const wasmBinary = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  // The package's modules import one another without file extensions, which Node's own loader refuses.
  const zxing = require('@zxing/library') as ZxingParts;
  const jsqr = require('jsqr') as JsQr | { default: JsQr };
  return [
    { ...zxingDecoder(zxing), version: versionOf('@zxing/library') },
    { ...zxingWasmDecoder(readBarcodes), version: ZXING_WASM_VERSION },
    { ...jsqrDecoder(typeof jsqr === 'function' ? jsqr : jsqr.default), version: versionOf('jsqr') },
  ];
}

async function makeAll(): Promise<ProofDecoder[]> {
  const three = await nodeDecoders();
  const qr = { ...qrDecoder(decodeQR), version: versionOf('qr') };
  const zbar = await import('@undecaf/zbar-wasm').catch(() => null);
  if (!zbar) return [...three, qr];
  return [...three, qr, { ...zbarDecoder(zbar.scanGrayBuffer), version: versionOf('@undecaf/zbar-wasm') }];
}
