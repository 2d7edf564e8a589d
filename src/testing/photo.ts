/** Photos of prints as people take them: a print sheet rasterised, seen at an angle on a wall, out of focus. Tests only. */
import sharp, { type OverlayOptions } from 'sharp';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { layoutSheet } from '#domain/qr/sheet.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { printFonts } from '#server/codes/print/fonts.ts';

export interface PhotoOptions {
  readonly style?: StyleDocument;
  /** Of the photo. */
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** Width of the print in the photo, pixels, and where its middle is, as parts of the photo. */
  readonly printPx?: number;
  readonly at?: readonly [x: number, y: number];
  /** How far the right edge is away, as part of the left: 1 face-on, 0.8 seen from the side. */
  readonly aslant?: number;
  /** Gaussian blur, pixels. */
  readonly blurPx?: number;
  /** A reflection over the print, as part of its width. */
  readonly glare?: number;
  /** Light, 1 as it is. */
  readonly gain?: number;
  /** More prints: what they say and where. */
  readonly beside?: readonly { readonly payload: string; readonly at: readonly [number, number] }[];
}

const WALL = { r: 150, g: 146, b: 138 };

/** A JPEG of the print that says `payload` (null: a bare wall), with a place in its EXIF as phones write it. */
export async function photoOfPrint(payload: string | null, options: PhotoOptions = {}): Promise<Buffer> {
  const { widthPx = 1_600, heightPx = 1_200, at = [0.5, 0.5], gain = 1 } = options;
  const wall = sharp({ create: { width: widthPx, height: heightPx, channels: 3, background: WALL } });
  const prints = [...(payload === null ? [] : [{ payload, at }]), ...(options.beside ?? [])];
  const layers: OverlayOptions[] = [];
  for (const print of prints) {
    const picture = await printed(print.payload, options);
    layers.push({
      input: picture.png,
      left: Math.round(print.at[0] * widthPx - picture.width / 2),
      top: Math.round(print.at[1] * heightPx - picture.height / 2),
    });
  }
  if (options.glare) {
    const radius = ((options.printPx ?? 500) * options.glare) / 2;
    const spot = `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}"><defs><radialGradient id="g"><stop offset="0.6" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient></defs><circle cx="${at[0] * widthPx}" cy="${at[1] * heightPx}" r="${radius}" fill="url(#g)"/></svg>`;
    layers.push({ input: Buffer.from(spot) });
  }
  const flat = await wall.composite(layers).png().toBuffer();
  let picture = sharp(flat).linear(gain);
  if (options.blurPx) picture = picture.blur(options.blurPx);
  return picture
    .jpeg({ quality: 85 })
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '53/1 52/1 0/1' }, IFD0: { Make: 'Phone' } })
    .toBuffer();
}

/** The sheet as a picture seen from the side; paper is a little darker than pure white. */
async function printed(payload: string, { style = defaultStyle, printPx = 500, aslant = 1 }: PhotoOptions) {
  const sheet = layoutSheet(style, payload, printFonts(), {
    size: { widthMm: 200 },
    bleedMm: 0,
    cropMarks: false,
    testPrint: false,
  });
  const svg = toSvg(sheet.artwork, { widthMm: sheet.pageMm.width, title: '', images: new Map() });
  const scale = 1.5;
  const { data, info } = await sharp(Buffer.from(svg), { density: 150 })
    .resize({ width: Math.round(printPx * scale) })
    .flatten({ background: '#ffffff' })
    .linear(0.86, 4)
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const width = printPx;
  const height = Math.round(info.height / scale);
  const far = 1 / aslant - 1;
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      // A plane turned about its left edge: depth is 1 there and 1 + far at the right.
      const depth = (1 + far) / (1 + far - far * (x / width));
      const u = (depth - 1) / (far || 1) || x / width;
      const v = (y / height - 0.5) * depth + 0.5;
      const to = (y * width + x) * 4;
      if (v < 0 || v >= 1 || u >= 1) continue;
      const from = (Math.floor(v * info.height) * info.width + Math.floor(u * info.width)) * info.channels;
      for (let c = 0; c < 3; c++) pixels[to + c] = data[from + c] ?? 0;
      pixels[to + 3] = 255;
    }
  }
  const png = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .blur(0.5)
    .png()
    .toBuffer();
  return { png, width, height };
}
