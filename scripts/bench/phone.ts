import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Browser, chromium } from 'playwright';
import sharp from 'sharp';
import { type Block, newBlock } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { paths } from '#paths';
import type { Actor } from '#server/context.ts';
import { type Running, serve } from '#server/main.ts';
import { readSettings } from '#server/settings.ts';
import { modelByOthers } from '#testing/models.ts';
import { median, rounded } from './child-processes.ts';
import { serveModelViewer } from './phone-model-viewer.ts';

/**
 * Bench `phone`: what a phone sees after a scan, in Chromium with a four times slower processor, 1.6 Mbit/s
 * down, 150 ms round trip and a cold cache; medians of five, beside a bare page of words and, for 3D, the same upload in
 * model-viewer, in the same run. Needs a build (`npm run build`) and Chromium (`CHROMIUM`, else Playwright's own).
 */

type Report = (line: object) => void;

const ROUNDS = 5;
const SETTLE_MS = 2_500;
const STAGE_MS = 60_000;

/** Times in ms since the address was asked for. */
interface Seen {
  readonly wordsMs: number;
  readonly largestMs: number;
  readonly usableMs: number;
  readonly stageMs: number;
  readonly shift: number;
  readonly longTaskMs: number;
  readonly bytes: { readonly document: number; readonly style: number; readonly script: number };
}

/** Runs in the page before anything else; plain script, as it is sent as text. */
const watcher = `
  const seen = (globalThis.seen = { wordsMs: 0, largestMs: 0, usableMs: 0, stageMs: 0, shift: 0, longTaskMs: 0 });
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch('paint', (entry) => entry.name === 'first-contentful-paint' && (seen.wordsMs = entry.startTime));
  watch('largest-contentful-paint', (entry) => (seen.largestMs = entry.startTime));
  watch('layout-shift', (entry) => entry.hadRecentInput || (seen.shift += entry.value));
  watch('longtask', (entry) => seen.usableMs || (seen.longTaskMs = Math.max(seen.longTaskMs, entry.duration)));
  const replace = history.replaceState.bind(history);
  history.replaceState = (...all) => { seen.usableMs ||= performance.now(); return replace(...all); };
  const send = navigator.sendBeacon.bind(navigator);
  navigator.sendBeacon = (url, body) => {
    body.text().then((text) => {
      for (const event of JSON.parse(text).events) if (event.kind === 'stage_started') seen.stageMs = event.atMs;
    });
    return send(url, body);
  };`;

const words = {
  en: 'It has burned here every night since 1892. At nine last night somebody put it out, and nobody saw a thing.',
};

/** A picture as detailed as a photograph is for the coder: waves and noise from a fixed rule. */
async function picture(width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let index = 0; index < pixels.length; index++) {
    const [x, y] = [Math.floor(index / 3) % width, Math.floor(index / 3 / width)];
    pixels[index] =
      110 + 70 * Math.sin(x / 60 + (index % 3)) * Math.cos(y / 45) + ((index * 2_654_435_761) % 23);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
}

/** 1.2 MB: 3,222 triangles and three textures of 1,024 px. */
const MODEL = 'generic-button/left';

/** Two codes on posters: one leads to a picture with words, one to a stage with the model as it was made lighter. */
async function plant({ app }: Running) {
  const workspaceId = app.accounts.ensureWorkspace('Bench');
  const actor: Actor = {
    userId: 'bench',
    name: 'Bench',
    email: 'bench@example.org',
    workspaceId,
    sessionId: '',
  };
  const made = await app.campaigns.create(actor, {
    title: 'Lamp',
    language: 'en',
    timeZone: 'Europe/Berlin',
  });
  const campaign = await app.campaigns.save(actor, made.id, made.version, { ...made.doc, state: 'live' });
  const upload = (body: Uint8Array, name: string) =>
    app.assets.upload(actor, Readable.from([Buffer.from(body)]), name);
  const asset = await upload(await picture(1_080, 900), 'pier.png');
  const uploaded = await upload(modelByOthers(MODEL), 'button.glb');
  const { lighter: model } = await app.assets.lighten(actor, uploaded.id);
  const text = (): Block => ({ ...newBlock('text'), text: words });
  const choice: Block = {
    ...newBlock('choice'),
    options: ['Hold your light to the poster', 'Ask the harbour master'].map((label) => ({
      id: newId('opt'),
      label: { en: label },
      target: { kind: 'end' },
    })),
  };
  const code = async (blocks: Block[]): Promise<string> => {
    const scene = await app.scenes.create(actor, campaign.id, { title: { en: 'The lamp is cold.' }, blocks });
    await app.scenes.publish(actor, campaign.id, scene.id);
    const placement = await app.places.createPlacement(actor, campaign.id, {
      medium: 'poster',
      placeId: null,
    });
    const bearer = { kind: 'placement', id: placement.id } as const;
    return (await app.codes.mint(actor, campaign.id, bearer, { kind: 'scene', id: scene.id })).letters;
  };
  const image: Block = { ...newBlock('image'), asset: asset.id, alt: { en: 'A pier at night' } };
  const stage: Block = {
    ...newBlock('stage'),
    model: model.id,
    poster: asset.id,
    alt: { en: 'A controller with one button' },
  };
  return {
    words: await code([image, text(), choice]),
    stage: await code([stage, text()]),
    uploadedBytes: uploaded.bytes,
    modelBytes: model.bytes,
  };
}

