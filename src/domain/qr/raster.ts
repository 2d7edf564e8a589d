import type { Artwork, Fill, GradientStop, LogoPixels, Shape } from './artwork.ts';
import { hex, luminance, rgb, toLinear } from './colour.ts';
import { flatten, type PathData } from './path.ts';

/** Luma in linear light, 0–1, row by row. Pixel (0, 0) covers the square from (`left`, `top`) in modules. */
export interface Raster {
  width: number;
  height: number;
  pxPerModule: number;
  left: number;
  top: number;
  luma: Float32Array;
}

export interface RasterOptions {
  /** The window in modules of the artwork; may reach beyond it. */
  left: number;
  top: number;
  width: number;
  height: number;
  pxPerModule: number;
  /** Linear luma beyond the canvas: the wall. */
  beyond: number;
  images?: ReadonlyMap<string, LogoPixels>;
}

// Rows of samples per pixel; along a row coverage is exact.
const SUBROWS = 4;

/** Draws the artwork's luma as ink on paper: coverage is mixed in linear light. */
export function rasterise(artwork: Artwork, options: RasterOptions): Raster {
  const { left, top, pxPerModule } = options;
  const width = Math.round(options.width * pxPerModule);
  const height = Math.round(options.height * pxPerModule);
  const luma = new Float32Array(width * height).fill(options.beyond);
  const target: Target = { width, height, pxPerModule, left, top, luma };
  for (const shape of artwork.shapes) {
    if (shape.kind === 'image') drawImage(target, shape, options.images?.get(shape.assetId));
    else fillPath(target, shape.path, shape.rule, lumaOf(shape.fill));
  }
  return { width, height, pxPerModule, left, top, luma };
}

type Target = Raster;
type LumaAt = number | ((x: number, y: number) => number);

function lumaOf(fill: Fill): LumaAt {
  if (fill.kind === 'solid') return luminance(fill.colour);
  const table = ramp(fill.stops);
  const pick = (t: number) => table[Math.max(0, Math.min(255, Math.round(t * 255)))] ?? 0;
  if (fill.kind === 'radial') return (x, y) => pick(Math.hypot(x - fill.cx, y - fill.cy) / fill.r);
  const dx = fill.x2 - fill.x1;
  const dy = fill.y2 - fill.y1;
  const length = dx * dx + dy * dy || 1;
  return (x, y) => pick(((x - fill.x1) * dx + (y - fill.y1) * dy) / length);
}

/** Luminance along a gradient, 256 steps; colours are mixed in sRGB as renderers do. */
function ramp(stops: GradientStop[]): Float32Array {
  return Float32Array.from({ length: 256 }, (_, step) => {
    const t = step / 255;
    const after = stops.findIndex((stop) => stop.at >= t);
    const b = stops[after === -1 ? stops.length - 1 : after];
    const a = stops[after <= 0 ? (after === -1 ? stops.length - 1 : 0) : after - 1];
    if (!a || !b) return 0;
    const part = b.at > a.at ? (t - a.at) / (b.at - a.at) : 0;
    const from = rgb(a.colour);
    const to = rgb(b.colour);
    const mix = (k: 0 | 1 | 2) => from[k] + (to[k] - from[k]) * part;
    return luminance(hex(mix(0), mix(1), mix(2)));
  });
}

