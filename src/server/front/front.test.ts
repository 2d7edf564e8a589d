import { randomInt } from 'node:crypto';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBlock } from '#domain/scene/model.ts';
import { openSharp } from '#server/assets/open-sharp.ts';
import {
  listenForTest,
  makeTestApp,
  plantStory,
  TEST_ORIGIN,
  type TestApp,
  type TestFront,
} from '#testing/app.ts';

let world: TestApp;
let front: TestFront;
let story: Awaited<ReturnType<typeof plantStory>>;
let linked: string;

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: '127.0.0.1',
        port: front.port,
        path,
        method: options.method ?? 'GET',
        headers: {
          host: '127.0.0.1:4400',
          'user-agent': 'Mozilla/5.0 (iPhone) Mobile Safari/604.1',
          ...options.headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(options.body);
  });
}

/** Bytes on the wire, for what no HTTP client would send. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(front.port, '127.0.0.1', () => socket.end(text));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

beforeAll(async () => {
  world = await makeTestApp();
  story = await plantStory(world);
  const flyer = await world.app.places.createPlacement(world.actor, story.campaign.id, {
    medium: 'flyer',
    placeId: null,
  });
  const target = { kind: 'url' as const, url: 'https://example.org/shop?a=1' };
  linked = (
    await world.app.codes.mint(world.actor, story.campaign.id, { kind: 'placement', id: flyer.id }, target)
  ).letters;
  front = await listenForTest(world);
});

afterAll(async () => {
  await front.close();
  await world.close();
});

test('a scan is answered with the scene, without cookie, not to be stored', async () => {
  const answer = await ask(`/Q/${story.code.letters}`);
  expect(answer.status).toBe(200);
  expect(answer.headers['set-cookie']).toBeUndefined();
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toMatch(/value="[A-Za-z0-9_-]{16}"/);
});

test('a code is found in lower case and with the letters that look like digits', async () => {
  const spelled = story.code.letters.toLowerCase().replaceAll('1', 'l').replaceAll('0', 'o');
  expect((await ask(`/q/${spelled}`)).status).toBe(200);
});

test('row 1: unknown codes of any shape get one and the same 404', async () => {
  const bodies = new Set<string>();
  for (const entry of ['ZZZZZ0', 'x'.repeat(2_000), '%F0%9F%94%A6', '%00', 'a%2Fb']) {
    const answer = await ask(`/Q/${entry}`);
    expect([entry.slice(0, 12), answer.status]).toEqual([entry.slice(0, 12), 404]);
    expect(answer.headers['cache-control']).toBe('no-store');
    bodies.add(answer.body);
  }
  expect(bodies.size).toBe(1);
  expect((await ask('/Q/%E0%A4%A')).status).toBe(400);
});

test('row 2: the target comes from the database alone', async () => {
  const answer = await ask(`/Q/${linked}?redir_url=https://evil.com&url=//evil.com`);
  expect(answer.status).toBe(302);
  expect(answer.headers.location).toBe('https://example.org/shop?a=1');
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('row 2: no query and no header moves a target (2,000 generated)', async () => {
  const pieces = [
    'url',
    'next',
    'to',
    '//evil.com',
    'https:%2F%2Fevil.com',
    '%0d%0aLocation:',
    '..',
    '\\',
    'lang',
    'v',
    '__proto__',
  ];
  const piece = (): string => pieces[randomInt(pieces.length)] ?? '';
  const one = () =>
    ask(`/Q/${linked}?${piece()}=${piece()}&${piece()}=${piece()}`.replaceAll('\\', '%5C'), {
      headers: { 'x-forwarded-host': 'evil.com', 'x-original-url': '/evil', referer: 'https://evil.com/' },
    });
  for (let round = 0; round < 40; round++) {
    const answers = await Promise.all(Array.from({ length: 50 }, one));
    expect(new Set(answers.map((answer) => answer.headers.location))).toEqual(
      new Set(['https://example.org/shop?a=1']),
    );
  }
});

test('row 3: other methods get 405 with Allow', async () => {
  for (const method of ['TRACE', 'PROPFIND', 'DELETE', 'PUT']) {
    const answer = await ask(`/Q/${linked}`, { method });
    expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD, POST']);
  }
  expect(await raw('FOO / HTTP/1.1\r\nHost: 127.0.0.1:4400\r\n\r\n')).toMatch(/^HTTP\/1\.1 4\d\d/);
  expect((await ask(`/Q/${linked}`)).status).toBe(302);
});

test('row 4: a foreign Host is misdirected, forwarded headers of strangers are ignored', async () => {
  expect((await ask('/', { headers: { host: 'evil.com' } })).status).toBe(421);
  const answer = await ask(`/Q/${linked}`, {
    headers: { 'x-forwarded-host': 'evil.com', 'x-forwarded-proto': 'gopher' },
  });
  expect([answer.status, answer.headers.location]).toEqual([302, 'https://example.org/shop?a=1']);
});

test('row 5: no path leads off this site', async () => {
  for (const path of [
    '//evil.com/%2e%2e',
    '/%5Cevil.com',
    '/%2561dmin',
    '/..%2f..%2fetc/passwd',
    '/assets/..%2fsecret',
  ]) {
    const answer = await ask(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.location).toBeUndefined();
  }
  expect(await raw('GET /\\evil.com HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nConnection: close\r\n\r\n')).toMatch(
    /^HTTP\/1\.1 404/,
  );
  for (const back of ['//evil.com', '/\\evil.com', 'https://evil.com', '/studio\r\nX: y']) {
    const answer = await ask(`/studio/lang?to=de&back=${encodeURIComponent(back)}`);
    expect(answer.headers.location).toBe('/studio');
  }
});

test('row 6: a retired code gets 410 and no redirect', async () => {
  const { app, actor } = world;
  const stored = await app.codes.store.findByBearer({ kind: 'placement', id: story.placement.id });
  const code = stored ?? story.code;
  const retired = await app.codes.save(actor, story.campaign.id, code.id, code.version, {
    ...code.doc,
    retired: true,
  });
  const answer = await ask(`/Q/${code.letters}`);
  expect([answer.status, answer.headers.location]).toEqual([410, undefined]);
  expect(answer.body).toContain('retired');
  await app.codes.save(actor, story.campaign.id, code.id, retired.version, {
    ...retired.doc,
    retired: false,
  });
  expect((await ask(`/Q/${code.letters}`)).status).toBe(200);
});

test('row 7: hostile headers change nothing; too many bytes of them get 431', async () => {
  const hostile = { referer: '"><script>alert(1)</script>', 'user-agent': '"><script>'.repeat(700) };
  const answer = await ask(`/Q/${linked}`, { headers: hostile });
  expect(answer.status).toBe(302);
  expect(answer.body).not.toContain('<script>');
  expect(await raw(`GET / HTTP/1.1\r\nHost: 127.0.0.1:4400\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431/,
  );
});

test('row 20: events of the wrong shape get 400 with a path, the prototype is untouched', async () => {
  const post = (body: string) =>
    ask('/api/events', {
      method: 'POST',
      body,
      headers: { origin: TEST_ORIGIN, 'content-type': 'application/json' },
    });
  for (const body of [
    '[]',
    '{"v":1}',
    '{"v":"x","version":"y","events":"z"}',
    '{"__proto__":{"polluted":1}}',
    '{"events":[{"atMs":1e309}]}',
  ]) {
    const answer = await post(body);
    expect([body, answer.status]).toEqual([body, 400]);
    expect(JSON.parse(answer.body)).toHaveProperty('path');
  }
  expect((await post('{')).status).toBe(422);
  expect((await post(`"${'x'.repeat(10_000)}"`)).status).toBe(413);
  expect({}).not.toHaveProperty('polluted');
});

test('row 24: an unsafe request from elsewhere, or with no origin, is refused; a wrong type too', async () => {
  const body = '{}';
  const type = { 'content-type': 'application/json' };
  expect(
    (await ask('/api/events', { method: 'POST', body, headers: { ...type, origin: 'https://evil.com' } }))
      .status,
  ).toBe(403);
  expect((await ask('/api/events', { method: 'POST', body, headers: type })).status).toBe(403);
  expect((await ask('/_actions/campaign.create', { method: 'POST', body, headers: type })).status).toBe(403);
  const text = { 'content-type': 'text/plain', origin: TEST_ORIGIN };
  expect((await ask('/api/events', { method: 'POST', body, headers: text })).status).toBe(415);
});

test('a choice without JavaScript is recorded and answered with 303 into the same version', async () => {
  const visit = /value="([A-Za-z0-9_-]{16})"/.exec((await ask(`/Q/${story.code.letters}`)).body)?.[1] ?? '';
  const answer = await ask(`/play/${story.version.id}/choose`, {
    method: 'POST',
    body: new URLSearchParams({ v: visit, choice: 'opt_0000000000000001' }).toString(),
    headers: { origin: TEST_ORIGIN, 'content-type': 'application/x-www-form-urlencoded' },
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toBe(
    `/play/${story.version.id}/${story.scene.id}/blk_0000000000000003?v=${visit}`,
  );
  const day = { from: '2026-05-09', until: '2026-05-09' };
  const { blocks } = await world.app.insight.overview({
    campaignId: story.campaign.id,
    ...day,
    includeStaff: false,
  });
  expect(blocks.map(({ kind, blockId, optionId }) => [kind, blockId, optionId]).sort()).toEqual([
    ['chosen', 'blk_0000000000000002', 'opt_0000000000000001'],
    ['completed', 'blk_0000000000000003', null],
  ]);
});

test('a draft campaign says that it is not open yet, an ended one that it is over', async () => {
  const { app, actor } = world;
  let campaign = await app.campaigns.open(actor, story.campaign.id);
  for (const [state, said] of [
    ['draft', 'not_open'],
    ['ended', 'over'],
    ['live', 'page'],
  ] as const) {
    campaign = await app.campaigns.save(actor, campaign.id, campaign.version, { ...campaign.doc, state });
    const answer = await ask(`/Q/${story.code.letters}`);
    expect([state, answer.status]).toEqual([state, 200]);
    expect(answer.body).toContain(said);
  }
});

test('a code is given to the camera as it is printed, and an unknown one is none', async () => {
  const answer = await ask(`/play/marker/${story.code.letters.toLowerCase()}`);
  expect(answer.status).toBe(200);
  const marker = JSON.parse(answer.body);
  expect(marker.symbol.size).toBeGreaterThan(20);
  expect(marker.svg).toContain('<svg');
  expect(marker.poster).toBeNull();
  expect((await ask('/play/marker/ZZZZZ0')).status).toBe(404);
  expect((await ask('/play/marker/..%2f..')).status).toBe(404);
});

test('a scene may ask for the camera only when a stage of it stands on the code', async () => {
  const { app, actor } = world;
  const permissions = async () => (await ask(`/Q/${story.code.letters}`)).headers['permissions-policy'];
  expect(await permissions()).toContain('camera=()');
  const draft = await app.scenes.get(actor, story.campaign.id, story.scene.id);
  const stage = newBlock('stage');
  const blocks = [...draft.doc.blocks, { ...stage, ar: { ...stage.ar, stand: 'code' as const } }];
  await app.scenes.save(actor, story.campaign.id, draft.id, draft.version, { ...draft.doc, blocks });
  await app.scenes.publish(actor, story.campaign.id, draft.id);
  expect(await permissions()).toContain('camera=(self)');
  expect((await ask(`/play/${story.version.id}/`)).headers['permissions-policy']).toContain('camera=()');
});

test('a passage takes no POST, and never shows the place where a visit goes', async () => {
  const path = `/play/${story.version.id}/${story.scene.id}/start`;
  const headers = { origin: TEST_ORIGIN, 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await ask(path, { method: 'POST', headers, body: 'a=1' });
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
  expect((await ask(path)).body).not.toContain('__VISIT__');
});

test('a code on a poster is given with a small picture of it', async () => {
  const { app, actor } = world;
  const campaignId = story.campaign.id;
  const print = await app.places.createPlacement(actor, campaignId, { medium: 'poster', placeId: null });
  const { letters } = await app.codes.mint(actor, campaignId, { kind: 'placement', id: print.id }, null);
  const sharp = await openSharp();
  const background = { r: 190, g: 60, b: 40 };
  const png = await sharp({ create: { width: 1_400, height: 2_000, channels: 3, background } })
    .png()
    .toBuffer();
  const { id: assetId } = await app.assets.upload(actor, Readable.from([png]), 'poster.png');
  const place = { x: 0.8, y: 1.2, size: 0.125, turnDeg: 0 };
  await app.places.savePlacement(actor, campaignId, print.id, print.version, {
    ...print.doc,
    artwork: { assetId, ...place },
  });
  const marker = JSON.parse((await ask(`/play/marker/${letters}`)).body);
  const small = await app.assets.findLighter(assetId);
  expect(marker.poster).toEqual({ url: small?.url, ...place });
  expect(small).toMatchObject({ width: 700, height: 1_000 });
  expect(marker.symbolMm).toBeCloseTo(0.125 * print.doc.widthMm);
});
