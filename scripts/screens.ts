/**
 * Pictures of every screen for the README, from the built server with the demo: `node scripts/screens.ts`.
 * CHROMIUM names the browser; ONLY (a regular expression) narrows it to screens by their name; FOLDER puts them elsewhere.
 */
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page, request } from 'playwright';
import sharp from 'sharp';
import type { Marker } from '#domain/code/marker.ts';
import { playTexts } from '#i18n/player/play.ts';
import { accountTexts } from '#i18n/studio/account.ts';
import { artworkTexts } from '#i18n/studio/artwork.ts';
import { markerTexts } from '#i18n/studio/marker.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import type { Lang } from '#i18n/text.ts';
import { paths } from '#paths';
import { drawPoster, writeFilm } from './poster-film.ts';
import { serverArguments } from './server-arguments.mjs';

const FOLDER = process.env['FOLDER'] ?? 'docs/screens';
const langs = ['en', 'de'] as const;
const themes = ['light', 'dark'] as const;
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const onPhones = /^(?:insight|places|placement|codes|scanner)$/;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}

const dataDir = await mkdtemp(join(tmpdir(), 'wegmarke-screens-'));
const port = await freePort();
const origin = `http://127.0.0.1:${port}`;
const server = spawn(process.execPath, serverArguments, {
  env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
});
let printed = '';
await new Promise<void>((resolve, reject) => {
  server.stdout.on('data', (chunk) => {
    printed += chunk;
    if (printed.includes('Stop with Ctrl+C')) resolve();
  });
  server.stderr.pipe(process.stderr);
  server.once('exit', () => reject(new Error(`the server ended: ${printed}`)));
});
const film = join(dataDir, 'poster.mjpeg');
const browser = await chromium.launch({
  ...(process.env['CHROMIUM'] ? { executablePath: process.env['CHROMIUM'] } : {}),
  args: [
    '--no-sandbox',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ],
});

async function settle(page: Page): Promise<void> {
  await page.waitForFunction(
    () => !document.querySelector('astro-island[ssr], section[aria-busy=true], main .spinner'),
    null,
    { timeout: 60_000 },
  );
  await page
    .locator('figure.stage')
    .first()
    .and(page.locator('[data-state=loading]'))
    .waitFor({ state: 'detached', timeout: 60_000 });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined);
}

/** `prepare` brings into view what a page does not show by itself. */
async function shoot(
  page: Page,
  path: string,
  name: string,
  prepare?: (page: Page) => Promise<void>,
): Promise<void> {
  if (!new RegExp(process.env['ONLY'] ?? '').test(name)) return;
  await page.goto(origin + path);
  await settle(page);
  await prepare?.(page);
  const picture = await page.screenshot({ animations: 'disabled' });
  await writeFile(
    join(FOLDER, `${name}.png`),
    await sharp(picture).png({ palette: true, effort: 10 }).toBuffer(),
  );
  console.log(name);
}

/** Opens the print at the first place: the poster whose scene stands on its code. Answers its code. */
async function openPrint(page: Page): Promise<string> {
  await page.locator('.place-row').first().click();
  const head = page.locator('.print-head').first();
  await head.click();
  return (await head.locator('.code-text').textContent())?.trim() ?? '';
}

async function showArtwork(page: Page): Promise<void> {
  await openPrint(page);
  await page.locator('.artwork img').evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    image.closest('.artwork')?.scrollIntoView({ block: 'center' });
  });
}

/** Waits for the marker score, which is worked out after the scan score, and for what holds it back. */
async function showMarker(page: Page, lang: Lang): Promise<void> {
  await page.locator('.marker-head[data-score]').waitFor({ timeout: 120_000 });
  await page.getByText(markerTexts[lang].looking).waitFor({ state: 'detached', timeout: 120_000 });
  await page.locator('.marker-card').scrollIntoViewIfNeeded();
}

