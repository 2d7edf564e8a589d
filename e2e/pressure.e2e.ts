/** When the camera is busy or taken away, and when memory runs out: a sentence, and the story goes on. */
import type { Page } from '@playwright/test';
import { arTexts } from '#i18n/player/ar.ts';
import { playTexts } from '#i18n/player/play.ts';
import { open, openBalls, read, scan, test, type World } from './ar-world.ts';
import { expect } from './server.ts';

const t = arTexts.en;
let world: World;

test.beforeAll(async () => {
  world = await openBalls();
});
test.afterAll(() => world.close());

const isDrawn = (page: Page) =>
  expect.poll(async () => (await read(page)).dots.size, { timeout: 60_000 }).toBe(4);

/** The view is gone, the page says why, and can be asked again. */
async function saysInPage(page: Page, words: string, within = 15_000): Promise<void> {
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: within });
  await expect(page.getByText(words)).toBeVisible();
  await expect(page.getByRole('button', { name: playTexts.en.arOpen_code })).toBeFocused();
  await expect(page.getByText('And on it goes.')).toBeAttached();
}

test('a camera that another app has is said in words, and opens once it is free', async ({
  withFilm,
  troubles,
}) => {
  const page = await scan(world, await withFilm(world.film), troubles);
  await page.evaluate(() => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    let isBusy = true;
    mediaDevices.getUserMedia = async (wanted) => {
      if (isBusy) throw new DOMException('Could not start video source', 'NotReadableError');
      return ask(wanted);
    };
    Object.assign(window, {
      free: () => {
        isBusy = false;
      },
    });
  });
  await open(page);
  await saysInPage(page, t.busy);
  await page.evaluate(() => (window as unknown as { free(): void }).free());
  await open(page);
  await isDrawn(page);
});

test('a camera that is taken away ends the view', async ({ withFilm, troubles }) => {
  const page = await scan(world, await withFilm(world.film), troubles);
  await open(page);
  await isDrawn(page);
  await page.evaluate(() => {
    const { srcObject } = document.querySelector('video') ?? {};
    if (srcObject instanceof MediaStream) srcObject.getTracks()[0]?.dispatchEvent(new Event('ended'));
  });
  await saysInPage(page, t.ended);
});

test('a worker that the system ends is begun anew once, and then the view ends', async ({
  withFilm,
  troubles,
}) => {
  // Nobody is left to close the picture that the worker had.
  troubles.allow(/VideoFrame was garbage collected/);
  const page = await scan(world, await withFilm(world.film), troubles);
  await page.evaluate(() => {
    const post = Worker.prototype.postMessage;
    const workers = new Set<Worker>();
    Worker.prototype.postMessage = function (this: Worker, ...args: [unknown, never]) {
      workers.add(this);
      post.apply(this, args);
    };
    Object.assign(window, {
      kill: () => {
        const last = [...workers].at(-1);
        last?.terminate();
        return workers.size;
      },
    });
  });
  const kill = () => page.evaluate(() => (window as unknown as { kill(): number }).kill());
  await open(page);
  await isDrawn(page);
  expect(await kill()).toBe(1);
  const { frame } = await read(page);
  await expect.poll(async () => (await read(page)).frame, { timeout: 30_000 }).not.toBe(frame);
  await isDrawn(page);
  expect(await kill()).toBe(2);
  await saysInPage(page, t.lost_graphics, 30_000);
});

for (const kind of ['VideoFrame', 'ImageBitmap'] as const) {
  test(`without memory for the camera's pictures the view ends: ${kind}`, async ({ withFilm, troubles }) => {
    const page = await scan(world, await withFilm(world.film), troubles);
    await page.evaluate((made) => {
      if (made === 'ImageBitmap') Reflect.deleteProperty(window, 'VideoFrame');
    }, kind);
    await open(page);
    await isDrawn(page);
    await page.evaluate((made) => {
      const full = () => new RangeError('Out of memory');
      if (made === 'ImageBitmap') window.createImageBitmap = () => Promise.reject(full());
      else
        window.VideoFrame = class {
          constructor() {
            throw full();
          }
        } as unknown as typeof VideoFrame;
    }, kind);
    await saysInPage(page, t.lost_graphics, 30_000);
  });
}

