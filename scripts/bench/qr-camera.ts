import sharp from 'sharp';
import { damageOf } from './qr-damage.ts';
import type { Print } from './qr-print.ts';
import { about, between, randomOf } from './qr-random.ts';
import type { Shot } from './qr-shots.ts';

/**
 * A camera for the bench, shares nothing with the product's: rays from a pinhole onto a plane or a cylinder, three
 * colours in linear light, a lens, a sensor and a JPEG file as sharp writes it, with halved colour.
 */
export interface Picture {
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Room around the symbol in the picture, part of its size on each side. */
const ROOM = 0.32;
/** Distance of the camera in widths of the symbol: near, as people hold a phone. */
const DISTANCE = 2.4;
const RADIANS = Math.PI / 180;

/** Takes a picture of a print; the same print and shot give the same picture. */
export async function takePicture(print: Print, shot: Shot): Promise<Picture> {
  const side = Math.ceil(print.modules * shot.pxPerModule * (1 + 2 * ROOM));
  const light = expose(print, shot, side);
  const blurred = soften(light, side, shot.blur * shot.pxPerModule);
  const moved = smear(blurred, side, shot.motion * shot.pxPerModule, shot.motionDeg * RADIANS);
  return compress(develop(moved, side, shot), side, shot);
}

function expose(print: Print, shot: Shot, side: number): Float32Array {
  const { light, width, height, pxPerModule, centreX, centreY, modules } = print;
  const damage = damageOf(shot, modules);
  const random = randomOf(`light ${shot.name}`);
  const distance = DISTANCE * modules;
  const focal = shot.pxPerModule * distance;
  // The print's axes in the camera's room: turned in its plane, then leant away.
  const [ct, st] = [Math.cos(shot.turnDeg * RADIANS), Math.sin(shot.turnDeg * RADIANS)];
  const [cl, sl] = [Math.cos(shot.leanDeg * RADIANS), Math.sin(shot.leanDeg * RADIANS)];
  const [ci, si] = [Math.cos(shot.tiltDeg * RADIANS), Math.sin(shot.tiltDeg * RADIANS)];
  const lean = (x: number, y: number): [number, number, number] => {
    const along = x * cl + y * sl;
    const across = y * cl - x * sl;
    return [along * ci * cl - across * sl, along * ci * sl + across * cl, along * si];
  };
  const ax = lean(ct, st);
  const ay = lean(-st, ct);
  const an = [
    ax[1] * ay[2] - ax[2] * ay[1],
    ax[2] * ay[0] - ax[0] * ay[2],
    ax[0] * ay[1] - ax[1] * ay[0],
  ] as const;
  const ox = -distance * ax[2];
  const oy = -distance * ay[2];
  const oz = -distance * an[2];
  const radius = shot.arcDeg > 0 ? modules / 2 / (shot.arcDeg * RADIANS) : 0;

  const spotX = between(random, -0.4, 0.4) * modules;
  const spotY = between(random, -0.4, 0.4) * modules;
  const fall = between(random, 0, 2 * Math.PI);
  const [fallX, fallY] = [Math.cos(fall) / modules, Math.sin(fall) / modules];
  const edge = between(random, 0, 2 * Math.PI);
  const [edgeX, edgeY] = [Math.cos(edge), Math.sin(edge)];
  const edgeAt = between(random, -0.25, 0.25) * modules;

  const out = new Float32Array(side * side * 3);
  const colour = new Float32Array(3);
  // Rays per pixel and axis, at most one and a half points of the print apart.
  const rays = Math.max(2, Math.ceil(pxPerModule / shot.pxPerModule / 1.5));
  const weight = 1 / (rays * rays);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let [red, green, blue] = [0, 0, 0];
      for (let ray = 0; ray < rays * rays; ray++) {
        const dx = (column + ((ray % rays) + 0.5) / rays - side / 2) / focal;
        const dy = (row + (Math.floor(ray / rays) + 0.5) / rays - side / 2) / focal;
        const ex = dx * ax[0] + dy * ax[1] + ax[2];
        const ey = dx * ay[0] + dy * ay[1] + ay[2];
        const ez = dx * an[0] + dy * an[1] + an[2];
        let [u, v, facing] = [0, 0, 1];
        let seen = true;
        if (radius === 0) {
          const t = -oz / ez;
          u = ox + t * ex;
          v = oy + t * ey;
        } else {
          // A cylinder that touches the print's middle, its axis along the print's y (or x).
          const [p, d] = shot.arcAcross ? [oy, ey] : [ox, ex];
          const z = oz - radius;
          const a = d * d + ez * ez;
          const b = p * d + z * ez;
          const root = b * b - a * (p * p + z * z - radius * radius);
          seen = root >= 0;
          const t = (-b - Math.sqrt(Math.max(0, root))) / a;
          const angle = Math.atan2(p + t * d, -(z + t * ez));
          if (shot.arcAcross) {
            u = ox + t * ex;
            v = radius * angle;
          } else {
            u = radius * angle;
            v = oy + t * ey;
          }
          facing = 0.35 + 0.65 * Math.max(0, Math.cos(angle));
        }
        const x = u * pxPerModule + centreX - 0.5;
        const y = v * pxPerModule + centreY - 0.5;
        if (seen && x > 0 && y > 0 && x < width - 1 && y < height - 1) {
          const left = Math.floor(x);
          const top = Math.floor(y);
          const [fx, fy] = [x - left, y - top];
          const at = (top * width + left) * 3;
          const under = at + width * 3;
          for (let channel = 0; channel < 3; channel++) {
            const up = (light[at + channel] ?? 0) * (1 - fx) + (light[at + 3 + channel] ?? 0) * fx;
            const low = (light[under + channel] ?? 0) * (1 - fx) + (light[under + 3 + channel] ?? 0) * fx;
            colour[channel] = up * (1 - fy) + low * fy;
          }
          damage?.(u, v, colour);
        } else {
          const stone = wall(u, v);
          colour[0] = stone;
          colour[1] = stone * 0.93;
          colour[2] = stone * 0.84;
        }
        let lit = facing * (1 - shot.falloff * Math.min(1, Math.max(0, 0.5 + u * fallX + v * fallY)));
        if (shot.shadow < 1) {
          const into = (u * edgeX + v * edgeY - edgeAt) / shot.shadowSoft;
          lit *= shot.shadow + (1 - shot.shadow) / (1 + Math.exp(-4 * Math.max(-10, Math.min(10, into))));
        }
        let shine = 0;
        if (shot.glare > 0) {
          const [gx, gy] = [(u - spotX) / shot.glareSize, (v - spotY) / (shot.glareSize * 0.6)];
          shine = shot.glare * Math.exp(-(gx * gx + gy * gy) / 2);
        }
        red += (colour[0] ?? 0) * lit + shine;
        green += (colour[1] ?? 0) * lit + shine;
        blue += (colour[2] ?? 0) * lit + shine;
      }
      const at = (row * side + column) * 3;
      out[at] = red * weight * shot.tint[0];
      out[at + 1] = green * weight * shot.tint[1];
      out[at + 2] = blue * weight * shot.tint[2];
    }
  }
  return out;
}

