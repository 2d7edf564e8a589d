/** A luma picture and where the symbol is in it, upright. */
export interface PrintPicture {
  /** Row by row, 0–255. */
  luma: Uint8Array;
  width: number;
  height: number;
  /** The symbol without quiet zone, picture pixels; `size` is its side. */
  symbol: { x: number; y: number; size: number };
}

/** The code as it is printed, and the poster that it is printed on, where that is known. */
export interface TemplateSource extends PrintPicture {
  poster?: PrintPicture | null;
}

/** The artwork at some scale, in linear light. */
export interface Picture {
  luma: Float32Array;
  width: number;
  height: number;
  /** Pixels from the picture's left top to the symbol's. */
  left: number;
  top: number;
  scale: number;
}

/**
 * A lens mixes light, not grey levels: areas are averaged and blurred in linear light (0–1), and points take grey levels of what
 * came of it. Otherwise white would seem to grow into black, and the symbol's edge to lie nearer to its middle.
 */
const LIGHT = Float32Array.from({ length: 256 }, (_, level) => (level / 255) ** 2.2);
export const greyOf = (light: number): number => 255 * Math.max(0, light) ** (1 / 2.2);

/** The picture at `scale` pixels per symbol width, on a grid of `grid` pixels, so that it halves evenly. Means over areas. */
export function scaled({ luma, width, height, symbol }: PrintPicture, scale: number, grid: number): Picture {
  const per = symbol.size / scale;
  const room = (px: number): number => Math.max(0, Math.floor((px / per + 0.5) / grid) * grid);
  const left = room(symbol.x);
  const top = room(symbol.y);
  const w = left + scale + room(width - symbol.x - symbol.size);
  const h = top + scale + room(height - symbol.y - symbol.size);
  const across = new Float32Array(w * height);
  const x0 = symbol.x - left * per;
  const y0 = symbol.y - top * per;
  for (let x = 0; x < w; x++) {
    const parts = spans(x0 + x * per, x0 + (x + 1) * per, width);
    for (let y = 0; y < height; y++) {
      let sum = 0;
      for (const [at, part] of parts) sum += part * (LIGHT[luma[y * width + at] as number] as number);
      across[y * w + x] = sum;
    }
  }
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++) {
    const parts = spans(y0 + y * per, y0 + (y + 1) * per, height);
    for (let x = 0; x < w; x++) {
      let sum = 0;
      for (const [at, part] of parts) sum += part * (across[at * w + x] as number);
      out[y * w + x] = sum;
    }
  }
  return { luma: out, width: w, height: h, left, top, scale };
}

/** The pixels under an interval and the part of it that each takes; edges are repeated. */
function spans(from: number, to: number, count: number): [at: number, part: number][] {
  const parts: [number, number][] = [];
  for (let at = Math.floor(from); at < to; at++) {
    const part = (Math.min(to, at + 1) - Math.max(from, at)) / (to - from);
    if (part > 1e-9) parts.push([Math.max(0, Math.min(count - 1, at)), part]);
  }
  return parts;
}

export function halved({ luma, width, height, left, top, scale }: Picture): Picture {
  const [w, h] = [width >> 1, height >> 1];
  const out = new Float32Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = 2 * y * width + 2 * x;
      out[y * w + x] =
        ((luma[at] as number) +
          (luma[at + 1] as number) +
          (luma[at + width] as number) +
          (luma[at + width + 1] as number)) /
        4;
    }
  return { luma: out, width: w, height: h, left: left / 2, top: top / 2, scale: scale / 2 };
}

/** As a lens would: (1 2 1)² / 16, edges repeated; in grey levels. */
export function smoothed(picture: Picture): Picture {
  const { luma, width, height } = picture;
  const across = new Float32Array(luma.length);
  const out = new Float32Array(luma.length);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width;
      across[at + x] =
        ((luma[at + Math.max(0, x - 1)] as number) +
          2 * (luma[at + x] as number) +
          (luma[at + Math.min(width - 1, x + 1)] as number)) /
        4;
    }
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      out[y * width + x] =
        ((across[Math.max(0, y - 1) * width + x] as number) +
          2 * (across[y * width + x] as number) +
          (across[Math.min(height - 1, y + 1) * width + x] as number)) /
        4;
  for (let k = 0; k < out.length; k++) out[k] = greyOf(out[k] as number);
  return { ...picture, luma: out };
}

/** Light at a place in symbol widths from the symbol's top left, between four pixels. */
export function lightAt(picture: Picture, x: number, y: number): number {
  const { luma, width, height } = picture;
  const u = Math.max(0, Math.min(width - 1.001, x * picture.scale + picture.left - 0.5));
  const v = Math.max(0, Math.min(height - 1.001, y * picture.scale + picture.top - 0.5));
  const [i, j] = [Math.floor(u), Math.floor(v)];
  const k = j * width + i;
  const upper = (luma[k] as number) * (1 - u + i) + (luma[k + 1] as number) * (u - i);
  const lower = (luma[k + width] as number) * (1 - u + i) + (luma[k + width + 1] as number) * (u - i);
  return upper + (lower - upper) * (v - j);
}
