/** The server process: settings, app, front, listening, and an orderly end. */
import { existsSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type App, makeApp } from './app.ts';
import { sendText } from './front/exchange.ts';
import { type Listener, makeFront, type PageHandler } from './front/index.ts';
import type { Settings } from './settings.ts';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const DRAIN_MS = 10_000;
const IDLE_LOOK_MS = 25;

const MAX_HEADER_BYTES = 16_384;
const KEEP_ALIVE_MS = 8_000;

/** How long a client may take to say what it wants. A film of 200 MB may take five minutes. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often connections are looked at. */
  readonly lookMs: number;
}

const patience: Patience = { headersMs: 10_000, requestMs: 300_000, lookMs: 2_000 };

/** The built site is missing or half made. */
export class NotBuilt extends Error {
  override readonly name = 'NotBuilt';
}

/** Where pages and static files come from. */
export interface Site {
  readonly roots: readonly string[];
  readonly handler: PageHandler;
}

/** The site that `npm run build` made. @throws NotBuilt */
async function builtSite(): Promise<Site> {
  const entry = join(ROOT, 'dist', 'server', 'entry.mjs');
  if (!existsSync(entry)) throw new NotBuilt();
  try {
    const { handler } = (await import(new URL(`file://${entry}`).href)) as { handler: PageHandler };
    return { roots: [join(ROOT, 'dist', 'client')], handler };
  } catch (cause) {
    throw new NotBuilt('', { cause });
  }
}

export interface Running {
  readonly app: App;
  readonly server: Server;
  /**
   * Stops taking requests, ends live streams and connections at rest, lets running requests end (at most ten
   * seconds, with `now` not at all), closes the databases.
   */
  stop(now?: boolean): Promise<void>;
}

/** Refuses what is not HTTP; nothing of it is repeated. */
function refuseMalformed(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  // A peer that goes on sending, or does not read, keeps nothing open.
  socket.setTimeout(1_000, () => socket.destroy());
}

function listenAt(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Starts serving `site`, by default the built one. The port is taken before a database is opened, so that a
 * start that cannot succeed changes nothing; requests are answered with 503 until all is ready.
 * @throws DatabaseRefused, NotBuilt, or the listen error (`EADDRINUSE`, `EACCES`).
 */
export async function serve(
  settings: Settings,
  site?: Site,
  { headersMs, requestMs, lookMs } = patience,
): Promise<Running> {
  const limits = {
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: lookMs,
  };
  let front: Listener | null = null;
  const listen: RequestListener = (request, response) => {
    if (front) front(request, response);
    else sendText(response, 503, 'Wegmarke is starting.', { 'Retry-After': '1', Connection: 'close' });
  };
  const server: Server = settings.tls
    ? (createTlsServer({ ...limits, ...settings.tls }, listen) as unknown as Server)
    : createServer(limits, listen);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) =>
    refuseMalformed(error, socket as Socket),
  );
  const sockets = new Set<Socket>();
  server.on(settings.tls ? 'secureConnection' : 'connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listenAt(server, settings);
  let app: App | null = null;
  try {
    app = await makeApp(settings);
    front = await makeFront(app, site ?? (await builtSite()));
  } catch (cause) {
    server.close();
    server.closeAllConnections();
    await app?.close();
    throw cause;
  }
  const [started, listener] = [app, front];

  let stopping: Promise<void> | null = null;
  async function end(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    listener.drain();
    const closeResting = (): void => {
      server.closeIdleConnections();
      // Node takes a connection that has not sent a byte yet (browsers open them beforehand) for a busy one.
      for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    };
    closeResting();
    const resting = setInterval(closeResting, IDLE_LOOK_MS);
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    await closed;
    clearInterval(resting);
    clearTimeout(force);
    await started.close();
  }

  return {
    app: started,
    server,
    stop(now = false) {
      stopping ??= end();
      if (now) server.closeAllConnections();
      return stopping;
    },
  };
}
