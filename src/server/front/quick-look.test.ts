import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { symbolMmFor } from '#domain/qr/findings.ts';
import { type Ar, type BlockOf, newBlock } from '#domain/scene/model.ts';
import { paths } from '#paths';
import { listenForTest, makeTestApp, plantStory, type TestApp, type TestFront } from '#testing/app.ts';
import { movingModel } from '#testing/models.ts';
import { rangeOf } from './range.ts';

let world: TestApp;
let front: TestFront;
let story: Awaited<ReturnType<typeof plantStory>>;
let model: string;

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    const options = { host: '127.0.0.1', port: front.port, path, method };
    const sent = httpRequest({ ...options, headers: { host: '127.0.0.1:4400', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

const send = async (glb: Uint8Array) =>
  (await world.app.assets.upload(world.actor, Readable.from([Buffer.from(glb)]), 'board.glb')).id;

/** Publishes a scene of one stage; answers its version and block. */
async function publish(ar: Partial<Ar>, change: Partial<BlockOf<'stage'>> = {}) {
  const { app, actor } = world;
  const start = newBlock('stage');
  const stage = { ...start, model, alt: { en: 'A board' }, ...change, ar: { ...start.ar, ...ar } };
  const scene = await app.scenes.create(actor, story.campaign.id, {
    title: { en: 'Board' },
    blocks: [stage],
  });
  const version = await app.scenes.publish(actor, story.campaign.id, scene.id);
  return { version: version.id, block: stage.id };
}

/** The matrix that the file stands by, row by row. */
function standOf(usdz: Buffer): number[] {
  const [, line = ''] =
    /def Xform "Stand"\n\{\nmatrix4d xformOp:transform = (.*)/.exec(usdz.toString('latin1')) ?? [];
  return line.match(/-?[\d.]+(?=[,)])/g)?.map(Number) ?? [];
}

const filesOf = () => {
  const folder = join(world.app.assets.folder, 'quick-looks');
  return existsSync(folder) ? readdirSync(folder) : [];
};

beforeAll(async () => {
  world = await makeTestApp();
  story = await plantStory(world);
  front = await listenForTest(world);
  model = await send(await movingModel());
});
afterAll(async () => {
  await front.close();
  await world.close();
});

describe('a published stage', () => {
  it('is offered to iPhones as soon as its file is there, and not before', async () => {
    const { app } = world;
    const { version, block } = await publish({ stand: 'floor', size: { value: 80, unit: 'cm' } });
    // Nobody has waited for it.
    expect((await app.scenes.getVersion(version)).quickLooks).toEqual([]);
    expect((await ask(paths.quickLook(version, block))).status).toBe(404);
    await app.quickLooks.settled();
    expect((await app.scenes.getVersion(version)).quickLooks).toEqual([block]);
    const { status, headers, body } = await ask(paths.quickLook(version, block));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'model/vnd.usdz+zip',
      'content-length': String(body.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, max-age=86400',
    });
    expect(standOf(body)[0]).toBeCloseTo(0.8, 6);
  });

  it('is as large and turned as the stage says, by one file for all', async () => {
    const before = filesOf();
    const { version, block } = await publish({
      stand: 'floor',
      size: { value: 2, unit: 'cm' },
      turnDeg: 90,
    });
    await world.app.quickLooks.settled();
    const stand = standOf((await ask(paths.quickLook(version, block))).body);
    expect([stand[0], stand[2], stand[5]].map((value) => value?.toFixed(4))).toEqual([
      '0.0000',
      '-0.0200',
      '0.0200',
    ]);
    expect(filesOf()).toEqual(before);
  });

  it('is as large as the scanned print wants it where its size is in widths of it', async () => {
    const { version, block } = await publish({ stand: 'code', size: { value: 3, unit: 'widths' } });
    await world.app.quickLooks.settled();
    const address = paths.quickLook(version, block);
    const printMm = symbolMmFor(story.placement.doc.scanDistanceM * 1_000, 29);
    const onPrint = await ask(address.replace('.usdz', `/${story.code.letters}.usdz`));
    expect(standOf(onPrint.body)[5]).toBeCloseTo((3 * printMm) / 1_000, 6);
    expect(standOf((await ask(address)).body)[5]).toBeCloseTo(0.18, 6);
    expect((await ask(address.replace('.usdz', '/ZZZZZ0.usdz'))).status).toBe(404);
  });

  it('plays its clip, in a file of its own', async () => {
    const before = filesOf().length;
    const { version, block } = await publish({ stand: 'code' }, { animation: { clip: 'wave', loop: true } });
    await world.app.quickLooks.settled();
    expect(filesOf()).toHaveLength(before + 1);
    expect((await ask(paths.quickLook(version, block))).body.toString('latin1')).toContain(
      'orient.timeSamples',
    );
  });

  it('stays in the page when it should', async () => {
    const { version, block } = await publish({ stand: 'page' });
    await world.app.quickLooks.settled();
    expect((await world.app.scenes.getVersion(version)).quickLooks).toEqual([]);
    expect((await ask(paths.quickLook(version, block))).status).toBe(404);
  });
});

describe('the address', () => {
  let address: string;
  beforeAll(async () => {
    const { version, block } = await publish({ stand: 'floor', size: { value: 1, unit: 'cm' } });
    await world.app.quickLooks.settled();
    address = paths.quickLook(version, block);
  });

  it('answers for its head, for parts, and for what is known already', async () => {
    const whole = await ask(address);
    const head = await ask(address, {}, 'HEAD');
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(String(whole.body.length));
    const part = await ask(address, { range: 'bytes=2-9' });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 2-9/${whole.body.length}`);
    expect(part.body).toEqual(whole.body.subarray(2, 10));
    expect((await ask(address, { range: `bytes=${whole.body.length}-` })).status).toBe(416);
    const known = await ask(address, { 'if-none-match': String(whole.headers.etag) });
    expect([known.status, known.body.length]).toEqual([304, 0]);
  });

  it('takes nothing but reading', async () => {
    const post = await ask(address, { origin: 'http://127.0.0.1:4400' }, 'POST');
    expect([post.status, post.headers.allow]).toEqual([405, 'GET, HEAD']);
    for (const method of ['PUT', 'DELETE', 'PATCH'])
      expect((await ask(address, {}, method)).status).toBe(405);
  });

  it('leads to nothing where there is no such stage', async () => {
    const [, version = '', block = ''] = /(ver_\w+)\/(blk_\w+)/.exec(address) ?? [];
    for (const path of [
      paths.quickLook('ver_0000000000000000', block),
      paths.quickLook(version, 'blk_0000000000000000'),
      paths.quickLook('draft', block),
      paths.quickLook(version, '..%2f..'),
      '/play/quick-look/x.usdz',
      address.replace('.usdz', ''),
      address.replace('.usdz', '/a/b.usdz'),
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404]);
  });
});

describe('files', () => {
  it('go with their model, and with the version of the program that made them', async () => {
    const { app } = world;
    const folder = join(app.assets.folder, 'quick-looks');
    const [one = ''] = filesOf();
    writeFileSync(join(folder, one.replace(/\.\d+-/, '.0-')), 'old');
    writeFileSync(join(folder, `${one}.half`), 'half');
    const known = filesOf().length;
    await app.assets.sweep();
    expect(filesOf()).toHaveLength(known - 2);
    const [ref] = await app.assets.list(world.actor, 'model');
    if (!ref) throw new Error('the model is gone');
    const kept = app.assets.file(ref);
    expect(existsSync(kept)).toBe(true);
    const { id, mime, name, width, height } = ref;
    await app.assets.discard([{ id, mime: 'model/gltf-binary', file: '', name, width, height }]);
    expect([mime, existsSync(kept), filesOf()]).toEqual(['model/gltf-binary', false, []]);
    model = await send(await movingModel());
  });

  it('are made for what was published while no server ran', async () => {
    const { app } = world;
    const { version, block } = await publish(
      { stand: 'floor' },
      { animation: { clip: 'bend', loop: false } },
    );
    await app.quickLooks.settled();
    rmSync(join(app.assets.folder, 'quick-looks'), { recursive: true });
    app.scenes.forget(story.campaign.id);
    expect((await app.scenes.getVersion(version)).quickLooks).toEqual([]);
    const { makeQuickLooks } = await import('../assets/quick-look/index.ts');
    const again = makeQuickLooks(app, app.renew);
    again.followAll();
    await again.settled();
    await again.close();
    expect((await app.scenes.getVersion(version)).quickLooks).toEqual([block]);
  });

  it('are not made of a model that cannot be read; it is published all the same, and tried once', async () => {
    const { app } = world;
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const id = await send(Buffer.concat([await movingModel()]));
    const broken = `ast_${'0'.repeat(32)}`;
    writeFileSync(join(app.assets.folder, `${broken}.glb`), 'glTF, but not really');
    const { version, block } = await publish({ stand: 'floor' }, { model: broken });
    await app.quickLooks.settled();
    expect((await ask(paths.quickLook(version, block))).status).toBe(404);
    const look = { model: broken, clip: null, loop: true };
    expect([app.assets.quickLooks.find(look), app.assets.quickLooks.isKnown(look)]).toEqual([null, true]);
    expect(said).toHaveBeenCalledTimes(1);
    said.mockRestore();
    expect(id).toBe(model);
    const next = await publish({ stand: 'floor' });
    await app.quickLooks.settled();
    expect((await ask(paths.quickLook(next.version, next.block))).status).toBe(200);
  });
});

it('reads a range as browsers write it', () => {
  expect(rangeOf('bytes=0-9', 100)).toEqual({ start: 0, end: 9 });
  expect(rangeOf('bytes=90-', 100)).toEqual({ start: 90, end: 99 });
  expect(rangeOf('bytes=-10', 100)).toEqual({ start: 90, end: 99 });
  expect(rangeOf('bytes=-500', 100)).toEqual({ start: 0, end: 99 });
  expect(rangeOf('bytes=50-500', 100)).toEqual({ start: 50, end: 99 });
  for (const outside of ['bytes=100-', 'bytes=9-3', 'bytes=-0'])
    expect(rangeOf(outside, 100)).toBe('outside');
  for (const header of [undefined, '', 'bytes=-', 'lines=1-2', 'bytes=0-1,4-5'])
    expect(rangeOf(header, 100)).toBeNull();
});
