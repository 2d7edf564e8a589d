/** The scene stands on the scanned code: a film of the print as the camera, and the picture read back from the screen. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import type { Bundle } from '#domain/campaign/bundle.ts';
import { newCampaign } from '#domain/campaign/model.ts';
import { newPlacement } from '#domain/place/model.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { type Ar, newBlock, newScene } from '#domain/scene/model.ts';
import { applyTo, placeOnPrint } from '#domain/scene/placing.ts';
import { newId } from '#domain/shared/id.ts';
import { newChapter } from '#domain/story/model.ts';
import { arTexts } from '#i18n/player/ar.ts';
import { playTexts } from '#i18n/player/play.ts';
import { pictureOf } from '#marker/scene.ts';
import { paths, printedUrl } from '#paths';
import { project } from '#player/ar/pose.ts';
import { makeContent } from '#server/app.ts';
import { writeBundleFolder } from '#server/campaigns/bundle/index.ts';
import { readSettings } from '#server/settings.ts';
import {
  CODE_GONE,
  DOTS,
  DOTS_BOX,
  dotsModel,
  FILM,
  poseOfFrame,
  posterPose,
  posterScene,
  STRIP,
  writePosterFilm,
  writePrintFilm,
} from './ar-film.ts';
import {
  test as base,
  expect,
  freePort,
  phoneOptions,
  startServer,
  type TestServer,
  type Troubles,
} from './server.ts';

const test = base.extend<{ withFilm: (film: string) => Promise<Browser> }>({
  /** A browser whose camera shows a film and needs no leave; closed at the end. */
  withFilm: async ({ playwright, launchOptions }, use) => {
    const launched: Browser[] = [];
    await use(async (file) => {
      const args = [
        '--use-fake-ui-for-media-stream',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-video-capture=${file}`,
      ];
      const browser = await playwright.chromium.launch({
        ...launchOptions,
        args: [...(launchOptions.args ?? []), ...args],
      });
      launched.push(browser);
      return browser;
    });
    await Promise.all(launched.map((browser) => browser.close()));
  },
});

const style: StyleDocument = {
  ...defaultStyle,
  modules: { shape: 'rounded' },
  paint: { kind: 'solid', colour: '#14202b' },
  eyes: { frame: 'rounded', pupil: 'circle', frameColour: '#14202b', pupilColour: '#a82e19' },
  frame: { ...defaultStyle.frame, kind: 'poster', colour: '#14202b', textColour: '#14202b' },
};
const stage = {
  ...newBlock('stage'),
  alt: { en: 'Four balls', de: 'Vier Kugeln' },
  ar: { ...newBlock('stage').ar, stand: 'code' as const, form: 'standing' as const },
};

/** The same four balls, up and to the left of a code on a poster. */
const onPoster = {
  ...stage,
  id: newBlock('stage').id,
  ar: { ...stage.ar, form: 'edge' as const, offset: { x: -2.8, y: 1.4, z: 0 } },
};

let server: TestServer;
let folder: string;
let letters: string;
/** The code on the poster. */
let posterLetters: string;
let film: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wegmarke-ar-'));
  const port = await freePort();
  const env = { DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port), WITHOUT_DEMO: '1' };
  [letters, posterLetters] = await importScenes(env);
  server = await startServer({ dataDir: env.DATA_DIR, port });
  film = join(folder, 'print.mjpeg');
  await writePrintFilm(film, style, printedUrl(server.origin, letters));
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const assetIdOf = (content: Uint8Array): string =>
  `ast_${createHash('sha256').update(content).digest('hex').slice(0, 32)}`;

/** A live campaign with a code by itself and one on a poster, whose chapters show the four balls; returns their six characters. */
async function importScenes(env: Record<string, string>): Promise<[alone: string, onPoster: string]> {
  const model = await dotsModel();
  const { luma, width, height, symbol } = pictureOf(
    posterScene(style, printedUrl(`http://127.0.0.1:${env['PORT']}`, '000000')),
  );
  const raw = { width, height, channels: 1 as const };
  const picture = await sharp(Buffer.from(luma), { raw }).toColourspace('srgb').png().toBuffer();
  const files = { [assetIdOf(model)]: model, [assetIdOf(picture)]: picture };
  const artwork = {
    assetId: assetIdOf(picture),
    x: (symbol.x + symbol.size / 2) / width,
    y: (symbol.y + symbol.size / 2) / width,
    size: symbol.size / width,
    turnDeg: 0,
  };
  const campaign = { ...newCampaign('Four balls', 'en', 'Europe/Berlin'), languages: ['en', 'de'] };
  const prints = [
    { name: 'alone', block: stage, artwork: null },
    { name: 'poster', block: onPoster, artwork },
  ].map((print) => ({
    ...print,
    sceneId: newId('scn'),
    placementId: newId('plm'),
    chapter: newId('chp'),
  }));
  const bundle: Bundle = {
    exportedAt: Date.UTC(2026, 10, 22),
    campaign: { ...campaign, state: 'live' },
    chapters: prints.map(({ chapter, sceneId }) => ({
      id: chapter,
      doc: { ...newChapter(campaign.phases[0]?.id ?? null), sceneId },
    })),
    posts: [],
    places: [],
    placements: prints.map(({ placementId, name, artwork: around }) => ({
      id: placementId,
      doc: { ...newPlacement('poster', null), name, artwork: around },
      events: [],
    })),
    codes: prints.map(({ placementId, chapter }) => ({
      id: newId('cod'),
      bearer: { kind: 'placement', id: placementId },
      doc: { schema: 1, style, rules: [], otherwise: { kind: 'chapter', id: chapter }, retired: false },
    })),
    scenes: prints.map(({ sceneId, block }) => ({
      id: sceneId,
      published: true,
      doc: {
        ...newScene(),
        title: { en: 'Balls', de: 'Kugeln' },
        blocks: [
          { ...block, model: assetIdOf(model) },
          { ...newBlock('text'), text: { en: 'And on it goes.', de: 'Und weiter.' } },
        ],
      },
    })),
    assets: [
      {
        id: assetIdOf(model),
        file: `assets/${assetIdOf(model)}.glb`,
        mime: 'model/gltf-binary',
        name: 'balls.glb',
        width: null,
        height: null,
      },
      {
        id: assetIdOf(picture),
        file: `assets/${assetIdOf(picture)}.png`,
        mime: 'image/png',
        name: 'poster.png',
        width,
        height,
      },
    ],
  };
  const source = join(folder, 'bundle');
  await mkdir(source);
  await writeBundleFolder(bundle, async (id) => files[id] ?? model, source);
  await mkdir(env['DATA_DIR'] ?? '', { recursive: true });
  const content = await makeContent(readSettings(env));
  try {
    const { campaignId } = await content.transfer.importBundle(
      content.accounts.ensureWorkspace('Wegmarke'),
      source,
      'test',
    );
    const placements = await content.places.placements.list(campaignId);
    const codes = await content.codes.store.list(campaignId);
    const lettersOf = (name: string) => {
      const print = placements.find(({ doc }) => doc.name === name);
      return codes.find(({ bearer }) => bearer.id === print?.id)?.letters ?? '';
    };
    return [lettersOf('alone'), lettersOf('poster')];
  } finally {
    content.close();
  }
}

/** The scanned address on a phone. */
async function scan(
  browser: Browser,
  troubles: Troubles,
  lang: 'en' | 'de' = 'en',
  code = letters,
): Promise<Page> {
  const context = await browser.newContext({ ...phoneOptions, permissions: ['camera'] });
  await troubles.watch(context);
  // What a beacon carries is not told to whoever watches the network.
  await context.addInitScript(() => {
    const told: string[] = [];
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (url, body) => {
      if (body instanceof Blob) void body.text().then((text) => told.push(text));
      return send(url, body);
    };
    const counted = { frames: 0 };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...args: [unknown, never]) {
      if ((args[0] as { kind?: string }).kind === 'frame') counted.frames += 1;
      post.apply(this, args);
    };
    Object.assign(window, { told, counted });
  });
  const page = await context.newPage();
  await page.goto(`${server.origin}${paths.scan(code)}?lang=${lang}`);
  return page;
}

/** How many of the camera's frames have been looked at. */
const framesOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { counted: { frames: number } }).counted.frames);

