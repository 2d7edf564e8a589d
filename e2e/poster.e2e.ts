/** The artwork around a code: uploaded, the code found in it, its frame corrected, and shown under the stage. */
import type { Page } from '@playwright/test';
import sharp, { type OverlayOptions } from 'sharp';
import type { Marker } from '#domain/code/marker.ts';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { paths } from '#paths';
import { expect, startServer, type TestServer, test } from './server.ts';
import { saved, settled, setUp } from './studio.ts';

const t = artworkTexts.en;
const WIDTH = 1_260;
const HEIGHT = 1_782;

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer({ demo: true });
});
test.afterAll(() => server.stop());

/** A poster, with the code of these letters in it if any: its middle and size in pixels, turned. */
async function posterWith(
  letters: string | null,
  { x, y, size, turnDeg }: { x: number; y: number; size: number; turnDeg: number },
): Promise<Buffer> {
  const art = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}">
    <rect width="100%" height="100%" fill="#efe6d2"/>
    <path d="M0 980 Q 400 760 760 960 T 1260 900 V 1782 H 0 Z" fill="#1f5d6b"/>
    <path d="M250 930 L 610 930 L 560 1030 L 320 1030 Z M 420 560 L 420 920 L 600 900 Z" fill="#a82e19"/>
    <circle cx="950" cy="360" r="170" fill="#d79b2b"/>
    <text x="90" y="250" font-family="sans-serif" font-weight="700" font-size="150" fill="#14202b">The debt</text>
    <text x="96" y="340" font-family="sans-serif" font-size="58" fill="#14202b">A story in six places</text>
  </svg>`);
  const layers: OverlayOptions[] = [];
  if (letters) {
    const answer = await fetch(`${server.origin}${paths.marker(letters)}`);
    const marker = (await answer.json()) as Marker;
    const px = Math.round((marker.width * size) / marker.symbol.size);
    const code = await sharp(Buffer.from(marker.svg), { density: 600 })
      .resize({ width: px })
      .rotate(turnDeg, { background: '#00000000' })
      .png()
      .toBuffer({ resolveWithObject: true });
    const { width, height } = code.info;
    layers.push({ input: code.data, left: Math.round(x - width / 2), top: Math.round(y - height / 2) });
  }
  return sharp(art).composite(layers).png().toBuffer();
}

/** Opens the first print of the demo whose medium is a poster; answers its code. */
async function openPoster(page: Page): Promise<string> {
  await page.goto(`${server.origin}${paths.studio()}`);
  const link = page.locator('a[href*="/studio/cmp_"]').first();
  const campaign = /cmp_\w+/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
  await page.goto(`${server.origin}${paths.places(campaign)}`);
  await settled(page);
  const places = placesTexts.en;
  const rows = page.locator('.place-row');
  for (let index = 0; index < (await rows.count()); index += 1) {
    await rows.nth(index).click();
    const head = page.locator('.print-head', { hasText: places.medium_poster }).first();
    if (await head.count()) {
      await head.click();
      return (await head.locator('.code-text').textContent())?.trim() ?? '';
    }
    await page.getByRole('button', { name: places.all }).click();
  }
  throw new Error('the demo has no poster');
}

test('the code is found in the artwork, its frame can be corrected, another code is refused', async ({
  fresh,
}) => {
  const context = await fresh({ viewport: { width: 1_360, height: 1_000 } });
  const page = await context.newPage();
  await setUp(page, server, 'en');
  const letters = await openPoster(page);
  const field = page.getByRole('region', { name: t.title });
  await expect(field.getByText(t.empty)).toBeVisible();
  const choose = async (name: string, buffer: Buffer) =>
    field.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer });

  // What shows nothing is taken, and asks for a hand.
  await choose('bare.png', await posterWith(null, { x: 0, y: 0, size: 1, turnDeg: 0 }));
  await expect(field.locator('.notice')).toHaveText(t.none, { timeout: 60_000 });
  const number = (name: string) => field.getByLabel(name);
  await expect(number(t.size)).toHaveValue('84');

  // What shows another code is not.
  const others = (await page.locator('.print-head .code-text').allTextContents()).map((one) => one.trim());
  const other = others.find((one) => one !== letters) ?? (await otherCode(page, letters));
  await choose('other.png', await posterWith(other, { x: 940, y: 1_500, size: 300, turnDeg: 0 }));
  await expect(field.locator('.notice')).toContainText(other, { timeout: 60_000 });
  await expect(number(t.size)).toHaveValue('84');

  await choose('poster.png', await posterWith(letters, { x: 945, y: 1_490, size: 189, turnDeg: -4 }));
  await expect(field.locator('.notice')).toHaveText(t.found, { timeout: 60_000 });
  // The print is 420 mm wide, three pixels a millimetre.
  await expect(number(t.x)).toHaveValue(/^31[45](\.\d)?$/);
  await expect(number(t.y)).toHaveValue(/^49[67](\.\d)?$/);
  await expect(number(t.size)).toHaveValue(/^6[23](\.\d)?$/);
  await expect(number(t.turn)).toHaveValue(/^-(3\.[89]|4(\.[012])?)$/);

  // By keyboard, by numbers, by drag; and back.
  const found = await number(t.x).inputValue();
  await field.getByLabel(t.grab).focus();
  await page.keyboard.press('ArrowRight');
  await expect(number(t.x)).not.toHaveValue(found);
  await page.waitForTimeout(1_100);
  await number(t.turn).fill('10');
  await page.waitForTimeout(1_100);
  const corner = await field.getByLabel(t.corner).boundingBox();
  if (!corner) throw new Error('the frame has no corner');
  const [x, y] = [corner.x + corner.width / 2, corner.y + corner.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 12, y + 12, { steps: 4 });
  await page.mouse.up();
  await expect(number(t.size)).not.toHaveValue(/^6[23](\.\d)?$/);
  const undo = page.locator('.print-body').getByRole('button', { name: 'Undo' });
  for (let step = 0; step < 3; step += 1) await undo.click();
  await expect(number(t.x)).toHaveValue(found);
  await expect(number(t.turn)).toHaveValue(/^-/);
  await saved(page.locator('.print-body'));

  const marker = (await (await fetch(`${server.origin}${paths.marker(letters)}`)).json()) as Marker;
  expect(marker.poster?.x).toBeCloseTo(0.75, 2);
  expect(marker.symbolMm).toBeCloseTo(63, 0);
  const small = await fetch(server.origin + (marker.poster?.url ?? ''));
  expect(small.headers.get('content-type')).toBe('image/webp');
  expect((await small.arrayBuffer()).byteLength).toBeLessThan(80_000);

  // It is still there when the page comes back.
  await page.reload();
  await openPoster(page);
  await expect(field.getByLabel(t.grab)).toBeVisible();
  await field.getByRole('button', { name: t.remove }).click();
  await expect(field.getByText(t.empty)).toBeVisible();
  await saved(page.locator('.print-body'));
});

/** A code of another print of the campaign. */
async function otherCode(page: Page, letters: string): Promise<string> {
  const campaign = /cmp_\w+/.exec(page.url())?.[0] ?? '';
  const answer = await page.request.get(`${server.origin}${paths.codes(campaign)}`);
  const found = [...(await answer.text()).matchAll(/letters&quot;:\[0,&quot;([0-9A-Z]{6})/g)];
  const other = found.map(([, each]) => each).find((each) => each && each !== letters);
  if (!other) throw new Error('the campaign has one code only');
  return other;
}
