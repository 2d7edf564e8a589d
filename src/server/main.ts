/** The server process: settings, app, front, listening, and an orderly end. */
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeApp } from './app.ts';
import { makeFront, type PageHandler } from './front/index.ts';
import type { Settings } from './settings.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const DRAIN_MS = 10_000;

const limits = {
  maxHeaderSize: 16_384,
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 8_000,
  connectionsCheckingInterval: 2_000,
} as const;

export interface Running {
  readonly app: Awaited<ReturnType<typeof makeApp>>;
  readonly server: Server;
  /** Stops taking requests, lets running ones end (at most ten seconds), closes the databases. */
  stop(): Promise<void>;
}

/** Starts serving the built site. @throws DatabaseRefused, or the listen error (`EADDRINUSE`, `EACCES`). */
export async function serve(settings: Settings): Promise<Running> {
  const app = await makeApp(settings);
  const entry = new URL(`file://${join(ROOT, 'dist', 'server', 'entry.mjs')}`).href;
  const { handler } = (await import(entry)) as { handler: PageHandler };
  const listener = await makeFront(app, { roots: [join(ROOT, 'dist', 'client')], handler });
  const server: Server = settings.tls
    ? (createTlsServer({ ...limits, ...settings.tls }, listener) as unknown as Server)
    : createServer(limits, listener);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable) return;
    const status =
      error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(settings.port, settings.host, resolve);
    });
  } catch (cause) {
    await app.close();
    throw cause;
  }

  let stopping: Promise<void> | null = null;
  return {
    app,
    server,
    stop() {
      stopping ??= (async () => {
        const closed = new Promise<void>((resolve) => server.close(() => resolve()));
        server.closeIdleConnections();
        const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        await closed;
        clearTimeout(force);
        await app.close();
      })();
      return stopping;
    },
  };
}
