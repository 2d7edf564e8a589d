/** 3D models by others and by nobody's leave: made lighter, shown, moved; and broken ones that never end the page. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { newBlock } from '#domain/scene/model.ts';
import { sceneTexts } from '#i18n/studio/scene.ts';
import { fill } from '#i18n/text.ts';
import { paths } from '#paths';
import { makeContent } from '#server/app.ts';
import { makeLighter } from '#server/assets/models/lighter.ts';
import type { Actor } from '#server/context.ts';
import { readSettings } from '#server/settings.ts';
import { brokenModels, modelByOthers, modelsByOthers, movingModel } from '#testing/models.ts';
import { expect, freePort, phoneOptions, startServer, type TestServer, test } from './server.ts';
import { beginCampaign, saved, settled, setUp } from './studio.ts';

const BACKGROUND = '#203040';
const clips = ['wave', 'breathe', 'bend'] as const;

let folder: string;
let server: TestServer;
/** The letters of a code for each clip; its scene begins with the stage. */
let letters: Record<(typeof clips)[number], string>;

/** A live campaign with a stage for each clip of the moving model, as it was made lighter. */
async function plant(port: number): Promise<typeof letters> {
  const content = await makeContent(
    readSettings({ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder }),
  );
  const actor: Actor = {
    userId: 'test',
    name: 'Test',
    email: 'test@example.org',
    workspaceId: content.accounts.ensureWorkspace('Test'),
    sessionId: '',
  };
  const { assets, campaigns, codes, places, scenes } = content;
  const begun = await campaigns.create(actor, { title: 'Board', language: 'en', timeZone: 'Europe/Berlin' });
  const campaign = await campaigns.save(actor, begun.id, begun.version, { ...begun.doc, state: 'live' });
  const poster = sharp({ create: { width: 60, height: 80, channels: 3, background: '#668844' } }).png();
  const picture = await assets.upload(actor, Readable.from([await poster.toBuffer()]), 'poster.png');
  const upload = await assets.upload(actor, Readable.from([Buffer.from(await movingModel())]), 'board.glb');
  const { lighter } = await assets.lighten(actor, upload.id);
  const made = await Promise.all(
    clips.map(async (clip) => {
      const stage = {
        ...newBlock('stage'),
        model: lighter.id,
        poster: picture.id,
        alt: { en: 'A red board' },
        background: BACKGROUND,
        ground: 'none' as const,
        camera: { yawDeg: 20, pitchDeg: 15, distance: 2.6, fieldOfViewDeg: 45, autoRotate: false },
        animation: { clip, loop: true },
      };
      const words = { ...newBlock('text'), text: { en: 'It moves.' } };
      const scene = await scenes.create(actor, campaign.id, {
        title: { en: clip },
        blocks: [{ ...stage, after: 'end' }, words],
      });
      await scenes.publish(actor, campaign.id, scene.id);
      const placement = await places.createPlacement(actor, campaign.id, { medium: 'poster', placeId: null });
      const bearer = { kind: 'placement', id: placement.id } as const;
      const code = await codes.mint(actor, campaign.id, bearer, { kind: 'scene', id: scene.id });
      return [clip, code.letters] as const;
    }),
  );
  content.close();
  return Object.fromEntries(made) as typeof letters;
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wegmarke-e2e-models-'));
  const port = await freePort();
  letters = await plant(port);
  server = await startServer({ dataDir: folder, port });
});
// The decoders that a lighter model does without are needed again by the file that this process runs next.
test.afterAll(() => sharp.unblock({ operation: ['VipsForeignLoadSvg'] }));
test.afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const address = (clip: (typeof clips)[number]): string => server.origin + paths.scan(letters[clip]);

/** Opens the stage of a clip and waits until it shows its model, or says that it will not. */
async function open(page: Page, clip: (typeof clips)[number]): Promise<string> {
  await page.goto(address(clip));
  const figure = page.locator('figure.stage');
  await expect(figure).toHaveAttribute('data-state', /ready|failed/, { timeout: 60_000 });
  return (await figure.getAttribute('data-state')) ?? '';
}

interface Seen {
  /** The part of the canvas that is not background. */
  readonly covered: number;
  /** The darkest and lightest of what is there, 2nd and 98th percentile of luma, 0–255. */
  readonly dark: number;
  readonly light: number;
  readonly luma: Uint8Array;
}

