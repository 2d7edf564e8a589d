/** What a stage does when it is touched, in the page and before the camera: it moves, sounds, and leads on. */
import type { Page } from '@playwright/test';
import { type Ar, type BlockOf, newBlock, noEffect } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { arTexts } from '#i18n/player/ar.ts';
import { playTexts } from '#i18n/player/play.ts';
import { paths } from '#paths';
import { buildSounds } from '../db/demo/sounds.ts';
import { dotsModel } from './ar-film.ts';
import {
  assetOf,
  inARoom,
  median,
  open,
  openWorld,
  placeOnFloor,
  read,
  scan,
  sent,
  test,
  truth,
  type World,
} from './ar-world.ts';
import { expect, phoneOptions } from './server.ts';

const t = playTexts.en;
const words = (en: string) => ({ en, de: en });
const lead = { id: newId('opt'), target: { kind: 'end' as const } };
const first = {
  ...newBlock('stage'),
  alt: words('Four balls'),
  camera: { ...newBlock('stage').camera, yawDeg: 0, autoRotate: false },
  ar: { ...newBlock('stage').ar, stand: 'code' as const, form: 'standing' as const },
};
const second = { ...first, ...newBlock('stage'), alt: words('Four small balls'), camera: first.camera };
const secondAr = { ...first.ar, size: { value: 0.55, unit: 'widths' as const } };
const closing = { ...newBlock('text'), text: words('The second place.'), after: 'end' as const };

let world: World;

test.beforeAll(async () => {
  const { tick, bell } = buildSounds();
  const model = assetOf('model/gltf-binary', await dotsModel());
  const loop = assetOf('audio/wav', tick);
  const stroke = assetOf('audio/wav', bell);
  const spot = (
    en: string,
    position: [number, number, number],
    rest: object,
  ): BlockOf<'stage'>['hotspots'][number] => ({
    id: newId('hot'),
    position,
    label: words(en),
    text: {},
    effect: noEffect,
    ...rest,
  });
  const stage: BlockOf<'stage'> = {
    ...first,
    model: model.id,
    hotspots: [
      spot('Ring', [0, 1.1, 0], {
        effect: { ...noEffect, sound: { asset: stroke.id, words: words('One stroke of a bell') } },
      }),
      spot('Look', [0, 0.1, 0.4], {
        text: words('There is a second place.'),
        effect: { ...noEffect, lead: { ...lead, target: { kind: 'block', id: second.id } } },
      }),
    ],
    tap: { label: words('Nudge it'), effect: { ...noEffect, clip: 'hop' } },
    sound: { asset: loop.id, words: words('A clock ticks'), loop: true },
  };
  world = await openWorld(
    [
      stage,
      { ...newBlock('text'), text: words('The first place.'), after: 'end' },
      { ...second, model: model.id, ar: secondAr },
      closing,
    ],
    [model, loop, stroke],
  );
});
test.afterAll(() => world.close());

/** Notes every sound that a page plays. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard = new Set<HTMLMediaElement>();
    const play = HTMLAudioElement.prototype.play;
    HTMLMediaElement.prototype.play = function (this: HTMLMediaElement) {
      if (this instanceof HTMLAudioElement) heard.add(this);
      return play.call(this);
    };
    const comings: number[] = [];
    new MutationObserver((changes) => {
      for (const { target } of changes)
        if (target instanceof HTMLElement && target.className.includes('ar-stage'))
          comings.push(Number(target.style.opacity || 1));
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ['style'] });
    Object.assign(window, { heard, comings });
  });
}

/** How much of a stage was there, from its coming on. */
const comingsOf = (page: Page): Promise<number[]> =>
  page.evaluate(() => (window as unknown as { comings: number[] }).comings);

/** The phone is put away, or taken out again. */
const setHidden = (page: Page, hidden: boolean): Promise<void> =>
  page.evaluate((value) => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
    document.dispatchEvent(new Event('visibilitychange'));
  }, hidden);

/** What is heard now, ambience first. */
const heard = (page: Page): Promise<{ loop: boolean; muted: boolean; paused: boolean }[]> =>
  page.evaluate(() =>
    [...(window as unknown as { heard: Set<HTMLAudioElement> }).heard].map(({ loop, muted, paused }) => ({
      loop,
      muted,
      paused,
    })),
  );