async function look(browser: Browser, url: string, withStage: boolean): Promise<Seen> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1_600_000 / 8,
      uploadThroughput: 750_000 / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(watcher);
    const bytes = { document: 0, style: 0, script: 0 };
    page.on('requestfinished', async (request) => {
      const kind = request.resourceType();
      if (kind !== 'document' && kind !== 'stylesheet' && kind !== 'script') return;
      const { responseBodySize } = await request.sizes();
      bytes[kind === 'stylesheet' ? 'style' : kind] += responseBodySize;
    });
    await page.goto(url);
    await page.waitForTimeout(SETTLE_MS);
    // Asked again and again, as the page's policy allows no evaluated condition.
    const until = Date.now() + (withStage ? STAGE_MS : SETTLE_MS);
    for (;;) {
      const seen = (await page.evaluate('seen')) as Omit<Seen, 'bytes'>;
      if (!withStage || seen.stageMs > 0) return { ...seen, bytes };
      if (Date.now() > until) throw new Error('no 3D frame within a minute');
      await page.waitForTimeout(250);
    }
  } finally {
    await context.close();
  }
}

async function bareWords(): Promise<{ url: string; close(): void }> {
  const html = `<!doctype html><meta name="viewport" content="width=device-width"><title>-</title><p>${words.en}`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
    response.end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export default async function bench(report: Report): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-bench-'));
  const settings = readSettings({ HOST: '127.0.0.1', PORT: String(await freePort()), DATA_DIR: dataDir });
  const running = await serve(settings);
  const bare = await bareWords();
  const viewer = await serveModelViewer(modelByOthers(MODEL));
  const executablePath = process.env['CHROMIUM'];
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  });
  try {
    const planted = await plant(running);
    const address = (letters: string): string => `${settings.publicOrigin}${paths.scan(letters)}`;
    const rounds: { bare: Seen; words: Seen; stage: Seen; viewer: Seen }[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      rounds.push({
        bare: await look(browser, bare.url, false),
        words: await look(browser, address(planted.words), false),
        stage: await look(browser, address(planted.stage), true),
        viewer: await look(browser, viewer.url, true),
      });
    }
    const of = (pick: (round: (typeof rounds)[number]) => number): number =>
      rounded(median(rounds.map(pick)), 3);
    const bareMs = of(({ bare }) => bare.wordsMs);
    const line = (figure: string, value: number, reach: number | null, more: object = {}): void =>
      report({ bench: 'phone', figure, value, reach, ...more });
    line('bare page of words, first paint, ms', bareMs, null);
    line(
      'scan to first words, ms',
      of(({ words: { wordsMs } }) => wordsMs),
      800,
      {
        ratioToBare: of(({ bare, words: { wordsMs } }) => wordsMs / bare.wordsMs),
      },
    );
    line(
      'scan to words and picture, ms',
      of(({ words: { largestMs } }) => largestMs),
      1_500,
    );
    line(
      'scan to choices that answer in place, ms',
      of(({ words: { usableMs } }) => usableMs),
      1_500,
    );
    line(
      'scan to first 3D frame, ms',
      of(({ stage: { stageMs } }) => stageMs),
      null,
      {
        uploadedBytes: planted.uploadedBytes,
        modelBytes: planted.modelBytes,
      },
    );
    line(
      'first 3D frame of the same upload in model-viewer, ms',
      of(({ viewer: { stageMs } }) => stageMs),
      null,
    );
    line(
      'scan to first 3D frame, against model-viewer',
      of(({ stage, viewer: { stageMs } }) => stage.stageMs / stageMs),
      0.45,
    );
    line(
      'scan to words of a page with a stage, ms',
      of(({ stage: { wordsMs } }) => wordsMs),
      800,
    );
    line(
      'scan to poster of a page with a stage, ms',
      of(({ stage: { largestMs } }) => largestMs),
      1_500,
    );
    line(
      'first-load script, bytes sent',
      of(({ words: { bytes } }) => bytes.script),
      15_000,
    );
    line(
      'page and stylesheets, bytes sent',
      of(({ words: { bytes } }) => bytes.document + bytes.style),
      20_000,
    );
    line(
      'script of a page with a stage, bytes sent',
      of(({ stage: { bytes } }) => bytes.script),
      190_000,
    );
    line(
      'layout shift',
      of(({ words: { shift } }) => shift),
      0,
    );
    line(
      'longest task before use, ms',
      of(({ words: { longTaskMs } }) => longTaskMs),
      200,
    );
  } finally {
    await browser.close();
    bare.close();
    viewer.close();
    await running.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
