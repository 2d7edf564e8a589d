/** A built server of one's own: fresh data folder, free port, stopped at the end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';

export interface TestServer {
  readonly origin: string;
  readonly dataDir: string;
  /** The one-time address that makes the owner, as printed at start. */
  readonly setUpUrl: string;
  /** What the server printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the built server; `env` adds settings. Waits until it says that it runs. */
export async function startServer(env: Record<string, string> = {}, dataDir?: string): Promise<TestServer> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'wegmarke-e2e-')));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const child: ChildProcess = spawn(process.execPath, ['scripts/serve.ts'], {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      WITHOUT_DEMO: '1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    printed += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await expect
    .poll(() => printed.includes('Stop with Ctrl+C') || child.exitCode !== null, { timeout: 60_000 })
    .toBe(true);
  if (child.exitCode !== null) throw new Error(`the server ended: ${printed}`);
  return {
    origin,
    dataDir: folder,
    setUpUrl: /Set-up, once\s+(\S+)/.exec(printed)?.[1] ?? '',
    output: () => printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      if (!dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}

/**
 * `server` for each worker; `watched` fails the test on a console error, a CSP violation or a request that
 * leaves the machine.
 */
export const test = base.extend<{ watched: undefined }, { server: TestServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's dependencies from the pattern.
    async ({}, use) => {
      const server = await startServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ context }, use) => {
      const troubles: string[] = [];
      context.on('console', (message) => {
        if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
      });
      context.on('weberror', (error) => troubles.push(`page: ${error.error().message}`));
      context.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (/^https?:$/.test(protocol) && hostname !== '127.0.0.1')
          troubles.push(`left the machine: ${request.url()}`);
      });
      await use(undefined);
      expect(troubles).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