/** How far dots are from where they truly are, in CSS pixels; by colour, medians over some pictures. Hotspots are red as well. */
async function errorsOf(page: Page, ar: Ar): Promise<Record<string, number>> {
  const errors = new Map<string, number[]>();
  for (let count = 0; count < 5; count += 1) {
    const { frame, dots } = await read(page);
    for (const [hue, [trueX, trueY]] of truth(frame, ar)) {
      if (hue === 'red') continue;
      const [x, y] = dots.get(hue) ?? [Number.POSITIVE_INFINITY, 0];
      errors.set(hue, [...(errors.get(hue) ?? []), Math.hypot(x - trueX, y - trueY)]);
    }
    await page.waitForTimeout(90);
  }
  return Object.fromEntries([...errors].map(([hue, all]) => [hue, median(all)]));
}

/** Where a ball is seen, in CSS pixels, once it is. */
async function ballAt(page: Page, hue: string): Promise<readonly [x: number, y: number]> {
  for (;;) {
    const at = (await read(page)).dots.get(hue);
    if (at) return at;
  }
}

/** A finger on the model itself: beside a ball, where nothing may happen, then on it, again and again as the film moves it. */
async function touchBall(
  page: Page,
  [x, y]: readonly [x: number, y: number],
  hasHopped: () => Promise<boolean>,
): Promise<void> {
  const tap = async (left: number) => {
    for (let count = 0; count < 16; count += 1) await page.touchscreen.tap(left, y);
    await page.waitForTimeout(500);
  };
  await tap(x - 40);
  expect(await hasHopped()).toBe(false);
  await expect.poll(() => tap(x).then(hasHopped), { timeout: 45_000 }).toBe(true);
}

test('before the camera a touch moves, sounds, and leads on to the next stage without the view closing', async ({
  withFilm,
  troubles,
}) => {
  test.setTimeout(300_000);
  const page = await scan(world, await withFilm(world.film), troubles);
  await listen(page);
  await page.reload();
  await open(page);
  const view = page.getByRole('dialog', { name: arTexts.en.title });
  // What touches the model is there with the model.
  const tap = view.locator('.stage-tap');
  await expect(tap).toBeHidden();
  await expect(tap).toBeVisible({ timeout: 60_000 });
  await expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);
  await expect.poll(async () => Math.max(...Object.values(await errorsOf(page, first.ar)))).toBeLessThan(4);

  await expect.poll(() => heard(page)).toEqual([{ loop: true, muted: false, paused: false }]);
  // It came, and does not come again when the print was out of sight.
  const comings = await comingsOf(page);
  expect(comings[0]).toBeLessThan(1);
  expect(comings.at(-1)).toBe(1);
  await setHidden(page, true);
  await setHidden(page, false);
  const { frame } = await read(page);
  await expect.poll(async () => (await read(page)).frame).not.toBe(frame);
  expect(await comingsOf(page)).toEqual(comings);

  const ring = view.getByRole('button', { name: 'Ring' });
  await ring.focus();
  await page.keyboard.press('Enter');
  await expect(view.getByText('One stroke of a bell')).toBeVisible();
  expect((await heard(page)).length).toBe(2);

  // The film turns round where it begins: there the ball is nearly at rest.
  const blue = truth(0, first.ar).get('blue') ?? ([0, 0] as const);
  await touchBall(page, blue, async () => ((await errorsOf(page, first.ar))['green'] ?? 0) > 15);
  await expect
    .poll(async () => (await errorsOf(page, first.ar))['blue'], { timeout: 45_000 })
    .toBeLessThan(4);
  expect((await errorsOf(page, first.ar))['green']).toBeGreaterThan(15);

  // The way out of the view says what it is, and steps back while the scene itself leads on.
  const out = view.getByRole('button', { name: arTexts.en.onward, exact: true });
  await expect(out).toBeVisible();
  await expect(view.getByRole('button', { name: t.goOn, exact: true })).toHaveCount(0);
  await view.getByRole('button', { name: 'Look' }).dispatchEvent('click');
  await expect(view.getByText('There is a second place.')).toBeVisible();
  await expect(out).toBeHidden();
  await view.locator('.spot-note').getByRole('button', { name: t.goOn, exact: true }).tap();
  await expect(page.getByText('The second place.')).toBeAttached();
  await expect(view).toBeVisible();
  await expect(out).toBeVisible();
  await expect
    .poll(async () => Math.max(...Object.values(await errorsOf(page, secondAr))), { timeout: 30_000 })
    .toBeLessThan(4);
  // The first one has left before it came.
  expect((await comingsOf(page)).slice(comings.length)).toContain(0);
  await expect(view.getByRole('button', { name: 'Nudge it' })).toHaveCount(0);
  await expect.poll(async () => (await heard(page)).every(({ paused }) => paused)).toBe(true);
  await expect.poll(() => sent(page)).toContain(lead.id);
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();
  await expect(page.getByText('The second place.')).toBeVisible();
});

