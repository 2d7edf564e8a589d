import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, get, type IncomingMessage } from 'node:http';
import { get as getTls } from 'node:https';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { barePages, freePort, signUp } from '#testing/app.ts';
import { ensureCertificate } from '../../scripts/certificate.ts';
import type { PageHandler } from './front/index.ts';
import { type Patience, type Running, serve } from './main.ts';
import { readSettings } from './settings.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-main-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function start(
  handler: PageHandler = barePages,
  env: NodeJS.ProcessEnv = {},
  patience?: Patience,
): Promise<Running & { port: number; origin: string }> {
  const port = await freePort();
  const settings = readSettings({ HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder(), ...env });
  const running = await serve(settings, { roots: [], handler }, patience);
  onTestFinished(() => running.stop(true));
  return { ...running, port, origin: settings.publicOrigin };
}

const text = async (response: IncomingMessage): Promise<string> => {
  let body = '';
  for await (const chunk of response) body += chunk;
  return body;
};

/** True when `stopped` settles before anything that takes half of the drain's ten seconds. */
async function settlesSoon(stopped: Promise<void>): Promise<boolean> {
  const timer = new AbortController();
  const late = new Promise<boolean>((resolve) => {
    const timeout = setTimeout(() => resolve(false), 5_000);
    timer.signal.addEventListener('abort', () => clearTimeout(timeout));
  });
  return Promise.race([stopped.then(() => true), late]).finally(() => timer.abort());
}

