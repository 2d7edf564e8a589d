/** The scanner: by camera, from a picture, by typing; and what it says when one of them cannot work. */
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { scannerTexts } from '#i18n/scanner.ts';
import { fill, formatBytes, type Lang } from '#i18n/text.ts';
import { paths } from '#paths';
import { bigPhoto, writeFilm } from './fake-camera.ts';
import { test as base, expect, phoneOptions, startServer, type TestServer, type Troubles } from './server.ts';
import { settled } from './studio.ts';

const LETTERS = '7KQ2M0';

const test = base.extend<{ withCamera: (...args: string[]) => Promise<Browser> }>({
  /** A browser with a camera that needs no leave; closed at the end. */
  withCamera: async ({ playwright, launchOptions }, use) => {
    const launched: Browser[] = [];
    await use(async (...args) => {
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), '--use-fake-ui-for-media-stream', ...args],
      });
      launched.push(browser);
      return browser;
    });
    await Promise.all(launched.map((browser) => browser.close()));
  },
});

let server: TestServer;
let folder: string;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wegmarke-film-'));
  server = await startServer();
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The arguments of a camera that shows a film. */
async function showing(name: string, text: string): Promise<string[]> {
  const film = join(folder, `${name}.mjpeg`);
  await writeFilm(film, text);
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
}

/** The scanner as a phone shows it. */
async function openScanner(browser: Browser, lang: Lang, troubles: Troubles): Promise<Page> {
  const context = await browser.newContext({ ...phoneOptions, permissions: ['camera'] });
  await troubles.watch(context);
  const page = await context.newPage();
  await page.goto(`${server.origin}${paths.scanner()}?lang=${lang}`);
  await settled(page);
  return page;
}

const start = (page: Page, lang: Lang) =>
  page.getByRole('button', { name: scannerTexts[lang].start }).click();

test('the camera reads a code of ours and opens it', async ({ withCamera, troubles }) => {
  const address = `${server.origin}${paths.scan(LETTERS)}`;
  const browser = await withCamera(...(await showing('own', address)));
  const page = await openScanner(browser, 'de', troubles);
  await start(page, 'de');
  await page.waitForURL((url) => url.pathname === paths.scan(LETTERS));
});

test('a foreign code is shown with its host first, and nothing opens by itself', async ({
  withCamera,
  troubles,
}) => {
  const t = scannerTexts.en;
  const browser = await withCamera(...(await showing('foreign', 'http://tickets.example/Q/7KQ2M0')));
  const page = await openScanner(browser, 'en', troubles);
  await start(page, 'en');
  await expect(page.getByRole('heading', { name: t.foreign })).toBeFocused();
  await expect(page.locator('.host')).toHaveText('tickets.example');
  await expect(page.getByText(t.foreignHttp)).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(paths.scanner());
  await page.getByRole('button', { name: t.again }).click();
  await expect(page.getByRole('button', { name: t.start })).toBeVisible();
});

