/** A built server of one's own: fresh data folder, free port, stopped at the end; and browsers that are watched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, type BrowserContextOptions, test as base, expect } from '@playwright/test';
import { serverArguments } from '../scripts/server-arguments.mjs';

export interface TestServer {
  readonly origin: string;
  readonly dataDir: string;
  /** The one-time address that makes the owner, as printed at start. */
  readonly setUpUrl: string;
  /** What the server printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface ServerOptions {
  /** Settings beside those of a test server. */
  readonly env?: Record<string, string>;
  /** A data folder that is kept; without it, a fresh one that is removed at the end. */
  readonly dataDir?: string;
  /** A port of one's own, so that a server can come back under the same address. */
  readonly port?: number;
  /** With the demo campaign. */
  readonly demo?: boolean;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts the built server and waits until it says that it runs. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const folder = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'wegmarke-e2e-')));
  const port = options.port ?? (await freePort());
  const child: ChildProcess = spawn(process.execPath, serverArguments, {
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: folder,
      ...(options.demo ? {} : { WITHOUT_DEMO: '1' }),
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ready = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      if (printed.includes('Stop with Ctrl+C')) resolve();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
  });
  await Promise.race([ready, ended]);
  if (child.exitCode !== null) throw new Error(`the server ended: ${printed}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir: folder,
    setUpUrl: /Set-up, once\s+(\S+)/.exec(printed)?.[1] ?? '',
    output: () => printed,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
      if (!options.dataDir) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What went wrong in the browsers of a test without anybody saying so on the screen. */
export interface Troubles {
  /** Watches one more context. */
  watch(context: BrowserContext): Promise<void>;
  /** Takes what matches as part of the test. */
  allow(pattern: RegExp): void;
}

function makeTroubles() {
  const found: string[] = [];
  const allowed: RegExp[] = [];
  const tell = (trouble: string) => {
    found.push(trouble);
  };
  return {
    unexpected: () => found.filter((trouble) => !allowed.some((pattern) => pattern.test(trouble))),
    allow: (pattern: RegExp) => {
      allowed.push(pattern);
    },
    async watch(context: BrowserContext): Promise<void> {
      await context.addInitScript(() => {
        document.addEventListener(
          'securitypolicyviolation',
          ({ effectiveDirective, blockedURI, sourceFile }) =>
            console.error(`policy: ${effectiveDirective} blocked ${blockedURI} of ${sourceFile}`),
        );
      });
      context.on('console', (message) => {
        // Answers and lost requests are told below, with their address.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          tell(`console: ${message.text()} (${message.page()?.url()})`);
      });
      context.on('weberror', (error) => tell(`page: ${error.error().stack ?? error.error().message}`));
      context.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1')
          tell(`left the machine: ${request.url()}`);
      });
      context.on('response', (response) => {
        const isPage = response.request().isNavigationRequest();
        if (response.status() >= 400 && !isPage) tell(`status ${response.status()}: ${response.url()}`);
      });
      context.on('requestfailed', (request) => {
        const why = request.failure()?.errorText ?? '';
        // What a page asked for when it was left.
        if (why !== 'net::ERR_ABORTED') tell(`lost: ${request.url()} ${why}`);
      });
    },
  };
}

/** A phone in the street: small, by touch, without a session. */
export const phoneOptions: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  userAgent:
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
};

type MakeContext = (options?: BrowserContextOptions) => Promise<BrowserContext>;

/**
 * `troubles` fails the test on a console error, a violated policy, a failed request or one that leaves the
 * machine, in `page` and in every context made by `fresh` (closed at the end).
 */
export const test = base.extend<{ troubles: Troubles; fresh: MakeContext }>({
  troubles: [
    async ({ context }, use) => {
      const troubles = makeTroubles();
      await troubles.watch(context);
      await use(troubles);
      expect(troubles.unexpected()).toEqual([]);
    },
    { auto: true },
  ],
  fresh: async ({ browser, troubles }, use) => {
    const made: BrowserContext[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      made.push(context);
      await troubles.watch(context);
      return context;
    });
    await Promise.all(made.map((context) => context.close()));
  },
});

export { expect };