function fillPath(target: Target, path: PathData, rule: 'nonzero' | 'evenodd', paint: LumaAt): void {
  const { width, height, pxPerModule, left, top } = target;
  const rows = height * SUBROWS;
  // Edges as [first sub-row, end sub-row, x at first, x per sub-row, winding], in buckets by first sub-row.
  const buckets = new Map<number, number[][]>();
  let firstRow = rows;
  for (const points of flatten(path, 0.02)) {
    const count = points.length;
    for (let k = 0; k < count; k += 2) {
      let x1 = ((points[k] ?? 0) - left) * pxPerModule;
      let y1 = ((points[k + 1] ?? 0) - top) * pxPerModule * SUBROWS;
      let x2 = ((points[(k + 2) % count] ?? 0) - left) * pxPerModule;
      let y2 = ((points[(k + 3) % count] ?? 0) - top) * pxPerModule * SUBROWS;
      if (y1 === y2) continue;
      let winding = 1;
      if (y1 > y2) {
        [x1, y1, x2, y2] = [x2, y2, x1, y1];
        winding = -1;
      }
      // Sub-rows are sampled at their middle.
      const start = Math.max(0, Math.ceil(y1 - 0.5));
      const end = Math.min(rows, Math.ceil(y2 - 0.5));
      if (start >= end) continue;
      const slope = (x2 - x1) / (y2 - y1);
      const edge = [end, x1 + (start + 0.5 - y1) * slope, slope, winding];
      const bucket = buckets.get(start);
      if (bucket) bucket.push(edge);
      else buckets.set(start, [edge]);
      firstRow = Math.min(firstRow, start);
    }
  }
  if (buckets.size === 0) return;
  const coverage = new Float32Array(width + 1);
  let active: number[][] = [];
  let used = false;
  for (let row = firstRow - (firstRow % SUBROWS); row < rows; row++) {
    const fresh = buckets.get(row);
    if (fresh) {
      active.push(...fresh);
      buckets.delete(row);
    }
    if (active.length > 0) {
      active.sort((a, b) => (a[1] ?? 0) - (b[1] ?? 0));
      let winding = 0;
      for (let k = 0; k + 1 < active.length; k++) {
        const edge = active[k];
        if (!edge) continue;
        winding += edge[3] ?? 0;
        const inside = rule === 'nonzero' ? winding !== 0 : k % 2 === 0;
        if (inside) used = span(coverage, width, edge[1] ?? 0, active[k + 1]?.[1] ?? 0) || used;
      }
      const ended: number[][] = [];
      for (const edge of active) {
        if ((edge[0] ?? 0) <= row + 1) continue;
        edge[1] = (edge[1] ?? 0) + (edge[2] ?? 0);
        ended.push(edge);
      }
      active = ended;
    }
    if (row % SUBROWS === SUBROWS - 1) {
      if (used) {
        blend(target, (row - SUBROWS + 1) / SUBROWS, coverage, paint);
        coverage.fill(0);
        used = false;
      }
      if (active.length === 0 && buckets.size === 0) break;
    }
  }
}

function span(coverage: Float32Array, width: number, from: number, to: number): boolean {
  const a = Math.max(0, from);
  const b = Math.min(width, to);
  if (a >= b) return false;
  const first = Math.floor(a);
  const last = Math.floor(b);
  if (first === last) {
    coverage[first] = (coverage[first] ?? 0) + (b - a);
    return true;
  }
  coverage[first] = (coverage[first] ?? 0) + (first + 1 - a);
  for (let x = first + 1; x < last; x++) coverage[x] = (coverage[x] ?? 0) + 1;
  coverage[last] = (coverage[last] ?? 0) + (b - last);
  return true;
}

function blend(target: Target, row: number, coverage: Float32Array, paint: LumaAt): void {
  const { width, luma, pxPerModule, left, top } = target;
  const y = top + (row + 0.5) / pxPerModule;
  for (let x = 0; x < width; x++) {
    const part = (coverage[x] ?? 0) / SUBROWS;
    if (part <= 0) continue;
    const ink = typeof paint === 'number' ? paint : paint(left + (x + 0.5) / pxPerModule, y);
    const index = row * width + x;
    const paper = luma[index] ?? 0;
    luma[index] = paper + (ink - paper) * Math.min(1, part);
  }
}

function drawImage(
  target: Target,
  box: Extract<Shape, { kind: 'image' }>,
  pixels: LogoPixels | undefined,
): void {
  if (!pixels) return;
  const { pxPerModule, left, top, width, height, luma } = target;
  const x0 = Math.max(0, Math.floor((box.x - left) * pxPerModule));
  const y0 = Math.max(0, Math.floor((box.y - top) * pxPerModule));
  const x1 = Math.min(width, Math.ceil((box.x + box.width - left) * pxPerModule));
  const y1 = Math.min(height, Math.ceil((box.y + box.height - top) * pxPerModule));
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const u = Math.floor(((left + (x + 0.5) / pxPerModule - box.x) / box.width) * pixels.width);
      const v = Math.floor(((top + (y + 0.5) / pxPerModule - box.y) / box.height) * pixels.height);
      if (u < 0 || v < 0 || u >= pixels.width || v >= pixels.height) continue;
      const at = (v * pixels.width + u) * 4;
      const light = (k: number) => toLinear[pixels.rgba[at + k] ?? 0] ?? 0;
      const ink = 0.2126 * light(0) + 0.7152 * light(1) + 0.0722 * light(2);
      const index = y * width + x;
      const paper = luma[index] ?? 0;
      luma[index] = paper + (ink - paper) * ((pixels.rgba[at + 3] ?? 255) / 255);
    }
  }
}
