/**
 * A camera that photographs a scene of flat prints from an exactly known pose: lens distortion, rolling shutter, defocus and
 * motion blur, light, things in front of the print, auto-exposure, noise. The same arguments give the same frame.
 */
import { seeded } from '#domain/qr/sample.ts';
import { type Pose, project } from '#player/ar/pose.ts';
import type { Print, Scene } from './scene.ts';

export interface Camera {
  width: number;
  height: number;
  /** Pixels. */
  focalPx: number;
  /** Radial distortion: x_d = x (1 + k₁ r²), x in units of the focal length. */
  k1: number;
  /** From the first row's exposure to the last row's, milliseconds. */
  readoutMs: number;
  exposureMs: number;
  /** Deviation of the blur of lens and focus, pixels. */
  blurPx: number;
  /** Change of the focal length by autofocus, as a part, at its extremes; it swings once in 1.7 s. */
  breathing: number;
  /** Deviation of the noise, 8-bit levels. */
  noise: number;
  /** Part of the light that the exposure lets pass; 1 shows paper at about 0.85. */
  exposure: number;
  /** How far the exposure swings around that, as a part, once in 2.3 s. */
  exposureSwing: number;
}

/** The camera of the study: a pinhole with a little blur and noise. */
export const PINHOLE: Camera = {
  width: 640,
  height: 480,
  focalPx: 520,
  k1: 0,
  readoutMs: 0,
  exposureMs: 0,
  blurPx: 0.7,
  breathing: 0,
  noise: 2,
  exposure: 1,
  exposureSwing: 0,
};

/** A phone's camera at its usual faults. */
export const PHONE: Camera = {
  ...PINHOLE,
  k1: -0.03,
  readoutMs: 16,
  exposureMs: 8,
  blurPx: 0.9,
  breathing: 0.006,
  noise: 3,
  exposureSwing: 0.2,
};

/** What each light does to a camera. */
export const LIGHTS = {
  good: {},
  medium: { exposure: 0.55, noise: 7, blurPx: 0.9 },
  dim: { exposure: 0.2, noise: 20, blurPx: 1.1 },
} as const;
export type Light = keyof typeof LIGHTS;

/**
 * The middle of the camera's picture, `zoom` times as fine (`player/ar/zoom.ts`): the shutter sweeps over it in that part of the time. Noise
 * is no more averaged over `zoom`² pixels; phones smooth it beforehand, so that only a part of that shows.
 */
export const closer = (camera: Camera, zoom: number): Camera => ({
  ...camera,
  focalPx: camera.focalPx * zoom,
  readoutMs: camera.readoutMs / zoom,
  noise: camera.noise * Math.sqrt(zoom),
});

/** Lies on or over the print; in symbol widths from its centre. Answers the light of a place, given what comes from there. */
export type Effect = (x: number, y: number, light: number) => number;

const smoothStep = (value: number): number => Math.max(0, Math.min(1, value));

/** A finger as wide as a third of the symbol that covers `part` of it from the side of `angleRad`. */
export function finger(part: number, angleRad: number): Effect {
  const [nx, ny] = [Math.cos(angleRad), Math.sin(angleRad)];
  return (x, y, light) => {
    const along = x * nx + y * ny;
    const across = y * nx - x * ny;
    const tip = 0.5 - part;
    // Flat within the symbol, round at its tip beyond its sides.
    const inside = along - tip - 0.06 * (across * across);
    const cover = smoothStep(inside * 60 + 0.5) * smoothStep((0.75 - Math.abs(across)) * 60);
    return light + (0.3 + 0.06 * Math.cos(across * 3) - light) * cover;
  };
}

/** The edge of a shadow through the symbol; `depth` of the light is taken away. */
export function hardShadow(offset: number, angleRad: number, depth = 0.7): Effect {
  const [nx, ny] = [Math.cos(angleRad), Math.sin(angleRad)];
  return (x, y, light) => light * (1 - depth * smoothStep((x * nx + y * ny - offset) * 50 + 0.5));
}