test('a graphics card that is taken away again and again is asked for anew each time', async ({
  withFilm,
  troubles,
}) => {
  troubles.allow(/Context Lost|CONTEXT_LOST/);
  const page = await scan(world, await withFilm(world.film), troubles);
  for (let time = 0; time < 3; time += 1) {
    await open(page);
    await isDrawn(page);
    await page
      .locator('.ar-stage canvas')
      .evaluate((canvas: HTMLCanvasElement) =>
        canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext(),
      );
    await saysInPage(page, t.lost_graphics);
  }
});

interface Held {
  /** Pictures of the camera that the page has not closed or given away. */
  readonly pictures: number;
  /** Textures, buffers and programs on the graphics card. */
  readonly graphics: number;
  readonly heapBytes: number;
}

/** Counts what a page holds; call it before anything is opened. */
async function count(page: Page): Promise<() => Promise<Held>> {
  await page.evaluate(() => {
    const held = { pictures: 0, graphics: 0 };
    const Made = window.VideoFrame;
    const clone = Made.prototype.clone;
    const close = Made.prototype.close;
    const open = new WeakSet<VideoFrame>();
    const add = (frame: VideoFrame) => {
      held.pictures += 1;
      open.add(frame);
      return frame;
    };
    const drop = (frame: VideoFrame) => {
      if (open.delete(frame)) held.pictures -= 1;
    };
    window.VideoFrame = new Proxy(Made, {
      construct: (target, args) => add(Reflect.construct(target, args)),
    });
    Made.prototype.clone = function (this: VideoFrame) {
      return add(clone.call(this));
    };
    Made.prototype.close = function (this: VideoFrame) {
      drop(this);
      close.call(this);
    };
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, ...args: [{ frame?: VideoFrame }, never]) {
      if (args[0].frame) drop(args[0].frame);
      post.apply(this, args);
    };
    type Calls = Record<string, (...args: unknown[]) => unknown>;
    const calls = WebGL2RenderingContext.prototype as unknown as Calls;
    for (const what of ['Texture', 'Buffer', 'Program', 'Framebuffer', 'Renderbuffer', 'VertexArray']) {
      for (const [verb, step] of [
        ['create', 1],
        ['delete', -1],
      ] as const) {
        const call = calls[verb + what];
        calls[verb + what] = function (this: WebGL2RenderingContext, ...args) {
          held.graphics += step;
          return call?.apply(this, args);
        };
      }
    }
    Object.assign(window, { held });
  });
  const session = await page.context().newCDPSession(page);
  return async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize } = await session.send('Runtime.getHeapUsage');
    const held = await page.evaluate(() => ({
      ...(window as unknown as { held: { pictures: number; graphics: number } }).held,
    }));
    return { ...held, heapBytes: usedSize };
  };
}

/** How long the film is watched; a longer look is taken by hand. */
const WATCH_MS = Number(process.env['WATCH_MS'] ?? 12_000);

test('while the view is open nothing piles up, and after it nothing is left', async ({
  withFilm,
  troubles,
}) => {
  test.setTimeout(120_000 + WATCH_MS * 2);
  const page = await scan(world, await withFilm(world.film), troubles);
  const held = await count(page);
  await open(page);
  await isDrawn(page);
  await page.waitForTimeout(4_000);
  const before = await held();
  const session = await page.context().newCDPSession(page);
  await session.send('Memory.simulatePressureNotification', { level: 'critical' });
  await page.waitForTimeout(WATCH_MS);
  const after = await held();
  test.info().annotations.push({ type: 'held', description: JSON.stringify({ before, after }) });
  expect(after.pictures).toBeLessThanOrEqual(2);
  expect(after.graphics).toBe(before.graphics);
  expect(after.heapBytes).toBeLessThan(before.heapBytes + 1_500_000);
  await isDrawn(page);

  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  for (let time = 0; time < 2; time += 1) {
    await open(page);
    await isDrawn(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  const closed = await held();
  test.info().annotations.push({ type: 'held', description: JSON.stringify({ closed }) });
  expect(closed.pictures).toBe(0);
  expect(closed.heapBytes).toBeLessThan(after.heapBytes + 1_500_000);
});
