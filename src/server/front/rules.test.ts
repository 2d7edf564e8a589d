import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { get, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { readEvidence } from '#domain/scan/evidence.ts';
import { barePages, freePort, plantStory, type TestApp } from '#testing/app.ts';
import { sendMalformed } from '../../../scripts/bench/malformed.ts';
import { type Running, serve } from '../main.ts';
import { readSettings } from '../settings.ts';

/** Where a print is photographed: beside the scanner the only page with a camera. */
const PRINT_PAGE = '/studio/x/places/y';
const ADDRESS = '198.51.100.77';

async function start(env: NodeJS.ProcessEnv = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-rules-'));
  const port = await freePort();
  const settings = readSettings({ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...env });
  const running: Running = await serve(settings, { roots: [], handler: barePages });
  onTestFinished(async () => {
    await running.stop(true);
    rmSync(dataDir, { recursive: true, force: true });
  });
  const { app } = running;
  const actor = {
    userId: 'u',
    name: 'T',
    email: 't@example.org',
    workspaceId: app.accounts.ensureWorkspace('T'),
    sessionId: 's',
  };
  const story = await plantStory({ app, actor } as TestApp);
  const host = new URL(settings.publicOrigin).host;
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: string }>((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path, method, headers: { host, ...headers } },
        (response) => {
          let body = '';
          response.on('data', (chunk) => (body += chunk));
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
          );
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  return { running, app, port, host, story, dataDir, ask };
}

function scans(dataDir: string): { visitor: bigint; evidence: number; judged: number }[] {
  const db = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger', readonly: true });
  const rows = db.prepare('SELECT visitor, evidence, judged FROM scan ORDER BY no').safeIntegers().all() as {
    visitor: bigint;
    evidence: bigint;
    judged: bigint;
  }[];
  db.close();
  return rows.map(({ visitor, evidence, judged }) => ({
    visitor,
    evidence: Number(evidence),
    judged: Number(judged),
  }));
}

test('a forwarded address counts only from a trusted proxy, makes another visitor, and is kept nowhere', async () => {
  const agent = { 'user-agent': 'Mozilla/5.0 (iPhone) Mobile Safari/604.1' };
  for (const [proxies, visitors] of [
    ['', 1],
    ['127.0.0.1', 2],
  ] as const) {
    const { story, dataDir, ask } = await start({ TRUSTED_PROXIES: proxies });
    for (const forwarded of [ADDRESS, '203.0.113.9'])
      expect((await ask(`/Q/${story.code.letters}`, { ...agent, 'x-forwarded-for': forwarded })).status).toBe(
        200,
      );
    expect(new Set(scans(dataDir).map(({ visitor }) => visitor)).size).toBe(visitors);
    for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true })) {
      // The lock is the system's: opening and closing it here would give it back.
      if (!entry.isFile() || entry.name === 'server.lock' || entry.name.endsWith('-journal')) continue;
      const path = join(entry.parentPath, entry.name);
      // Journals come and go while figures are counted.
      const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
      expect([entry.name, bytes.indexOf(ADDRESS)]).toEqual([entry.name, -1]);
    }
  }
});

test('a look without a person is told apart; an unknown visit attributes nothing; no scan sets a cookie', async () => {
  const { app, story, dataDir, ask } = await start();
  const scan = `/Q/${story.code.letters}`;
  const verdicts: string[] = [];
  app.ledger.subscribe(({ verdict }) => verdicts.push(verdict));
  const head = await ask(scan, {}, 'HEAD');
  const prefetch = await ask(scan, {
    'sec-purpose': 'prefetch;prerender',
    'user-agent': 'Mozilla/5.0 (Linux; Android 16) Chrome/140 Mobile Safari/537.36',
  });
  expect([head.status, head.body, head.headers['set-cookie'], prefetch.headers['set-cookie']]).toEqual([
    200,
    '',
    undefined,
    undefined,
  ]);
  expect(verdicts).toEqual(['preview', 'prefetch']);
  expect(readEvidence(scans(dataDir)[0]?.evidence ?? 0)).toBeDefined();
  for (const visit of ['AAAAAAAAAAAAAAAA', '"><script>', 'x'.repeat(16), '']) {
    const page = await ask(`/play/${story.version.id}/?v=${encodeURIComponent(visit)}`);
    expect(page.status).toBe(200);
    expect(page.body).not.toContain('<script>');
    await app.ledger.record(visit, story.version.id, [{ kind: 'shown', block: null, atMs: 0 }]);
  }
  const db = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger', readonly: true });
  expect(db.prepare('SELECT DISTINCT scan FROM event').pluck().all()).toEqual([0]);
  db.close();
});