export function gradient(angleRad: number, depth = 0.6): Effect {
  const [nx, ny] = [Math.cos(angleRad), Math.sin(angleRad)];
  return (x, y, light) => light * (1 - depth * smoothStep(0.5 + 0.5 * (x * nx + y * ny)));
}

/** A lamp's reflection that burns out a spot. */
export function glare(cx: number, cy: number, radius = 0.22, strength = 1.6): Effect {
  return (x, y, light) =>
    light + strength * Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * radius * radius));
}

export interface Shot {
  scene: Scene;
  camera: Camera;
  /** The code's pose at a time, milliseconds. */
  poseAt: (timeMs: number) => Pose;
  /** Middle of the exposure of the middle row. */
  timeMs: number;
  seed: number;
  effects?: readonly Effect[];
}

/** Focal length at a time, with the autofocus's swing. */
export const focalAt = (camera: Camera, timeMs: number): number =>
  camera.focalPx * (1 + camera.breathing * Math.sin((2 * Math.PI * timeMs) / 1700));

/** Where a point of the code's space is in the frame, and when its row was exposed: with rolling shutter and distortion. */
export function whereSeen(
  { camera, poseAt, timeMs }: Pick<Shot, 'camera' | 'poseAt' | 'timeMs'>,
  [x, y, z]: readonly [number, number, number],
): { u: number; v: number; timeMs: number } {
  const { width, height, k1, readoutMs } = camera;
  const focal = focalAt(camera, timeMs);
  let seen = { u: 0, v: height / 2, timeMs };
  // A row's time moves a point by a part of a row: three rounds settle it.
  for (let round = 0; round < 4; round++) {
    const rowMs = timeMs + (seen.v / height - 0.5) * readoutMs;
    const { u, v } = project(poseAt(rowMs), { focal, cx: 0, cy: 0 }, x, y, z);
    const stretch = 1 + (k1 * (u * u + v * v)) / (focal * focal);
    seen = { u: u * stretch + width / 2, v: v * stretch + height / 2, timeMs: rowMs };
  }
  return seen;
}

const NOISE = 1 << 16;
let noiseTable: Float32Array | null = null;

/** Takes frames; holds the memory of one frame size. */
export interface Photographer {
  /** The array is used again by the next shot. */
  shoot(shot: Shot): Uint8Array;
}

export function makePhotographer(width: number, height: number): Photographer {
  const light = new Float32Array(width * height);
  const other = new Float32Array(width * height);
  const out = new Uint8Array(width * height);
  return {
    shoot(shot) {
      const { camera, timeMs } = shot;
      expose(shot, light);
      blur(light, other, width, height, camera.blurPx);
      if (camera.exposureMs > 0) smear(shot, light, other);
      const gain =
        camera.exposure * (1 + camera.exposureSwing * Math.sin((2 * Math.PI * timeMs) / 2300 + shot.seed));
      develop(light, gain, camera.noise, shot.seed * 7919 + Math.round(timeMs), width, out);
      return out;
    },
  };
}

function expose({ scene, camera, poseAt, timeMs, effects = [] }: Shot, light: Float32Array): void {
  const { width, height, k1 } = camera;
  const focal = focalAt(camera, timeMs);
  for (let v = 0; v < height; v++) {
    const pose = poseAt(timeMs + ((v + 0.5) / height - 0.5) * camera.readoutMs);
    // Rays to the print: [r₁ r₂ t]⁻¹ up to scale.
    const [a, b, c] = [pose[0] as number, pose[1] as number, pose[9] as number];
    const [d, e, f] = [pose[3] as number, pose[4] as number, pose[10] as number];
    const [g, h, i] = [pose[6] as number, pose[7] as number, pose[11] as number];
    const m0 = e * i - f * h;
    const m1 = c * h - b * i;
    const m2 = b * f - c * e;
    const m3 = f * g - d * i;
    const m4 = a * i - c * g;
    const m5 = c * d - a * f;
    const m6 = d * h - e * g;
    const m7 = b * g - a * h;
    const m8 = a * e - b * d;
    const yd = (v + 0.5 - height / 2) / focal;
    for (let u = 0; u < width; u++) {
      let x = (u + 0.5 - width / 2) / focal;
      let y = yd;
      if (k1 !== 0) {
        const [xd, r2d] = [x, x * x + y * y];
        // Two fixed-point steps are exact to 1e-4 pixel for the small k₁ used.
        let r2 = r2d;
        for (let k = 0; k < 3; k++) {
          const shrink = 1 + k1 * r2;
          r2 = r2d / (shrink * shrink);
        }
        x = xd / (1 + k1 * r2);
        y = yd / (1 + k1 * r2);
      }
      const w = m6 * x + m7 * y + m8;
      const near = 1 / w;
      const px = (m0 * x + m1 * y + m2) * near;
      const py = (m3 * x + m4 * y + m5) * near;
      // Depth along the ray has the sign of w · det, and a print seen from the front has both positive.
      let value = 0.1;
      if (w > 0 && Math.abs(px) < 60 && Math.abs(py) < 60) {
        const per = near / focal;
        value = seeScene(
          scene,
          px,
          py,
          (m0 - px * m6) * per,
          (m3 - py * m6) * per,
          (m1 - px * m7) * per,
          (m4 - py * m7) * per,
        );
        for (const effect of effects) value = effect(px, py, value);
      }
      light[v * width + u] = value;
    }
  }
}

