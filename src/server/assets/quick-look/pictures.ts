import type { Texture } from '@gltf-transform/core';
import { toLinear } from '#domain/shared/srgb.ts';
import { openSharp } from '../open-sharp.ts';
import type { PackedFile } from './package.ts';
import { type Painted, toSrgb } from './paint.ts';

/** What becomes of a channel: its 256 values anew. */
export type Curve = Uint8Array;

export interface Wanted {
  readonly source: Texture | Painted;
  /** Red, green, blue, alpha; null leaves a channel as it is. */
  readonly curves: readonly [Curve | null, Curve | null, Curve | null, Curve | null];
  readonly keepsAlpha: boolean;
  readonly maxEdge: number;
}

/** Baseline, which every reader of textures knows, and small for that. */
const JPEG = { quality: 85, trellisQuantisation: true, overshootDeringing: true, quantisationTable: 3 };

const curve = (change: (value: number) => number): Curve =>
  Uint8Array.from({ length: 256 }, (_, value) =>
    Math.round(Math.min(255, Math.max(0, change(value / 255) * 255))),
  );

/** Light times `factor`, for a channel in sRGB. */
export const lightCurve = (factor: number): Curve | null =>
  factor === 1 ? null : curve((value) => toSrgb(toLinear(value) * factor) / 255);

/** A number times `factor`. */
export const scaleCurve = (factor: number): Curve | null =>
  factor === 1 ? null : curve((value) => value * factor);

/** Shade of which `strength` is left (glTF 2.0, section 3.9.3, occlusion). */
export const shadeCurve = (strength: number): Curve | null =>
  strength === 1 ? null : curve((value) => 1 + strength * (value - 1));

/** Slopes of a normal map, of which `scale` is left. */
export const slopeCurve = (scale: number): Curve | null =>
  scale === 1 ? null : curve((value) => 0.5 + (value - 0.5) * scale);

/** Always the same. */
export const flatCurve = (value: number): Curve => curve(() => value);

/** The pictures of a package: each asked for once, made at the end. USDZ knows PNG and JPEG alone. */
export function makePictures() {
  const wanted: { readonly key: string; readonly name: string; readonly wish: Wanted }[] = [];
  const sources: unknown[] = [];

  return {
    /** The name that the picture will have. */
    want(wish: Wanted): string {
      if (!sources.includes(wish.source)) sources.push(wish.source);
      const { curves, keepsAlpha, maxEdge } = wish;
      const curveKeys = curves.map((each) => each && Buffer.from(each).toString('base64'));
      const key = JSON.stringify([sources.indexOf(wish.source), curveKeys, keepsAlpha, maxEdge]);
      const known = wanted.find((each) => each.key === key);
      if (known) return known.name;
      const isExact = 'pixels' in wish.source || keepsAlpha;
      const name = `pictures/p${wanted.length}.${isExact ? 'png' : 'jpg'}`;
      wanted.push({ key, name, wish });
      return name;
    },

    /** @throws when a picture cannot be decoded. */
    async make(): Promise<PackedFile[]> {
      const files: PackedFile[] = [];
      for (const { name, wish } of wanted)
        files.push({ name, bytes: await draw(wish, name.endsWith('.png')) });
      return files;
    },
  };
}

export type Pictures = ReturnType<typeof makePictures>;

async function draw({ source, curves, keepsAlpha, maxEdge }: Wanted, isPng: boolean): Promise<Uint8Array> {
  const sharp = await openSharp();
  const channels = keepsAlpha ? 4 : 3;
  const { data, info } = await opened();
  if (curves.some((each) => each !== null))
    for (let at = 0; at < data.length; at++) {
      const change = curves[at % channels];
      if (change) data[at] = change[data[at] ?? 0] ?? 0;
    }
  const made = sharp(data, { raw: { width: info.width, height: info.height, channels } });
  // Channels of a surface are numbers of their own: none may borrow from its neighbour (4:4:4).
  return isPng
    ? made.png({ compressionLevel: 9 }).toBuffer()
    : made.jpeg({ ...JPEG, chromaSubsampling: '4:4:4' }).toBuffer();

  async function opened() {
    if ('pixels' in source) {
      const { pixels, edge } = source;
      const image = sharp(pixels, { raw: { width: edge, height: edge, channels: 4 } });
      return (keepsAlpha ? image : image.removeAlpha()).raw().toBuffer({ resolveWithObject: true });
    }
    const image = sharp(source.getImage() ?? Buffer.alloc(0), {
      limitInputPixels: 20_000_000,
      failOn: 'error',
    })
      .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb');
    return (keepsAlpha ? image.ensureAlpha() : image.removeAlpha())
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
  }
}
