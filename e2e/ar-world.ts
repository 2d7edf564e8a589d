/** A world for tests of the camera's view: a campaign whose one code opens a scene, a film of its print, and what is read from the screen. */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { type AssetEntry, type AssetType, assetTypes, type Bundle } from '#domain/campaign/bundle.ts';
import { newCampaign } from '#domain/campaign/model.ts';
import { newPlacement, type Placement } from '#domain/place/model.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { type Ar, type Block, newBlock, newScene } from '#domain/scene/model.ts';
import { applyTo, placeOnPrint } from '#domain/scene/placing.ts';
import { newId } from '#domain/shared/id.ts';
import { newChapter } from '#domain/story/model.ts';
import { arTexts } from '#i18n/player/ar.ts';
import { playTexts } from '#i18n/player/play.ts';
import type { Camera } from '#marker/camera.ts';
import { pictureOf } from '#marker/scene.ts';
import { paths, printedUrl } from '#paths';
import { project } from '#player/ar/pose.ts';
import { makeContent } from '#server/app.ts';
import { writeBundleFolder } from '#server/campaigns/bundle/index.ts';
import { readSettings } from '#server/settings.ts';
import {
  DOTS,
  DOTS_BOX,
  dotsModel,
  FILM,
  poseOfFrame,
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

export const test = base.extend<{ withFilm: (film: string) => Promise<Browser> }>({
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

/** How the world's code is printed. */
export const style: StyleDocument = {
  ...defaultStyle,
  modules: { shape: 'rounded' },
  paint: { kind: 'solid', colour: '#14202b' },
  eyes: { frame: 'rounded', pupil: 'circle', frameColour: '#14202b', pupilColour: '#a82e19' },
  frame: { ...defaultStyle.frame, kind: 'poster', colour: '#14202b', textColour: '#14202b' },
};
/** A file of the scene under the id it gets. */
export interface WorldAsset {
  readonly id: string;
  readonly mime: AssetType;
  readonly bytes: Uint8Array;
  readonly width?: number;
  readonly height?: number;
}

export const assetOf = (mime: AssetType, bytes: Uint8Array): WorldAsset => ({
  id: `ast_${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}`,
  mime,
  bytes,
});

/** The four balls of the film, standing on the code; the model is still to be named. */
export const ballsOnCode = {
  ...newBlock('stage'),
  alt: { en: 'Four balls', de: 'Vier Kugeln' },
  ar: { ...newBlock('stage').ar, stand: 'code' as const, form: 'standing' as const },
};

/** A world whose scene is the four balls and a sentence. */
export async function openBalls(): Promise<World> {
  const model = assetOf('model/gltf-binary', await dotsModel());
  const words = { ...newBlock('text'), text: { en: 'And on it goes.', de: 'Und weiter.' } };
  return openWorld([{ ...ballsOnCode, model: model.id }, words], [model]);
}

export interface World {
  readonly server: TestServer;
  readonly folder: string;
  readonly letters: string;
  /** A film of the print. */
  readonly film: string;
  close(): Promise<void>;
}

/** What a code is printed on: by itself, or on a poster that its placement knows. */
type Print = 'alone' | 'poster';

/** A running server whose one code opens a scene of these blocks. */
export async function openWorld(
  blocks: Block[],
  assets: readonly WorldAsset[],
  print: Print = 'alone',
): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'wegmarke-ar-'));
  const port = await freePort();
  const env = { DATA_DIR: join(folder, 'data'), HOST: '127.0.0.1', PORT: String(port), WITHOUT_DEMO: '1' };
  const poster = print === 'poster' ? await posterOf(printedUrl(`http://127.0.0.1:${port}`, '000000')) : null;
  const files = poster ? [...assets, poster.picture] : assets;
  const letters = await importScene(env, folder, blocks, files, poster?.artwork ?? null);
  const server = await startServer({ dataDir: env.DATA_DIR, port });
  const film = join(folder, 'print.mjpeg');
  const payload = printedUrl(server.origin, letters);
  if (poster) await writePosterFilm(film, posterScene(style, payload));
  else await writePrintFilm(film, style, payload);
  return {
    server,
    folder,
    letters,
    film,
    async close() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A poster as it was drawn before its code had characters, and where on it the code is. */
async function posterOf(
  payload: string,
): Promise<{ picture: WorldAsset; artwork: NonNullable<Placement['artwork']> }> {
  const { luma, width, height, symbol } = pictureOf(posterScene(style, payload));
  const raw = { width, height, channels: 1 as const };
  const png = await sharp(Buffer.from(luma), { raw }).toColourspace('srgb').png().toBuffer();
  const picture = assetOf('image/png', png);
  return {
    picture: { ...picture, width, height },
    artwork: {
      assetId: picture.id,
      x: (symbol.x + symbol.size / 2) / width,
      y: (symbol.y + symbol.size / 2) / width,
      size: symbol.size / width,
      turnDeg: 0,
    },
  };
}

/** A live campaign with one code whose chapter shows the scene; returns the code's six characters. */
async function importScene(
  env: Record<string, string>,
  folder: string,
  blocks: Block[],
  assets: readonly WorldAsset[],
  artwork: Placement['artwork'],
): Promise<string> {
  const sceneId = newId('scn');
  const placementId = newId('plm');
  const campaign = { ...newCampaign('Four balls', 'en', 'Europe/Berlin'), languages: ['en', 'de'] };
  const chapter = { id: newId('chp'), doc: { ...newChapter(campaign.phases[0]?.id ?? null), sceneId } };
  const bundle: Bundle = {
    exportedAt: Date.UTC(2026, 10, 22),
    campaign: { ...campaign, state: 'live' },
    chapters: [chapter],
    posts: [],
    places: [],
    placements: [{ id: placementId, doc: { ...newPlacement('poster', null), artwork }, events: [] }],
    codes: [
      {
        id: newId('cod'),
        bearer: { kind: 'placement', id: placementId },
        doc: { schema: 1, style, rules: [], otherwise: { kind: 'chapter', id: chapter.id }, retired: false },
      },
    ],
    scenes: [
      {
        id: sceneId,
        published: true,
        doc: {
          ...newScene(),
          title: { en: 'Balls', de: 'Kugeln' },
          blocks,
        },
      },
    ],
    assets: assets.map(
      ({ id, mime, width = null, height = null }): AssetEntry => ({
        id,
        file: `assets/${id}.${assetTypes[mime]}`,
        mime,
        name: `file.${assetTypes[mime]}`,
        width,
        height,
      }),
    ),
  };
  const source = join(folder, 'bundle');
  await mkdir(source);
  const bytes = new Map(assets.map((asset) => [asset.id, asset.bytes]));
  await writeBundleFolder(bundle, async (id) => bytes.get(id) ?? new Uint8Array(), source);
  await mkdir(env['DATA_DIR'] ?? '', { recursive: true });
  const content = await makeContent(readSettings(env));
  try {
    const { campaignId } = await content.transfer.importBundle(
      content.accounts.ensureWorkspace('Wegmarke'),
      source,
      'test',
    );
    return (await content.codes.store.list(campaignId))[0]?.letters ?? '';
  } finally {
    content.close();
  }
}

/** The scanned address on a phone. */
export async function scan(
  { server, letters }: World,
  browser: Browser,
  troubles: Troubles,
  lang: 'en' | 'de' = 'en',
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
    const counted = { frames: 0, focal: null };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...args: [unknown, never]) {
      const told = args[0] as { kind?: string; focal?: null };
      if (told.kind === 'frame') counted.frames += 1;
      if (told.kind === 'start') counted.focal = told.focal ?? null;
      post.apply(this, args);
    };
    Object.assign(window, { told, counted });
  });
  const page = await context.newPage();
  await page.goto(`${server.origin}${paths.scan(letters)}?lang=${lang}`);
  return page;
}

