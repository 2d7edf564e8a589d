import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenForTest, makeTestApp, TEST_ORIGIN, type TestApp, type TestFront } from '#testing/app.ts';
import { movingModel } from '#testing/models.ts';
import { makePackedModels } from './packed-models.ts';

describe('makePackedModels', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wegmarke-packed-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, bytes: Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };

  it('compresses what shrinks, once', async () => {
    const bytes = Buffer.alloc(50_000, 'vertex');
    const path = file('a.glb', bytes);
    const models = makePackedModels();
    const [one, other] = [await models.get(path, bytes.length), await models.get(path, bytes.length)];
    expect(one && brotliDecompressSync(one).equals(bytes)).toBe(true);
    expect(other).toBe(one);
  });

  it('leaves alone what does not shrink or is too large to be kept, and what is not there may come', async () => {
    const models = makePackedModels();
    const noise = randomBytes(20_000);
    expect(await models.get(file('b.glb', noise), noise.length)).toBeNull();
    expect(await models.get(file('c.glb', noise), 5_000_000)).toBeNull();
    await expect(models.get(join(folder, 'd.glb'), 10)).rejects.toThrow('ENOENT');
    const late = Buffer.alloc(10_000);
    expect(await models.get(file('d.glb', late), late.length)).not.toBeNull();
  });
});

describe('over HTTP', () => {
  let test: TestApp;
  let front: TestFront;
  let url: string;
  let model: Uint8Array;
  beforeAll(async () => {
    test = await makeTestApp();
    front = await listenForTest(test);
    model = await movingModel();
    url = (await test.app.assets.upload(test.actor, Readable.from([Buffer.from(model)]), 'board.glb')).url;
  });
  afterAll(async () => {
    await front.close();
    await test.close();
  });

  const ask = (headers: Record<string, string>) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer }>(
      (resolve, reject) => {
        const asked = request(
          { port: front.port, path: url, headers: { host: new URL(TEST_ORIGIN).host, ...headers } },
          (answer) => {
            const parts: Buffer[] = [];
            answer.on('data', (part: Buffer) => parts.push(part));
            answer.on('end', () =>
              resolve({
                status: answer.statusCode ?? 0,
                headers: answer.headers,
                body: Buffer.concat(parts),
              }),
            );
          },
        );
        asked.once('error', reject);
        asked.end();
      },
    );

  it('a model goes over the line compressed, whole to whoever cannot unpack it, and in parts as it lies', async () => {
    const packed = await ask({ 'accept-encoding': 'gzip, br' });
    expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(brotliDecompressSync(packed.body).equals(model)).toBe(true);
    const whole = await ask({ 'accept-encoding': 'gzip' });
    expect(whole.headers['content-encoding']).toBeUndefined();
    expect(whole.headers['vary']).toBe('Accept-Encoding');
    expect(whole.body.equals(model)).toBe(true);
    const part = await ask({ 'accept-encoding': 'br', range: 'bytes=0-3' });
    expect([part.status, part.body.toString()]).toEqual([206, 'glTF']);
  });
});
