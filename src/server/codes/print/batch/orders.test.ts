import { readFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fromBuffer } from 'yauzl';
import { mintCode } from '#domain/code/model.ts';
import { newPlacement } from '#domain/place/model.ts';
import type { PrintOrder } from '#domain/qr/labels.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { newId } from '#domain/shared/id.ts';
import { makeTestApp, type TestApp } from '#testing/app.ts';
import { nodeDecoders } from '../decoders.ts';
import type { OrderDone } from './index.ts';

// Proofs of real photos by real decoders, a thousand codes: slow on a busy machine, never stuck.
vi.setConfig({ testTimeout: 400_000, hookTimeout: 120_000 });

let world: TestApp;
let campaignId: string;
let placeId: string;
let thousand: string[];
beforeAll(async () => {
  world = await makeTestApp();
  const { app, actor } = world;
  const campaign = await app.campaigns.create(actor, { title: 'Lampe', language: 'de', timeZone: 'UTC' });
  campaignId = campaign.id;
  const place = await app.places.createPlace(actor, campaignId, {
    latitudeDeg: 53.5,
    longitudeDeg: 9.9,
    name: { de: '=Pier, "4"' },
  });
  placeId = place.id;
  thousand = await plant(1_000, defaultStyle);
});
afterAll(() => world.close());

/** Codes on stickers, put down without the notices that a mint sends. */
async function plant(count: number, style: StyleDocument, mint = mintCode): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) {
    const { id } = await world.app.places.placements.create(
      campaignId,
      newId('plm'),
      newPlacement('sticker', placeId),
    );
    const code = await world.app.codes.store.create({
      id: newId('cod'),
      campaignId,
      bearer: { kind: 'placement', id },
      doc: { schema: 1, style, rules: [], otherwise: null, retired: false },
      by: world.actor.userId,
      mint,
    });
    ids.push(code.id);
  }
  return ids;
}

const order: PrintOrder = {
  format: 'pdf',
  stock: { kind: 'labels', sheet: 'avery-3474', first: 1, outlines: false },
  bleedMm: 0,
  cropMarks: false,
  copies: 1,
  heading: '',
  caption: 'letters',
  artMm: null,
  pureBlack: true,
  svgMm: 50,
  testWords: 'PROBEDRUCK',
};

async function place(codes: readonly string[], more: Partial<PrintOrder> = {}) {
  const { app, actor } = world;
  const { job } = await app.orders.start(actor, campaignId, codes, { ...order, ...more }, 'de');
  return job;
}

async function ended(job: string) {
  await world.app.jobs.settled(world.actor, job);
  return world.app.jobs.get(world.actor, job);
}

function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const files = new Map<string, Buffer>();
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('entry', (entry) => {
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          const parts: Buffer[] = [];
          stream.on('data', (part: Buffer) => parts.push(part));
          stream.on('end', () => {
            files.set(entry.fileName, Buffer.concat(parts));
            zip.readEntry();
          });
        });
      });
      zip.on('end', () => resolve(files));
      zip.readEntry();
    });
  });
}

