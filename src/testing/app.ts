/** A real app on a fresh data folder, with an owner and, on request, a listening front. Tests only. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApp } from '#server/app.ts';
import type { Actor } from '#server/context.ts';
import { makeFront, type PageHandler } from '#server/front/index.ts';
import { VISIT_MARK } from '#server/front/page-cache.ts';
import type { Locals } from '#server/front/types.ts';
import { readSettings } from '#server/settings.ts';

export type TestApp = Awaited<ReturnType<typeof makeTestApp>>;

const PORT = 4400;
export const TEST_ORIGIN = `http://127.0.0.1:${PORT}`;

/** An app whose clock stands at `start` (epoch ms) and is moved by `tick`. */
export async function makeTestApp(start = Date.UTC(2026, 4, 9, 12)) {
  const dataDir = mkdtempSync(join(tmpdir(), 'wegmarke-unit-'));
  let now = start;
  const settings = readSettings({ HOST: '127.0.0.1', PORT: String(PORT), DATA_DIR: dataDir });
  const app = await makeApp(settings, () => now);
  const workspaceId = app.accounts.ensureWorkspace('Test');
  const actor: Actor = {
    userId: 'user',
    name: 'Test',
    email: 'test@example.org',
    workspaceId,
    sessionId: 'session',
  };
  return {
    app,
    actor,
    dataDir,
    tick(ms: number): void {
      now += ms;
    },
    async close(): Promise<void> {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Pages as short as can be: the path, and the place for the visit. */
export const barePages: PageHandler = (request, response, _next, locals) => {
  const { notice } = locals as Locals;
  const html = `<p>${notice ? notice.kind : 'page'}</p><input value="${VISIT_MARK}"><a href="${encodeURI(request.url ?? '')}"></a>`;
  response.setHeader('Content-Type', 'text/html');
  response.end(html);
};

/** A port of 127.0.0.1 that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Makes the owner; answers the cookie header of the new session. */
export async function signUp({ app }: Pick<TestApp, 'app'>, password = 'correct horse'): Promise<string> {
  const cookies = await app.accounts.setUp(
    { token: app.accounts.makeOwnerLink(), name: 'Ada', email: 'ada@example.org', password },
    new Headers({ host: `127.0.0.1:${PORT}` }),
  );
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ');
}

export interface TestFront {
  readonly port: number;
  readonly server: Server;
  close(): Promise<void>;
}

/** Listens on a free port; requests must carry `Host: 127.0.0.1:4400`, the address the app believes in. */
export async function listenForTest({ app }: TestApp, handler: PageHandler = barePages): Promise<TestFront> {
  const listener = await makeFront(app, { roots: [], handler });
  const server = createServer({ maxHeaderSize: 16_384 }, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A live campaign with a chapter that shows a published scene of words, and a code on a poster that leads to it. */
export async function plantStory({ app, actor }: TestApp) {
  const campaign = await app.campaigns.create(actor, {
    title: 'Lamp',
    language: 'en',
    timeZone: 'Europe/Berlin',
  });
  const live = await app.campaigns.save(actor, campaign.id, 1, {
    ...campaign.doc,
    state: 'live',
    languages: ['en', 'de'],
  });
  const scene = await app.scenes.create(actor, campaign.id, {
    title: { en: 'Cold' },
    blocks: [
      {
        id: 'blk_0000000000000001',
        type: 'text',
        after: 'next',
        text: { en: 'The lamp is cold.', de: 'Die Lampe ist kalt.' },
      },
      {
        id: 'blk_0000000000000002',
        type: 'choice',
        after: 'next',
        prompt: {},
        options: [
          {
            id: 'opt_0000000000000001',
            label: { en: 'Ask' },
            target: { kind: 'block', id: 'blk_0000000000000003' },
          },
        ],
      },
      { id: 'blk_0000000000000003', type: 'text', after: 'end', text: { en: 'Nobody saw it.' } },
    ],
  });
  const version = await app.scenes.publish(actor, campaign.id, scene.id);
  const chapter = await app.stories.createChapter(actor, campaign.id, {
    title: { en: 'One' },
    sceneId: scene.id,
  });
  const place = await app.places.createPlace(actor, campaign.id, {
    latitudeDeg: 53.5,
    longitudeDeg: 9.9,
    name: { en: 'Pier' },
  });
  const placement = await app.places.createPlacement(actor, campaign.id, {
    medium: 'poster',
    placeId: place.id,
  });
  const code = await app.codes.mint(
    actor,
    campaign.id,
    { kind: 'placement', id: placement.id },
    { kind: 'chapter', id: chapter.id },
  );
  return { campaign: live, scene, version, chapter, place, placement, code };
}
