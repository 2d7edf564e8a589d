/** Whoever stands before a poster with a phone: a photo, what it says, and what becomes of the print. */
import { readFile, writeFile } from 'node:fs/promises';
import { placementLifeTexts } from '#i18n/studio/placement-life.ts';
import { placesTexts } from '#i18n/studio/places.ts';
import { fill } from '#i18n/text.ts';
import { paths, printedUrl } from '#paths';
import { photoOfPrint } from '#testing/photo.ts';
import { expect, phoneOptions, startServer, type TestServer, test } from './server.ts';
import { settled, setUp } from './studio.ts';

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer({ demo: true });
});
test.afterAll(() => server.stop());

for (const lang of ['en', 'de'] as const) {
  const t = placementLifeTexts[lang];

  test(`a print is photographed where it hangs, by phone (${lang})`, async ({ fresh }, info) => {
    const context = await fresh(phoneOptions);
    const page = await context.newPage();
    if (lang === 'en') {
      await setUp(page, server, lang);
      await context.storageState({ path: `${server.dataDir}/session.json` });
    } else {
      const { cookies } = JSON.parse(await readFile(`${server.dataDir}/session.json`, 'utf8'));
      await context.addCookies(cookies);
      await page.goto(`${server.origin}${paths.language(lang, paths.studio())}`);
    }
    const campaign = /cmp_\w+/.exec(
      (await page.locator('a[href*="/studio/cmp_"]').first().getAttribute('href')) ?? '',
    )?.[0];
    await page.goto(`${server.origin}${paths.places(campaign ?? '')}`);
    await settled(page);
    const due = page.getByRole('region', { name: t.due });
    // Each language takes a print of its own.
    const links = due.getByRole('link');
    const prints = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
    const [print = '', neighbour = ''] = prints;
    await page.goto(neighbour);
    const letters = page.locator('.facts .code-text');
    const foreign = (await letters.textContent()) ?? '';
    const foreignName = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
    await page.goto(print);
    await settled(page);
    const own = (await letters.textContent()) ?? '';
    const url = (code: string) => printedUrl(server.origin, code);
    const state = page.locator('.life .chip').first();
    await expect(state).toHaveText(t.state_planned);

    const camera = page.locator('input[capture=environment]');
    const photograph = async (name: string, payload: string | null, options = {}) => {
      const file = info.outputPath(`${name}.jpg`);
      await writeFile(file, await photoOfPrint(payload, options));
      const choosing = page.waitForEvent('filechooser');
      await page.getByRole('button', { name: t.take }).click();
      await (await choosing).setFiles(file);
    };
    const said = page.locator('.proof-photo .reading');
    await expect(camera).toHaveCount(1);

    await photograph('none', null);
    await expect(said).toContainText(t.unseen, { timeout: 60_000 });
    await photograph('wrong', url(foreign));
    await expect(said).toContainText(fill(t.wrongCode, { letters: foreign, whose: foreignName }), {
      timeout: 60_000,
    });
    await expect(state).toHaveText(t.state_planned);
    await photograph('right', url(own), { aslant: 0.8, blurPx: 1.2 });
    await expect(said).toContainText(t.verdict_passed, { timeout: 60_000 });
    await expect(page.getByText(t.wentChecked)).toBeVisible();
    await expect(state).toHaveText(t.state_checked);

    // A wrong step is taken back and brought back; nothing leaves the list.
    const life = page.getByRole('region', { name: t.life });
    const entries = life.getByRole('listitem').filter({ has: page.locator('strong') });
    await expect(entries).toHaveCount(3);
    await life.getByRole('button', { name: t.undo }).click();
    await expect(state).toHaveText(t.state_planned);
    await expect(entries).toHaveCount(4);
    await life.getByRole('button', { name: t.restore }).click();
    await expect(state).toHaveText(t.state_checked);
    await expect(entries).toHaveCount(5);

    // Nothing is wider than the phone.
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);

    await page.goto(`${server.origin}${paths.places(campaign ?? '')}`);
    await settled(page);
    await expect(due.getByRole('link', { name: placesTexts[lang].medium_poster }).first()).toBeVisible();
    expect(
      await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href)),
    ).not.toContain(print);
  });
}