test('camera, zoom and lamp can be set, and the camera ends when it is turned off', async ({
  withCamera,
  troubles,
}) => {
  const t = scannerTexts.en;
  const browser = await withCamera('--use-fake-device-for-media-stream=device-count=2');
  const page = await openScanner(browser, 'en', troubles);
  // The browser's own fake camera has neither lamp nor zoom.
  await page.evaluate(() => {
    const track = MediaStreamTrack.prototype;
    const abilities = track.getCapabilities;
    const asked: unknown[] = [];
    Object.assign(window, { asked });
    track.getCapabilities = function () {
      const own = abilities.call(this);
      return { ...own, focusMode: ['continuous'], torch: true, zoom: { min: 1, max: 5, step: 0.5 } };
    };
    track.applyConstraints = async (constraints) => {
      asked.push(constraints?.advanced);
    };
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: unknown[] }).asked);
  await start(page, 'en');
  await expect(page.getByText(t.looking)).toBeVisible();
  const which = page.getByRole('combobox');
  await expect(which.locator('option')).toHaveCount(2);
  const other = (await which.locator('option:not(:checked)').getAttribute('value')) ?? '';
  await which.selectOption(other);
  await expect(page.getByText(t.looking)).toBeVisible();
  await expect(which).toHaveValue(other);

  await page.getByLabel(t.zoom).press('ArrowRight');
  await expect(page.getByText('1.5×')).toBeVisible();
  await page.getByRole('button', { name: t.lightOn }).click();
  await expect(page.getByRole('button', { name: t.lightOff })).toHaveAttribute('aria-pressed', 'true');
  // The lamp takes neither zoom nor focus away.
  expect((await asked()).at(-1)).toEqual([{ focusMode: 'continuous' }, { zoom: 1.5 }, { torch: true }]);

  await page.getByRole('button', { name: t.stop }).click();
  await expect(page.locator('video')).toBeHidden();
  expect(await page.locator('video').evaluate((video: HTMLVideoElement) => video.srcObject)).toBeNull();
});

test('without a camera, or without leave to use it, the other ways remain', async ({ fresh }) => {
  const t = scannerTexts.de;
  const refused = await (await fresh({ ...phoneOptions, permissions: [] })).newPage();
  await refused.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  await refused.goto(`${server.origin}${paths.scanner()}?lang=de`);
  await settled(refused);
  await start(refused, 'de');
  await expect(refused.getByText(t.denied)).toBeVisible();
  await expect(refused.getByRole('button', { name: t.tryAgain })).toBeVisible();

  const page = await (await fresh({ ...phoneOptions, permissions: ['camera'] })).newPage();
  await page.goto(`${server.origin}${paths.scanner()}?lang=de`);
  await settled(page);
  await start(page, 'de');
  await expect(page.getByText(t.missing)).toBeVisible();

  await page.getByLabel(t.typedLabel).fill('7KQ2');
  await page.getByRole('button', { name: t.open }).click();
  await expect(page.getByRole('alert')).toHaveText(t.typedBad);
  await expect(page.getByLabel(t.typedLabel)).toHaveValue('7KQ2');
  await page.getByLabel(t.typedLabel).fill('7kq-2mo');
  await page.getByRole('button', { name: t.open }).click();
  await page.waitForURL((url) => url.pathname === paths.scan(LETTERS));
});

test('a picture is read, also a large one; what is none is explained', async ({ fresh }) => {
  const t = scannerTexts.en;
  const page = await (await fresh(phoneOptions)).newPage();
  await page.goto(`${server.origin}${paths.scanner()}?lang=en`);
  await settled(page);
  const file = page.locator('input[type=file]');
  await file.setInputFiles({
    name: 'wall.jpg',
    mimeType: 'image/jpeg',
    buffer: await bigPhoto('WIFI:S:Harbour;;'),
  });
  await expect(page.getByRole('heading', { name: t.text })).toBeVisible();
  await expect(page.locator('.held')).toHaveText('WIFI:S:Harbour;;');
  await page.getByRole('button', { name: t.again }).click();

  await file.setInputFiles({ name: 'empty.jpg', mimeType: 'image/jpeg', buffer: await bigPhoto(null) });
  await expect(page.getByText(t.nothing)).toBeVisible();

  const broken = (await bigPhoto(null)).subarray(0, 300);
  await file.setInputFiles({ name: 'broken.jpg', mimeType: 'image/jpeg', buffer: broken });
  await expect(page.getByText(t.noPicture)).toBeVisible();

  const huge = join(folder, 'huge.jpg');
  await writeFile(huge, '');
  await truncate(huge, 61 * 1024 * 1024);
  await file.setInputFiles(huge);
  await expect(page.getByText(fill(t.tooLarge, { size: formatBytes('en', 60 * 1024 * 1024) }))).toBeVisible();
});
