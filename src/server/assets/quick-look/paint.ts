import { toSrgb as encoded, toLinear } from '#domain/shared/srgb.ts';
import type { Part } from './parts.ts';

/** A small picture that stands for the colours of vertices, red, green, blue and alpha of each pixel as sRGB. */
export interface Painted {
  readonly edge: number;
  readonly pixels: Uint8Array;
  /** The parts with the picture's coordinates as their set 0 and without colours; vertices are split where need be. */
  readonly parts: readonly Part[];
}

/** Beyond this a picture is too large for what it shows: 2,048 pixels. */
const MAX_PATCHES = 1_024 * 1_024;

/** sRGB of a linear value, 0–255. */
export const toSrgb = (linear: number): number => {
  return Math.round(255 * encoded(Math.min(1, Math.max(0, linear))));
};

/**
 * Quick Look draws no colours of vertices, so they become a picture. Three colours take 2 × 2 pixels of it: between the
 * middles of these, the graphics card's own filter goes from colour to colour as it would have gone over the triangle.
 * `factor` is multiplied with the colours. Null when there are too many different triangles.
 */
export function paint(parts: readonly Part[], factor: readonly number[]): Painted | null {
  /** Patches by their three colours, each colour a whole number of 32 bits. */
  const patches = new Map<string, { readonly at: number; readonly colours: readonly number[] }>();
  const split = parts.map((part) => splitPart(part, factor, patches));
  if (patches.size > MAX_PATCHES) return null;
  const columns = Math.ceil(Math.sqrt(patches.size));
  const edge = columns * 2;
  const pixels = new Uint8Array(edge * edge * 4);
  for (const { at, colours } of patches.values()) {
    const [a = 0, b = 0, c = 0] = colours;
    const [left, top] = [(at % columns) * 2, Math.floor(at / columns) * 2];
    for (const [corner, channel] of [a, b, c, null].entries()) {
      const pixel = ((top + (corner >> 1)) * edge + left + (corner & 1)) * 4;
      for (let k = 0; k < 4; k++)
        pixels[pixel + k] =
          channel === null ? fourth(byte(a, k), byte(b, k), byte(c, k), k) : byte(channel, k);
    }
  }
  const placed = split.map(({ part, spots }) => {
    const uv = new Float32Array(spots.length * 2);
    for (const [index, spot] of spots.entries()) {
      const [patch, corner] = [spot >> 2, spot & 3];
      uv[index * 2] = ((patch % columns) * 2 + 0.5 + (corner & 1)) / edge;
      uv[index * 2 + 1] = (Math.floor(patch / columns) * 2 + 0.5 + (corner >> 1)) / edge;
    }
    return { ...part, colours: null, uvs: new Map([[0, uv]]) };
  });
  return { edge, pixels, parts: placed };
}

const byte = (colour: number, channel: number): number => (colour >>> (24 - channel * 8)) & 255;

/** The pixel opposite the first corner: with it, what is filtered is a plane. Alpha is no light. */
function fourth(a: number, b: number, c: number, channel: number): number {
  if (channel === 3) return Math.min(255, Math.max(0, b + c - a));
  return toSrgb(toLinear(b / 255) + toLinear(c / 255) - toLinear(a / 255));
}

/** Three colours, first the one whose opposite is least beyond what a screen can show. */
function layOut(triple: readonly number[]): readonly number[] {
  const turns = [0, 1, 2].map((k) => [...triple.slice(k), ...triple.slice(0, k)]);
  const beyond = ([a = 0, b = 0, c = 0]: readonly number[]): number =>
    [0, 1, 2]
      .map((k) => toLinear(byte(b, k) / 255) + toLinear(byte(c, k) / 255) - toLinear(byte(a, k) / 255))
      .reduce((sum, light) => sum + Math.max(0, -light, light - 1), 0);
  return turns.reduce((best, turn) => (beyond(turn) < beyond(best) ? turn : best));
}

/** `spots`: patch × 4 + corner of each vertex. */
function splitPart(
  part: Part,
  factor: readonly number[],
  patches: Map<string, { readonly at: number; readonly colours: readonly number[] }>,
): { part: Part; spots: number[] } {
  const { indices, colours } = part;
  const colourOf = (vertex: number): number => {
    const [r = 1, g = 1, b = 1, a = 1] = [0, 1, 2, 3].map(
      (k) => (colours?.[vertex * 4 + k] ?? 1) * (factor[k] ?? 1),
    );
    const alpha = Math.round(Math.min(1, Math.max(0, a)) * 255);
    return ((toSrgb(r) << 24) | (toSrgb(g) << 16) | (toSrgb(b) << 8) | alpha) >>> 0;
  };
  const own = Array.from({ length: part.points.length / 3 }, (_, vertex) => colourOf(vertex));
  const known = new Map<string, number>();
  const [sources, spots]: [number[], number[]] = [[], []];
  const made = indices.map((vertex, at) => {
    const first = at - (at % 3);
    const triple = [0, 1, 2].map((k) => own[indices[first + k] ?? 0] ?? 0);
    const name = triple.toSorted((a, b) => a - b).join();
    const patch = patches.get(name) ?? { at: patches.size, colours: layOut(triple) };
    patches.set(name, patch);
    // Equal colours may share a corner: all lie on the same plane.
    const spot = patch.at * 4 + patch.colours.indexOf(own[vertex] ?? 0);
    const key = `${vertex},${spot}`;
    const index = known.get(key) ?? sources.length;
    if (index === sources.length) {
      known.set(key, index);
      sources.push(vertex);
      spots.push(spot);
    }
    return index;
  });
  return {
    part: {
      ...part,
      points: gather(part.points, sources),
      normals: part.normals && gather(part.normals, sources),
      indices: made,
    },
    spots,
  };
}

function gather(values: Float32Array, sources: readonly number[]): Float32Array {
  const made = new Float32Array(sources.length * 3);
  for (const [index, source] of sources.entries())
    made.set(values.subarray(source * 3, source * 3 + 3), index * 3);
  return made;
}
