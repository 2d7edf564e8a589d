import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import { Document, NodeIO } from '@gltf-transform/core';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { listenForTest, makeTestApp, TEST_ORIGIN, type TestApp, type TestFront } from '#testing/app.ts';
import { type AssetOptions, makeAssets, safeName } from './index.ts';

let test: TestApp;
let folder: string;
beforeAll(async () => {
  test = await makeTestApp();
  folder = test.app.assets.folder;
});
afterAll(() => test.close());

const send = (bytes: Uint8Array | string, name = 'file') =>
  test.app.assets.upload(test.actor, Readable.from([Buffer.from(bytes)]), name);

const stored = (): string[] =>
  (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
    .map(String)
    .filter((name) => name !== 'incoming');

/** Expects the refusal `code`, and that no file and no row is left of it. */
async function refuses(sending: Promise<unknown>, code: string, details: object = {}): Promise<void> {
  const before = stored();
  const rows = (await test.app.assets.list(test.actor)).length;
  await expect(sending).rejects.toMatchObject({ code, details });
  expect(stored()).toEqual(before);
  expect(await test.app.assets.list(test.actor)).toHaveLength(rows);
}

const picture = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 3, background: '#a0522d' } })
    .png()
    .toBuffer();

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A picture of one colour with one bit a pixel: huge when decoded, small as a file. */
function hugePng(edge: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(edge, 0);
  head.writeUInt32BE(edge, 4);
  head.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc(edge * (edge / 8 + 1)), { level: 1 });
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))]);
}

/** One triangle, drawn `times` times over. */
async function model(times = 1): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const position = document
    .createAccessor()
    .setType('VEC3')
    .setArray(new Float32Array([0, 0, 0, 1, 0, 0, 0, 1, 0]))
    .setBuffer(buffer);
  const indices = document
    .createAccessor()
    .setType('SCALAR')
    .setArray(Uint16Array.from({ length: times * 3 }, (_, index) => index % 3))
    .setBuffer(buffer);
  const primitive = document.createPrimitive().setAttribute('POSITION', position).setIndices(indices);
  const node = document.createNode().setMesh(document.createMesh().addPrimitive(primitive));
  document.createScene().addChild(node);
  return new NodeIO().writeBinary(document);
}

interface Gltf {
  buffers: { byteLength: number; uri?: string }[];
  bufferViews: { byteLength: number }[];
  accessors: { count: number }[];
  meshes: { primitives: object[] }[];
  extensionsUsed?: string[];
  extensionsRequired?: string[];
}

/** The model with its JSON changed by `change`. */
async function spoiled(change: (json: Gltf) => void): Promise<Uint8Array> {
  const glb = Buffer.from(await model());
  const length = glb.readUInt32LE(12);
  const json = JSON.parse(glb.toString('utf8', 20, 20 + length)) as Gltf;
  change(json);
  const text = Buffer.from(JSON.stringify(json));
  const padded = Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4, ' ')]);
  const made = Buffer.concat([glb.subarray(0, 20), padded, glb.subarray(20 + length)]);
  made.writeUInt32LE(made.length, 8);
  made.writeUInt32LE(padded.length, 12);
  return made;
}

describe('pictures', () => {
  it('are written anew as WebP with their size', async () => {
    const ref = await send(await picture(), 'pier.png');
    expect(ref).toMatchObject({ mime: 'image/webp', width: 40, height: 30, name: 'pier.png' });
    expect(ref.url).toBe(`/assets/${ref.id}.webp`);
    expect(existsSync(test.app.assets.file(ref))).toBe(true);
  });

  it('lose whatever was hidden behind them', async () => {
    const polyglot = Buffer.concat([await picture(), Buffer.from('<script>alert(1)</script>')]);
    const ref = await send(polyglot, 'x.png');
    expect(await sharp(test.app.assets.file(ref)).metadata()).toMatchObject({ format: 'webp' });
    expect(readdirSync(folder)).toContain(`${ref.id}.webp`);
    expect(readFileSync(test.app.assets.file(ref)).includes('alert')).toBe(false);
  });

  it('row 8: a page under the name of a picture, with and without its first bytes', async () => {
    await refuses(send('<!doctype html><script>alert(1)</script>'.padEnd(100), 'a.png'), 'wrong_type');
    await refuses(send(`\x89PNG\r\n\x1a\n<html>${' '.repeat(100)}`, 'a.png'), 'wrong_type');
    await refuses(send('', 'empty.png'), 'wrong_type');
  });

  it('row 9: 16,384 × 16,384 pixels are refused before they are decoded', async () => {
    await refuses(send(hugePng(16_384)), 'image_too_large', { limitMegapixels: 40 });
    const frames = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(10_000 * 20, 0x2c)]);
    await refuses(send(frames), 'wrong_type');
  });

  it.each(['avif', 'heic', 'mif1'])('row 10: %s', async (brand) => {
    await refuses(send(`\0\0\0\x20ftyp${brand}\0\0\0\0mif1miaf`.padEnd(200, '\0')), 'wrong_type');
  });
  it('row 10: TIFF, whichever way round', async () => {
    await refuses(
      send(
        await sharp(await picture())
          .tiff()
          .toBuffer(),
      ),
      'wrong_type',
    );
    await refuses(send('MM\0*'.padEnd(100, '\0')), 'wrong_type');
  });

  it('row 11: SVG', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    await refuses(send(svg, 'logo.svg'), 'wrong_type');
    await refuses(send(`<?xml version="1.0"?>${svg}`, 'logo.png'), 'wrong_type');
  });
});

