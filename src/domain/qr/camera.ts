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
  const light = expose(raster, symbol, view, capture.px, damage);
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
  /** Whether a pixel sees a square of the same size everywhere: neither tilt nor curve. */
  even: boolean;
  /**
   * Where the rays of one row meet the surface, in modules from the symbol's middle, `perPixel` of them per pixel. A ray
   * that misses lands far outside.
   */
  castRow: (v: number, perPixel: number, xs: Float64Array, ys: Float64Array) => void;
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
    even: radius === 0 && tilt === 0,
    castRow: (v, perPixel, xs, ys) => {
      const sy = v + top;
      if (radius > 0) {
        for (let k = 0; k < xs.length; k++) {
          const sine = ((k + 0.5) / perPixel + left) / px / radius;
          xs[k] = sine <= -1 || sine >= 1 ? 1e6 : radius * Math.asin(sine) - shiftX;
          ys[k] = sy / px - shiftY;
        }
        return;
      }
      // Along a row the tilted plane is met at one depth.
      const b = (sy * distance) / (focal * cosTilt - sy * sinTilt);
      const span = (distance + b * sinTilt) / focal;
      for (let k = 0; k < xs.length; k++) {
        const a = ((k + 0.5) / perPixel + left) * span;
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

type Damage = (px: number, py: number, value: number) => number;

/**
 * The light that falls on each pixel: the mean of four rays, two rows of two, each between four samples of the raster.
 * Where a pixel sees the same square everywhere, the raster is averaged so once and one ray takes the mean.
 */
function expose(
  raster: Raster,
  symbol: { cx: number; cy: number },
  view: View,
  px: number,
  damage: Damage | null,
): Float32Array {
  const { width, height } = view;
  const { pxPerModule, left, top } = raster;
  const rays = view.even ? 1 : 2;
  const half = pxPerModule / px / 4;
  const luma = view.even ? averaged(raster, half) : raster.luma;
  const middle = 0.5 + (view.even ? half - Math.floor(half) : 0);
  const light = new Float32Array(width * height);
  const stride = raster.width;
  const [lastU, lastV] = [raster.width - 1, raster.height - 1];
  const [originX, originY] = [symbol.cx - left, symbol.cy - top];
  const [share, offset] = [(PAPER - INK) / (rays * rays), INK / (rays * rays)];
  const xs = new Float64Array(width * rays);
  const ys = new Float64Array(width * rays);
  for (let subrow = 0; subrow < height * rays; subrow++) {
    view.castRow((subrow + 0.5) / rays, rays, xs, ys);
    const row = (rays === 1 ? subrow : subrow >> 1) * width;
    for (let k = 0; k < xs.length; k++) {
      const x = xs[k] as number;
      const y = ys[k] as number;
      const u = (originX + x) * pxPerModule - middle;
      const v = (originY + y) * pxPerModule - middle;
      let value = WALL;
      if (u >= 0 && v >= 0 && u < lastU && v < lastV) {
        const i = u | 0;
        const j = v | 0;
        const fx = u - i;
        const at = j * stride + i;
        // The bounds were checked above.
        const upper = (luma[at] as number) * (1 - fx) + (luma[at + 1] as number) * fx;
        const lower = (luma[at + stride] as number) * (1 - fx) + (luma[at + stride + 1] as number) * fx;
        value = upper + (lower - upper) * (v - j);
      }
      if (damage !== null) value = damage(x, y, value);
      const index = row + (rays === 1 ? k : k >> 1);
      light[index] = (light[index] as number) + offset + share * value;
    }
  }
  return light;
}

const averages = new WeakMap<Raster, Map<number, Float32Array>>();

/**
 * The mean of a raster at the four corners of a square of `2 * half` samples. Sample (i, j) of the answer is that around
 * (i + `half`, j + `half`), less whole samples, so that one corner of each square is a sample as it is.
 */
function averaged(raster: Raster, half: number): Float32Array {
  const known = averages.get(raster) ?? new Map<number, Float32Array>();
  averages.set(raster, known);
  let mean = known.get(half);
  if (!mean) {
    const { width, height, luma } = raster;
    const across = new Float32Array(luma.length);
    mean = new Float32Array(luma.length);
    meanOfTwo(luma, across, half, { count: width, lines: height, step: 1, next: width });
    meanOfTwo(across, mean, half, { count: height, lines: width, step: width, next: 1 });
    known.set(half, mean);
  }
  return mean;
}

/** `lines` lines that start `next` apart, of `count` samples that lie `step` apart. */
function meanOfTwo(
  from: Float32Array,
  to: Float32Array,
  half: number,
  { count, lines, step, next }: { count: number; lines: number; step: number; next: number },
): void {
  const back = Math.floor(half);
  const ahead = Math.floor(2 * half - back);
  const part = 2 * half - back - ahead;
  for (let line = 0; line < lines; line++) {
    const start = line * next;
    for (let k = 0; k < count; k++) {
      const first = start + step * Math.max(0, k - back);
      const second = start + step * Math.min(count - 1, k + ahead);
      const third = start + step * Math.min(count - 1, k + ahead + 1);
      // Held within the line above.
      const after = (from[second] as number) * (1 - part) + (from[third] as number) * part;
      to[start + step * k] = ((from[first] as number) + after) / 2;
    }
  }
}

/** A blot of mid-dark dirt, or a fold that shows the paper's white. Eyes are spared: they stop plain codes just as well. */
function makeDamage(capture: Shot, size: number, random: () => number): Damage | null {
  const half = size / 2;
  /** Part of a pixel that lies inside, by how far inside its middle lies. */
  const edge = (inside: number) => clamp(inside * capture.px + 0.5, 0, 1);
  if (capture.blot) {
    const radius = size * Math.sqrt(capture.blot / Math.PI);
    // Within the middle band or the corner without an eye.
    const corner = random() < 0.3;
    const x = corner ? half - radius - random() * 5 : (random() - 0.5) * (size - 20);
    const y = corner ? half - radius - random() * 5 : (random() - 0.5) * (size - 20);
    return (px: number, py: number, value: number) => {
      const part = edge(radius - Math.sqrt((px - x) * (px - x) + (py - y) * (py - y)));
      return value + (0.06 - value) * part;
    };
  }
  if (capture.fold) {
    const angle = (random() - 0.5) * 0.9 + (random() < 0.5 ? 0 : Math.PI / 2);
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)];
    const offset = (random() - 0.5) * (size - 18);
    const reach = capture.fold / 2;
    return (px: number, py: number, value: number) =>
      value + (0.6 - 0.65 * value) * edge(reach - Math.abs(px * nx + py * ny - offset));
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
  const step = along ? 1 : width;
  const last = (along ? width : height) - 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = along ? x : y;
      const start = y * width + x - at * step;
      const inner = at >= reach && at <= last - reach;
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const sampled = inner ? at + k : clamp(at + k, 0, last);
        sum += (from[start + sampled * step] as number) * (weights[k + reach] as number);
      }
      to[y * width + x] = sum;
    }
  }
}

