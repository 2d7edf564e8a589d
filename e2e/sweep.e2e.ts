/** Every screen in light and dark, English and German: accessible, within its policy, within its width. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { accountTexts } from '#i18n/studio/account.ts';
import { type Lang, langs } from '#i18n/text.ts';
import { paths } from '#paths';
import { expect, phoneOptions, startServer, type TestServer, test } from './server.ts';
import { owner, settled, setUp } from './studio.ts';

const softly = expect.configure({ soft: true, timeout: 5_000 });
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

interface Screen {
  readonly name: string;
  readonly path: string;
  /** Fits a phone's width; editors need a table. */
  readonly narrow: boolean;
  readonly status?: number;
}

let server: TestServer;
let session: { cookies: Awaited<ReturnType<import('@playwright/test').BrowserContext['cookies']>> };
let studio: readonly Screen[];
let doors: readonly Screen[];
let street: readonly Screen[];

/** The first address on the page that matches. */
async function find(page: Page, path: string, pattern: RegExp): Promise<string> {
  await page.goto(server.origin + path);
  await settled(page);
  const all = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const found = all.find((href) => href !== null && pattern.test(href));
  expect(found, `a link like ${pattern} on ${path}`).toBeTruthy();
  return found ?? '';
}

test.beforeAll(async ({ browser }) => {
  server = await startServer({ demo: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(server.setUpUrl);
  const setUpPath = server.setUpUrl.slice(server.origin.length);
  const signInPath = paths.signIn();
  await setUp(page, server, 'en');
  const campaign = /cmp_\w+/.exec(await find(page, paths.studio(), /cmp_\w+/))?.[0] ?? '';
  const chapter = await find(page, paths.story(campaign), /\/story\/chp_/);
  const post = await find(page, paths.story(campaign), /\/posts\/pst_/);
  const print = await find(page, paths.places(campaign), /\/places\/plm_/);
  const code = await find(page, paths.codes(campaign), /\/codes\/cod_/);
  const scene = await find(page, paths.scenes(campaign), /\/scenes\/scn_/);
  session = { cookies: await context.cookies() };
  const letters = /\/Q\/(\w{6})/i.exec(server.output())?.[1] ?? '';
  expect(letters).not.toBe('');
  await context.close();
  doors = [
    { name: 'sign-in', path: signInPath, narrow: true },
    { name: 'set-up, worn link', path: setUpPath, narrow: true },
    { name: 'scanner', path: paths.scanner(), narrow: true },
    { name: '404', path: '/nothing-here', narrow: true, status: 404 },
  ];
  studio = [
    { name: 'campaigns', path: paths.studio(), narrow: true },
    { name: 'new campaign', path: paths.newCampaign(), narrow: true },
    { name: 'account', path: paths.account(), narrow: true },
    { name: 'styles', path: paths.styles(), narrow: true },
    { name: 'brief', path: paths.brief(campaign), narrow: false },
    { name: 'story', path: paths.story(campaign), narrow: true },
    { name: 'chapter', path: chapter, narrow: false },
    { name: 'post', path: post, narrow: false },
    { name: 'places', path: paths.places(campaign), narrow: true },
    { name: 'print', path: print, narrow: true },
    { name: 'codes', path: paths.codes(campaign), narrow: true },
    { name: 'code', path: code, narrow: true },
    { name: 'code on its wall', path: paths.attention(campaign, code.split('/').at(-1) ?? ''), narrow: true },
    { name: 'codes from a table', path: paths.bulk(campaign), narrow: true },
    { name: 'codes on paper', path: paths.print(campaign), narrow: true },
    { name: 'scenes', path: paths.scenes(campaign), narrow: true },
    { name: 'scene', path: scene, narrow: false },
    { name: 'insight', path: paths.insight(campaign), narrow: true },
    { name: 'settings', path: paths.settings(campaign), narrow: false },
    { name: 'style book', path: '/studio/style', narrow: false },
    { name: 'studio 404', path: paths.story('cmp_0000000000000000'), narrow: true, status: 404 },
  ];
  street = [
    { name: 'scene on a phone', path: paths.scan(letters), narrow: true },
    { name: 'unknown code', path: paths.scan('000000'), narrow: true, status: 404 },
  ];
});
test.afterAll(() => server.stop());

async function look(page: Page, { path, status = 200 }: Screen): Promise<void> {
  const answer = await page.goto(server.origin + path);
  expect.soft(answer?.status(), path).toBe(status);
  await settled(page);
}

async function expectAccessible(page: Page, name: string, rules?: string[]): Promise<void> {
  // All frames are of our own origin: no second page has to be opened to put the results together.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(tags)).analyze();
  const told = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`).join(' | ')}`,
  );
  expect.soft(told, name).toEqual([]);
}

/** Nothing is wider than the screen but what scrolls within itself. */
async function expectWithin(page: Page, name: string): Promise<void> {
  const beyond = () =>
    page.evaluate(() => {
      const { documentElement: root, body } = document;
      return Math.max(root.scrollWidth, body.scrollWidth) - root.clientWidth;
    });
  await softly.poll(beyond, `${name}: pixels beyond its width`).toBeLessThanOrEqual(0);
}

const cookie = (name: string, value: string) => ({ name: `wegmarke.${name}`, value, url: server.origin });
const localeOf: Record<Lang, string> = { en: 'en-GB', de: 'de-DE' };
/** What the dark theme can spoil; the rest was judged in the light one. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const wideSize = { width: 1440, height: 900 };
const narrowSize = { width: 360, height: 780 };

for (const lang of langs) {
  test(`${lang}: accessible in light and dark, within policy and width`, async ({ fresh }) => {
    test.slow();
    const context = await fresh({ locale: localeOf[lang], reducedMotion: 'reduce', viewport: wideSize });
    const page = await context.newPage();

    async function turnDark(): Promise<void> {
      // The two ways to the dark theme: the studio's own setting, and the system's.
      if (lang === 'en')
        await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
      else await page.emulateMedia({ colorScheme: 'dark' });
      await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
    }
    async function walk(screens: readonly Screen[]): Promise<void> {
      for (const screen of screens) {
        const name = `${screen.name} (${lang})`;
        await page.emulateMedia({ colorScheme: 'light' });
        await look(page, screen);
        expect.soft(await page.locator('html').getAttribute('lang'), name).toBe(lang);
        await expectWithin(page, name);
        await expectAccessible(page, name);
        await turnDark();
        await expectAccessible(page, `${name}, dark`, colourRules);
        if (!screen.narrow) continue;
        await page.setViewportSize(narrowSize);
        await expectWithin(page, `${name} at 360 px`);
        await page.setViewportSize(wideSize);
      }
    }
    await context.addCookies([cookie('lang', lang)]);
    await walk(doors);
    await context.addCookies([...session.cookies, cookie('lang', lang)]);
    await walk(studio);
  });

  test(`${lang}: pages in the street are accessible and within their width`, async ({ fresh }) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await fresh({ ...phoneOptions, colorScheme, locale: localeOf[lang] });
      const page = await context.newPage();
      for (const screen of street) {
        const name = `${screen.name} (${lang}, ${colorScheme})`;
        await look(page, screen);
        expect.soft(await page.locator('html').getAttribute('lang'), name).toBe(lang);
        await expectAccessible(page, name);
        await expectWithin(page, name);
      }
    }
  });
}

test('sign-in leads to the page that was asked for', async ({ page }) => {
  const t = accountTexts.en;
  await page.goto(server.origin + paths.account());
  await expect(page.getByRole('heading', { level: 1, name: t.signInTitle })).toBeVisible();
  await page.getByLabel(t.email).fill(owner.email);
  await page.getByLabel(t.password).fill(owner.password);
  await page.getByRole('button', { name: t.signIn }).click();
  await expect(page.getByRole('heading', { level: 1, name: t.accountTitle })).toBeVisible();
});