async function look(page: Page): Promise<Seen> {
  const shot = await page.locator('figure.stage canvas').screenshot();
  const { data, info } = await sharp(shot).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [r, g, b] = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0];
  const luma = new Uint8Array(info.width * info.height);
  const there: number[] = [];
  for (let at = 0; at < luma.length; at++) {
    const [x, y, z] = [data[at * 3] ?? 0, data[at * 3 + 1] ?? 0, data[at * 3 + 2] ?? 0];
    luma[at] = Math.round(0.2126 * x + 0.7152 * y + 0.0722 * z);
    if (Math.abs(x - r) + Math.abs(y - g) + Math.abs(z - b) > 24) there.push(luma[at] ?? 0);
  }
  there.sort((one, other) => one - other);
  const at = (part: number): number => there[Math.floor(there.length * part)] ?? 0;
  return { covered: there.length / luma.length, dark: at(0.02), light: at(0.98), luma };
}

test('twenty models by others load and are lit, as they were made lighter', async ({ fresh }) => {
  test.setTimeout(400_000);
  const page = await (await fresh(phoneOptions)).newPage();
  let glb: Buffer = Buffer.alloc(0);
  await page.route('**/assets/*.glb', (route) =>
    route.fulfill({ body: glb, contentType: 'model/gltf-binary' }),
  );
  for (const name of modelsByOthers) {
    const original = modelByOthers(name);
    const lighter = await makeLighter(new Uint8Array(original));
    glb = Buffer.from(lighter.glb ?? original);
    expect(await open(page, 'wave'), name).toBe('ready');
    const { covered, dark, light } = await look(page);
    expect(covered, `${name} is there`).toBeGreaterThan(0.02);
    expect(covered, `${name} leaves its ground free`).toBeLessThan(0.9);
    expect(light - dark, `${name} has light and shade`).toBeGreaterThan(20);
  }
});

for (const clip of clips) {
  test(`a model that was made lighter moves: ${clip}`, async ({ fresh }) => {
    const page = await (await fresh(phoneOptions)).newPage();
    expect(await open(page, clip)).toBe('ready');
    const seen = [await look(page)];
    expect(seen[0]?.covered).toBeGreaterThan(0.02);
    // Each look beside all before it, at no beat of the clip's second: a slow machine sees few of its moments.
    await expect(async () => {
      const next = await look(page);
      const changed = seen.map(
        ({ luma }) => next.luma.filter((value, at) => Math.abs(value - (luma[at] ?? 0)) > 16).length,
      );
      seen.push(next);
      expect(Math.max(...changed) / next.luma.length).toBeGreaterThan(0.01);
    }).toPass({ timeout: 60_000, intervals: [130, 310, 370, 430] });
  });
}