/** Everything that the page has reported. */
const sent = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as { told: string[] }).told.join());

const open = (page: Page, lang: 'en' | 'de' = 'en') =>
  page.getByRole('button', { name: playTexts[lang].arOpen_code }).tap();

interface Reading {
  readonly frame: number;
  /** Middles of the dots that are seen, in CSS pixels. */
  readonly dots: ReadonlyMap<string, readonly [x: number, y: number]>;
}

/** The number of the film's frame and the dots on it, from a picture of the screen. */
async function read(page: Page): Promise<Reading> {
  const ratio = phoneOptions.deviceScaleFactor ?? 1;
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number): [number, number, number] => {
    const at = (Math.round(y) * info.width + Math.round(x)) * 3;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  };
  const toScreen = screenOf(info.width, info.height);
  let frame = 0;
  for (let bit = 0; bit < STRIP.bits; bit += 1) {
    const [x, y] = toScreen(STRIP.x + (bit + 0.5) * STRIP.block, STRIP.y + STRIP.block / 2);
    if (pixel(x, y)[1] > 128) frame |= 1 << bit;
  }
  const sums = new Map<string, [x: number, y: number, n: number]>();
  for (let y = 0; y < info.height; y += 1) {
    for (let x = 0; x < info.width; x += 1) {
      const hue = hueOf(pixel(x, y));
      if (!hue) continue;
      const sum = sums.get(hue) ?? [0, 0, 0];
      sums.set(hue, [sum[0] + x + 0.5, sum[1] + y + 0.5, sum[2] + 1]);
    }
  }
  const dots = [...sums].filter(([, [, , n]]) => n > 40);
  return { frame, dots: new Map(dots.map(([hue, [x, y, n]]) => [hue, [x / n / ratio, y / n / ratio]])) };
}

