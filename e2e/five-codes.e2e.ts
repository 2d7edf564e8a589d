/** A designer who knows nothing of QR: five looks from the offered controls alone, each judged, proven, printed and read. */
import { readFile } from 'node:fs/promises';
import type { Page, TestInfo } from '@playwright/test';
import sharp from 'sharp';
import { GATE } from '#domain/qr/limits.ts';
import { codesTexts } from '#i18n/studio/codes.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { frameTexts } from '#i18n/studio/frame.ts';
import { proofTexts } from '#i18n/studio/proof.ts';
import { qrTexts } from '#i18n/studio/qr.ts';
import { stylesTexts } from '#i18n/studio/styles.ts';
import { fill } from '#i18n/text.ts';
import { paths, printedUrl } from '#paths';
import { nodeDecoders } from '#server/codes/print/decoders.ts';
import { expect, startServer, test } from './server.ts';
import { saved, settled, setUp } from './studio.ts';

const lang = 'en';
const [d, f, p, s, names] = [
  designerTexts[lang],
  frameTexts[lang],
  proofTexts[lang],
  stylesTexts[lang],
  qrTexts[lang],
];

/** Widths of the pictures a print file is read in, pixels: near and far, as a phone's frames come. */
const PICTURE_PX = [300, 420, 600, 800, 1_100];
const HOUSE = 'Harbour house';
const palette = [
  ['Night water', '#0f3a4f'],
  ['Brick', '#8c2f1b'],
] as const;

/** A lighthouse on its rock, as a graphic designer would hand it over. */
const lighthouse = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
  <path fill="#0f3a4f" d="M19 18h10l3 22H16z"/>
  <path fill="#fff" d="M18.2 24h11.6l.6 5H17.6z"/>
  <path fill="#8c2f1b" d="M17 15h14v3H17zM24 4l6 6H18z"/>
  <rect fill="#e0a526" x="20" y="10" width="8" height="5"/>
  <path fill="#8c2f1b" d="M6 44c4-5 8-5 12-4h12c4-1 8-1 12 4z"/>
