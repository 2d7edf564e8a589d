import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Bundle } from '#domain/campaign/bundle.ts';
import { newCampaign } from '#domain/campaign/model.ts';
import { newPlace, newPlacement } from '#domain/place/model.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import { newBlock } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { newChapter, newPost } from '#domain/story/model.ts';
import { paths } from '#paths';
import { writeBundleFolder } from '#server/campaigns/bundle/index.ts';
import { type Running, serve } from '#server/main.ts';
import { readSettings } from '#server/settings.ts';
import { median, rounded } from './child-processes.ts';

/**
 * Bench `studio`: the server's time for each page of the studio, from the request to the last byte, and the
 * page's size, on a campaign of 200 chapters, 2,000 posts and 500 codes; medians of five after one to warm up.
 * `cpuMs` is the processor's time for a page, that of the asking side and of the insight thread included.
 * Needs a build (`npm run build`).
 */

type Report = (line: object) => void;

const CHAPTERS = 200;
const PLACES = 40;
const PRINTS = 100;
const SCENES = 20;
const ROUNDS = 5;
const REACH_MS = 50;
const CHANNELS = [
  'x',
  'bluesky',
  'mastodon',
  'instagram',
  'linkedin',
  'newsletter',
  'blog',
  'sms',
  'poster',
  'radio',
];

const WORDS =
  'the lamp was cold when pilot came in from ice and nobody had seen keeper since tide turned before night fell over harbour where eight towers should have stood but seven counted out loud by children with tea tins'.split(
    ' ',
  );

/** Words that differ from text to text, as those of people do. */
function makeWriter(): (words: number) => string {
  let seed = 1;
  const next = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return WORDS[seed % WORDS.length] ?? '';
  };
  return (words) => `${Array.from({ length: words }, next).join(' ')}.`;
}

function makeBundle(): Bundle {
  const write = makeWriter();
  const both = (words: number) => ({ en: write(words), de: write(words) });
  const made = newCampaign('Bench', ['en', 'de'], 'Europe/Berlin');
  const campaign = { ...made, state: 'live' as const, channels: CHANNELS };
  const scenes = Array.from({ length: SCENES }, () => ({
    id: newId('scn'),
    published: true,
    doc: {
      schema: 3 as const,
      title: both(3),
      blocks: [
        { ...newBlock('text'), text: both(80) },
        { ...newBlock('choice'), prompt: both(4) },
        { ...newBlock('text'), text: both(40), after: 'end' as const },
      ],
    },
  }));
  const chapters = Array.from({ length: CHAPTERS }, (_, index) => ({
    id: newId('chp'),
    doc: {
      ...newChapter(campaign.phases[index % campaign.phases.length]?.id ?? null),
      title: both(4),
      question: both(9),
      text: both(150),
      sceneId: scenes[index % SCENES]?.id ?? null,
    },
  }));
  const posts = chapters.flatMap((chapter) =>
    CHANNELS.map((channel) => ({
      id: newId('pst'),
      doc: {
        ...newPost(chapter.id, channel, 'en'),
        fields: { [channel === 'poster' ? 'headline' : 'text']: write(channel === 'poster' ? 5 : 25) },
        contribution: write(8),
      },
    })),
  );
  const places = Array.from({ length: PLACES }, (_, index) => ({
    id: newId('plc'),
    doc: { ...newPlace(53.5 + index / 1_000, 9.9 + (index % 7) / 1_000), name: both(2) },
  }));
  const placements = Array.from({ length: PRINTS }, (_, index) => ({
    id: newId('plm'),
    doc: newPlacement('poster', places[index % PLACES]?.id ?? null),
    events: [],
  }));
  const bearers = [
    ...placements.map(({ id }) => ({ kind: 'placement' as const, id })),
    ...posts
      .filter(({ doc }) => doc.channel === 'bluesky' || doc.channel === 'mastodon')
      .map(({ id }) => ({ kind: 'post' as const, id })),
  ];
  const codes = bearers.map((bearer, index) => ({
    id: newId('cod'),
    bearer,
    doc: {
      schema: 1 as const,
      style: defaultStyle,
      rules: [],
      otherwise: { kind: 'chapter' as const, id: chapters[index % CHAPTERS]?.id ?? '' },
      retired: false,
    },
  }));
  return { exportedAt: Date.now(), campaign, chapters, posts, places, placements, codes, scenes, assets: [] };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Asks for a page; the server's time is taken in the server, as this very process is both. */
function makeAsk({ server, app }: Running, cookie: string) {
  let serverMs = 0;
  server.prependListener('request', (_request, response) => {
    const from = performance.now();
    response.once('finish', () => {
      serverMs = performance.now() - from;
    });
  });
  return (path: string): Promise<{ ms: number; status: number; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const headers = { cookie, 'accept-language': 'en', accept: 'text/html' };
      get(app.settings.publicOrigin + path, { headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ ms: serverMs, status: response.statusCode ?? 0, body: Buffer.concat(parts) }),
        );
      }).on('error', reject);
    });
}

/** @throws Error when a page does not answer with 200. */
export default async function bench(report: Report): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wegmarke-bench-studio-'));
  const DATA_DIR = join(folder, 'data');
  try {
    await writeBundleFolder(makeBundle(), async () => new Uint8Array(), join(folder, 'bundle'));
    const running = await serve(
      readSettings({ HOST: '127.0.0.1', PORT: String(await freePort()), DATA_DIR }),
    );
    const { app } = running;
    const workspaceId = app.accounts.ensureWorkspace('Bench');
    const { campaignId: id } = await app.transfer.importBundle(workspaceId, join(folder, 'bundle'), 'bench');
    const cookies = await app.accounts.setUp(
      {
        token: app.accounts.makeOwnerLink(),
        name: 'Bench',
        email: 'bench@example.org',
        password: 'as fast as can be',
      },
      new Headers(),
    );
    const ask = makeAsk(running, cookies.map((each) => each.split(';')[0]).join('; '));
    const [chapter] = await app.stories.chapters.list(id);
    const [post] = await app.stories.posts.list(id);
    const [code] = await app.codes.store.list(id);
    const [scene] = await app.scenes.drafts.list(id);
    const [placement] = await app.places.placements.list(id);
    const pages = {
      campaigns: paths.studio(),
      brief: paths.brief(id),
      story: paths.story(id),
      chapter: paths.chapter(id, chapter?.id ?? ''),
      post: paths.post(id, post?.id ?? ''),
      places: paths.places(id),
      print: paths.placement(id, placement?.id ?? ''),
      codes: paths.codes(id),
      'many codes': paths.bulk(id),
      'print many': paths.print(id),
      code: paths.code(id, code?.id ?? ''),
      scenes: paths.scenes(id),
      scene: paths.scene(id, scene?.id ?? ''),
      insight: paths.insight(id),
      settings: paths.settings(id),
      styles: paths.styles(),
    };
    for (const [page, path] of Object.entries(pages)) {
      const first = await ask(path);
      if (first.status !== 200) throw new Error(`${path} answered ${first.status}`);
      const times: number[] = [];
      const before = process.cpuUsage();
      for (let round = 0; round < ROUNDS; round++) times.push((await ask(path)).ms);
      const { user, system } = process.cpuUsage(before);
      report({
        figure: `studio page "${page}", server time`,
        ms: rounded(median(times), 1),
        reachMs: REACH_MS,
        cpuMs: rounded((user + system) / 1_000 / ROUNDS, 1),
        kB: rounded(first.body.length / 1_000, 1),
        gzKb: rounded(gzipSync(first.body).length / 1_000, 1),
      });
    }
    await running.stop(true);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