function smear(light: Float32Array, width: number, height: number, length: number, angleDeg: number): void {
  const angle = (angleDeg * Math.PI) / 180;
  const steps = Math.max(3, Math.ceil(length * 2) + 1);
  const from = light.slice();
  const shifts = Array.from({ length: steps }, (_, k) => (k / (steps - 1) - 0.5) * length);
  const dx = Float64Array.from(shifts, (shift) => shift * Math.cos(angle));
  const dy = Float64Array.from(shifts, (shift) => shift * Math.sin(angle));
  const [right, bottom] = [width - 1.001, height - 1.001];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let k = 0; k < steps; k++) {
        const u = Math.max(0, Math.min(right, x + (dx[k] as number)));
        const v = Math.max(0, Math.min(bottom, y + (dy[k] as number)));
        const i = u | 0;
        const j = v | 0;
        const fx = u - i;
        const fy = v - j;
        const at = j * width + i;
        // Held within the picture above.
        const upper = (from[at] as number) * (1 - fx) + (from[at + 1] as number) * fx;
        const lower = (from[at + width] as number) * (1 - fx) + (from[at + width + 1] as number) * fx;
        sum += upper * (1 - fy) + lower * fy;
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
    let level = ENCODE[Math.max(0, Math.min(4095, Math.round((light[k] as number) * gain * 4095)))] as number;
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
