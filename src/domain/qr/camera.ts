import type { Shot } from './captures.ts';
import { quantiseAsJpeg } from './jpeg.ts';
import type { Raster } from './raster.ts';

/** An 8-bit luma picture, as decoders take it. */
export interface Photo {
  luma: Uint8ClampedArray;
  width: number;
  height: number;
}

/** Modules around the symbol that a photo shows and a raster for it must hold. */
export const SURROUND = 7;
/** Linear luma of the wall behind the print. */
export const WALL = 0.3;

// White paper and black ink as a camera sees them, and the distance of the eye in symbol widths.
const PAPER = 0.85;
const INK = 0.025;
const DISTANCE = 3;

/**
 * Takes one simulated photo of a raster around a symbol of `size` modules whose middle lies at (`cx`, `cy`). The same
 * arguments give the same pixels on every machine that follows IEEE 754.
 */
export function takePhoto(
  raster: Raster,
  symbol: { cx: number; cy: number; size: number },
  capture: Shot,
  seed: number,
): Photo {
  const random = generator(capture.id * 7919 + seed * 104_729);
  const { size } = symbol;
  const view = makeView(size, capture, seed === 0 ? null : random);
  const { width, height } = view;
  const damage = makeDamage(capture, size, random);
  const light = new Float32Array(width * height);
  // Four rays per pixel: two rows of two.
  const xs = new Float64Array(width * 2);
  const ys = new Float64Array(width * 2);
  for (let subrow = 0; subrow < height * 2; subrow++) {
    view.castRow((subrow + 0.5) / 2, xs, ys);
    const row = (subrow >> 1) * width;
    for (let k = 0; k < xs.length; k++) {
      const px = xs[k] as number;
      const py = ys[k] as number;
      let value = sample(raster, symbol.cx + px, symbol.cy + py);
      if (damage) value = damage(px, py, value);
      const index = row + (k >> 1);
      light[index] = (light[index] as number) + (INK + (PAPER - INK) * value) / 4;
    }
  }
  if (capture.shadow) shade(light, width, height, random);
  // Hands and lenses differ: every other photo of a capture is sharper by a quarter, lest a cliff decide.
  const sharper = seed % 2 === 1 ? 0.75 : 1;
  if (capture.blur) gaussian(light, width, height, capture.blur * capture.px * sharper);
  if (capture.motion)
    smear(light, width, height, capture.motion.length * capture.px * sharper, capture.motion.angleDeg);
  if (capture.glare) glare(light, view, size, random);
  if (capture.haze) {
    for (let k = 0; k < light.length; k++)
      light[k] = PAPER * capture.haze + (light[k] ?? 0) * (1 - capture.haze);
  }
  const luma = develop(light, capture, random);
  if (capture.jpeg) quantiseAsJpeg(luma, width, height, capture.jpeg);
  return { luma, width, height };
}

/** Sums of uniform numbers in place of logarithms, which differ between engines in the last digit. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface View {
  width: number;
  height: number;
  /**
   * Where the rays of one row meet the surface, in modules from the symbol's middle, two per pixel. A ray that misses
   * lands far outside.
   */
  castRow: (v: number, xs: Float64Array, ys: Float64Array) => void;
  /** Modules from the middle → photo pixel. */
  toPhoto: (x: number, y: number) => [number, number];
}