/** What a code hangs on: rough plaster, 15 to 60 % of the light, from a lattice of fixed numbers. */
function wall(u: number, v: number): number {
  const [x, y] = [u / 2.3 + 900, v / 2.3 + 900];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const up = knot(left, top) * (1 - fx) + knot(left + 1, top) * fx;
  const low = knot(left, top + 1) * (1 - fx) + knot(left + 1, top + 1) * fx;
  return 0.15 + 0.45 * (up * (1 - fy) + low * fy);
}

function knot(x: number, y: number): number {
  const mixed = Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296;
}

/** Gaussian blur, in linear light as in a lens. */
function soften(light: Float32Array, side: number, deviation: number): Float32Array {
  if (deviation < 0.2) return light;
  const reach = Math.ceil(deviation * 3);
  const kernel = Float32Array.from({ length: 2 * reach + 1 }, (_, at) =>
    Math.exp(-((at - reach) ** 2) / (2 * deviation * deviation)),
  );
  const sum = kernel.reduce((total, one) => total + one, 0);
  const pass = (from: Float32Array, step: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let at = 0; at < from.length; at++) {
      const pixel = Math.floor(at / 3);
      const place = step === 3 ? pixel % side : Math.floor(pixel / side);
      let value = 0;
      for (let tap = -reach; tap <= reach; tap++) {
        const other = Math.min(side - 1, Math.max(0, place + tap)) - place;
        value += (kernel[tap + reach] ?? 0) * (from[at + other * step] ?? 0);
      }
      to[at] = value / sum;
    }
    return to;
  };
  return pass(pass(light, 3), side * 3);
}

