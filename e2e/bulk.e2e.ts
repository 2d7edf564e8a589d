/** A table of codes becomes prints with codes in a saved style, mended on the page, and is taken back as a whole. */
import type { Page } from '@playwright/test';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { printTexts } from '#i18n/studio/print.ts';
import { qrTexts } from '#i18n/studio/qr.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill, plural } from '#i18n/text.ts';
import { paths } from '#paths';
import { expect, startServer, test } from './server.ts';
import { beginCampaign, saved, settled, setUp } from './studio.ts';

const lang = 'en';
const [t, s, d, p] = [bulkTexts[lang], stylesTexts[lang], designerTexts[lang], printTexts[lang]];

/** Chooses a table for upload, in the encoding old spreadsheets write. */
const choose = (page: Page, lines: readonly string[]) =>
  page.locator('input[type=file]').setInputFiles({
    name: 'table.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n'), 'latin1'),
  });
const codesOf = async (page: Page, address: string) => {
  await page.goto(address);
  await settled(page);
  return page.locator('.codes-table tbody tr');
};
const makeButton = (page: Page, n: number) =>
  page.getByRole('button', { name: plural(lang, n, { one: t.makeOne, other: t.make }), exact: true });

test('codes from a table, in a style of the workspace', async ({ page }) => {
  test.slow();
  const server = await startServer();
  try {
    await setUp(page, server, lang);
    const campaign = await beginCampaign(page, lang, 'The eighth tower');
    const at = (path: string) => server.origin + path;

    await page.goto(at(paths.bulk(campaign)));
    await settled(page);
    await choose(page, ['no heading of ours', 'x']);
    await expect(page.getByRole('alert')).toHaveText(t.noColumns);
    await choose(page, [
      'Ort;Breite;Länge;Medium;Auflage;Aufforderung',
      'Königstor;53,87;10,69;Aufkleber;20;',
      'Königstor;;;Plakat;1;',
      'Mühle;;10,7;Plakat;1;',
    ]);
    await expect(page.getByRole('row').filter({ hasText: 'Mühle' })).toBeVisible();
    await expect(page.getByText(t.latin)).toBeVisible();
    await expect(page.getByText(plural(lang, 1, { one: t.wrongOne, other: t.wrong }))).toBeVisible();
    await expect(page.getByRole('button', { name: t.makeNone })).toBeDisabled();
    const cell = page.getByRole('textbox', { name: fill(t.cellOf, { column: t.Col_latitude, line: 4 }) });
    await expect(cell).toHaveAccessibleDescription(fill(t.problem_place_needed, { value: 'Mühle' }));
    await cell.fill('53,88');
    await makeButton(page, 3).click();
    await expect(
      page.getByRole('heading', { name: plural(lang, 3, { one: t.madeOne, other: t.made }) }),
    ).toBeVisible();
    await expect(page.getByText(plural(lang, 3, { one: t.madeOne, other: t.made }))).toHaveCount(1);
    await page.getByRole('link', { name: t.print }).click();
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(3);

    await test.step('only what the print page was opened for is chosen, and its page can be seen closer', async () => {
      const chosen = page.getByRole('checkbox', { checked: true });
      await page.goto(at(paths.print(campaign)));
      await settled(page);
      await expect(page.getByRole('checkbox')).toHaveCount(3);
      await expect(chosen).toHaveCount(0);
      await page.getByRole('checkbox').first().check();
      const drawn = page.locator('.print-page svg');
      const width = async () => (await drawn.boundingBox())?.width ?? 0;
      const before = await width();
      await page.getByRole('button', { name: p.closer }).click();
      expect((await width()) / before).toBeCloseTo(1.5, 1);
      await drawn.click({ position: { x: 20, y: 20 } });
      expect((await width()) / before).toBeCloseTo(1, 1);
    });

    const rows = await codesOf(page, at(paths.codes(campaign)));
    await expect(rows).toHaveCount(3);
    await expect(rows.filter({ hasText: 'Königstor' })).toHaveCount(2);

    await test.step('a look is saved as a style and its colours locked', async () => {
      await rows.first().getByRole('link', { name: codesTexts[lang].design }).click();
      await page.waitForURL(/\/codes\/cod_/);
      await settled(page);
      await page
        .getByRole('group', { name: new RegExp(`^${d.frame}`) })
        .getByRole('radio', { name: qrTexts[lang]['frame.border'] })
        .check({ force: true });
      await page.getByRole('button', { name: s.saveAs }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: s.name }).fill('House');
      await page.getByRole('dialog').getByRole('button', { name: s.save }).click();
      await expect(page.getByText(fill(s.wears, { name: 'House' }))).toBeVisible();
      await saved(page);
      const designer = page.url();
      await page.goto(at(paths.styles()));
      await settled(page);
      const style = page.getByRole('article', { name: 'House' });
      await expect(style).toContainText(plural(lang, 1, { one: s.usedOne, other: s.used }));
      await expect(style).toContainText(s.scorePass, { timeout: 60_000 });
      const lock = style.getByRole('switch', { name: new RegExp(`^${s.Part_colours}`) });
      await lock.check({ force: true });
      await expect(lock).toBeChecked();
      await page.goto(designer);
      await settled(page);
      await expect(page.getByText(fill(s.lockedHere, { name: 'House' })).first()).toBeVisible();
    });

    await test.step('a second table wears it, with its own words, and is taken back', async () => {
      await page.goto(at(paths.bulk(campaign)));
      await settled(page);
      await choose(page, ['place,medium,call to action', 'Mühle,sticker,Come closer', 'Mühle,balloon,']);
      await page.getByRole('combobox', { name: t.style }).selectOption({ label: 'House' });
      await page.getByRole('switch', { name: t.skip }).check({ force: true });
      await makeButton(page, 1).click();
      await expect(page.getByRole('link', { name: t.print })).toBeVisible();
      const all = await codesOf(page, at(paths.codes(campaign)));
      await expect(all).toHaveCount(4);
      await page.goto(at(paths.bulk(campaign)));
      await settled(page);
      await page.getByRole('button', { name: t.takeBack }).first().click();
      await expect(
        page.getByText(plural(lang, 1, { one: t.takenBackOne, other: t.takenBack })),
      ).toBeVisible();
      await expect(await codesOf(page, at(paths.codes(campaign)))).toHaveCount(3);
    });
  } finally {
    await page.close();
    await server.stop();
  }
});