function hueOf([r, g, b]: [number, number, number]): string | null {
  if (r > 150 && g < 90 && b < 90) return 'red';
  if (g > 150 && r < 90 && b < 90) return 'green';
  if (b > 150 && r < 90 && g < 90) return 'blue';
  if (r > 150 && b > 150 && g < 90) return 'magenta';
  return null;
}

/** From the film's pixels to those of a screen that it covers. */
function screenOf(width: number, height: number): (x: number, y: number) => [number, number] {
  const cover = Math.max(width / FILM.width, height / FILM.height);
  return (x, y) => [width / 2 + (x - FILM.width / 2) * cover, height / 2 + (y - FILM.height / 2) * cover];
}

/** Where the dots of a frame truly are, in CSS pixels. */
function truth(frame: number, ar: Ar = stage.ar, poseAt = poseOfFrame): Map<string, [x: number, y: number]> {
  const { width, height } = phoneOptions.viewport ?? { width: 1, height: 1 };
  const toScreen = screenOf(width, height);
  const place = placeOnPrint(ar, DOTS_BOX, null);
  const lens = { focal: FILM.focalPx, cx: FILM.width / 2, cy: FILM.height / 2 };
  return new Map(
    DOTS.map(({ at, hue }) => {
      const [x, y, z] = applyTo(place, at);
      // The print's y looks up and its z out; the tracker's look down and in.
      const { u, v } = project(poseAt(frame), lens, x, -y, -z);
      return [hue, toScreen(u, v)];
    }),
  );
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

async function errorsOver(page: Page, pictures: number): Promise<number[]> {
  const errors: number[] = [];
  for (let count = 0; count < pictures; count += 1) {
    const { frame, dots } = await read(page);
    const expected = truth(frame);
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
    const page = await scan(await withFilm(film), troubles);
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

test('a scene on a poster stays where it stands when the code leaves the picture', async ({
  withFilm,
  troubles,
}, info) => {
  const moving = join(folder, 'poster.mjpeg');
  await writePosterFilm(moving, posterScene(style, printedUrl(server.origin, posterLetters)));
  const page = await scan(await withFilm(moving), troubles, 'en', posterLetters);
  await open(page);
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
  const errors: number[] = [];
  await expect(async () => {
    const { frame, dots } = await read(page);
    if (frame >= CODE_GONE.from && frame <= CODE_GONE.to) {
      const expected = truth(frame, onPoster.ar, posterPose);
      for (const [hue, [x, y]] of dots) {
        const [trueX, trueY] = expected.get(hue) ?? [Number.NaN, Number.NaN];
        errors.push(Math.hypot(x - trueX, y - trueY));
      }
    }
    expect(errors.length).toBeGreaterThanOrEqual(16);
  }).toPass({ timeout: 120_000, intervals: [60] });
  info.annotations.push({ type: 'seen', description: `${median(errors).toFixed(2)} px median` });
  expect(median(errors)).toBeLessThanOrEqual(3);
});

test('the camera view tells what it sees, gives a picture away, and ends with the page', async ({
  withFilm,
  troubles,
}) => {
  const page = await scan(await withFilm(film), troubles, 'de');
  const t = arTexts.de;
  await open(page, 'de');
  const view = page.getByRole('dialog', { name: t.title });
  await expect(view).toBeVisible();
  await expect.poll(() => sent(page), { timeout: 60_000 }).toContain('ar_started');
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
  const bare = join(folder, 'bare.mjpeg');
  await writePrintFilm(bare, null, '');
  const page = await scan(await withFilm(bare), troubles);
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
  const page = await scan(await withFilm(film), troubles);
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
      const page = await scan(browser, troubles, lang);
      await open(page, lang);
      await expect(page.getByText(arTexts[lang].missing)).toBeVisible();
      await page.addInitScript(() => {
        navigator.mediaDevices.getUserMedia = () =>
          Promise.reject(new DOMException('Permission denied', 'NotAllowedError'));
      });
      await page.goto(`${server.origin}${paths.scan(letters)}?lang=${lang}`);
      await open(page, lang);
      await expect(page.getByText(arTexts[lang].denied)).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
    } finally {
      await browser.close();
    }
  });
}

/** A phone whose browser can measure the room: an emulated device in a captured office. */
async function inARoom(page: Page): Promise<void> {
  const modules = join(import.meta.dirname, '..', 'node_modules');
  for (const file of ['iwer/build/iwer.min.js', '@iwer/sem/build/iwer-sem.min.js'])
    await page.addInitScript({ path: join(modules, file) });
  const room = await readFile(join(modules, '@iwer/sem/captures/office_small.json'), 'utf8');
  await page.addInitScript(
    ({ capture }) => {
      const { IWER, IWER_SEM } = window as unknown as {
        // biome-ignore lint/suspicious/noExplicitAny: the emulator brings no types to a page
        IWER: any;
        // biome-ignore lint/suspicious/noExplicitAny: the emulator brings no types to a page
        IWER_SEM: any;
      };
      const device = new IWER.XRDevice({
        ...IWER.metaQuest3,
        supportedFeatures: [...IWER.metaQuest3.supportedFeatures, 'dom-overlay'],
      });
      device.installRuntime({ polyfillLayers: false, forceInstall: true });
      device.installSEM(IWER_SEM.SyntheticEnvironmentModule);
      device.sem.loadEnvironment(JSON.parse(capture));
      device.position.set(0, 1.5, 0);
      device.quaternion.set(-0.38, 0, 0, 0.92);
      Object.assign(window, { device });
    },
    { capture: room },
  );
}

test('where the browser can measure a room, the scene stands on its floor', async ({ fresh, troubles }) => {
  troubles.allow(/IWER|GPU stall/);
  const context = await fresh(phoneOptions);
  const page = await context.newPage();
  await inARoom(page);
  await page.goto(`${server.origin}${paths.scan(letters)}?lang=en`);
  const onFloor = page.getByRole('button', { name: playTexts.en.arOpen_floor });
  await expect(onFloor).toBeVisible();
  // The emulator draws the room in every frame, so that nothing on the page counts as stable.
  await onFloor.tap({ force: true });
  await expect(page.getByText(arTexts.en.place)).toBeVisible({ timeout: 30_000 });
  // A press that is shorter than a frame of the emulator is none.
  await expect(async () => {
    for (const value of [1, 0]) {
      await page.evaluate((pressed) => {
        interface Device {
          controllers: { right: { updateButtonValue(name: string, value: number): void } };
        }
        const { device } = window as unknown as { device: Device };
        device.controllers.right.updateButtonValue('trigger', pressed);
      }, value);
      await page.waitForTimeout(1_500);
    }
    await expect(page.getByText(arTexts.en.place)).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 60_000 });
  const close = page.getByRole('button', { name: arTexts.en.close });
  // The emulator's picture lies over the page; a phone has the page on top.
  await close.dispatchEvent('click');
  await expect(close).toHaveCount(0);
});