function seeScene(
  scene: Scene,
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const last = scene.prints.length - 1;
  for (let k = 0; k < last; k++) {
    const print = scene.prints[k] as Print;
    if (x >= print.x0 && y >= print.y0 && x < print.x1 && y < print.y1)
      return average(print, x, y, ax, ay, bx, by);
  }
  return average(scene.prints[last] as Print, x, y, ax, ay, bx, by);
}

/**
 * The mean of a print over a pixel's footprint, a parallelogram with sides (ax, ay) and (bx, by): taps between four samples each,
 * in the mip level whose samples are not larger than the footprint's shorter side, as many as fit along either side.
 */
function average(print: Print, x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const a = Math.sqrt(ax * ax + ay * ay) * print.perWidth;
  const b = Math.sqrt(bx * bx + by * by) * print.perWidth;
  const narrow = Math.min(a, b);
  let index = 0;
  let scale = 1;
  while (index < print.levels.length - 1 && narrow > 2 * scale) {
    index++;
    scale *= 2;
  }
  const { luma, width, height } = print.levels[index] as Print['levels'][number];
  const na = Math.min(6, Math.max(1, Math.ceil(a / scale - 0.25)));
  const nb = Math.min(6, Math.max(1, Math.ceil(b / scale - 0.25)));
  const per = print.perWidth / scale;
  const u0 = (x - print.x0) * per - 0.5;
  const v0 = (y - print.y0) * per - 0.5;
  let sum = 0;
  for (let j = 0; j < nb; j++) {
    const pb = (j + 0.5) / nb - 0.5;
    for (let i = 0; i < na; i++) {
      const pa = (i + 0.5) / na - 0.5;
      let u = u0 + (pa * ax + pb * bx) * per;
      let v = v0 + (pa * ay + pb * by) * per;
      u = u < 0 ? 0 : Math.min(u, width - 1.001);
      v = v < 0 ? 0 : Math.min(v, height - 1.001);
      const iu = u | 0;
      const iv = v | 0;
      const fu = u - iu;
      const at = iv * width + iu;
      const upper = (luma[at] as number) * (1 - fu) + (luma[at + 1] as number) * fu;
      const lower = (luma[at + width] as number) * (1 - fu) + (luma[at + width + 1] as number) * fu;
      sum += upper + (lower - upper) * (v - iv);
    }
  }
  return sum / (na * nb);
}

/** Gaussian, in place. */
function blur(light: Float32Array, other: Float32Array, width: number, height: number, sigma: number): void {
  if (!(sigma > 0)) return;
  const reach = Math.max(1, Math.ceil(2.5 * sigma));
  const weights = Float32Array.from({ length: reach + 1 }, (_, k) =>
    Math.exp((-k * k) / (2 * sigma * sigma)),
  );
  let sum = -(weights[0] as number);
  for (const weight of weights) sum += 2 * weight;
  const w = weights.map((weight) => weight / sum);
  pass(light, other, w, { count: width, lines: height, step: 1, next: width });
  pass(other, light, w, { count: height, lines: width, step: width, next: 1 });
}

