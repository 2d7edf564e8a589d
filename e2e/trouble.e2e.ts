/** What goes wrong on the way: two writers, no line, no 3D, no camera, a restart; nothing is lost. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, PlaywrightWorkerArgs } from '@playwright/test';
import QRCode from 'qrcode';
import { playTexts } from '#i18n/player/play.ts';
import { scannerTexts } from '#i18n/scanner.ts';
import { accountTexts } from '#i18n/studio/account.ts';
import { briefTexts } from '#i18n/studio/brief.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { sceneTexts } from '#i18n/studio/scene.ts';
import { uiTexts } from '#i18n/studio/shell.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill } from '#i18n/text.ts';
import { paths } from '#paths';
import { expect, freePort, phoneOptions, startServer, type TestServer, test } from './server.ts';
import { beginCampaign, saved, settled, setUp } from './studio.ts';

const [t, ui, play, scanner] = [storyTexts.en, uiTexts.en, playTexts.en, scannerTexts.en];

let server: TestServer;
let session: Awaited<ReturnType<BrowserContext['cookies']>>;
let campaign: string;
/** The six characters of a code whose scene begins with a stage. */
let staged: string;
/** One whose scene begins with a choice and no stage. */
let plain: string;

const at = (path: string): string => server.origin + path;

/** Makes the owner of `own`, which runs with the demo; returns the session and the campaign. */
async function begin(browser: Browser, own: TestServer) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await setUp(page, own, 'en');
  const href = await page.locator('a[href*="/studio/cmp_"]').first().getAttribute('href');
  const id = /cmp_\w+/.exec(href ?? '')?.[0] ?? '';
  await page.goto(own.origin + paths.codes(id));
  await settled(page);
  const shown = await page.getByRole('cell').or(page.getByRole('rowheader')).allTextContents();
  const letters = shown.map((text) => text.trim()).filter((text) => /^[0-9A-Z]{6}$/.test(text));
  const cookies = await context.cookies();
  await context.close();
  return { cookies, id, letters };
}

test.beforeAll(async ({ browser, request }) => {
  server = await startServer({ demo: true });
  const made = await begin(browser, server);
  [session, campaign] = [made.cookies, made.id];
  for (const letters of made.letters) {
    const html = await (await request.get(at(paths.scan(letters)))).text();
    if (!html.includes('data-block="choice"')) continue;
    if (html.includes('data-block="stage"')) staged ??= letters;
    else plain ??= letters;
    if (staged && plain) break;
  }
  for (const letters of [staged, plain]) expect(letters).toMatch(/^[0-9A-Z]{6}$/);
});
test.afterAll(() => server.stop());

async function chapterPage(page: Page): Promise<void> {
  await page.goto(at(paths.story(campaign)));
  await page.locator('a[href*="/story/chp_"]').first().click();
  await page.waitForURL(/\/story\/chp_/);
  await settled(page);
}

/** Takes the first choice, and waits until what follows has come. */
async function choose(phone: Page): Promise<void> {
  const choice = phone.locator('[data-block=choice]').first();
  const id = await choice.getAttribute('id');
  await choice.getByRole('button').first().tap();
  await expect(phone.locator(`#${id}`)).toHaveCount(0);
}

const question = (page: Page) => page.getByRole('textbox', { name: t.questionLabel });

test('two windows edit the same chapter: the second is told, sees both, loses nothing', async ({
  context,
  page,
  troubles,
}) => {
  troubles.allow(/^status 409/);
  await context.addCookies(session);
  const other = await context.newPage();
  await chapterPage(page);
  await chapterPage(other);
  const before = await question(page).inputValue();
  await question(page).fill('Who keeps the lamp?');
  await expect(page.locator('.save-state')).toHaveAttribute('data-state', /dirty|saving/);
  await saved(page);
  await question(other).fill('Who put it out?');
  const dialog = other.getByRole('alertdialog', { name: ui.conflictTitle });
  await expect(dialog).toContainText('Who keeps the lamp?');
  await expect(dialog).toContainText('Who put it out?');
  await dialog.getByRole('button', { name: ui.takeTheirs }).click();
  await expect(question(other)).toHaveValue('Who keeps the lamp?');
  await other.getByRole('button', { name: ui.undo }).click();
  await expect(question(other)).toHaveValue('Who put it out?');
  await saved(other);
  await page.reload();
  await settled(page);
  await expect(question(page)).toHaveValue('Who put it out?');
  await question(page).fill(before);
  await saved(page);
});