/** With `random` the hand has moved a little: another part of a pixel, up to 2° of turn. */
function makeView(size: number, capture: Shot, random: (() => number) | null): View {
  const { px } = capture;
  const shiftX = random ? random() / px : 0;
  const shiftY = random ? random() / px : 0;
  const tilt = ((capture.tiltDeg ?? 0) * Math.PI) / 180;
  const turn = (((capture.turnDeg ?? 0) + (random ? (random() - 0.5) * 4 : 0)) * Math.PI) / 180;
  const [cosTilt, sinTilt] = [Math.cos(tilt), Math.sin(tilt)];
  const [cosTurn, sinTurn] = [Math.cos(turn), Math.sin(turn)];
  const distance = DISTANCE * size;
  const focal = px * distance;
  // The arc is that of the code with a quiet zone of four modules.
  const radius = capture.cylinderDeg ? (size / 2 + 4) / ((capture.cylinderDeg * Math.PI) / 180) : 0;
  const project = (planeX: number, planeY: number): [number, number] => {
    const x = planeX + shiftX;
    const y = planeY + shiftY;
    if (radius > 0) return [px * radius * Math.sin(clamp(x / radius, -1.5, 1.5)), px * y];
    const a = cosTurn * x - sinTurn * y;
    const b = sinTurn * x + cosTurn * y;
    const depth = distance + b * sinTilt;
    return [(focal * a) / depth, (focal * b * cosTilt) / depth];
  };
  const reach = size / 2 + SURROUND - 1;
  const corners = [
    [-reach, -reach],
    [reach, -reach],
    [-reach, reach],
    [reach, reach],
  ].map(([x = 0, y = 0]) => project(x, y));
  const xs = corners.map((corner) => corner[0]);
  const ys = corners.map((corner) => corner[1]);
  const left = Math.floor(Math.min(...xs));
  const top = Math.floor(Math.min(...ys));
  return {
    width: Math.ceil(Math.max(...xs)) - left,
    height: Math.ceil(Math.max(...ys)) - top,
    castRow: (v, xs, ys) => {
      const sy = v + top;
      if (radius > 0) {
        for (let k = 0; k < xs.length; k++) {
          const sine = ((k + 0.5) / 2 + left) / px / radius;
          xs[k] = sine <= -1 || sine >= 1 ? 1e6 : radius * Math.asin(sine) - shiftX;
          ys[k] = sy / px - shiftY;
        }
        return;
      }
      // Along a row the tilted plane is met at one depth.
      const b = (sy * distance) / (focal * cosTilt - sy * sinTilt);
      const perPixel = (distance + b * sinTilt) / focal;
      for (let k = 0; k < xs.length; k++) {
        const a = ((k + 0.5) / 2 + left) * perPixel;
        xs[k] = cosTurn * a + sinTurn * b - shiftX;
        ys[k] = -sinTurn * a + cosTurn * b - shiftY;
      }
    },
    toPhoto: (x, y) => {
      const [u, v] = project(x, y);
      return [u - left, v - top];
    },
  };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

function sample(raster: Raster, x: number, y: number): number {
  const { width, height, luma } = raster;
  const u = (x - raster.left) * raster.pxPerModule - 0.5;
  const v = (y - raster.top) * raster.pxPerModule - 0.5;
  if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) return WALL;
  const i = u | 0;
  const j = v | 0;
  const fx = u - i;
  const fy = v - j;
  const at = j * width + i;
  // The bounds were checked above.
  const upper = (luma[at] as number) * (1 - fx) + (luma[at + 1] as number) * fx;
  const lower = (luma[at + width] as number) * (1 - fx) + (luma[at + width + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

/** A blot of mid-dark dirt, or a fold that shows the paper's white. Eyes are spared: they stop plain codes just as well. */
function makeDamage(capture: Shot, size: number, random: () => number) {
  const half = size / 2;
  if (capture.blot) {
    const radius = size * Math.sqrt(capture.blot / Math.PI);
    // Within the middle band or the corner without an eye.
    const corner = random() < 0.3;
    const x = corner ? half - radius - random() * 5 : (random() - 0.5) * (size - 20);
    const y = corner ? half - radius - random() * 5 : (random() - 0.5) * (size - 20);
    return (px: number, py: number, value: number) =>
      (px - x) * (px - x) + (py - y) * (py - y) < radius * radius ? 0.06 : value;
  }
  if (capture.fold) {
    const angle = (random() - 0.5) * 0.9 + (random() < 0.5 ? 0 : Math.PI / 2);
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    const offset = (random() - 0.5) * (size - 18);
    const reach = capture.fold / 2;
    return (px: number, py: number, value: number) =>
      Math.abs(px * nx + py * ny - offset) < reach ? 0.35 * value + 0.6 : value;
  }
  return null;
}

function shade(light: Float32Array, width: number, height: number, random: () => number): void {
  const offset = width * (0.35 + 0.3 * random());
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // The edge is soft over a fortieth of the picture.
      const part = clamp((x + y * 0.4 - offset - height * 0.2) / (width / 40), 0, 1);
      const index = y * width + x;
      light[index] = (light[index] ?? 0) * (1 - 0.5 * part);
    }
  }
}

function gaussian(light: Float32Array, width: number, height: number, sigma: number): void {
  const reach = Math.ceil(sigma * 3);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * sigma * sigma)),
  );
  const sum = kernel.reduce((total, value) => total + value, 0);
  const weights = Float32Array.from(kernel, (value) => value / sum);
  const half = new Float32Array(light.length);
  convolve(light, half, width, height, weights, reach, true);
  convolve(half, light, width, height, weights, reach, false);
}