/** How many of the camera's frames have been looked at. */
export const framesOf = (page: Page): Promise<number> =>
  page.evaluate(() => (window as unknown as { counted: { frames: number } }).counted.frames);

/** The focal length that the tracker began with; null when it had to learn it. */
export const focalOfStart = (page: Page): Promise<number | null> =>
  page.evaluate(() => (window as unknown as { counted: { focal: number | null } }).counted.focal);

/** Everything that the page has reported. */
export const sent = (page: Page): Promise<string> =>
  page.evaluate(() => (window as unknown as { told: string[] }).told.join());

export const open = (page: Page, lang: 'en' | 'de' = 'en') =>
  page.getByRole('button', { name: playTexts[lang].arOpen_code }).tap();

export interface Reading {
  readonly frame: number;
  /** Middles of the dots that are seen, in CSS pixels. */
  readonly dots: ReadonlyMap<string, readonly [x: number, y: number]>;
  /** The colour at a point in CSS pixels, each channel 0–255. */
  colourAt(x: number, y: number): [red: number, green: number, blue: number];
}

/** The number of the film's frame and the dots on it, from a picture of the screen. */
export async function read(page: Page, camera = FILM): Promise<Reading> {
  const ratio = phoneOptions.deviceScaleFactor ?? 1;
  const { data, info } = await sharp(await page.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixel = (x: number, y: number): [number, number, number] => {
    const at = (Math.round(y) * info.width + Math.round(x)) * 3;
    return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
  };
  const toScreen = screenOf(info.width, info.height, camera);
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
  return {
    frame,
    colourAt: (x, y) => pixel(x * ratio, y * ratio),
    dots: new Map(dots.map(([hue, [x, y, n]]) => [hue, [x / n / ratio, y / n / ratio]])),
  };
}

function hueOf([r, g, b]: [number, number, number]): string | null {
  if (r > 150 && g < 90 && b < 90) return 'red';
  if (g > 150 && r < 90 && b < 90) return 'green';
  if (b > 150 && r < 90 && g < 90) return 'blue';
  if (r > 150 && b > 150 && g < 90) return 'magenta';
  return null;
}

/** From the film's pixels, counted from its middle, to those of a screen that it covers. */
function screenOf(width: number, height: number, film: Camera): (x: number, y: number) => [number, number] {
  const cover = Math.max(width / film.width, height / film.height);
  return (x, y) => [width / 2 + x * cover, height / 2 + y * cover];
}

/** Where a point of the model truly is in a frame, in CSS pixels. */
export function placeOf(
  frame: number,
  ar: Ar,
  poseAt = poseOfFrame,
  camera = FILM,
): (at: readonly [number, number, number]) => [x: number, y: number] {
  const { width, height } = phoneOptions.viewport ?? { width: 1, height: 1 };
  const toScreen = screenOf(width, height, camera);
  const place = placeOnPrint(ar, DOTS_BOX, null);
  const lens = { focal: camera.focalPx, cx: 0, cy: 0 };
  return (at) => {
    const [x, y, z] = applyTo(place, at);
    // The print's y looks up and its z out; the tracker's look down and in.
    const { u, v } = project(poseAt(frame), lens, x, -y, -z);
    return toScreen(u, v);
  };
}

/** Where the dots of a frame truly are, in CSS pixels. */
export function truth(...seen: Parameters<typeof placeOf>): Map<string, [x: number, y: number]> {
  const place = placeOf(...seen);
  return new Map(DOTS.map(({ at, hue }) => [hue, place(at)]));
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** A phone whose browser can measure the room: an emulated device in a captured office. */
export async function inARoom(page: Page): Promise<void> {
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

/** Opens the stage on the floor and taps until it stands. */
export async function placeOnFloor(page: Page): Promise<void> {
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
}