test('chapter and brief open in the language of the studio', async ({ context, page }) => {
  await context.addCookies([...session, { name: 'wegmarke.lang', value: 'de', url: server.origin }]);
  await chapterPage(page);
  const german = storyTexts.de;
  for (const label of [german.titleLabel, german.questionLabel, german.textLabel])
    await expect(page.getByRole('textbox', { name: label })).toHaveAttribute('lang', 'de');
  await page.goto(at(paths.brief(campaign)));
  await settled(page);
  await expect(page.getByRole('textbox', { name: briefTexts.de.why })).toHaveAttribute('lang', 'de');
});

test('what is typed without a line is saved when it is back', async ({ context, page, troubles }) => {
  troubles.allow(/ERR_INTERNET_DISCONNECTED/);
  await context.addCookies(session);
  await chapterPage(page);
  const before = await question(page).inputValue();
  await context.setOffline(true);
  await question(page).fill('Written in a tunnel');
  await expect(page.getByText(ui.saveFailed)).toBeVisible();
  await context.setOffline(false);
  await saved(page);
  await page.reload();
  await settled(page);
  await expect(question(page)).toHaveValue('Written in a tunnel');
  await question(page).fill(before);
  await saved(page);
});

/** The poster, the words and the choice are there, and a sentence instead of the model; the camera's view where it may still work. */
async function expectStoryWithout3d(phone: Page, hasCamera: boolean): Promise<void> {
  await phone.goto(at(paths.scan(staged)));
  const stage = phone.locator('figure.stage').first();
  await stage.scrollIntoViewIfNeeded();
  await expect(stage).toHaveAttribute('data-state', 'failed', { timeout: 60_000 });
  await expect(stage.getByText(play.stageFailed)).toBeVisible();
  const poster = stage.locator('.ground img');
  await expect(poster).toBeVisible();
  expect(await poster.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBeGreaterThan(100);
  await expect(stage.locator('canvas')).toHaveCount(0);
  await expect(stage.getByRole('button', { name: play.arOpen_code })).toHaveCount(hasCamera ? 1 : 0);
  await choose(phone);
  await expect(phone.locator('main .words, main footer').first()).toBeVisible();
}

for (const [what, status, body] of [
  ['gone', 404, ''],
  ['broken', 200, 'glTF, but not really'],
] as const) {
  test(`a scene whose model is ${what} keeps its poster, words and choices`, async ({ fresh, troubles }) => {
    troubles.allow(/\.glb$|GLTF|JSON|glTF/);
    const context = await fresh(phoneOptions);
    await context.route('**/*.glb', (route) => route.fulfill({ status, body }));
    await expectStoryWithout3d(await context.newPage(), true);
  });
}

test('a phone without WebGL keeps the poster, the words and the choices', async ({ fresh, troubles }) => {
  troubles.allow(/WebGL|WebGPU/i);
  const context = await fresh(phoneOptions);
  await context.addInitScript(() => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (
      this: HTMLCanvasElement,
      kind: string,
      ...rest: never[]
    ) {
      return kind.startsWith('webg') ? null : get.call(this, kind, ...rest);
    } as typeof get;
  });
  await expectStoryWithout3d(await context.newPage(), false);
});

const figure = (page: Page, label: string) =>
  page
    .locator('.insight-tiles .card')
    .filter({ has: page.getByText(label, { exact: true }) })
    .locator('.big');

