/** What an author says in the studio is what an iPhone puts into the room: the link, the file, and its true size. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BrowserContext, BrowserContextOptions, Locator, Page } from '@playwright/test';
import { unzipSync } from 'three/addons/libs/fflate.module.js';
import { symbolMmFor } from '#domain/qr/findings.ts';
import { type Ar, newBlock } from '#domain/scene/model.ts';
import { playTexts } from '#i18n/player/play.ts';
import { sceneTexts } from '#i18n/studio/scene.ts';
import { fill } from '#i18n/text.ts';
import { paths } from '#paths';
import { makeContent } from '#server/app.ts';
import type { Actor } from '#server/context.ts';
import { readSettings } from '#server/settings.ts';
import { expect, freePort, phoneOptions, startServer, type TestServer, test } from './server.ts';
import { saved, settled, setUp } from './studio.ts';

const iphone: BrowserContextOptions = {
  ...phoneOptions,
  deviceScaleFactor: 3,
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
};

interface Planted {
  readonly campaign: string;
  readonly scene: string;
  readonly letters: string;
  readonly symbolMm: number;
}

let folder: string;
let server: TestServer;
let inPage: Planted;
let onCode: Planted;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wegmarke-e2e-quick-look-'));
  const port = await freePort();
  const content = await makeContent(
    readSettings({ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder }),
  );
  inPage = await plant(content, { stand: 'page', size: { value: 30, unit: 'cm' }, turnDeg: 0 });
  onCode = await plant(content, { stand: 'code', size: { value: 2.5, unit: 'widths' } });
  content.close();
  server = await startServer({ dataDir: folder, port });
});
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A live campaign with one published scene of one stage, and a code that leads to it. */
async function plant(content: Awaited<ReturnType<typeof makeContent>>, ar: Partial<Ar>): Promise<Planted> {
  const { accounts, assets, campaigns, codes, places, scenes } = content;
  const actor: Actor = {
    userId: 'test',
    name: 'Test',
    email: 'test@example.org',
    workspaceId: accounts.ensureWorkspace('Test'),
    sessionId: '',
  };
  const begun = await campaigns.create(actor, { title: 'Clocks', language: 'en', timeZone: 'Europe/Berlin' });
  const live = { ...begun.doc, state: 'live' as const, languages: ['en', 'de'] };
  const { id: campaign } = await campaigns.save(actor, begun.id, begun.version, live);
  const bring = async (file: string) =>
    (await assets.upload(actor, Readable.from([await readFile(file)]), file)).id;
  const model = await bring('db/demo/bundle/assets/ast_956c3750a8034e20a10b93de53279a47.glb');
  const poster = await bring('db/demo/posters/clockwork.webp');
  const start = newBlock('stage');
  const stage = {
    ...start,
    model,
    poster,
    alt: { en: 'A clockwork', de: 'Ein Uhrwerk' },
    animation: { clip: 'run', loop: true },
    ar: { ...start.ar, ...ar },
  };
  const words = { ...newBlock('text'), text: { en: 'It runs.', de: 'Es läuft.' } };
  const scene = await scenes.create(actor, campaign, {
    title: { en: 'Clockwork', de: 'Uhrwerk' },
    blocks: [stage, words],
  });
  await scenes.publish(actor, campaign, scene.id);
  const placement = await places.createPlacement(actor, campaign, { medium: 'poster', placeId: null });
  const bearer = { kind: 'placement', id: placement.id } as const;
  const code = await codes.mint(actor, campaign, bearer, { kind: 'scene', id: scene.id });
  return {
    campaign,
    scene: scene.id,
    letters: code.letters,
    symbolMm: symbolMmFor(placement.doc.scanDistanceM * 1_000, 29),
  };
}

/** A phone that has Apple's viewer, as far as a page can tell; what it reports is kept. */
async function asIphone(fresh: (options?: BrowserContextOptions) => Promise<BrowserContext>): Promise<Page> {
  const context = await fresh(iphone);
  await context.addInitScript(() => {
    const supports = DOMTokenList.prototype.supports;
    DOMTokenList.prototype.supports = function (token) {
      return token === 'ar' || supports.call(this, token);
    };
    const told: string[] = [];
    const send = navigator.sendBeacon.bind(navigator);
    navigator.sendBeacon = (url, body) => {
      if (body instanceof Blob) void body.text().then((text) => told.push(text));
      return send(url, body);
    };
    Object.assign(window, { told });
  });
  return context.newPage();
}