test('broken models never end the page: poster and words stay', async ({ fresh, troubles }) => {
  test.setTimeout(400_000);
  // The loader says in the console what it could not read.
  troubles.allow(/^console: THREE\./);
  troubles.allow(/evil\.example|127\.0\.0\.1:1\//);
  const page = await (await fresh(phoneOptions)).newPage();
  let glb: Buffer = Buffer.alloc(0);
  await page.route('**/assets/*.glb', (route) =>
    route.fulfill({ body: glb, contentType: 'model/gltf-binary' }),
  );
  const told: Record<string, string> = {};
  for (const broken of await brokenModels()) {
    glb = broken.glb;
    told[broken.name] = await open(page, 'wave');
    await expect(page.locator('figure.stage img')).toBeAttached();
    if (told[broken.name] === 'failed') {
      await expect(page.locator('figure.stage img')).toBeVisible();
      await expect(page.locator('figure.stage figcaption')).toBeVisible();
      await expect(page.locator('figure.stage canvas')).toHaveCount(0);
    }
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  // The loader forgives some; what it cannot draw at all it must not draw.
  const failed = Object.keys(told).filter((name) => told[name] === 'failed');
  expect(Object.keys(told).length).toBeGreaterThanOrEqual(20);
  for (const name of ['cut in the middle', 'positions that are no numbers', 'a compressed stream of garbage'])
    expect(failed).toContain(name);
});

test('an author sees what a model weighs, takes the upload back, and reads why one is refused', async ({
  page,
  troubles,
}) => {
  troubles.allow(/^status 422/);
  const t = sceneTexts.en;
  await setUp(page, server, 'en');
  const campaign = await beginCampaign(page, 'en', 'Weights');
  await page.goto(server.origin + paths.scenes(campaign));
  await settled(page);
  await page.getByRole('button', { name: t.create }).first().click();
  await page.waitForURL(/\/scenes\/scn_/);
  await settled(page);
  await page
    .getByRole('group', { name: t.add })
    .getByRole('button', { name: fill(t.addKind, { kind: t.stage }) })
    .click();
  const stage = page.getByRole('article', { name: fill(t.blockName, { n: 1, kind: t.stage }) });
  const field = stage.locator('input[type=file]').first();
  const send = (name: string, buffer: Buffer) =>
    field.setInputFiles({ name, mimeType: 'model/gltf-binary', buffer });

  const [refused] = (await brokenModels()).filter(({ name }) => name === 'an outside file');
  await send('lost.glb', refused?.glb ?? Buffer.alloc(0));
  await expect(stage.getByRole('alert')).toContainText('needs files beside it');

  await send('button.glb', modelByOthers('generic-button/left'));
  const choice = stage.getByRole('radiogroup', { name: t.phonesGet });
  await expect(choice).toBeVisible({ timeout: 90_000 });
  await expect(choice.getByRole('radio', { name: t.phonesGetLighter })).toBeChecked();
  const weights = stage.getByRole('table', { name: t.weight });
  await expect(weights.getByRole('row', { name: t.weightTriangles })).toContainText('3,222');
  await expect(weights.getByRole('row', { name: t.weightFile })).toContainText('1.21 MB');
  await expect(stage.getByRole('button', { name: t.posterMake })).toBeEnabled({ timeout: 60_000 });
  await page.screenshot({ path: process.env['MODELS_SHOT'] ?? join(folder, 'weights.png'), fullPage: true });

  // The model is exchanged while the picture of it is being taken; some browsers have nothing left to write down then.
  await page.evaluate(() => {
    const { toBlob } = HTMLCanvasElement.prototype;
    HTMLCanvasElement.prototype.toBlob = function (done, ...format) {
      const isLost = () => this.getContext('webgl2')?.isContextLost() ?? false;
      toBlob.call(this, (blob) => setTimeout(() => done(isLost() ? null : blob), 200), ...format);
    };
  });
  const poster = stage.getByRole('group', { name: t.poster }).first();
  await poster.getByRole('button', { name: t.posterMake }).evaluate((button: HTMLElement, other) => {
    button.click();
    document
      .querySelector<HTMLElement>(`[role=radiogroup][aria-label="${other}"] input:not(:checked)`)
      ?.click();
  }, t.phonesGet);
  await expect(choice.getByRole('radio', { name: t.phonesGetUpload })).toBeChecked();
  await expect(page.getByText(t.posterMade)).toBeVisible({ timeout: 60_000 });
  const picture = await sharp(
    await (await page.request.get(server.origin + (await poster.locator('img').getAttribute('src')))).body(),
  ).stats();
  expect(Math.max(...picture.channels.map(({ stdev }) => stdev))).toBeGreaterThan(5);
  await choice.getByText(t.phonesGetLighter).click();
  await expect(stage.getByRole('button', { name: t.posterMake })).toBeEnabled({ timeout: 60_000 });

  await page.getByRole('button', { name: t.undo, exact: true }).click();
  await expect(choice.getByRole('radio', { name: t.phonesGetUpload })).toBeChecked();
  await expect(stage.getByText(/^Phones load 1\.21\sMB\./)).toBeVisible();
  await page.getByRole('button', { name: t.redo, exact: true }).click();
  await expect(choice.getByRole('radio', { name: t.phonesGetLighter })).toBeChecked();
  await choice.getByText(t.phonesGetUpload).click();
  await expect(stage.getByRole('button', { name: t.posterMake })).toBeEnabled({ timeout: 60_000 });
  await saved(page);
  await page.reload();
  await settled(page);
  await stage.getByRole('button', { expanded: false }).first().click();
  await expect(choice.getByRole('radio', { name: t.phonesGetUpload })).toBeChecked();
  await expect(weights).toBeVisible();
});