/** Goes to the first stage of the scene and opens it on the code; its hotspots are there once it stands. */
async function lookThroughCamera(page: Page, lang: Lang): Promise<void> {
  await page.locator('button[name=choice]').first().tap();
  await page.getByRole('button', { name: playTexts[lang].arOpen_code }).tap();
  await page.locator('.ar .stage-spot').first().waitFor({ timeout: 60_000 });
  // The light of the picture is taken over little by little.
  await page.waitForTimeout(3_000);
}

/** Puts a poster up as the artwork of the first print, with its code in it, and before the camera. Answers its code. */
async function hangPoster(page: Page, campaign: string): Promise<string> {
  await page.goto(origin + paths.places(campaign));
  await settle(page);
  const letters = await openPrint(page);
  const marker = (await (await fetch(origin + paths.marker(letters))).json()) as Marker;
  const painter = await browser.newPage();
  const poster = await drawPoster(painter, marker.svg);
  await writeFilm(painter, film, poster);
  await painter.close();
  const file = { name: 'poster.png', mimeType: 'image/png', buffer: poster };
  await page.locator('.artwork input[type=file]').setInputFiles(file);
  await page.getByText(artworkTexts.en.found).waitFor({ timeout: 60_000 });
  await page.locator('.print-body .save-state[data-state=saved]').waitFor();
  return letters;
}

const agents = [
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Android 15; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0',
] as const;

/** Choices that a visit takes at most. */
const STEPS = 8;

/** Real scans by phones without script; most choose, many to the end, so that the figures have something to say. */
async function scanAll(letters: readonly string[]): Promise<void> {
  for (const [index, code] of letters.entries()) {
    for (const agent of agents.slice(index % agents.length)) {
      const phone = await request.newContext({ userAgent: `${agent} ${index % 5}`, maxRedirects: 0 });
      let html = await (await phone.get(origin + paths.scan(code))).text();
      for (let step = 0; step < (index * 5) % STEPS; step += 1) {
        const part = (pattern: RegExp) => pattern.exec(html)?.[1] ?? '';
        const choices = [...html.matchAll(/name="choice" value="([^"]+)"/g)].map(([, choice = '']) => choice);
        const form = {
          v: part(/name="v" value="([^"]+)"/),
          choice: choices[index % 2 === 0 ? choices.length - 1 : step % Math.max(1, choices.length)] ?? '',
        };
        const choose = part(/action="([^"]+\/choose[^"]*)"/);
        if (!form.choice || !choose) break;
        const next = await phone.post(origin + choose, {
          headers: { Origin: origin },
          form,
          maxRedirects: 3,
        });
        html = await next.text();
      }
      await phone.dispose();
    }
  }
}

async function find(page: Page, path: string, part: string): Promise<string> {
  await page.goto(origin + path);
  const link = page.locator(`a[href*="${part}"]`).first();
  return (await link.getAttribute('href')) ?? '';
}

const wish = (context: BrowserContext, lang: string, theme: string) =>
  context.addCookies([
    { name: 'wegmarke.lang', value: lang, url: origin },
    { name: 'wegmarke.theme', value: theme, url: origin },
  ]);