test('a restarted server goes on counting on the dashboard that is open', async ({
  browser,
  fresh,
  troubles,
}) => {
  troubles.allow(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY|ERR_CONNECTION_RESET|status 50/);
  const dataDir = await mkdtemp(join(tmpdir(), 'wegmarke-e2e-restart-'));
  const port = await freePort();
  let own = await startServer({ demo: true, dataDir, port });
  try {
    const { cookies, id, letters } = await begin(browser, own);
    const context = await fresh();
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.goto(own.origin + paths.insight(id));
    await settled(page);
    const scans = figure(page, insightTexts.en.scans);
    const before = Number(await scans.textContent());
    const scan = async () => {
      const phone = await (await fresh(phoneOptions)).newPage();
      await phone.goto(own.origin + paths.scan(letters[0] ?? ''));
    };
    await scan();
    await expect(scans).toHaveText(String(before + 1));
    await own.stop();
    own = await startServer({ dataDir, port });
    await (await fresh({ ...phoneOptions, userAgent: `${phoneOptions.userAgent} again` }))
      .newPage()
      .then((phone) => phone.goto(own.origin + paths.scan(letters[0] ?? '')));
    await expect(scans).toHaveText(String(before + 2), { timeout: 30_000 });
  } finally {
    await own.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('the set-up link is printed at each start until it is used; an older one no longer works', async ({
  page,
}) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wegmarke-e2e-link-'));
  let own = await startServer({ dataDir });
  const first = own.setUpUrl;
  try {
    await own.stop();
    own = await startServer({ dataDir });
    expect(own.setUpUrl).toMatch(/\/setup\?token=[\w-]{20,}$/);
    await page.goto(own.origin + new URL(first).pathname + new URL(first).search);
    await expect(page.getByLabel(accountTexts.en.password)).toHaveCount(0);
    await setUp(page, own, 'en');
    // What the page is still asking for would be lost with the server.
    await page.goto('about:blank');
    await own.stop();
    own = await startServer({ dataDir });
    expect(own.setUpUrl).toBe('');
  } finally {
    await page.close();
    await own.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
});

test('a visit ends on the version it began with; the next scan gets the new one', async ({
  context,
  page,
  fresh,
}) => {
  const phone = await (await fresh(phoneOptions)).newPage();
  await phone.goto(at(paths.scan(plain)));
  const old = (await phone.locator('h1').textContent())?.trim() ?? '';
  const version = await phone.locator('#screen').getAttribute('data-version');

  const s = sceneTexts.en;
  await context.addCookies(session);
  await page.goto(at(paths.scenes(campaign)));
  await settled(page);
  await page.getByRole('link', { name: old }).first().click();
  await page.waitForURL(/\/scenes\/scn_/);
  await settled(page);
  await page.getByRole('textbox', { name: s.sceneTitle }).fill('Another night');
  await page.getByRole('button', { name: new RegExp(fill(s.publishNext, { n: '\\d' })) }).click();
  await expect(page.getByText(new RegExp(fill(s.publishedNow, { n: '\\d' })))).toBeVisible();

  await choose(phone);
  await expect(phone.getByRole('heading', { level: 1, name: old })).toBeVisible();
  expect(await phone.locator('#screen').getAttribute('data-version')).toBe(version);
  const next = await (await fresh(phoneOptions)).newPage();
  await next.goto(at(paths.scan(plain)));
  await expect(next.getByRole('heading', { level: 1, name: 'Another night' })).toBeVisible();
});

test('a phone switches the language and stays in its scene', async ({ fresh }) => {
  const phone = await (await fresh({ ...phoneOptions, locale: 'en-GB' })).newPage();
  await phone.goto(at(paths.scan(plain)));
  await expect(phone.locator('html')).toHaveAttribute('lang', 'en');
  await phone.getByRole('button', { name: 'Deutsch' }).tap();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'de');
  await choose(phone);
  await expect(phone.getByRole('button', { name: 'English' })).toBeVisible();
});

test('screens from before a change of language follow it on the way back', async ({ fresh }) => {
  const phone = await (await fresh({ ...phoneOptions, locale: 'en-GB' })).newPage();
  await phone.goto(at(paths.scan(plain)));
  const first = phone.url();
  await choose(phone);
  await phone.getByRole('button', { name: 'Deutsch' }).tap();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'de');
  await phone.goBack();
  await expect(phone.locator('html')).toHaveAttribute('lang', 'de');
  expect(new URL(phone.url()).pathname).toBe(new URL(first).pathname);
  await choose(phone);
  await expect(phone.getByRole('button', { name: 'English' })).toBeVisible();
});

const inApp = {
  Instagram:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 385.0.0.28.80 (iPhone15,2; iOS 18_5; en_GB; en-GB; scale=3.00; 1179x2556; 700000000)',
  Telegram:
    'Mozilla/5.0 (Linux; Android 15; Pixel 8 Build/AP4A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/138.0.0.0 Mobile Safari/537.36 Telegram-Android/11.9.2 (Google Pixel 8; Android 15; SDK 35; HIGH)',
} as const;

for (const [name, userAgent] of Object.entries(inApp)) {
  test(`somebody in ${name}'s own browser is a person and can play`, async ({ context, page, fresh }) => {
    await context.addCookies(session);
    await page.goto(at(paths.insight(campaign)));
    await settled(page);
    const scans = figure(page, insightTexts.en.scans);
    const before = Number(await scans.textContent());
    const phone = await (await fresh({ ...phoneOptions, userAgent })).newPage();
    await phone.goto(at(paths.scan(plain)));
    await choose(phone);
    await expect(scans).toHaveText(String(before + 1));
  });
}

const FILM = { width: 640, height: 480, frames: 6 } as const;

/** A film (Y4M) that shows the QR code of `text`, as a camera would see a print held before it. */
function filmOf(text: string): Buffer {
  const { width, height, frames } = FILM;
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const scale = Math.floor((height * 0.7) / modules.size);
  const [left, top] = [(width - modules.size * scale) / 2, (height - modules.size * scale) / 2];
  const luma = Buffer.alloc(width * height, 215);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [row, column] = [Math.floor((y - top) / scale), Math.floor((x - left) / scale)];
      const inside = row >= 0 && column >= 0 && row < modules.size && column < modules.size;
      if (inside && modules.get(row, column)) luma[y * width + x] = 40;
    }
  }
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc((width * height) / 2, 128)]);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame)]);
}

