import { paths } from '#paths';
import { expect, phoneOptions, startServer, test } from './server.ts';
import { settled, setUp } from './studio.ts';

test('look', async ({ fresh, page, troubles }) => {
  troubles.allow(/./);
  const server = await startServer({ demo: true });
  try {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await setUp(page, server, 'en');
    await page.goto(`${server.origin}/studio`);
    const href = await page.locator('a[href*="/studio/cmp_"]').first().getAttribute('href');
    const campaign = /cmp_\w+/.exec(href ?? '')?.[0] ?? '';
    await page.goto(`${server.origin}/studio/${campaign}/scenes`);
    const link = page.getByRole('link', { name: /clock/i }).first();
    const scene = /scn_\w+/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
    for (const lang of ['en'] as const) {
      for (const theme of ['light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.goto(`${server.origin}${paths.language(lang, `/studio/${campaign}/scenes/${scene}`)}`);
        await settled(page);
        await page.locator('.block-open').first().click();
        await page.locator('.stage-edit').waitFor({ timeout: 10_000 });
        await page.waitForTimeout(4000);
        await page.locator('.print-frame').scrollIntoViewIfNeeded();
        await page.waitForTimeout(4000);
        await page.locator('.print-frame').screenshot({ path: `/tmp/look-print.png` });
        await page.locator('.stage-edit').screenshot({ path: `/tmp/look-${lang}-${theme}.png` });
        if (lang === 'en' && theme === 'light') await page.screenshot({ path: '/tmp/look-page.png' });
      }
    }
    const phone = await (await fresh(phoneOptions)).newPage();
    await phone.goto(`${server.origin}/studio`);
    // the published version's page, by preview
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${server.origin}/preview/${scene}/?at=start&lang=en`);
    await expect(page.locator('figure.stage')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: '/tmp/look-play1.png' });
    await page.getByRole('button', { name: 'Nudge it' }).click();
    await page.waitForTimeout(1500);
    await page.screenshot({ path: '/tmp/look-play2.png' });
    await page.getByRole('button', { name: 'The bell' }).dispatchEvent('click');
    await page.waitForTimeout(500);
    await page.screenshot({ path: '/tmp/look-play3.png' });
  } finally {
    await server.stop();
  }
});