try {
  await mkdir(FOLDER, { recursive: true });
  const t = accountTexts.en;
  const first = await browser.newContext({ locale: 'en-GB' });
  const page = await first.newPage();
  const setUp = (/Set-up, once\s+(\S+)/.exec(printed)?.[1] ?? '').slice(origin.length);
  for (const lang of langs) {
    await wish(first, lang, 'light');
    await page.setViewportSize(desktop);
    await shoot(page, setUp, `set-up-light-${lang}`);
  }
  await wish(first, 'en', 'light');
  await page.goto(origin + setUp);
  await page.getByLabel(t.name).fill('Ada Example');
  await page.getByLabel(t.email).fill('ada@example.org');
  await page.getByLabel(t.password).fill('a short sentence is easy');
  await page.getByRole('button', { name: t.setUp }).click();
  await page.waitForURL(origin + paths.studio());
  const campaign = /cmp_\w+/.exec(await find(page, paths.studio(), 'cmp_'))?.[0] ?? '';
  const onPoster = await hangPoster(page, campaign);
  await page.goto(origin + paths.codes(campaign));
  // A printed code has a look; those of posts are plain.
  const poster = page.getByRole('row', { name: placesTexts.en.medium_poster }).first();
  const code = (await poster.getByRole('link').first().getAttribute('href')) ?? '';
  const screens: Readonly<Record<string, string>> = {
    campaigns: paths.studio(),
    new: paths.newCampaign(),
    account: paths.account(),
    brief: paths.brief(campaign),
    story: paths.story(campaign),
    chapter: await find(page, paths.story(campaign), '/story/chp_'),
    post: await find(page, paths.story(campaign), '/posts/'),
    places: paths.places(campaign),
    codes: paths.codes(campaign),
    attention: paths.attention(campaign, code.split('/').at(-1) ?? ''),
    bulk: paths.bulk(campaign),
    print: `${paths.print(campaign)}?medium=poster`,
    placement: await find(page, paths.places(campaign), '/places/plm_'),
    styles: paths.styles(),
    scenes: paths.scenes(campaign),
    scene: await find(page, paths.scenes(campaign), '/scenes/scn_'),
    insight: paths.insight(campaign),
    settings: paths.settings(campaign),
  };
  await page.goto(origin + paths.codes(campaign));
  await settle(page);
  const cells = await page.getByRole('cell').or(page.getByRole('rowheader')).allTextContents();
  const all = cells.map((text) => text.trim()).filter((text) => /^[0-9A-Z]{6}$/.test(text));
  await scanAll(all.slice(0, 24));
  const cookies = await first.cookies();
  await first.close();
  const letters = all[0] ?? '';

  for (const lang of langs) {
    for (const theme of themes) {
      const look = {
        colorScheme: theme,
        locale: lang === 'de' ? 'de-DE' : 'en-GB',
        reducedMotion: 'reduce',
      } as const;
      const outside = await browser.newContext({ ...look, viewport: desktop });
      await wish(outside, lang, theme);
      const door = await outside.newPage();
      await shoot(door, paths.signIn(), `sign-in-${theme}-${lang}`);
      await outside.close();

      const inside = await browser.newContext({ ...look, viewport: desktop });
      await inside.addCookies(cookies);
      await wish(inside, lang, theme);
      const studio = await inside.newPage();
      for (const [name, path] of Object.entries(screens))
        await shoot(studio, path, `${name}-${theme}-${lang}`);
      await shoot(studio, code, `code-${theme}-${lang}`, (page) => showMarker(page, lang));
      await shoot(studio, paths.places(campaign), `artwork-${theme}-${lang}`, showArtwork);
      await studio.setViewportSize(phone);
      for (const [name, path] of Object.entries(screens)) {
        if (onPhones.test(name)) await shoot(studio, path, `${name}-${theme}-${lang}-phone`);
      }
      await inside.close();

      // Without the name of a phone these visits would be shown as a bot's.
      const street = await browser.newContext({
        ...look,
        viewport: phone,
        isMobile: true,
        hasTouch: true,
        userAgent: agents[0],
      });
      await wish(street, lang, theme);
      const hand = await street.newPage();
      await shoot(hand, paths.scanner(), `scanner-${theme}-${lang}-phone`);
      // What a campaign shows to passers-by is the same by day and by night.
      if (theme === 'light') {
        await shoot(hand, paths.scan(letters), `play-${lang}-phone`);
        await shoot(hand, paths.scan('000000'), `notice-${lang}-phone`);
        await street.grantPermissions(['camera']);
        await shoot(hand, paths.scan(onPoster), `ar-${lang}-phone`, (page) => lookThroughCamera(page, lang));
      }
      await street.close();
    }
  }
} finally {
  await browser.close();
  server.kill();
  await rm(dataDir, { recursive: true, force: true });
}