</svg>`;

/** What is clicked, in the order of the page: the name of a group of controls, and of the choice in it. */
type Choice = readonly [group: string, name: string | RegExp];
/** A swatch: by its value, or by the name that the workspace gave it. */
const hex = (value: string) => new RegExp(`^${value}`);

interface Look {
  readonly name: string;
  readonly wears?: string;
  readonly choices: readonly Choice[];
  readonly logo?: string;
  readonly frame: readonly Choice[];
  readonly call: string;
  readonly caption?: string;
  /** What the preview says of itself. */
  readonly alt: readonly string[];
  readonly saveAs?: string;
}

const looks: readonly Look[] = [
  {
    name: 'gateway',
    choices: [
      [d.modules, names['shape.rounded']],
      [d.eyeFrame, names['eye.rounded']],
      [d.eyePupil, names['eye.circle']],
      [d.paint, d.paintLinear],
      [d.inkFrom, hex('#14406b')],
      [d.inkTo, hex('#3a2850')],
      [d.pupilColour, hex('#a82e19')],
    ],
    frame: [
      [d.frame, names['frame.arch']],
      [d.frameColour, hex('#14406b')],
      [d.frameText, hex('#ffffff')],
    ],
    call: 'Who rings at night?',
    alt: [names['shape.rounded'], names['frame.arch']],
  },
  {
    name: 'stamp',
    choices: [
      [d.modules, names['shape.dots']],
      [d.eyeFrame, names['eye.rounded']],
      [d.eyePupil, names['eye.circle']],
      [d.paint, d.paintSolid],
      [d.ink, hex('#1c211f')],
      [d.eyeColour, d.asModules],
      [d.pupilColour, d.asModules],
      [d.plate, hex('#fffdf8')],
    ],
    frame: [
      [d.frame, names['frame.stamp']],
      [d.frameColour, hex('#a82e19')],
      [d.frameText, hex('#1c211f')],
      [d.frameGround, hex('#f6efdd')],
    ],
    call: 'Post from the tower',
    caption: 'Collected every full moon',
    alt: [names['shape.dots'], names['frame.stamp']],
  },
  {
    name: 'trail',
    choices: [
      [d.modules, names['shape.classy']],
      [d.eyeFrame, names['eye.rounded']],
      [d.eyePupil, names['eye.rounded']],
      [d.paint, d.paintSolid],
      [d.ink, hex('#20504a')],
      [d.eyeColour, d.asModules],
      [d.pupilColour, hex('#a82e19')],
      [d.plate, hex('#e8f0ea')],
    ],
    frame: [
      [d.frame, names['frame.sign']],
      [d.frameColour, hex('#20504a')],
      [d.frameText, hex('#ffffff')],
    ],
    call: 'To the seventh step',
    caption: 'Ten minutes along the wall',
    alt: [names['shape.classy'], names['frame.sign']],
  },
  {
    name: 'ticket',
    choices: [
      [d.modules, names['shape.square']],
      [d.eyeFrame, names['eye.square']],
      [d.eyePupil, names['eye.square']],
      [d.paint, d.paintSolid],
      [d.ink, 'Night water'],
      [d.eyeColour, 'Brick'],
      [d.pupilColour, 'Night water'],
    ],
    logo: lighthouse,
    frame: [
      [d.frame, names['frame.ticket']],
      [d.frameColour, 'Night water'],
      [d.frameText, 'Brick'],
      [d.frameGround, hex('#fffdf8')],
    ],
    call: 'Admit one, after dark',
    alt: [names['shape.square'], names['frame.ticket']],
    saveAs: HOUSE,
  },
  {
    name: 'film',
    wears: HOUSE,
    choices: [
      [d.modules, names['shape.bars']],
      [d.eyeFrame, names['eye.rounded']],
      [d.eyePupil, names['eye.rounded']],
      [d.paint, d.paintRadial],
      [d.inkFrom, 'Brick'],
      [d.inkTo, 'Night water'],
      [d.eyeColour, 'Night water'],
    ],
    frame: [
      [d.frame, names['frame.film']],
      [d.frameColour, hex('#1c211f')],
      [d.frameText, hex('#ffffff')],
    ],
    call: 'See what the keeper saw',
    alt: [names['shape.bars'], names['frame.film']],
  },
];

/** Presses a choice where a person would: on its tile, swatch or segment. */
async function choose(page: Page, [group, name]: Choice): Promise<void> {
  const starts = new RegExp(`^${group}`);
  const choice = page
    .getByRole('group', { name: starts })
    .or(page.getByRole('radiogroup', { name: starts }))
    .getByRole('radio', { name, exact: true });
  await choice.locator('xpath=..').click();
  await expect(choice).toBeChecked();
}

/** The brand's colours, in the palettes of the workspace. */
async function makePalette(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await settled(page);
  await page.getByRole('button', { name: s.paletteNew }).click();
  await page.getByRole('button', { name: s.colourAdd }).click();
  for (const [at, [name, value]] of palette.entries()) {
    const label = fill(s.colourValue, { n: at + 1 });
    await page.getByRole('textbox', { name: new RegExp(`^${label}`) }).fill(value);
    await page.getByRole('textbox', { name: s.colourName }).nth(at).fill(name);
  }
  await saved(page);
}

async function apply(page: Page, look: Look): Promise<void> {
  if (look.wears) await choose(page, [s.card, look.wears]);
  for (const choice of look.choices) await choose(page, choice);
  if (look.logo) {
    const choosing = page.waitForEvent('filechooser');
    await page.getByText(d.logoChoose, { exact: true }).click();
    await (await choosing).setFiles({
      name: 'lighthouse.svg',
      mimeType: 'image/svg+xml',
      buffer: Buffer.from(look.logo),
    });
    await expect(page.getByRole('button', { name: d.logoRemove })).toBeVisible();
  }
  const [kind, ...colours] = look.frame;
  if (kind) await choose(page, kind);
  await page.getByRole('textbox', { name: d.callToAction }).fill(look.call);
  await page.getByRole('textbox', { name: f.caption }).fill(look.caption ?? '');
  for (const choice of colours) await choose(page, choice);
  const alt = new RegExp([...look.alt, look.call.replace('?', '\\?')].join('.*'));
  await expect(page.locator('.artwork')).toHaveAccessibleName(alt);
}

/** The live score once it belongs to what is on the screen. */
async function liveScore(page: Page): Promise<number> {
  const meter = page.getByRole('region', { name: d.meter });
  await expect(meter).toHaveAttribute('aria-busy', 'false', { timeout: 60_000 });
  return Number(await meter.locator('.meter-score').textContent());
}

/** What the file says to each reader that reads it in one of the pictures. */
async function readPrint(file: Buffer): Promise<Set<string>> {
  const texts = new Set<string>();
  for (const decoder of await nodeDecoders()) {
    let found = false;
    for (const px of PICTURE_PX) {
      const { data, info } = await sharp(file, { density: 300 })
        .resize({ width: px })
        .flatten({ background: '#ffffff' })
        .toColourspace('b-w')
        .raw()
        .toBuffer({ resolveWithObject: true });
      const text = await decoder.decode(Uint8ClampedArray.from(data), info.width, info.height);
      if (text === null) continue;
      found = true;
      texts.add(text);
    }
    expect(found, `${decoder.id} reads the file`).toBe(true);
  }
  return texts;
}

async function picture(page: Page, info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await page.screenshot({ path });
  await info.attach(name, { path, contentType: 'image/png' });
}

test.use({ contextOptions: { reducedMotion: 'reduce' }, viewport: { width: 1_440, height: 1_000 } });

test('five looks by clicking alone, all proven and read', async ({ page }, info) => {
  test.slow();
  const server = await startServer({ demo: true });
  try {
    await setUp(page, server, lang);
    await makePalette(page, server.origin + paths.styles());
    await page.goto(server.origin + paths.studio());
    const link = page.locator('a[href*="/studio/cmp_"]').first();
    const campaign = /cmp_\w+/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
    await page.goto(server.origin + paths.codes(campaign));
    await settled(page);
    const designs = page.getByRole('link', { name: fill(codesTexts[lang].designOf, { letters: '' }) });
    const codes = await designs.evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));

    for (const [index, look] of looks.entries())
      await test.step(look.name, async () => {
        await page.goto(codes[index] ?? '');
        await settled(page);
        await apply(page, look);

        let live = await liveScore(page);
        await page.locator('.artwork').scrollIntoViewIfNeeded();
        await picture(page, info, `${index + 1}-${look.name}-judged`);
        const repair = page.getByRole('button', { name: d.repair, exact: true });
        const wasRefused = await repair.isVisible();
        if (wasRefused) {
          await repair.click();
          const take = page.getByRole('button', { name: d.repairTake });
          await expect(take).toBeVisible({ timeout: 60_000 });
          await picture(page, info, `${index + 1}-${look.name}-repair`);
          await take.click();
          live = await liveScore(page);
        }
        await expect.soft(repair, `${look.name} is refused with ${live}`).toBeHidden();
        if (look.saveAs) {
          await page.getByRole('button', { name: s.saveAs }).click();
          const dialog = page.getByRole('dialog');
          await dialog.getByRole('textbox', { name: s.name }).fill(look.saveAs);
          await dialog.getByRole('button', { name: s.save }).click();
          await expect(page.getByText(fill(s.wears, { name: look.saveAs }))).toBeVisible();
        }
        await saved(page);

        const card = page.locator('section.proof');
        await card.getByRole('button', { name: p.prove, exact: true }).click();
        const verdict = card.getByText(p.passes).or(card.getByText(p.fails, { exact: true }));
        await expect(verdict).toBeVisible({ timeout: 120_000 });
        const proven = Number(await card.locator('.proof-score').textContent());
        info.annotations.push({
          type: look.name,
          description: `live ${live}, proof ${proven}${wasRefused ? ', repaired' : ''}`,
        });
        await picture(page, info, `${index + 1}-${look.name}-proven`);
        expect.soft(proven, `${look.name}: ${await card.textContent()}`).toBeGreaterThanOrEqual(GATE.score);
        if (proven < GATE.score) return;

        await page.getByRole('button', { name: d.print, exact: true }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('radio', { name: d.formatSvg }).locator('xpath=..').click();
        const downloading = page.waitForEvent('download', { timeout: 60_000 });
        await dialog.getByRole('button', { name: d.makeFile }).click();
        const download = await downloading;
        expect(download.suggestedFilename()).toMatch(/\.svg$/);
        const file = await readFile(await download.path());
        const path = info.outputPath(`${index + 1}-${look.name}-print.png`);
        await sharp(file, { density: 200 }).flatten({ background: '#ffffff' }).toFile(path);
        await info.attach(`${index + 1}-${look.name}-print`, { path, contentType: 'image/png' });
        const letters = /Code (\w{6})/.exec(
          (await page.locator('.artwork').getAttribute('aria-label')) ?? '',
        );
        expect([...(await readPrint(file))]).toEqual([printedUrl(server.origin, letters?.[1] ?? '')]);
      });
  } finally {
    await page.close();
    await server.stop();
  }
});