test('other spellings of the host are refused; inner pages are no addresses, however they are spelled', async () => {
  const { ask, host, port } = await start();
  for (const other of [
    '127.0.0.1',
    '127.0.0.1:1',
    `127.0.0.1:${port}.`,
    `evil.example:${port}`,
    `${host}@evil.example`,
    `${host},${host}`,
  ])
    expect([other, (await ask('/', { host: other })).status]).toEqual([other, 421]);
  expect((await ask('/', { host: `LOCALHOST:${port}` })).status).toBe(200);
  for (const path of [
    '/probe',
    '/probe/',
    '/%70robe',
    '/probe?x',
    '/play/notice',
    '/play/notice/',
    '/play/%6eotice',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404]);
});

test('every kind of answer carries the policy of its route; https adds HSTS and Secure, http neither', async () => {
  const plain = await start();
  const behind = await start({ PUBLIC_ORIGIN: 'https://codes.example.org' });
  for (const { ask, story } of [plain, behind]) {
    const secure = ask === behind.ask;
    const letters = story.code.letters;
    for (const [method, path, status] of [
      ['GET', '/', 200],
      ['GET', '/studio', 200],
      ['GET', '/studio/x/places', 200],
      ['GET', `/Q/${letters}`, 200],
      ['HEAD', `/Q/${letters}`, 200],
      ['GET', '/Q/ZZZZZ0', 404],
      ['GET', '/Q/%E0%A4%A', 400],
      ['GET', `/play/${story.version.id}/`, 200],
      ['GET', '/_a/none.js', 404],
      ['GET', '/assets/none.glb', 404],
      ['TRACE', '/', 405],
      ['POST', '/api/events', 403],
      ['GET', '/api/live', 401],
      ['GET', '/api/export', 401],
      ['GET', '//x', 404],
      ['GET', '/scan', 200],
      ['GET', '/studio/x/places', 200],
      ['GET', PRINT_PAGE, 200],
    ] as const) {
      const { headers, status: got, body } = await ask(path, {}, method);
      const at = `${method} ${path}`;
      expect([at, got]).toEqual([at, status]);
      expect([
        at,
        headers['x-content-type-options'],
        headers['cross-origin-opener-policy'],
        headers['referrer-policy'],
      ]).toEqual([at, 'nosniff', 'same-origin', 'strict-origin-when-cross-origin']);
      expect([at, headers['content-security-policy']]).toEqual([
        at,
        expect.stringMatching(/^default-src 'none'; script-src 'self'/),
      ]);
      expect([at, headers['permissions-policy']?.includes('camera=(self)')]).toEqual([
        at,
        path === '/scan' || path === PRINT_PAGE,
      ]);
      expect([at, headers['strict-transport-security'] !== undefined]).toEqual([at, secure]);
      expect([at, headers['server'] ?? headers['x-powered-by']]).toEqual([at, undefined]);
      if (headers['content-type'] === 'application/problem+json') {
        expect(JSON.parse(body)).toMatchObject({
          status,
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        });
        expect(body).not.toMatch(/\bat .+:\d+:\d+|node_modules|\.ts\b/);
      }
    }
    expect((await ask('/studio/lang?to=de')).headers['set-cookie']?.[0]?.includes('Secure')).toBe(secure);
  }
});

test('2,000 malformed requests: the next one is answered', async () => {
  const { port, host, ask } = await start();
  await sendMalformed(port, host, 2_000);
  expect((await ask('/')).status).toBe(200);
});

test('too large a body gets 413 and its connection ends; nonsense after a request gets 400', async () => {
  const { port, host, app } = await start();
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      let answer = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(text));
      socket.on('data', (chunk) => (answer += chunk));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer));
    });
  const head = `POST /_actions/x HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${app.settings.publicOrigin}\r\n`;
  expect(await raw(`${head}Content-Length: 10000000000\r\n\r\nabc`)).toMatch(/^HTTP\/1\.1 413/);
  expect(await raw(`${head}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 411/,
  );
  expect(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\nNONSENSE\r\n\r\n`)).toMatch(
    /HTTP\/1\.1 400 Bad Request/,
  );
  expect(
    await new Promise<number>((resolve) =>
      get({ host: '127.0.0.1', port, headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }),
    ),
  ).toBe(200);
});

test('while the ledger is locked scans are answered, the status says so, and it recovers by itself', async () => {
  const { app, dataDir, story, ask } = await start();
  const other = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' });
  other.exec('BEGIN IMMEDIATE');
  for (let scan = 0; scan < 3; scan++) expect((await ask(`/Q/${story.code.letters}`)).status).toBe(200);
  expect(app.ledger.status()).toMatchObject({
    waiting: 3,
    spooled: 3,
    lost: 0,
    failure: expect.stringContaining('SQLITE_BUSY'),
  });
  other.exec('ROLLBACK');
  await expect
    .poll(() => app.ledger.status(), { timeout: 5_000 })
    .toMatchObject({ waiting: 0, lost: 0, failure: null });
  expect(scans(dataDir)).toHaveLength(3);
  other.close();
});
