/** The scene stands on the scanned code: a film of the print as the camera, and the picture read back from the screen. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { arTexts } from '#i18n/player/ar.ts';
import { playTexts } from '#i18n/player/play.ts';
import { paths, printedUrl } from '#paths';
import { keyOf } from '#player/ar/focal.ts';
import { DOTS, FAR_FILM, FILM, farPose, LIT, poseOfFrame, writeFarFilm, writePrintFilm } from './ar-film.ts';
import {
  ballsOnCode,
  focalOfStart,
  framesOf,
  inARoom,
  median,
  open,
  openBalls,
  placeOf,
  placeOnFloor,
  read,
  scan,
  sent,
  style,
  test,
  truth,
  type World,
} from './ar-world.ts';
import { expect, phoneOptions } from './server.ts';

let world: World;

test.beforeAll(async () => {
  world = await openBalls();
});
test.afterAll(() => world.close());

async function errorsOver(
  page: Page,
  pictures: number,
  poseAt = poseOfFrame,
  camera = FILM,
): Promise<number[]> {
  const errors: number[] = [];
  for (let count = 0; count < pictures; count += 1) {
    const { frame, dots } = await read(page, camera);
    const expected = truth(frame, ballsOnCode.ar, poseAt, camera);
    for (const [hue, [x, y]] of dots) {
      const [trueX, trueY] = expected.get(hue) ?? [Number.NaN, Number.NaN];
      errors.push(Math.hypot(x - trueX, y - trueY));
    }
    await page.waitForTimeout(90);
  }
  return errors;
}

for (const slowdown of [1, 4]) {
  test(`the scene stands on the code, where it is to the pixel, at ${slowdown}× processor time`, async ({
    withFilm,
    troubles,
  }, info) => {
    const page = await scan(world, await withFilm(world.film), troubles);
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await open(page);
    await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
    // The focal length is learnt from what is seen first.
    await page.waitForTimeout(2_000);
    const errors = await errorsOver(page, 16);
    const before = await framesOf(page);
    await page.waitForTimeout(3_000);
    const perSecond = ((await framesOf(page)) - before) / 3;
    const description = `${median(errors).toFixed(2)} px median, ${perSecond.toFixed(1)} frames/s`;
    info.annotations.push({ type: 'seen', description });
    expect(errors.length).toBeGreaterThan(40);
    expect(median(errors)).toBeLessThanOrEqual(2);
  });
}

test('the scene stands on a code as far away as it is scanned from', async ({ withFilm, troubles }) => {
  const far = join(world.folder, 'far.mjpeg');
  await writeFarFilm(far, style, printedUrl(world.server.origin, world.letters));
  const page = await scan(world, await withFilm(far), troubles);
  await open(page);
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
  const errors = await errorsOver(page, 6, farPose, FAR_FILM);
  expect(errors.length).toBeGreaterThan(15);
  expect(median(errors)).toBeLessThanOrEqual(2);
});

test('a warm lamp over the print lights the scene as well, and what shines by itself stays', async ({
  withFilm,
  troubles,
}) => {
  const warm = join(world.folder, 'warm.mjpeg');
  const payload = printedUrl(world.server.origin, world.letters);
  await writePrintFilm(warm, style, payload, 'warm');
  /** Blue over red of the grey ball and of the blue one's shine. */
  const colours: { ball: number; shine: number }[] = [];
  for (const film of [world.film, warm]) {
    const page = await scan(world, await withFilm(film), troubles);
    await open(page);
    await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
    await page.waitForTimeout(1_500);
    const { frame, colourAt } = await read(page);
    const place = placeOf(frame, ballsOnCode.ar);
    const [red, , blue] = colourAt(...place(LIT));
    const [, , shine] = colourAt(...place(DOTS[2].at));
    colours.push({ ball: blue / red, shine });
    await page.context().close();
  }
  const [white, lit] = colours;
  expect((lit?.ball ?? 1) / (white?.ball ?? 0)).toBeLessThan(0.85);
  expect(Math.abs((lit?.shine ?? 0) - (white?.shine ?? 255))).toBeLessThan(40);
});