/** A hand that moves evenly while the shutter is open. */
function smear(light: Float32Array, side: number, length: number, angle: number): Float32Array {
  if (length <= 0) return light;
  const steps = Math.max(3, Math.ceil(length * 3));
  const out = new Float32Array(light.length);
  for (let step = 0; step < steps; step++) {
    const along = ((step + 0.5) / steps - 0.5) * length;
    const [dx, dy] = [along * Math.cos(angle), along * Math.sin(angle)];
    const [left, top] = [Math.floor(dx), Math.floor(dy)];
    const [fx, fy] = [dx - left, dy - top];
    for (let row = 0; row < side; row++) {
      const y0 = Math.min(side - 1, Math.max(0, row + top)) * side;
      const y1 = Math.min(side - 1, Math.max(0, row + top + 1)) * side;
      for (let column = 0; column < side; column++) {
        const x0 = Math.min(side - 1, Math.max(0, column + left));
        const x1 = Math.min(side - 1, Math.max(0, column + left + 1));
        const at = (row * side + column) * 3;
        for (let channel = 0; channel < 3; channel++) {
          const up =
            (light[(y0 + x0) * 3 + channel] ?? 0) * (1 - fx) + (light[(y0 + x1) * 3 + channel] ?? 0) * fx;
          const low =
            (light[(y1 + x0) * 3 + channel] ?? 0) * (1 - fx) + (light[(y1 + x1) * 3 + channel] ?? 0) * fx;
          out[at + channel] = (out[at + channel] ?? 0) + (up * (1 - fy) + low * fy) / steps;
        }
      }
    }
  }
  return out;
}

/** Exposure, haze, noise of light and of the sensor, and the curve of sRGB: bytes of red, green, blue. */
function develop(light: Float32Array, side: number, shot: Shot): Uint8ClampedArray {
  const random = randomOf(`noise ${shot.name}`);
  const bytes = new Uint8ClampedArray(light.length);
  for (let at = 0; at < light.length; at += 3) {
    const grain = about(random);
    for (let channel = 0; channel < 3; channel++) {
      const hazy = (1 - shot.haze) * (light[at + channel] ?? 0) + shot.haze * 0.75;
      const part = Math.min(1, Math.max(0, hazy * shot.light));
      const byte = 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * part ** (1 / 2.4) - 0.055);
      // Half the noise is common to the colours; shadows carry a little less of it than lights.
      const noise = (0.8 * grain + 0.6 * about(random)) * shot.noise * (0.6 + (0.4 * byte) / 255);
      bytes[at + channel] = byte + noise;
    }
  }
  return shot.sharpen > 0 ? sharpened(bytes, side, shot.sharpen) : bytes;
}

function sharpened(bytes: Uint8ClampedArray, side: number, amount: number): Uint8ClampedArray {
  const soft = soften(Float32Array.from(bytes), side, 1);
  return bytes.map((byte, at) => byte + amount * (byte - (soft[at] ?? 0)));
}

async function compress(bytes: Uint8ClampedArray, side: number, shot: Shot): Promise<Picture> {
  let image = sharp(bytes, { raw: { width: side, height: side, channels: 3 } });
  if (shot.jpeg !== null) {
    const file = await image.jpeg({ quality: shot.jpeg, chromaSubsampling: '4:2:0' }).toBuffer();
    image = sharp(file);
  }
  const { data } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { rgba: new Uint8ClampedArray(data), width: side, height: side };
}
