import type { Vec3 } from './orbit.ts';

/** One level of a cube map: six faces in the order +x −x +y −y +z −z, RGBA in linear floats, as WebGL takes them. */
export interface CubeLevel {
  readonly size: number;
  readonly faces: readonly Float32Array[];
}

/** Edges in pixels, from a mirror to a surface that is rough all over. */
const SIZES = [64, 32, 16, 8] as const;
/** The level that rough ones are gathered from, pixel by pixel. */
const SOURCE_SIZE = 8;

/**
 * A sky as surfaces of rising roughness reflect it: the levels that three looks up by roughness in a cube map marked
 * `isPMREMTexture`. Made here since three's own generator takes 256² pixels with 256 samples each on the graphics card,
 * seconds on a weak one, for a sky that is as soft as ours.
 *
 * Level i of n stands for roughness 1 − √(1 − i / n) (`PMREMGenerator.lodToRoughness`); light is weighted by the GGX lobe
 * seen along the normal, cos θ · D(h) (Karis, Real Shading in Unreal Engine 4, 2013).
 */
export function reflectionsOf(colourIn: (direction: Vec3) => Vec3): CubeLevel[] {
  const sharp = draw(SIZES[0], colourIn);
  // The lobe of the second level is narrower than a pixel of the third.
  const levels = [sharp, halve(sharp)];
  let source = halve(sharp);
  while (source.size > SOURCE_SIZE) source = halve(source);
  const light = gather(source);
  const last = SIZES.length - 1;
  for (const [index, size] of SIZES.entries()) {
    if (index < levels.length) continue;
    const roughness = 1 - Math.sqrt(1 - index / last);
    levels.push(draw(size, (direction) => reflected(light, direction, roughness ** 4)));
  }
  return levels;
}

/** Direction in the world of a point of a face, −1 to 1; OpenGL ES 3.0, table 3.21, with x turned as three does. */
function directionOf(face: number, s: number, t: number): Vec3 {
  const scale = 1 / Math.sqrt(1 + s * s + t * t);
  const [right, down] = [s * scale, t * scale];
  if (face === 0) return [-scale, -down, -right];
  if (face === 1) return [scale, -down, right];
  if (face === 2) return [-right, scale, down];
  if (face === 3) return [-right, -scale, -down];
  if (face === 4) return [-right, -down, scale];
  return [right, -down, -scale];
}

const middle = (index: number, size: number): number => ((index + 0.5) / size) * 2 - 1;

function draw(size: number, colourIn: (direction: Vec3) => Vec3): CubeLevel {
  const faces = Array.from({ length: 6 }, (_, face) => {
    const pixels = new Float32Array(size * size * 4);
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        const [red, green, blue] = colourIn(directionOf(face, middle(column, size), middle(row, size)));
        const at = (row * size + column) * 4;
        pixels[at] = red;
        pixels[at + 1] = green;
        pixels[at + 2] = blue;
        pixels[at + 3] = 1;
      }
    return pixels;
  });
  return { size, faces };
}

function halve({ size, faces }: CubeLevel): CubeLevel {
  const half = size / 2;
  const made = faces.map((face) => {
    const pixels = new Float32Array(half * half * 4);
    for (let at = 0; at < pixels.length; at++) {
      const [pixel, channel] = [at >> 2, at & 3];
      const from = (Math.floor(pixel / half) * 2 * size + (pixel % half) * 2) * 4 + channel;
      const below = from + size * 4;
      pixels[at] =
        ((face[from] ?? 0) + (face[from + 4] ?? 0) + (face[below] ?? 0) + (face[below + 4] ?? 0)) / 4;
    }
    return pixels;
  });
  return { size: half, faces: made };
}

/** Seven numbers for each pixel: direction, the solid angle it covers, colour. */
function gather({ size, faces }: CubeLevel): Float32Array {
  const light = new Float32Array(6 * size * size * 7);
  let at = 0;
  for (const [face, pixels] of faces.entries())
    for (let pixel = 0; pixel < size * size; pixel++) {
      const [s, t] = [middle(pixel % size, size), middle(Math.floor(pixel / size), size)];
      const solid = (1 + s * s + t * t) ** -1.5;
      light.set([...directionOf(face, s, t), solid, ...pixels.subarray(pixel * 4, pixel * 4 + 3)], at);
      at += 7;
    }
  return light;
}

/** `alpha2` is the fourth power of the roughness. */
function reflected(light: Float32Array, [x, y, z]: Vec3, alpha2: number): Vec3 {
  let red = 0;
  let green = 0;
  let blue = 0;
  let whole = 0;
  for (let at = 0; at < light.length; at += 7) {
    const cosine = x * (light[at] ?? 0) + y * (light[at + 1] ?? 0) + z * (light[at + 2] ?? 0);
    if (cosine <= 0) continue;
    const spread = 1 + alpha2 + (alpha2 - 1) * cosine;
    const weight = (cosine * (light[at + 3] ?? 0)) / (spread * spread);
    red += (light[at + 4] ?? 0) * weight;
    green += (light[at + 5] ?? 0) * weight;
    blue += (light[at + 6] ?? 0) * weight;
    whole += weight;
  }
  return [red / whole, green / whole, blue / whole];
}