function convolve(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  weights: Float32Array,
  reach: number,
  along: boolean,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const index = along
          ? y * width + clamp(x + k, 0, width - 1)
          : clamp(y + k, 0, height - 1) * width + x;
        sum += (from[index] ?? 0) * (weights[k + reach] ?? 0);
      }
      to[y * width + x] = sum;
    }
  }
}

function smear(light: Float32Array, width: number, height: number, length: number, angleDeg: number): void {
  const angle = (angleDeg * Math.PI) / 180;
  const steps = Math.max(3, Math.ceil(length * 2) + 1);
  const from = light.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < steps; k++) {
        const shift = (k / (steps - 1) - 0.5) * length;
        const u = clamp(x + shift * Math.cos(angle), 0, width - 1.001);
        const v = clamp(y + shift * Math.sin(angle), 0, height - 1.001);
        const i = u | 0;
        const j = v | 0;
        const fx = u - i;
        const fy = v - j;
        const at = j * width + i;
        sum +=
          ((from[at] ?? 0) * (1 - fx) + (from[at + 1] ?? 0) * fx) * (1 - fy) +
          ((from[at + width] ?? 0) * (1 - fx) + (from[at + width + 1] ?? 0) * fx) * fy;
      }
      light[y * width + x] = sum / steps;
    }
  }
}

function glare(light: Float32Array, view: View, size: number, random: () => number): void {
  const corner = Math.floor(random() * 4);
  const strength = 0.3 + 0.35 * random();
  const reach = size * (0.36 + 0.06 * random());
  const [cx, cy] = view.toPhoto(corner % 2 ? reach : -reach, corner > 1 ? reach : -reach);
  const [edge] = view.toPhoto((corner % 2 ? reach : -reach) + size * 0.13, 0);
  const radius = Math.abs(edge - cx);
  for (let y = 0; y < view.height; y++) {
    for (let x = 0; x < view.width; x++) {
      const distance = ((x - cx) ** 2 + (y - cy) ** 2) / (radius * radius);
      const index = y * view.width + x;
      light[index] = (light[index] ?? 0) + strength * Math.exp(-distance / 2);
    }
  }
}

/** Exposure, sensor curve (sRGB), contrast, noise. */
function develop(light: Float32Array, capture: Shot, random: () => number): Uint8ClampedArray {
  const luma = new Uint8ClampedArray(light.length);
  const gain = capture.gain ?? 1;
  const noise = capture.noise ?? 0;
  for (let k = 0; k < light.length; k++) {
    let level = ENCODE[Math.max(0, Math.min(4095, Math.round((light[k] ?? 0) * gain * 4095)))] ?? 0;
    if (capture.contrast) level = 127.5 + ((level - 127.5) * capture.contrast) / 255;
    // Four uniform numbers have a variance of 1/3.
    if (noise > 0) level += (random() + random() + random() + random() - 2) * noise * 1.7320508;
    luma[k] = Math.round(level);
  }
  return luma;
}

// Between linear and sRGB: a phone's tone curve is steeper in the middle than sRGB, so ink keeps more of its contrast.
// With this curve the cost of dots, contrast and quiet zone ranks as it does with six decoders over 68 captures.
const ENCODE = Float32Array.from({ length: 4096 }, (_, k) => 255 * (k / 4095) ** (1 / 1.25));