function pass(
  from: Float32Array,
  to: Float32Array,
  weights: Float32Array,
  { count, lines, step, next }: { count: number; lines: number; step: number; next: number },
): void {
  const reach = weights.length - 1;
  const middle = weights[0] as number;
  for (let line = 0; line < lines; line++) {
    const start = line * next;
    for (let k = 0; k < count; k++) {
      const at = start + k * step;
      let sum = middle * (from[at] as number);
      if (k >= reach && k < count - reach)
        for (let j = 1; j <= reach; j++)
          sum += (weights[j] as number) * ((from[at - j * step] as number) + (from[at + j * step] as number));
      else
        for (let j = 1; j <= reach; j++)
          sum +=
            (weights[j] as number) *
            ((from[start + Math.max(0, k - j) * step] as number) +
              (from[start + Math.min(count - 1, k + j) * step] as number));
      to[at] = sum;
    }
  }
}

/** Motion blur along the path of the code's centre during the exposure. */
function smear({ camera, poseAt, timeMs }: Shot, light: Float32Array, other: Float32Array): void {
  const { width, height } = camera;
  const lens = { focal: focalAt(camera, timeMs), cx: width / 2, cy: height / 2 };
  const from = project(poseAt(timeMs - camera.exposureMs / 2), lens, 0, 0, 0);
  const to = project(poseAt(timeMs + camera.exposureMs / 2), lens, 0, 0, 0);
  const [du, dv] = [to.u - from.u, to.v - from.v];
  const length = Math.sqrt(du * du + dv * dv);
  if (length < 0.3) return;
  const taps = Math.min(12, Math.max(3, Math.ceil(length) + 1));
  other.set(light);
  light.fill(0);
  for (let k = 0; k < taps; k++) {
    const part = (k + 0.5) / taps - 0.5;
    const [su, sv] = [part * du, part * dv];
    const [iu, iv] = [Math.floor(su), Math.floor(sv)];
    const [fu, fv] = [su - iu, sv - iv];
    const [w00, w10, w01, w11] = [(1 - fu) * (1 - fv), fu * (1 - fv), (1 - fu) * fv, fu * fv];
    for (let v = 0; v < height; v++) {
      const row = Math.max(0, Math.min(height - 1, v + iv)) * width;
      const below = Math.max(0, Math.min(height - 1, v + iv + 1)) * width;
      for (let u = 0; u < width; u++) {
        const left = Math.max(0, Math.min(width - 1, u + iu));
        const right = Math.max(0, Math.min(width - 1, u + iu + 1));
        const at = v * width + u;
        light[at] =
          (light[at] as number) +
          (w00 * (other[row + left] as number) +
            w10 * (other[row + right] as number) +
            w01 * (other[below + left] as number) +
            w11 * (other[below + right] as number)) /
            taps;
      }
    }
  }
}

// Linear light to 8-bit luma with a gamma of 2.2.
const TONE = Float32Array.from({ length: 4097 }, (_, k) => 255 * (k / 4096) ** (1 / 2.2));

function develop(
  light: Float32Array,
  gain: number,
  noise: number,
  seed: number,
  width: number,
  out: Uint8Array,
): void {
  if (!noiseTable) {
    const random = seeded(1);
    // Twelve uniform numbers less six: variance 1, and nothing that differs between engines.
    noiseTable = Float32Array.from({ length: NOISE }, () => {
      let sum = -6;
      for (let k = 0; k < 12; k++) sum += random();
      return sum;
    });
  }
  const table = noiseTable;
  const random = seeded(seed);
  let from = 0;
  for (let k = 0; k < light.length; k++) {
    if (k % width === 0) from = Math.floor(random() * NOISE);
    const level = (light[k] as number) * gain * 4096;
    const value =
      (TONE[level >= 4096 ? 4096 : level <= 0 ? 0 : level | 0] as number) +
      noise * (table[from++ & (NOISE - 1)] as number);
    out[k] = value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0;
  }
}