test('the camera view tells what it sees, gives a picture away, and ends with the page', async ({
  withFilm,
  troubles,
}) => {
  const page = await scan(world, await withFilm(world.film), troubles, 'de');
  const t = arTexts.de;
  // An earlier view in this tab has learnt the camera's lens.
  const id = await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: true });
    const [track] = stream.getVideoTracks();
    track?.stop();
    return track?.getSettings().deviceId ?? '';
  });
  const kept = keyOf({ id, width: FILM.width, height: FILM.height });
  await page.evaluate((key) => sessionStorage.setItem(key, '0.875'), kept);
  await open(page, 'de');
  const view = page.getByRole('dialog', { name: t.title });
  await expect(view).toBeVisible();
  await expect.poll(() => sent(page), { timeout: 60_000 }).toContain('ar_started');
  expect(await focalOfStart(page)).toBe(0.875);
  const shutter = view.getByRole('button', { name: t.picture });
  await expect(shutter).toBeEnabled();
  const download = page.waitForEvent('download');
  await shutter.tap();
  const picture = await sharp(await (await download).path()).metadata();
  expect(picture.format).toBe('jpeg');
  expect(Math.min(picture.width ?? 0, picture.height ?? 0)).toBeGreaterThan(300);

  // A phone that is put away lends its camera to nobody.
  const isLive = () =>
    page.evaluate(() => {
      const { srcObject } = document.querySelector('video') ?? {};
      return (
        srcObject instanceof MediaStream && srcObject.getTracks().some((one) => one.readyState === 'live')
      );
    });
  const setHidden = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  expect(await isLive()).toBe(true);
  await setHidden(true);
  expect(await isLive()).toBe(false);
  await setHidden(false);
  await expect.poll(isLive).toBe(true);
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 30_000 }).toBe(4);

  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(page.getByRole('button', { name: playTexts.de.arOpen_code })).toBeFocused();
  await expect(page.getByText('Und weiter.')).toBeVisible();
});

test('without a print before it the view says what to do, and the story goes on', async ({
  withFilm,
  troubles,
}) => {
  const bare = join(world.folder, 'bare.mjpeg');
  await writePrintFilm(bare, null, '');
  const page = await scan(world, await withFilm(bare), troubles);
  await open(page);
  const view = page.getByRole('dialog', { name: arTexts.en.title });
  await expect(view.getByRole('status')).toHaveText(arTexts.en.search, { timeout: 30_000 });
  expect((await read(page)).dots.size).toBe(0);
  await view.getByRole('button', { name: arTexts.en.onward }).tap();
  await expect(view).toBeHidden();
  await expect(page.getByText('And on it goes.')).toBeInViewport();
});

test('a graphics card that is taken away leaves the page as it was', async ({ withFilm, troubles }) => {
  troubles.allow(/Context Lost|CONTEXT_LOST/);
  const page = await scan(world, await withFilm(world.film), troubles);
  await open(page);
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
  await page
    .locator('.ar-stage canvas')
    .evaluate((canvas: HTMLCanvasElement) =>
      canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
    );
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText(arTexts.en.lost_graphics)).toBeVisible();
  await expect(page.getByText('And on it goes.')).toBeAttached();
});

for (const lang of ['en', 'de'] as const) {
  test(`a camera that is refused, or that is not there, is said in words: ${lang}`, async ({
    playwright,
    launchOptions,
    troubles,
  }) => {
    const browser = await playwright.chromium.launch(launchOptions);
    try {
      const page = await scan(world, browser, troubles, lang);
      await open(page, lang);
      await expect(page.getByText(arTexts[lang].missing)).toBeVisible();
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
      });
      await page.goto(`${world.server.origin}${paths.scan(world.letters)}?lang=${lang}`);
      await open(page, lang);
      await expect(page.getByText(arTexts[lang].denied)).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
    } finally {
      await browser.close();
    }
  });
}

/** The darkest grey on the screen that at least so many pixels have. */
async function darkestGrey(page: Page, pixels = 40): Promise<number> {
  const { data } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const greys = new Uint32Array(256);
  for (let at = 0; at < data.length; at += 3) {
    const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    if (Math.max(r, g, b) - Math.min(r, g, b) < 12) greys[g] = (greys[g] ?? 0) + 1;
  }
  let seen = 0;
  return greys.findIndex((count) => {
    seen += count;
    return seen >= pixels;
  });
}

test('where the browser can measure a room, the scene stands on its floor', async ({ fresh, troubles }) => {
  troubles.allow(/IWER|GPU stall/);
  const context = await fresh(phoneOptions);
  const page = await context.newPage();
  await inARoom(page);
  await page.goto(`${world.server.origin}${paths.scan(world.letters)}?lang=en`);
  await placeOnFloor(page);
  // Nothing in the emulator's room is as dark as the shadow of what stands in it.
  await expect.poll(() => darkestGrey(page)).toBeLessThan(80);
  const close = page.getByRole('button', { name: arTexts.en.close });
  // The emulator's picture lies over the page; a phone has the page on top.
  await close.dispatchEvent('click');
  await expect(close).toHaveCount(0);
});
