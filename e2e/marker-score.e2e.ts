/** One look tells a designer whether her style carries a scene: measured beside the scan score, with what mends it. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { designerTexts } from '#i18n/studio/designer.ts';
import { markerTexts } from '#i18n/studio/marker.ts';
import { type Lang, langs } from '#i18n/text.ts';
import { GOOD } from '#marker/score.ts';
import { paths } from '#paths';
import { expect, startServer, type TestServer, test } from './server.ts';
import { saved, settled, setUp } from './studio.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
let server: TestServer;
let cookies: Awaited<ReturnType<import('@playwright/test').BrowserContext['cookies']>>;
let code = '';
let codes: readonly string[] = [];

test.beforeAll(async ({ browser }) => {
  server = await startServer({ demo: true });
  const context = await browser.newContext();
  const page = await context.newPage();
  await setUp(page, server, 'en');
  const link = await page.locator('a[href*="/studio/cmp_"]').first().getAttribute('href');
  const campaign = /cmp_\w+/.exec(link ?? '')?.[0] ?? '';
  // A poster's code of the demo whose scene stands on it.
  await page.goto(server.origin + paths.places(campaign));
  await settled(page);
  const print = await page.locator('a[href*="/places/plm_"]').first().getAttribute('href');
  await page.goto(server.origin + (print ?? ''));
  await settled(page);
  code = (await page.locator('a[href*="/codes/cod_"]').first().getAttribute('href')) ?? '';
  await page.goto(server.origin + paths.codes(campaign));
  await settled(page);
  codes = await page
    .locator('a[href*="/codes/cod_"]')
    .evaluateAll((all) => [...new Set(all.map((link) => link.getAttribute('href') ?? ''))]);
  cookies = await context.cookies();
  await context.close();
});
test.afterAll(() => server.stop());

const head = (page: Page) => page.locator('.marker-head');

/** The score once it stands for what is on the screen. */
async function measured(page: Page): Promise<number> {
  await expect(head(page)).toHaveAttribute('data-score', /^\d+$/, { timeout: 90_000 });
  return Number(await head(page).getAttribute('data-score'));
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('.marker-card').withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual(
    [],
  );
}

/** Types an ink into the field behind the swatches. */
async function ink(page: Page, lang: Lang, hex: string): Promise<void> {
  const name = `${designerTexts[lang].ink}: ${designerTexts[lang].otherColour}`;
  const field = page.getByRole('textbox', { name });
  if (!(await field.isVisible())) await page.getByRole('button', { name }).click();
  await field.fill(hex);
  await field.press('Tab');
}

async function open(page: Page, lang: Lang): Promise<void> {
  await page.context().addCookies([...cookies, { name: 'wegmarke.lang', value: lang, url: server.origin }]);
  await page.goto(server.origin + code);
  await settled(page);
}

for (const lang of langs) {
  const [t, d] = [markerTexts[lang], designerTexts[lang]];

  test(`a style is told whether it carries a scene, and what mends it (${lang})`, async ({ fresh }, info) => {
    test.slow();
    const page = await (
      await fresh({ viewport: { width: 1440, height: 1_000 }, locale: lang, reducedMotion: 'reduce' })
    ).newPage();
    await open(page, lang);
    const card = page.locator('.marker-card');
    const width = page.getByRole('spinbutton', { name: d.width, exact: true });
    await width.fill('260');
    const first = await measured(page);
    expect(first).toBeGreaterThanOrEqual(GOOD);
    await expect(card.getByText(t.good, { exact: true })).toBeVisible();
    await expectAccessible(page);
    const artwork = card.getByRole('link', { name: t.artwork });
    await expect(artwork).toHaveAttribute('href', /\/places\/plm_\w+$/);
    await card.screenshot({ path: info.outputPath('good.png') });

    // A print that is too small for where it hangs: no new measurement, and a button that undoes it.
    await width.fill('130');
    await expect.poll(() => head(page).getAttribute('data-score').then(Number)).toBeLessThan(first - 10);
    const widen = card.getByRole('button', { name: t['mend.size'].split('{')[0] ?? '' }).last();
    await widen.click();
    await expect.poll(() => head(page).getAttribute('data-score').then(Number)).toBeGreaterThanOrEqual(GOOD);

    // A pale ink is measured anew, after the scan score; what limits it was tried, and its button mends it.
    await ink(page, lang, '#dadada');
    await expect.poll(() => measured(page), { timeout: 90_000 }).toBeLessThan(first - 10);
    const pale = await measured(page);
    expect(pale).toBeLessThan(GOOD);
    await expect(card.getByText(t['limit.ink'])).toBeVisible({ timeout: 90_000 });
    await expectAccessible(page);
    await card.screenshot({ path: info.outputPath('pale.png') });
    await page.evaluate(() => document.documentElement.setAttribute('data-theme', 'dark'));
    await expectAccessible(page);
    await card.screenshot({ path: info.outputPath('pale-dark.png') });
    await card.getByRole('button', { name: t['mend.ink'] }).click();
    await expect.poll(() => measured(page), { timeout: 90_000 }).toBeGreaterThan(pale + 5);
    await expect(card.getByText(t['limit.ink'])).toHaveCount(0);

    // The file of a code whose scene stands on it says so, for the file's own size.
    await page.getByRole('button', { name: d.print, exact: true }).click();
    const line = page.locator('.print-marker');
    await expect(line).toHaveAttribute('data-tone', 'good');
    const dialog = page.getByRole('dialog');
    const fileWidth = dialog.getByRole('spinbutton', { name: d.widthMm });
    await fileWidth.fill('30');
    await fileWidth.press('Tab');
    await expect(line).not.toHaveAttribute('data-tone', 'good');
    await page.screenshot({ path: info.outputPath('print-dark.png') });
  });
}

test('where no scene stands on the code the score says so, and the print file is silent', async ({
  fresh,
}) => {
  test.slow();
  const page = await (await fresh({ viewport: { width: 1440, height: 1_000 } })).newPage();
  const unused = page.locator('.marker-card').getByText(markerTexts.en.unused);
  await page.context().addCookies(cookies);
  for (const one of codes) {
    await page.goto(server.origin + one);
    await expect(page.locator('.marker-card .why').first()).toBeVisible();
    if (await unused.isVisible()) break;
  }
  await expect(unused).toBeVisible();
  await settled(page);
  await measured(page);
  await page.getByRole('button', { name: designerTexts.en.print, exact: true }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect(page.locator('.print-marker')).toHaveCount(0);
});

test('a change that comes while it is measured ends the measuring, and the scan score is not held up', async ({
  fresh,
}) => {
  test.slow();
  const page = await (await fresh({ viewport: { width: 1440, height: 1_000 } })).newPage();
  await open(page, 'en');
  await measured(page);
  await ink(page, 'en', '#7a7a7a');
  await ink(page, 'en', '#1d221f');
  const last = await measured(page);
  // The scan score is there first.
  const order = await page.evaluate(() => performance.getEntriesByType('mark').map(({ name }) => name));
  expect(order.filter((name) => name === 'preflight' || name === 'marker').at(-1)).toBe('marker');
  // What was measured before is known: the figure is that of the style that is shown.
  await saved(page);
  await page.reload();
  await settled(page);
  expect(await measured(page)).toBe(last);
  const marks = await page.evaluate(() => performance.getEntriesByName('marker').length);
  expect(marks).toBe(1);
});