/** A browser whose camera shows `film`; without a film it has one that is not allowed. */
async function withCamera(
  playwright: PlaywrightWorkerArgs['playwright'],
  film: Buffer | null,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wegmarke-film-'));
  const file = join(folder, 'film.y4m');
  if (film) await writeFile(file, film);
  const { launchOptions } = test.info().project.use;
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [
      ...(launchOptions?.args ?? []),
      '--use-fake-device-for-media-stream',
      ...(film
        ? ['--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${file}`]
        : ['--deny-permission-prompts']),
    ],
  });
  try {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(at(paths.scanner()));
    await settled(page);
    await page.getByRole('button', { name: scanner.start }).click();
    await look(page);
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('the scanner opens an own code', async ({ playwright }) => {
  await withCamera(playwright, filmOf(at(paths.scan(staged)).toUpperCase()), async (page) => {
    await page.waitForURL(new RegExp(`/play/|/Q/${staged}`, 'i'), { timeout: 30_000 });
    await expect(page.locator('[data-block=choice] button').first()).toBeVisible();
  });
});

test('the scanner warns of a foreign code and stays', async ({ playwright }) => {
  await withCamera(playwright, filmOf('http://example.org/win-a-phone'), async (page) => {
    await expect(page.getByRole('heading', { name: scanner.foreign })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByText('example.org', { exact: true })).toBeVisible();
    await expect(page.getByText(scanner.foreignHttp)).toBeVisible();
    expect(new URL(page.url()).pathname).toBe(paths.scanner());
  });
});

test('a camera that is not allowed leaves two other ways', async ({ playwright }) => {
  await withCamera(playwright, null, async (page) => {
    await expect(page.getByText(scanner.denied)).toBeVisible();
    await page.getByRole('textbox', { name: scanner.typedLabel }).fill(staged.toLowerCase());
    await page.getByRole('button', { name: scanner.open, exact: true }).click();
    await expect(page.locator('[data-block=choice] button').first()).toBeVisible();
  });
});

test('a long matrix fills itself after the page is there, and its invitations work', async ({
  context,
  page,
}) => {
  await context.addCookies(session);
  await page.goto(at(paths.studio()));
  await settled(page);
  const id = await beginCampaign(page, 'en', 'Forty nights');
  for (let n = 1; n <= 45; n++) {
    const made = await page.request.post(at('/_actions/story.createChapter/'), {
      headers: { origin: server.origin },
      data: { campaignId: id, start: { title: { en: `Night ${n}` } } },
    });
    expect(made.status()).toBe(200);
  }
  const answer = await page.goto(at(paths.story(id)));
  expect((await answer?.text())?.match(/data-later/g)).toHaveLength(25);
  await expect(page.locator('td[data-later]')).toHaveCount(0);
  await expect(page.locator('tr[data-chapter]')).toHaveCount(45);
  const last = page.getByRole('row').filter({ hasText: 'Night 45' });
  await last.getByRole('button', { name: /Bluesky/ }).click();
  await page.waitForURL(/\/posts\/pst_/);
});
