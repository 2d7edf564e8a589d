import { Resvg } from '@resvg/resvg-js';

/** A printed code as a camera sees it lying flat: what part of red, green and blue light each point gives back. */
export interface Print {
  /** Linear light, 0–1, three to a point, row by row. */
  readonly light: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly pxPerModule: number;
  /** Middle of the symbol, px. */
  readonly centreX: number;
  readonly centreY: number;
  /** Modules on a side of the symbol, without its quiet zone. */
  readonly modules: number;
}

/** Where the symbol lies in a file, as parts of the file's width. */
export interface SymbolBox {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly modules: number;
}

const PX_PER_MODULE = 10;
/** Of what a transparent place is seen. */
const BEHIND = 0.3;

const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const part = byte / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

/** Rasterises an exported SVG file by resvg. */
export function printOf(svg: string, box: SymbolBox): Print {
  const width = Math.round((box.modules * PX_PER_MODULE) / box.size);
  // The outer size in millimetres would be rounded to pixels of its own.
  const file = svg.replace(/^(<svg[^>]*?) width="[^"]*" height="[^"]*"/, '$1');
  const image = new Resvg(file, { fitTo: { mode: 'width', value: width } }).render();
  const { pixels } = image;
  const light = new Float32Array(image.width * image.height * 3);
  for (let at = 0, from = 0; at < light.length; at += 3, from += 4) {
    // resvg gives premultiplied colour; the codes have no half transparent places but edges.
    const alpha = (pixels[from + 3] ?? 255) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const byte = alpha > 0 ? Math.min(255, Math.round((pixels[from + channel] ?? 0) / alpha)) : 0;
      light[at + channel] = alpha * (linear[byte] ?? 0) + (1 - alpha) * BEHIND;
    }
  }
  const pxPerModule = (box.size * image.width) / box.modules;
  return {
    light,
    width: image.width,
    height: image.height,
    pxPerModule,
    centreX: (box.x + box.size / 2) * image.width,
    centreY: (box.y + box.size / 2) * image.width,
    modules: box.modules,
  };
}

/** Ink spread over its edge by `gain` modules, or lost when negative: the darkest (lightest) light within a disc. */
export function withGain(print: Print, gain: number): Print {
  const radius = Math.abs(gain) * print.pxPerModule;
  const reach = Math.ceil(radius);
  const { light, width, height } = print;
  const offsets: [number, number][] = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++)
      if ((dx !== 0 || dy !== 0) && dx * dx + dy * dy <= radius * radius) offsets.push([dx, dy]);
  const out = light.slice();
  const spreads = gain > 0;
  for (let y = reach; y < height - reach; y++) {
    for (let x = reach; x < width - reach; x++) {
      const at = (y * width + x) * 3;
      // Ink moves as a whole: the neighbour that is darkest (lightest) in green is taken with all its colours.
      let best = at;
      for (const [dx, dy] of offsets) {
        const other = at + (dy * width + dx) * 3;
        const [a, b] = [light[other + 1] ?? 0, light[best + 1] ?? 0];
        if (spreads ? a < b : a > b) best = other;
      }
      if (best === at) continue;
      out[at] = light[best] ?? 0;
      out[at + 1] = light[best + 1] ?? 0;
      out[at + 2] = light[best + 2] ?? 0;
    }
  }
  return { ...print, light: out };
}