const scan = (page: Page, { letters }: Planted, lang: 'en' | 'de' = 'en') =>
  page.goto(`${server.origin}${paths.scan(letters)}?lang=${lang}`);

/** The link once the page has one: its file may be under way. */
async function offered(page: Page, planted: Planted, lang: 'en' | 'de' = 'en'): Promise<Locator> {
  const link = page.getByRole('link', { name: playTexts[lang].arOpen_room });
  await expect(async () => {
    await scan(page, planted, lang);
    await expect(link).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
  return link;
}

/** Taps the link as Safari's reader would; answers the layer of the file that came. */
async function fetched(page: Page, link: Locator): Promise<string> {
  const download = page.waitForEvent('download');
  await link.tap();
  const file = unzipSync(await readFile(await (await download).path()));
  expect(Object.keys(file)[0]).toBe('model.usda');
  return Buffer.from(file['model.usda'] ?? new Uint8Array()).toString();
}

/** How high one unit is, in metres: the model's longest side. */
const metresIn = (layer: string): number =>
  Number(/def Xform "Stand"\n\{\nmatrix4d xformOp:transform = \(\(.*?\), \(0, ([\d.]+),/.exec(layer)?.[1]);

test('an author puts a stage on the floor; an iPhone gets it in its true size, moving', async ({
  page,
  fresh,
}) => {
  const t = sceneTexts.en;
  const phone = await asIphone(fresh);
  await scan(phone, inPage);
  await expect(phone.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(phone.locator('a[rel=ar]')).toHaveCount(0);

  await setUp(page, server, 'en');
  await page.goto(server.origin + paths.scene(inPage.campaign, inPage.scene));
  await settled(page);
  const stage = page.getByRole('article', { name: fill(t.blockName, { n: 1, kind: t.stage }) });
  await stage.getByRole('button', { expanded: false }).first().click();
  await stage.getByText(t.ar_floor, { exact: true }).click();
  await expect(stage.getByText(t.arHint_floor)).toBeVisible();
  await saved(page);
  await page.getByRole('button', { name: fill(t.publishNext, { n: 2 }) }).click();
  await expect(page.getByText(fill(t.publishedNow, { n: 2 })).first()).toBeVisible();

  const link = await offered(phone, inPage);
  await expect(phone.getByText(playTexts.en.arAskFloor)).toBeVisible();
  await expect(link).toHaveAttribute('href', /\/blk_\w+\.usdz#allowsContentScaling=0$/);
  // Safari's own rule: one child, a picture. Anything else, and it downloads the file.
  expect(await link.evaluate(({ children }) => [...children].map(({ tagName }) => tagName))).toEqual(['IMG']);
  await phone.screenshot({ path: process.env['QUICK_LOOK_SHOT'] ?? join(folder, 'floor.png') });
  const layer = await fetched(phone, link);
  expect(metresIn(layer)).toBeCloseTo(0.3, 6);
  expect(layer).toContain('orient.timeSamples');
  await expect
    .poll(() => phone.evaluate(() => (window as unknown as { told: string[] }).told.join()))
    .toContain('"kind":"ar_started"');
});

test('beside the way on the code there is one into the room, as large as the scanned print wants it', async ({
  fresh,
}) => {
  const phone = await asIphone(fresh);
  const link = await offered(phone, onCode, 'de');
  await expect(phone.getByRole('button', { name: playTexts.de.arOpen_code })).toBeVisible();
  await expect(link).toHaveAttribute('href', new RegExp(`/blk_\\w+/${onCode.letters}\\.usdz$`));
  const box = await link.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  await phone.screenshot({
    path: process.env['QUICK_LOOK_SHOT']?.replace('.png', '-de.png') ?? join(folder, 'code.png'),
  });
  const layer = await fetched(phone, link);
  expect(metresIn(layer)).toBeCloseTo((2.5 * onCode.symbolMm) / 1_000, 6);
});

test('no link where there is no such viewer, and none without script', async ({ fresh }) => {
  const phone = await (await fresh(iphone)).newPage();
  await offered(await asIphone(fresh), onCode);
  await scan(phone, onCode);
  await expect(phone.getByRole('button', { name: playTexts.en.arOpen_code })).toBeVisible();
  await expect(phone.locator('a[rel=ar]')).toHaveCount(1);
  await expect(phone.locator('a[rel=ar]')).toBeHidden();
  const plain = await (await fresh({ ...iphone, javaScriptEnabled: false })).newPage();
  await scan(plain, onCode);
  await expect(plain.getByText('It runs.')).toBeVisible();
  await expect(plain.locator('a[rel=ar]')).toBeHidden();
});
