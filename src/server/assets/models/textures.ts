import type { Document, Texture } from '@gltf-transform/core';
import { EXTTextureWebP } from '@gltf-transform/extensions';
import { listTextureSlots } from '@gltf-transform/functions';
import type { Sharp } from 'sharp';
import { openSharp } from '../open-sharp.ts';

/** Longest edge in pixels. A stage is at most 1,170 pixels wide on today's phones, and can be come closer to. */
const MAX_EDGE = { colour: 2_048, surface: 1_024 };
/** All textures together: 12 megapixels are 64 MB on the graphics card, mipmaps included. */
const MAX_PIXELS = 12_000_000;
/** Slots whose pixels are looked at; the others bend light, where every step of a gradient shows. */
const COLOUR = /colou?r|diffuse|emissive/i;
const QUALITY = { colour: 82, surface: 85 };

/**
 * Brings every texture to the size of a phone and writes it as WebP, unless that makes it heavier. `onProgress` gets
 * the part that is done, 0–1. @throws when a picture cannot be decoded.
 */
export async function lightenTextures(document: Document, onProgress: (part: number) => void): Promise<void> {
  const textures = document.getRoot().listTextures();
  const edges = edgesOf(textures.map(sizeOf));
  const sharp = await openSharp();
  for (const [index, texture] of textures.entries()) {
    const image = texture.getImage();
    const edge = edges[index];
    if (!image || edge === undefined) continue;
    const decoded = sharp(image, { limitInputPixels: 20_000_000, failOn: 'error' });
    const made = await encode(decoded, edge, kindOf(texture));
    const shrunk = edge < Math.max(...sizeOf(texture).size);
    if (shrunk || made.length < image.length)
      texture.setImage(new Uint8Array(made)).setMimeType('image/webp').setURI('');
    onProgress((index + 1) / textures.length);
  }
  if (textures.some((texture) => texture.getMimeType() === 'image/webp'))
    document.createExtension(EXTTextureWebP).setRequired(true);
}

const kindOf = (texture: Texture): 'colour' | 'surface' =>
  listTextureSlots(texture).some((slot) => COLOUR.test(slot)) ? 'colour' : 'surface';

const encode = (image: Sharp, edge: number, kind: 'colour' | 'surface'): Promise<Buffer> =>
  image
    .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: QUALITY[kind], alphaQuality: 95, effort: 4, smartSubsample: kind === 'surface' })
    .toBuffer();

interface Sized {
  readonly size: readonly [number, number];
  readonly kind: 'colour' | 'surface';
}

const sizeOf = (texture: Texture): Sized => ({
  size: texture.getSize() ?? [1, 1],
  kind: kindOf(texture),
});

/** The longest edge that each texture gets: its own, at most what its kind may have, halved while all are too many. */
function edgesOf(textures: readonly Sized[]): number[] {
  const edges = textures.map(({ size, kind }) => Math.min(Math.max(...size), MAX_EDGE[kind]));
  const pixels = (at: number): number => {
    const [width, height] = textures[at]?.size ?? [1, 1];
    return (edges[at] ?? 0) ** 2 * (Math.min(width, height) / Math.max(width, height));
  };
  while (edges.reduce((sum, _edge, at) => sum + pixels(at), 0) > MAX_PIXELS) {
    const largest = edges.reduce((most, edge, at) => (edge > (edges[most] ?? 0) ? at : most), 0);
    edges[largest] = Math.ceil((edges[largest] ?? 2) / 2);
  }
  return edges;
}