test('a process that stops its server right away ends by itself, in order', async () => {
  const script = `
    import { serve } from '#server/main.ts';
    import { readSettings } from '#server/settings.ts';
    const running = await serve(readSettings(process.env), {
      roots: [], handler: (request, response) => response.end('<p></p>') });
    await running.stop();
    console.log('stopped');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    cwd: new URL('../..', import.meta.url),
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(await freePort()), DATA_DIR: folder() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  const [code] = await once(child, 'close');
  expect([code, said.trim()]).toEqual([0, 'stopped']);
});

test('a request that runs is answered before the server ends, one at rest is not waited for', async () => {
  let release: () => void = () => undefined;
  const running = await start((request, response, ...rest) => {
    if (request.url === '/slow') release = () => response.end('done');
    else barePages(request, response, ...rest);
  });
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  const host = '127.0.0.1';
  const ask = (path: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ host, port: running.port, path, agent }, resolve).on('error', reject);
    });
  await text(await ask('/resting'));
  const silent = connect(running.port, host);
  await once(silent, 'connect');
  const slow = ask('/slow');
  await expect.poll(() => release.name).not.toBe('');
  await new Promise((resolve) => setTimeout(resolve, 50));
  const stopped = running.stop();
  const refused = await new Promise<string>((resolve) => {
    connect(running.port, host).on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
  });
  expect(refused).toBe('ECONNREFUSED');
  release();
  const answer = await slow;
  expect(await text(answer)).toBe('done');
  expect(await settlesSoon(stopped)).toBe(true);
});

test('a second wish to stop waits for nobody', async () => {
  const running = await start((request, response, ...rest) => {
    if (request.url !== '/never') barePages(request, response, ...rest);
  });
  const failed = new Promise((resolve) => {
    get({ host: '127.0.0.1', port: running.port, path: '/never' }).on('error', resolve);
  });
  await new Promise((resolve) => running.server.once('request', resolve));
  const stopped = running.stop();
  void running.stop(true);
  await failed;
  expect(await settlesSoon(stopped)).toBe(true);
});

test('a live feed does not hold up the end', async () => {
  const running = await start();
  const { app } = running;
  app.accounts.ensureWorkspace('Test');
  const cookie = await signUp({ app });
  const actor = await app.accounts.actorOf(cookie);
  if (!actor) throw new Error('not signed in');
  const campaign = await app.campaigns.create(actor, { title: 'x', language: 'en', timeZone: 'UTC' });
  const feed = await new Promise<IncomingMessage>((resolve) => {
    get(
      {
        host: '127.0.0.1',
        port: running.port,
        path: `/api/live?campaign=${campaign.id}`,
        headers: { cookie },
      },
      resolve,
    );
  });
  expect(feed.headers['content-type']).toBe('text/event-stream');
  const ended = text(feed);
  expect(await settlesSoon(running.stop())).toBe(true);
  expect(await ended).toContain('retry');
});

test('a folder has one server at a time, and a start that fails leaves the port free', async () => {
  const running = await start();
  const again = {
    ...running.app.settings,
    port: await freePort(),
  };
  await expect(serve(again, { roots: [], handler: barePages })).rejects.toMatchObject({ reason: 'in_use' });
  await running.stop();
  const second = await serve(again, { roots: [], handler: barePages });
  await second.stop();
});

/** What the server says to `text` and to drops sent one by one, until it ends the connection. */
async function dribble(port: number, text: string, drop: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  // Drops that come after the end are refused.
  socket.on('error', () => undefined);
  socket.write(text);
  const dribbling = setInterval(() => socket.writable && socket.write(drop), 20);
  await once(socket, 'close');
  clearInterval(dribbling);
  return said;
}

describe('a client that never comes to an end', () => {
  const host = 'Host: 127.0.0.1';
  const post = (port: number, ...headers: string[]) =>
    [
      `POST /api/events HTTP/1.1`,
      `${host}:${port}`,
      `Origin: http://127.0.0.1:${port}`,
      ...headers,
      '',
      '',
    ].join('\r\n');
  const json = 'Content-Type: application/json';
  const impatient = { headersMs: 300, requestMs: 600, lookMs: 50 };

  test.each<[string, (port: number) => string, string, RegExp]>([
    ['headers', (port) => `GET / HTTP/1.1\r\n${host}:${port}\r\n`, 'X-A: b\r\n', /^HTTP\/1\.1 408 /],
    [
      'a body that was announced',
      (port) => post(port, json, 'Content-Length: 8000'),
      ' ',
      /^HTTP\/1\.1 408 /,
    ],
    [
      'a body in chunks',
      (port) => post(port, json, 'Transfer-Encoding: chunked'),
      '1\r\n \r\n',
      /^HTTP\/1\.1 408 /,
    ],
    [
      'a body in chunks, beyond its limit',
      (port) => `${post(port, json, 'Transfer-Encoding: chunked')}3000\r\n${' '.repeat(0x3000)}\r\n`,
      '1\r\n \r\n',
      /^HTTP\/1\.1 413 /,
    ],
  ])('%s', async (_, head, drop, answer) => {
    const said = vi.spyOn(console, 'error');
    const running = await start(barePages, {}, impatient);
    expect(await dribble(running.port, head(running.port), drop)).toMatch(answer);
    const others = await fetch(`http://127.0.0.1:${running.port}/scan`);
    expect(others.status).toBe(200);
    expect(await settlesSoon(running.stop())).toBe(true);
    expect(said).not.toHaveBeenCalled();
  });
});

test('over https: a page, HSTS never with the own certificate, codes lead to https, cookies are Secure', async () => {
  const DATA_DIR = folder();
  await ensureCertificate(DATA_DIR, ['localhost', '127.0.0.1']);
  const running = await start(barePages, { DATA_DIR, HTTPS: '1' });
  const ca = running.app.settings.tls?.cert ?? '';
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    getTls({ host: '127.0.0.1', port: running.port, path: '/studio/lang?to=de', ca }, resolve).on(
      'error',
      reject,
    );
  });
  answer.resume();
  expect(answer.statusCode).toBe(303);
  expect(answer.headers['set-cookie']?.[0]).toContain('; Secure');
  expect(answer.headers['strict-transport-security']).toBeUndefined();
  expect(answer.headers['content-security-policy']).toContain('upgrade-insecure-requests');
  expect(running.app.settings.publicOrigin).toMatch(/^https:/);
  running.app.accounts.ensureWorkspace('Test');
  const cookie = await signUp(running);
  expect(cookie).toMatch(/^__Host-wegmarke\.session_token=/);
  expect(await running.app.accounts.actorOf(cookie)).toMatchObject({ email: 'ada@example.org' });
  expect(await settlesSoon(running.stop())).toBe(true);
});
