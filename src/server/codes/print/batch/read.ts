import type { Artwork, LogoPixels } from '#domain/qr/artwork.ts';
import { luminance } from '#domain/qr/colour.ts';
import type { Decoder } from '#domain/qr/preflight.ts';
import { rasterise } from '#domain/qr/raster.ts';
import { toSrgb } from '#domain/shared/srgb.ts';

/** What each decoder made of a code: it read the payload, nothing, or something else. */
export type CleanRead = 'right' | 'none' | 'wrong';

const PX_PER_MODULE = 4;
/** Quiet zone and a rim of the label around it. */
const AROUND = 5;

/** Encoded luma of a linear one, in 1024 steps: sRGB's curve, as a scanner's picture has it. */
const encoded = Uint8ClampedArray.from({ length: 1_025 }, (_, step) => {
  return 255 * toSrgb(step / 1_024);
});

/**
 * Reads the artwork of a print as it is drawn, words and frame included, with every decoder: flat, sharp and evenly lit,
 * four pixels per module.
 */
export async function readClean(
  artwork: Artwork,
  payload: string,
  ground: string,
  decoders: readonly Decoder[],
  images: ReadonlyMap<string, LogoPixels>,
): Promise<CleanRead[]> {
  const { x, y, size } = artwork.symbol;
  const side = size + 2 * AROUND;
  const raster = rasterise(artwork, {
    left: x - AROUND,
    top: y - AROUND,
    width: side,
    height: side,
    pxPerModule: PX_PER_MODULE,
    beyond: luminance(ground),
    images,
  });
  const luma = Uint8ClampedArray.from(raster.luma, (value) => encoded[Math.round(value * 1_024)] ?? 0);
  const seen: CleanRead[] = [];
  for (const decoder of decoders) {
    const text = await decoder.decode(luma, raster.width, raster.height);
    seen.push(text === payload ? 'right' : text ? 'wrong' : 'none');
  }
  return seen;
}
