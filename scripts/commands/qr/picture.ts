import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { readBarcodes } from 'zxing-wasm/reader';
import { SURROUND, WALL } from '#domain/qr/camera.ts';
import { toLinear } from '#domain/qr/colour.ts';
import type { Raster } from '#domain/qr/raster.ts';
import { nodeDecoders } from '#server/codes/print/decoders.ts';
import { Refused } from './refused.ts';

/** The one code of a picture: what it says, and its surroundings in modules, ready for the camera. */
export interface PicturedCode {
  readonly payload: string;
  readonly version: number;
  readonly raster: Raster;
  readonly symbol: { cx: number; cy: number; size: number };
  /** Pixels per module that the picture was drawn at to look at it. */
  readonly pxPerModule: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  /** sRGB, on white where the picture is transparent. */
  readonly rgba: Uint8Array;
}

const PX_PER_MODULE = 8;
/** Sides a picture is drawn at: once to find the code, then so that a module has its pixels. */
const FINDING = 1_200;
const LARGEST = 6_000;
const MOST_BYTES = 20_000_000;

/** Finds the code of an SVG, PNG, JPEG or WebP file. @throws Refused when there is none or several, or no picture. */
export async function readPicture(file: string): Promise<PicturedCode> {
  const bytes = await readFile(file);
  if (bytes.length > MOST_BYTES)
    throw new Refused(`${file} is larger than ${MOST_BYTES / 1e6} MB. Use a smaller picture.`);
  const draw = extname(file).toLowerCase() === '.svg' ? ofSvg(bytes, file) : ofPixels(bytes, file);
  let picture = await draw(FINDING);
  let found = await find(picture, file);
  const wanted = (FINDING * PX_PER_MODULE) / found.px;
  if (wanted > FINDING * 1.05 || wanted < FINDING * 0.95) {
    picture = await draw(Math.min(LARGEST, Math.round(wanted)));
    found = await find(picture, file);
  }
  return {
    payload: found.text,
    version: found.version,
    pxPerModule: Math.round(found.px * 100) / 100,
    ...straighten(picture, found.corners, found.size),
  };
}

type Draw = (longest: number) => Promise<Picture>;

function ofSvg(bytes: Buffer, file: string): Draw {
  const svg = bytes.toString('utf8');
  return async (longest) => {
    try {
      const options = { font: { loadSystemFonts: false }, background: '#ffffff' };
      const { width, height } = new Resvg(svg, options);
      const mode = width >= height ? 'width' : 'height';
      const image = new Resvg(svg, { ...options, fitTo: { mode, value: longest } }).render();
      return { width: image.width, height: image.height, rgba: image.pixels };
    } catch (cause) {
      throw new Refused(`${file} is no SVG that can be drawn: ${sentence(cause)}`);
    }
  };
}

function ofPixels(bytes: Buffer, file: string): Draw {
  return async (longest) => {
    try {
      const { data, info } = await sharp(bytes, { limitInputPixels: 40_000_000 })
        .rotate()
        .resize({ width: longest, height: longest, fit: 'inside', kernel: 'linear' })
        .flatten({ background: '#ffffff' })
        .toColourspace('srgb')
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, rgba: data };
    } catch (cause) {
      throw new Refused(`${file} is no SVG, PNG, JPEG or WebP picture that can be read: ${sentence(cause)}`);
    }
  };
}

const sentence = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);

async function find({ width, height, rgba }: Picture, file: string) {
  // They bring the reader's WebAssembly with them.
  await nodeDecoders();
  const image = { data: new Uint8ClampedArray(rgba), width, height, colorSpace: 'srgb' } as ImageData;
  const codes = (await readBarcodes(image, { formats: ['QRCode'], tryHarder: true })).filter(
    ({ isValid }) => isValid,
  );
  const [first, second] = codes;
  if (!first) throw new Refused(`No QR code can be found in ${file}.`);
  if (second) throw new Refused(`${file} holds ${codes.length} QR codes. Cut one of them out.`);
  const version = Number(/"Version":"?(\d+)/.exec(first.extra)?.[1] ?? 0);
  if (version < 1) throw new Refused(`The QR code in ${file} does not say its version.`);
  const { topLeft, topRight, bottomRight, bottomLeft } = first.position;
  const size = 17 + 4 * version;
  const px = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y) / size;
  return { text: first.text, version, size, px, corners: [topLeft, topRight, bottomRight, bottomLeft] };
}

/** Draws the symbol upright at eight pixels a module, with what stands around it; beyond the picture lies the wall. */
function straighten({ width, height, rgba }: Picture, corners: readonly Point[], size: number) {
  const across = Math.round((size + 2 * SURROUND) * PX_PER_MODULE);
  const luma = new Float32Array(across * across).fill(WALL);
  const light = (x: number, y: number) => {
    const at = (y * width + x) * 4;
    const of = (channel: number) => toLinear[rgba[at + channel] ?? 255] ?? 1;
    return 0.2126 * of(0) + 0.7152 * of(1) + 0.0722 * of(2);
  };
  const [a, b, c, d] = corners as [Point, Point, Point, Point];
  const between = (key: 'x' | 'y', u: number, v: number) =>
    (a[key] * (1 - u) + b[key] * u) * (1 - v) + (d[key] * (1 - u) + c[key] * u) * v;
  for (let row = 0; row < across; row++) {
    for (let column = 0; column < across; column++) {
      const u = ((column + 0.5) / PX_PER_MODULE - SURROUND) / size;
      const v = ((row + 0.5) / PX_PER_MODULE - SURROUND) / size;
      const x = between('x', u, v) - 0.5;
      const y = between('y', u, v) - 0.5;
      if (x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5) continue;
      const i = Math.max(0, Math.min(width - 2, Math.floor(x)));
      const j = Math.max(0, Math.min(height - 2, Math.floor(y)));
      const fx = Math.max(0, Math.min(1, x - i));
      const fy = Math.max(0, Math.min(1, y - j));
      const upper = light(i, j) * (1 - fx) + light(i + 1, j) * fx;
      const lower = light(i, j + 1) * (1 - fx) + light(i + 1, j + 1) * fx;
      luma[row * across + column] = upper * (1 - fy) + lower * fy;
    }
  }
  const middle = size / 2;
  return {
    raster: {
      width: across,
      height: across,
      pxPerModule: PX_PER_MODULE,
      left: -SURROUND,
      top: -SURROUND,
      luma,
    },
    symbol: { cx: middle, cy: middle, size },
  };
}
