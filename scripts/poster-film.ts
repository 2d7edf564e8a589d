/** A poster of the demo with a code on it, and a film of it on a wall for the browser's fake camera. In colour, drawn by the browser itself. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { drawings } from '../db/demo/pictures.ts';

/** The poster is 420 × 594 mm. */
const POSTER = { width: 1008, height: 1426 };
/** As high as the view asks for: of a higher one the browser shows a part, and of an odd width nothing. */
const FILM = { width: 404, height: 720 };
/** Of a usual phone, in widths of its picture. */
const FOCAL = 1.18;

const dataUrl = (type: string, data: string | Uint8Array): string =>
  `data:${type};base64,${Buffer.from(data).toString('base64')}`;

async function paint(page: Page, size: typeof POSTER, html: string): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((image) => image.decode()));
  });
}

/** The poster as PNG; `code` is the code's drawing, as SVG with its quiet zone. */
export async function drawPoster(page: Page, code: string): Promise<Buffer> {
  const font = await readFile(
    new URL(
      '../node_modules/@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-wght-normal.woff2',
      import.meta.url,
    ),
  );
  await paint(
    page,
    POSTER,
    `<style>
      @font-face { font-family: poster; src: url(${dataUrl('font/woff2', font)}); font-weight: 200 800 }
      body { margin: 0; background: #f2ead8; color: #14202b; font: 500 40px / 1.2 poster }
      .night { display: block; width: 100% }
      h1 { position: absolute; left: 64px; top: 1000px; margin: 0; font: 800 104px / 0.94 poster }
      p { position: absolute; left: 64px; top: 1300px; margin: 0 }
      .code { position: absolute; right: 64px; top: 964px; width: 400px; border-radius: 12px }
    </style>
    <img class="night" src="${dataUrl('image/svg+xml', drawings.tower())}">
    <h1>Der<br>achte<br>Turm</h1>
    <p>Sieben. Und eins.</p>
    <img class="code" src="${dataUrl('image/svg+xml', code)}">`,
  );
  return page.screenshot();
}

/** Writes a film, as MJPEG, in which a hand that does not tremble holds a phone before the poster's code. */
export async function writeFilm(page: Page, file: string, poster: Uint8Array): Promise<void> {
  await paint(
    page,
    FILM,
    `<style>
      body {
        height: 100vh;
        margin: 0;
        overflow: hidden;
        background: radial-gradient(circle at 30% 20%, #cfc6b6, #8f877a);
        perspective: ${FOCAL * FILM.width}px;
      }
      img {
        position: absolute;
        left: calc(50% - ${POSTER.width / 2}px);
        top: calc(50% - ${POSTER.height / 2}px);
        box-shadow: 0 20px 80px #0008;
        transform: translate3d(-150px, -260px, -830px) rotateX(8deg) rotateY(-16deg) rotate(1deg);
      }
    </style>
    <img src="${dataUrl('image/png', poster)}">`,
  );
  // The browser takes a film's levels for those of video, 16 to 235.
  const frame = await sharp(await page.screenshot())
    .linear(219 / 255, 16)
    .jpeg({ quality: 92 })
    .toBuffer();
  await writeFile(file, Buffer.concat([frame, frame]));
}