describe('models', () => {
  it('are kept as they are when the validator and the limits agree', async () => {
    const ref = await send(await model(), 'tin.glb');
    expect(ref).toMatchObject({ mime: 'model/gltf-binary', width: null, height: null });
    expect(await test.app.assets.list(test.actor, 'model')).toContainEqual(ref);
  });

  const bad: [string, (json: Gltf) => void][] = [
    ['an outside file', (json) => json.buffers.push({ byteLength: 4, uri: 'https://evil.example/a.bin' })],
    ['a file of the server', (json) => json.buffers.push({ byteLength: 4, uri: '../../../etc/passwd' })],
    [
      '4 GB claimed in 100 bytes',
      (json) => {
        for (const view of json.bufferViews) view.byteLength = 4e9;
      },
    ],
    [
      '10 million vertices that are not there',
      (json) => {
        for (const accessor of json.accessors) accessor.count = 1e7;
      },
    ],
    [
      'Draco garbage',
      (json) => {
        const draco = 'KHR_draco_mesh_compression';
        json.extensionsUsed = [draco];
        json.extensionsRequired = [draco];
        for (const { primitives } of json.meshes) {
          for (const primitive of primitives) {
            Object.assign(primitive, {
              extensions: { [draco]: { bufferView: 0, attributes: { POSITION: 0 } } },
            });
          }
        }
      },
    ],
    [
      'an extension that phones do not know',
      (json) => {
        json.extensionsUsed = ['ACME_teapot'];
        json.extensionsRequired = ['ACME_teapot'];
      },
    ],
  ];
  it.each(bad)('row 14: %s', async (_name, change) => {
    await refuses(send(await spoiled(change), 'bad.glb'), 'model_invalid');
  });

  it('row 14: more than 500,000 triangles', async () => {
    await refuses(send(await model(500_001)), 'model_invalid', { reason: 'too_many_triangles' });
  });

  it('row 14: a header without a body', async () => {
    await refuses(send('glTF\x02\0\0\0\xff\xff\xff\xff'.padEnd(64, '\0')), 'model_invalid');
  });
});

describe('sounds', () => {
  const padded = (head: string) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(64)]);

  it.each([
    ['WAV', 'RIFF\x24\0\0\0WAVEfmt ', 'audio/wav', 'wav'],
    ['M4A', '\0\0\0\x20ftypM4A ', 'audio/mp4', 'm4a'],
    ['MP3', 'ID3\x04', 'audio/mpeg', 'mp3'],
  ])('are kept to the byte and served as what they are: %s', async (_, head, mime, extension) => {
    const bytes = padded(head);
    const made = await send(bytes, 'bell');
    expect(made).toMatchObject({ mime, width: null, bytes: bytes.length });
    expect(made.url).toMatch(new RegExp(`\\.${extension}$`));
    expect(readFileSync(test.app.assets.file(made))).toEqual(bytes);
    expect((await test.app.assets.list(test.actor, 'audio')).map(({ id }) => id)).toContain(made.id);
  });

  it('are refused where many phones could not play them', async () => {
    await refuses(send(padded('OggS\0')), 'wrong_type');
    await refuses(send(padded('RIFF\x24\0\0\0AVI ')), 'wrong_type');
  });
});

describe('movements', () => {
  it('are named as the phone names them', async () => {
    const document = await new NodeIO().readBinary(await model());
    const [buffer, node] = [
      document.getRoot().listBuffers()[0] ?? null,
      document.getRoot().listNodes()[0] ?? null,
    ];
    const list = (type: 'SCALAR' | 'VEC3', values: number[]) =>
      document.createAccessor().setType(type).setArray(Float32Array.from(values)).setBuffer(buffer);
    for (const name of ['run', '']) {
      const sampler = document
        .createAnimationSampler()
        .setInput(list('SCALAR', [0, 1]))
        .setOutput(list('VEC3', [0, 0, 0, 0, 1, 0]));
      const channel = document
        .createAnimationChannel()
        .setTargetNode(node)
        .setTargetPath('translation')
        .setSampler(sampler);
      document.createAnimation(name).addSampler(sampler).addChannel(channel);
    }
    const glb = await new NodeIO().writeBinary(document);
    const [plain, moving] = [await send(await model(2), 'still.glb'), await send(glb, 'clock.glb')];
    const picture_ = await send(await picture(), 'a.png');
    expect(await test.app.assets.clips([plain, moving, picture_])).toEqual({
      [plain.id]: [],
      [moving.id]: ['run', 'animation_1'],
    });
  });
});

