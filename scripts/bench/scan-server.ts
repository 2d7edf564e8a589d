import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newBlock } from '#domain/scene/model.ts';
import { makeApp } from '#server/app.ts';
import type { Actor } from '#server/context.ts';
import { makeFront, type PageHandler } from '#server/front/index.ts';
import { VISIT_MARK } from '#server/front/page-cache.ts';
import { readSettings } from '#server/settings.ts';

/**
 * The servers that the scan bench measures, each in a process of its own (IPC): `bare` is node:http with one
 * fixed answer, `front` is the product's front on a fresh data folder. Astro is replaced by a page of a usual
 * scene's size, which the front caches as it does Astro's.
 */
export type ServerOrder =
  | {
      readonly start: 'bare';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Base64. */
      readonly body: string;
    }
  | { readonly start: 'front'; readonly dataDir?: string };

export interface ServerStarted {
  readonly port: number;
  readonly host: string;
  readonly redirects: readonly string[];
  readonly scenes: readonly string[];
}

const CODES = 20;

const scenePage: PageHandler = (_request, response) => {
  const words = 'The lamp was cold when the pilot came in from the ice, and nobody had seen the keeper. ';
  const html = `<!doctype html><html lang="en"><title>Scene</title><body><form id="visit"><input type="hidden" name="v" value="${VISIT_MARK}"></form><main>${Array.from({ length: 100 }, (_, index) => `<p data-block="${index}">${words}</p>`).join('')}</main></body></html>`;
  response.setHeader('Content-Type', 'text/html');
  response.end(html);
};

async function makeCampaign(
  app: Awaited<ReturnType<typeof makeApp>>,
): Promise<Pick<ServerStarted, 'redirects' | 'scenes'>> {
  const workspaceId = app.accounts.ensureWorkspace('Bench');
  const actor: Actor = {
    userId: 'bench',
    name: 'Bench',
    email: 'bench@example.org',
    workspaceId,
    sessionId: 'bench',
  };
  const created = await app.campaigns.create(actor, {
    title: 'Bench',
    language: 'en',
    timeZone: 'Europe/Berlin',
  });
  await app.campaigns.save(actor, created.id, 1, { ...created.doc, state: 'live', languages: ['en', 'de'] });
  const scene = await app.scenes.create(actor, created.id, {
    title: { en: 'Scene' },
    blocks: [{ ...newBlock('text'), text: { en: 'The lamp was cold.' } }],
  });
  await app.scenes.publish(actor, created.id, scene.id);
  const mint = async (target: Parameters<typeof app.codes.mint>[3]): Promise<string> => {
    const placement = await app.places.createPlacement(actor, created.id, {
      medium: 'poster',
      placeId: null,
    });
    const code = await app.codes.mint(actor, created.id, { kind: 'placement', id: placement.id }, target);
    return `/Q/${code.letters}`;
  };
  const redirects: string[] = [];
  const scenes: string[] = [];
  for (let index = 0; index < CODES; index += 1) {
    redirects.push(await mint({ kind: 'url', url: `https://shop.example.org/harbour/${index}?from=poster` }));
    scenes.push(await mint({ kind: 'scene', id: scene.id }));
  }
  return { redirects, scenes };
}

const limits = { maxHeaderSize: 16_384, headersTimeout: 10_000, connectionsCheckingInterval: 2_000 } as const;

async function listen(listener: RequestListener): Promise<number> {
  const server = createServer(limits, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function start(order: ServerOrder): Promise<ServerStarted> {
  if (order.start === 'bare') {
    const body = Buffer.from(order.body, 'base64');
    const { status, headers } = order;
    const port = await listen((_request, response) => {
      response.writeHead(status, headers);
      response.end(body);
    });
    return { port, host: '127.0.0.1', redirects: [], scenes: [] };
  }
  const dataDir = order.dataDir ?? mkdtempSync(join(tmpdir(), 'wegmarke-bench-'));
  if (order.dataDir === undefined)
    process.on('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  const host = '127.0.0.1:4650';
  const settings = readSettings({
    HOST: '127.0.0.1',
    PORT: '4650',
    DATA_DIR: dataDir,
    TRUSTED_PROXIES: '127.0.0.1',
  });
  const app = await makeApp(settings);
  const paths = await makeCampaign(app);
  const port = await listen(await makeFront(app, { roots: [], handler: scenePage }));
  return { port, host, ...paths };
}

process.on('message', (message: ServerOrder | 'usage' | 'end') => {
  if (message === 'usage') {
    process.send?.({
      thread: process.threadCpuUsage(),
      all: process.cpuUsage(),
      rss: process.memoryUsage().rss,
    });
  } else if (message === 'end') process.exit(0);
  else void start(message).then((started) => process.send?.(started));
});
process.on('disconnect', () => process.exit(0));
