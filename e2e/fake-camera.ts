import { writeFile } from 'node:fs/promises';
import QRCode from 'qrcode';
import sharp from 'sharp';

const WIDTH = 640;
const HEIGHT = 480;
const FRAMES = 24;

/** A code on grey plaster, `px` wide, as PNG; transparent around it when turned. */
async function codeOf(text: string, px: number, turnDeg = 0): Promise<Buffer> {
  const plain = await QRCode.toBuffer(text, { width: px, margin: 4, errorCorrectionLevel: 'Q' });
  return sharp(plain).rotate(turnDeg, { background: '#8a8780' }).png().toBuffer();
}

/** A film for `--use-file-for-fake-video-capture`: a hand brings a code before the camera, out of focus at first. */
export async function writeFilm(file: string, text: string): Promise<void> {
  const frames: Buffer[] = [];
  for (let frame = 0; frame < FRAMES; frame++) {
    const code = await codeOf(text, 200 + 3 * frame, 9 * Math.sin(frame / 4));
    const image = sharp({
      create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#8a8780' },
    }).composite([{ input: code, left: 120 + 4 * frame, top: 60 + Math.round(20 * Math.cos(frame / 5)) }]);
    const flat = sharp(await image.png().toBuffer());
    frames.push(await (frame < 6 ? flat.blur(4) : flat.blur(0.8)).jpeg({ quality: 80 }).toBuffer());
  }
  await writeFile(file, Buffer.concat(frames));
}

/** A photo of 24 megapixels in which a code, if any, is a fiftieth of the width. */
export async function bigPhoto(text: string | null): Promise<Buffer> {
  const wall = sharp({ create: { width: 6_000, height: 4_000, channels: 3, background: '#8a8780' } });
  const seen = text ? wall.composite([{ input: await codeOf(text, 132, 4), left: 4_300, top: 2_950 }]) : wall;
  return seen.jpeg({ quality: 82 }).toBuffer();
}