describe('names', () => {
  it.each([
    ['../../etc/cron.d/x', 'x'],
    ['C:\\Windows\\evil.png', 'evil.png'],
    ['harmless\u202Egnp.exe', 'harmlessgnp.exe'],
    ['a\0b\r\nc.png', 'abc.png'],
    ['', 'file'],
    ['/', 'file'],
    ['CON', 'CON'],
  ])('row 13: %j is shown as %j', (given, shown) => {
    expect(safeName(given)).toBe(shown);
  });

  it('row 13: 4 KB are cut, and the file lies under its own id', async () => {
    const ref = await send(await picture(8, 8), `../../${'n'.repeat(4_096)}.png`);
    expect(ref.name).toHaveLength(120);
    expect(readdirSync(folder)).toContain(`${ref.id}.webp`);
  });
});

describe('limits', () => {
  let database: ReturnType<typeof openDatabase>;
  beforeAll(() => {
    database = openDatabase(join(test.dataDir, 'wegmarke.db'), { kind: 'content' });
  });
  afterAll(() => database.close());
  const store = (options: AssetOptions) =>
    makeAssets({ db: drizzle(database), clock: () => 0 }, folder, options);

  it('row 12: an endless upload is read no further than the limit', async () => {
    const head = await picture();
    let given = 0;
    async function* endless() {
      yield head;
      for (;;) {
        given += 1;
        yield Buffer.alloc(1_000);
      }
    }
    const limits = { image: 50_000, model: 50_000, audio: 50_000, video: 50_000 };
    const sending = store({ limits }).upload(test.actor, Readable.from(endless()), 'big.png');
    await refuses(sending, 'too_large', { limitBytes: 50_000 });
    expect(given).toBeLessThan(150);
  });

  it('row 15: a disk that is full mid-write leaves nothing', async () => {
    const open = (file: string): Writable => {
      let room = 2;
      return new Writable({
        write(part: Buffer, _encoding, done) {
          room -= 1;
          if (room > 0) writeFileSync(file, part, { flag: 'a' });
          done(room > 0 ? null : Object.assign(new Error('no space'), { code: 'ENOSPC' }));
        },
      });
    };
    const png = await picture();
    const parts = [png.subarray(0, 40), png.subarray(40, 60), png.subarray(60)];
    await refuses(store({ open }).upload(test.actor, Readable.from(parts), 'a.png'), 'disk_full');
  });

  it('row 15: what a crash left behind is swept at the next start', async () => {
    writeFileSync(join(folder, 'incoming', 'left'), 'half a picture');
    await test.app.assets.sweep();
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});

describe('over HTTP', () => {
  let front: TestFront;
  let cookie: string;
  beforeAll(async () => {
    front = await listenForTest(test);
    const link = test.app.accounts.makeOwnerLink();
    const cookies = await test.app.accounts.setUp(
      { token: link, name: 'Ada', email: 'ada@example.org', password: 'correct horse battery' },
      new Headers({ origin: TEST_ORIGIN, host: new URL(TEST_ORIGIN).host }),
    );
    cookie = cookies.map((each) => each.split(';')[0]).join('; ');
  });
  afterAll(() => front.close());

  /** Posts without a length; gives the answer, or what broke the connection. */
  const post = (body: Readable, name: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; body: string; type: string }>((resolve, reject) => {
      const sent = request(
        {
          port: front.port,
          method: 'POST',
          path: `/api/assets?name=${encodeURIComponent(name)}`,
          headers: { host: new URL(TEST_ORIGIN).host, origin: TEST_ORIGIN, cookie, ...headers },
        },
        (answer) => {
          let text = '';
          answer.on('data', (part) => {
            text += part;
          });
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              body: text,
              type: answer.headers['content-type'] ?? '',
            }),
          );
        },
      );
      // What cannot be sent any more after the answer is no matter.
      sent.on('error', reject);
      body.pipe(sent);
    });

  it('answers 201 with the asset, and 401 to nobody', async () => {
    const png = await picture(9, 9);
    expect(await post(Readable.from([png]), 'x.png')).toMatchObject({ status: 201 });
    expect(await post(Readable.from([png]), 'x.png', { cookie: '' })).toMatchObject({ status: 401 });
    expect(await post(Readable.from([png]), 'x.png', { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
  });

  it('tells why in a problem document without a word of the input', async () => {
    const { status, body, type } = await post(
      Readable.from([Buffer.from('<b>evil'.repeat(50))]),
      '<b>evil.png',
    );
    expect(status).toBe(415);
    expect(type).toBe('application/problem+json');
    expect(body).not.toContain('evil');
  });

  it('row 12: answers 413 while the upload still comes, and ends the connection', async () => {
    const head = await picture();
    async function* endless() {
      yield head;
      for (;;) yield Buffer.alloc(64_000);
    }
    expect(await post(Readable.from(endless()), 'big.png')).toMatchObject({ status: 413 });
    expect(readdirSync(join(folder, 'incoming'))).toEqual([]);
  });
});