test('a thousand codes: one PDF, one proof; then a ZIP of SVGs that decode, with a table of them', async () => {
  const pdf = await ended(await place(thousand));
  expect(pdf).toMatchObject({ state: 'done', done: 1, file: { name: 'Lampe, 1000 codes.pdf' } });
  expect(pdf.data as OrderDone).toMatchObject({
    codes: 1_000,
    labels: 1_000,
    pages: 42,
    kin: 1,
    proofsMade: 1,
  });
  const file = readFileSync(world.app.jobs.file(world.actor, pdf.id).path);
  expect(file.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(42);

  const zip = await ended(await place(thousand, { format: 'svg' }));
  // The proof was found again.
  expect(zip).toMatchObject({ state: 'done', data: { proofsMade: 0, kin: 1 } });
  const files = await unzip(readFileSync(world.app.jobs.file(world.actor, zip.id).path));
  expect(files.size).toBe(1_001);
  const table = files.get('codes.csv')?.toString('utf8') ?? '';
  const [head, first, ...rows] = table.replace('\ufeff', '').trim().split('\r\n');
  expect(head?.split(',').slice(0, 6)).toEqual(['file', 'code', 'url', 'place', 'medium', 'width_mm']);
  expect(rows).toHaveLength(999);
  // A place that a spreadsheet would take for a formula is words again.
  expect(first).toMatch(
    /^svg\/(\w{6})\.svg,\1,HTTP:\/\/127\.0\.0\.1:4400\/Q\/\1,"'=Pier, ""4""",sticker,50,[\d.]+,[\d.]+,(9\d|100)[\d.]*,[0-9a-f]{64},\w{6},3\/3$/,
  );
  const [, zxing] = await nodeDecoders();
  for (const row of [first, ...rows.slice(0, 20)]) {
    const [name = '', , url] = row?.split(',') ?? [];
    const svg = files.get(name)?.toString() ?? '';
    expect(svg).toContain('width="50mm"');
    const image = new Resvg(svg.replace(/ width="[^"]*mm" height="[^"]*mm"/, ''), {
      fitTo: { mode: 'width', value: 300 },
    }).render();
    const luma = Uint8ClampedArray.from(image.pixels.filter((_, at) => at % 4 === 1));
    expect(await zxing?.decode(luma, image.width, image.height)).toBe(url);
  }
});

test('an order is put together in portions, with turns for others between them', async () => {
  const { app, actor } = world;
  let turns = 0;
  let ready = false;
  const count = () => {
    turns += 1;
    if (!ready) setImmediate(count);
  };
  setImmediate(count);
  const job = await place(thousand.slice(0, 400));
  ready = true;
  app.jobs.cancel(actor, job);
  await app.jobs.settled(actor, job);
  expect(turns).toBeGreaterThanOrEqual(2 * (400 / 20));
});

test('an order that is cancelled while it draws leaves nothing', async () => {
  const { app, actor } = world;
  const job = await place(thousand, { format: 'svg' });
  await vi.waitFor(() => expect(app.jobs.get(actor, job).step).toBe('drawing'), { timeout: 60_000 });
  expect(app.jobs.cancel(actor, job).state).toBe('cancelled');
  await app.jobs.settled(actor, job);
  expect(app.jobs.get(actor, job)).toMatchObject({ state: 'cancelled', file: null });
  // The thread is free again.
  const next = await ended(await place(thousand.slice(0, 2), { copies: 30 }));
  expect(next).toMatchObject({ state: 'done', data: { codes: 2, labels: 60, pages: 3 } });
});

test('a style that does not scan is refused, with every code that has it', async () => {
  const pale: StyleDocument = { ...defaultStyle, paint: { kind: 'solid', colour: '#c9c9c9' } };
  const refused = await plant(2, pale);
  const state = await ended(await place([...thousand.slice(0, 3), ...refused]));
  expect(state).toMatchObject({ state: 'failed', error: { code: 'preflight_failed' }, file: null });
  const details = state.error?.details as {
    refused: { findings: { code: string }[] }[];
    refusedInAll: number;
  };
  expect(details.refusedInAll).toBe(2);
  expect(details.refused[0]?.findings.map(({ code }) => code)).toContain('contrast.refused');
});

test('a plain code that one reader misses by bad luck is printed on a proof of its own', async () => {
  // The live preflight, with one photo of each easy capture, gives this pattern 79.
  const unlucky = await plant(1, defaultStyle, () => 'ZW0TRC');
  const state = await ended(await place(unlucky));
  expect(state).toMatchObject({ state: 'done', data: { codes: 1, judgedAlone: ['ZW0TRC'] } });
});

test('what would be too small in print is refused before anything is proven', async () => {
  const stock = { kind: 'roll', widthMm: 12, heightMm: 12, gapMm: 0, round: false } as const;
  const state = await ended(await place(thousand.slice(0, 1), { stock }));
  expect(state.error).toMatchObject({
    code: 'preflight_failed',
    details: { findings: [expect.objectContaining({ code: 'size.module' })] },
  });
});

test('foreign, retired, no and too many codes are refused at once', async () => {
  const { app, actor } = world;
  const [one = ''] = thousand;
  await expect(place(['cod_0000000000000000'])).rejects.toMatchObject({ code: 'not_found' });
  await expect(place([])).rejects.toMatchObject({ code: 'invalid' });
  await expect(place([one], { copies: 5_001 })).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    place([one], { stock: { kind: 'cut', paper: 'a4', widthMm: 250, heightMm: 20 } }),
  ).rejects.toMatchObject({ code: 'invalid', details: { path: 'stock' } });
  const stranger = { ...actor, workspaceId: 'wsp_other' };
  await expect(app.orders.start(stranger, campaignId, [one], order, 'de')).rejects.toMatchObject({
    code: 'not_found',
  });
  const code = await app.codes.get(actor, campaignId, one);
  await app.codes.save(actor, campaignId, one, code.version, { ...code.doc, retired: true });
  await expect(place([one])).rejects.toMatchObject({ code: 'code_retired' });
});
