/** Steps in the studio, by roles and labels, in the language of the studio. */
import { expect, type Locator, type Page } from '@playwright/test';
import { accountTexts } from '#i18n/studio/account.ts';
import { campaignsTexts } from '#i18n/studio/campaigns.ts';
import type { Lang } from '#i18n/text.ts';
import { paths } from '#paths';
import type { TestServer } from './server.ts';

export const owner = { name: 'Ada Example', email: 'ada@example.org', password: 'a short sentence is easy' };

/** Waits until the islands of the page have taken over and nothing is being worked out. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('astro-island[ssr]')).toHaveCount(0);
  // The first score of a visit loads three readers.
  await expect(page.locator('section[aria-busy=true]')).toHaveCount(0, { timeout: 60_000 });
  await page.evaluate(() => document.fonts.ready);
}

/** Makes the owner by the set-up link; ends on the list of campaigns. */
export async function setUp(page: Page, server: TestServer, lang: Lang): Promise<void> {
  const t = accountTexts[lang];
  const link = new URL(server.setUpUrl);
  await page.goto(`${server.origin}${paths.language(lang, link.pathname + link.search)}`);
  await page.getByLabel(t.name).fill(owner.name);
  await page.getByLabel(t.email).fill(owner.email);
  await page.getByLabel(t.password).fill(owner.password);
  await page.getByRole('button', { name: t.setUp }).click();
  await expect(page.getByRole('heading', { level: 1, name: campaignsTexts[lang].title })).toBeVisible();
}

/** Begins a campaign; returns its id. */
export async function beginCampaign(page: Page, lang: Lang, title: string): Promise<string> {
  const t = campaignsTexts[lang];
  await page.getByRole('link', { name: t.create }).first().click();
  await page.getByLabel(t.name).fill(title);
  await page.getByRole('button', { name: t.begin }).click();
  await page.waitForURL(/\/studio\/cmp_\w+\/story/);
  return /cmp_\w+/.exec(page.url())?.[0] ?? '';
}

/** Waits until the editor in `scope` says that everything is saved. */
export async function saved(scope: Page | Locator): Promise<void> {
  await expect(scope.locator('.save-state').first()).toHaveAttribute('data-state', 'saved');
}