test('in the page a touch does the same, by finger and by keyboard', async ({ fresh }) => {
  const page = await (await fresh(phoneOptions)).newPage();
  await listen(page);
  await page.goto(`${world.server.origin}${paths.scan(world.letters)}?lang=en`);
  const stage = page.locator('figure.stage');
  await expect(stage).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  expect(await heard(page)).toEqual([]);
  const [, rest] = await ballAt(page, 'green');
  const hasHopped = async () => (await ballAt(page, 'green'))[1] < rest - 15;
  const tap = stage.getByRole('button', { name: 'Nudge it' });
  await tap.focus();
  await page.keyboard.press('Enter');
  await expect(stage.getByText('A clock ticks')).toBeVisible();
  await expect.poll(() => heard(page)).toEqual([{ loop: true, muted: false, paused: false }]);
  await expect.poll(hasHopped).toBe(true);

  // Silence is one key away, and is kept.
  const sound = stage.getByRole('button', { name: t.sound, exact: true });
  await expect(sound).toHaveAttribute('aria-pressed', 'true');
  await sound.focus();
  await page.keyboard.press('Space');
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
  expect(await heard(page)).toMatchObject([{ muted: true }]);
  await page.reload();
  await expect(stage).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  await expect(sound).toHaveAttribute('aria-pressed', 'false');
  await touchBall(page, await ballAt(page, 'blue'), hasHopped);
  await stage.getByRole('button', { name: 'Ring' }).tap();
  // Who hears nothing reads it.
  await expect(stage.getByRole('status')).toContainText('One stroke of a bell');
  expect((await heard(page)).every(({ muted }) => muted)).toBe(true);
  await sound.tap();
  await expect.poll(() => heard(page)).toContainEqual({ loop: true, muted: false, paused: false });

  await setHidden(page, true);
  expect((await heard(page)).every(({ paused }) => paused)).toBe(true);

  await stage.getByRole('button', { name: 'Look' }).dispatchEvent('click');
  await stage.getByRole('button', { name: t.goOn, exact: true }).tap();
  await expect(page.getByText('The second place.')).toBeVisible();
  await expect(page.getByText('The first place.')).toHaveCount(0);
});

test('without script the way on is a button as well', async ({ fresh }) => {
  const page = await (await fresh({ ...phoneOptions, javaScriptEnabled: false })).newPage();
  await page.goto(`${world.server.origin}${paths.scan(world.letters)}?lang=en`);
  await expect(page.getByText('The first place.')).toBeVisible();
  await page.getByRole('button', { name: 'Look' }).tap();
  await expect(page.getByText('The second place.')).toBeVisible();
});

test('on the floor hotspots can be touched, and what leads on leads back to the page', async ({
  fresh,
  troubles,
}) => {
  troubles.allow(/IWER|GPU stall/);
  const page = await (await fresh(phoneOptions)).newPage();
  await inARoom(page);
  await listen(page);
  await page.goto(`${world.server.origin}${paths.scan(world.letters)}?lang=en`);
  await placeOnFloor(page);
  const over = page.locator('.ar-over');
  await over.getByRole('button', { name: 'Ring' }).dispatchEvent('click');
  await expect(over.locator('.heard')).toContainText('One stroke of a bell');
  await expect.poll(async () => (await heard(page)).length).toBe(2);
  await over.getByRole('button', { name: 'Look' }).dispatchEvent('click');
  await over.getByRole('button', { name: t.goOn, exact: true }).dispatchEvent('click');
  await expect(over).toHaveCount(0);
  await expect(page.getByText('The second place.')).toBeAttached();
});
