import { createHash, randomBytes } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#db/open.ts';
import { makeContent } from '#server/app.ts';
import { scanOf } from '#server/ledger/testing.ts';
import { readSettings } from '#server/settings.ts';
import { makeTestApp, plantStory, signUp, type TestApp } from '#testing/app.ts';
import { backup, restore } from './backup.ts';
import { exportCampaign, importCampaign } from './bundle.ts';
import { exportLedger } from './ledger.ts';
import { ownerLink } from './owner-link.ts';

const DEMO = fileURLToPath(new URL('../../db/demo/bundle', import.meta.url));
const PASSWORD = 'another horse';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-commands-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function world(): Promise<TestApp & { env: NodeJS.ProcessEnv }> {
  const made = await makeTestApp();
  onTestFinished(() => made.close());
  return { ...made, env: envOf(made.dataDir) };
}

const envOf = (DATA_DIR: string): NodeJS.ProcessEnv => ({ HOST: '127.0.0.1', PORT: '4400', DATA_DIR });

/** Every row of every table, as text; of the ledger on request only what was there at `untilNo`. */
function rowsOf(file: string, kind: 'content' | 'ledger'): Map<string, string[]> {
  const db = openDatabase(file, { kind, readonly: true });
  try {
    const tables = db
      .prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
      )
      .pluck()
      .all() as string[];
    return new Map(
      tables.map((table) => [
        table,
        db
          .prepare(`SELECT * FROM "${table}"`)
          .safeIntegers()
          .raw()
          .all()
          .map((row) =>
            JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
          ),
      ]),
    );
  } finally {
    db.close();
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function plantAsset(dataDir: string, content: string): void {
  mkdirSync(join(dataDir, 'assets'), { recursive: true });
  const name = `ast_${hashOf(Buffer.from(content)).slice(0, 32)}.json`;
  writeFileSync(join(dataDir, 'assets', name), content);
}

/** Names and contents of every file below `path`. */
function fingerprint(path: string): string {
  const names = (readdirSync(path, { recursive: true, withFileTypes: true }) ?? [])
    .filter((entry) => entry.isFile() && !/-(?:wal|shm)$|\.lock$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return names.map((name) => `${name.slice(path.length)} ${hashOf(readFileSync(name))}`).join('\n');
}

test('owner-link gives the owner a new password, once, and ends the old sessions', async () => {
  const { app, env } = await world();
  const cookie = await signUp({ app });
  expect(await app.accounts.actorOf(cookie)).not.toBeNull();
  const { json } = await ownerLink(env);
  const token = new URL(String(json['url'])).searchParams.get('token') ?? '';
  const input = { token, name: 'Ada', email: 'Ada@Example.org', password: PASSWORD };
  await app.accounts.setUp(input, new Headers());
  expect(await app.accounts.actorOf(cookie)).toBeNull();
  await expect(app.accounts.setUp(input, new Headers())).rejects.toMatchObject({ code: 'link_used' });
  const signIn = (password: string) =>
    app.accounts.signIn({ email: 'ada@example.org', password }, new Headers());
  await expect(signIn('correct horse')).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await signIn(PASSWORD)).not.toHaveLength(0);
});

test('backup under load → restore: what was there at that moment, 5 of 5; at rest: equal', async () => {
  const { app, actor, dataDir, env } = await world();
  const story = await plantStory({ app, actor, dataDir } as TestApp);
  plantAsset(dataDir, '{}');
  const titles: string[] = [];
  let busy = true;
  const load = (async () => {
    let stored = story.chapter;
    for (let turn = 0; busy; turn++) {
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          app.ledger.append(scanOf({ at: Date.UTC(2026, 4, 9, 12) + turn, address: `192.0.2.${index}` })),
        ),
      );
      stored = await app.stories.saveChapter(actor, story.campaign.id, stored.id, stored.version, {
        ...stored.doc,
        title: { en: `Turn ${turn}` },
      });
      titles[stored.version] = JSON.stringify(stored.doc);
      await new Promise((resolve) => setImmediate(resolve));
    }
  })();
  const restored: string[] = [];
  for (let round = 0; round < 5; round++) {
    const file = join(folder(), 'backup.zip');
    await backup(env, file);
    const target = folder();
    await restore(envOf(target), file);
    restored.push(target);
  }
  busy = false;
  await load;
  const live = rowsOf(join(dataDir, 'ledger.db'), 'ledger').get('scan') ?? [];
  for (const target of restored) {
    const scans = rowsOf(join(target, 'ledger.db'), 'ledger').get('scan') ?? [];
    expect(scans.length).toBeGreaterThan(0);
    expect(scans).toEqual(live.slice(0, scans.length));
    const db = openDatabase(join(target, 'wegmarke.db'), { kind: 'content', readonly: true });
    const row = db.prepare('SELECT version, doc FROM chapter').get() as { version: number; doc: string };
    db.close();
    if (row.version > 1) expect(JSON.parse(row.doc)).toEqual(JSON.parse(titles[row.version] ?? ''));
    expect(readdirSync(join(target, 'assets'))).toEqual(
      readdirSync(app.assets.folder).filter((name) => name.startsWith('ast_')),
    );
  }
  const [file, target] = [join(folder(), 'backup.zip'), folder()];
  await backup(env, file);
  await restore(envOf(target), file);
  for (const [name, kind] of [
    ['wegmarke.db', 'content'],
    ['ledger.db', 'ledger'],
  ] as const)
    expect(rowsOf(join(target, name), kind)).toEqual(rowsOf(join(dataDir, name), kind));
  expect(JSON.stringify(readdirSync(target))).not.toContain('restore-');
});

test('restore is refused while a server runs, and for anything but a sound backup; nothing is changed', async () => {
  const { env, dataDir, close } = await makeTestApp().then((made) => ({ ...made, env: envOf(made.dataDir) }));
  plantAsset(dataDir, 'asset');
  const file = join(folder(), 'backup.zip');
  await backup(env, file);
  await expect(backup(env, file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(restore(env, file)).rejects.toMatchObject({ reason: 'in_use' });
  await close();
  const target = folder();
  await restore(envOf(target), file);
  const before = fingerprint(target);
  const bytes = readFileSync(file);
  const hurt = join(folder(), 'hurt.zip');
  const at = bytes.indexOf('asset', bytes.indexOf('.json') + 5);
  const cases: Buffer[] = [
    Buffer.from('no zip'),
    Buffer.alloc(0),
    bytes.subarray(0, bytes.length / 2),
    Buffer.concat([bytes.subarray(0, at), Buffer.from('asseT'), bytes.subarray(at + 5)]),
  ];
  for (const content of cases) {
    writeFileSync(hurt, content);
    await expect(restore(envOf(target), hurt)).rejects.toMatchObject({ name: 'BackupRefused' });
    expect(fingerprint(target)).toBe(before);
  }
  await expect(restore(envOf(target), join(target, 'none.zip'))).rejects.toThrow('does not exist');
  expect(fingerprint(target)).toBe(before);
});

/** A campaign's documents in order, without ids: each id becomes the document that it names, once over. */
async function shape(dataDir: string, campaignId: string): Promise<string[]> {
  const content = await makeContent(readSettings(envOf(dataDir)));
  try {
    const lists = await Promise.all([
      content.stories.chapters.list(campaignId),
      content.stories.posts.list(campaignId),
      content.places.places.list(campaignId),
      content.places.placements.list(campaignId),
      content.scenes.drafts.list(campaignId),
      content.codes.store.list(campaignId),
    ]);
    const own = /\b(?:chp|pst|plc|plm|cod|scn|cmp|ver)_[0-9a-z]{16}\b/g;
    const bare = new Map(
      lists.flat().map(({ id, doc }) => [id, JSON.stringify(doc).replace(own, '·')] as const),
    );
    const full = lists
      .flat()
      .map((entry) =>
        JSON.stringify([entry.id.slice(0, 4), entry.doc, 'bearer' in entry ? entry.bearer : null]).replace(
          own,
          (id) => hashOf(Buffer.from(bare.get(id) ?? id)),
        ),
      );
    const campaign = await content.campaigns.find(campaignId);
    return [JSON.stringify(campaign?.doc), ...full];
  } finally {
    content.close();
  }
}

test('import → export → import: equal documents; a running server knows an import within two seconds', async () => {
  const { app, env, dataDir } = await world();
  const first = String((await importCampaign(env, DEMO)).json['campaignId']);
  const [code] = await app.codes.store.list(first);
  await expect.poll(() => app.routes.find(code?.letters ?? ''), { timeout: 2_000 }).toBeDefined();
  const file = join(folder(), 'demo.zip');
  await exportCampaign(env, first, file);
  await expect(exportCampaign(env, first, file)).rejects.toMatchObject({ code: 'EEXIST' });
  const second = String((await importCampaign(env, file)).json['campaignId']);
  expect(second).not.toBe(first);
  const [one, two] = [await shape(dataDir, first), await shape(dataDir, second)];
  expect(one.length).toBeGreaterThan(50);
  expect(two).toEqual(one);
  await expect(exportCampaign(env, 'nobody', join(folder(), 'x.zip'))).rejects.toMatchObject({
    code: 'not_found',
  });
});

/** A copy of the demo with the first of its pictures and a broken one as its only files; what names others misses them. */
function brokenBundle(): { bundle: string; sound: string } {
  const bundle = join(folder(), 'bundle');
  cpSync(DEMO, bundle, { recursive: true });
  const path = (file: string) => join(bundle, file);
  const bad = Buffer.concat([Buffer.from('RIFF\x20\0\0\0WEBPVP8 '), randomBytes(200)]);
  const id = `ast_${hashOf(bad).slice(0, 32)}`;
  const all = JSON.parse(readFileSync(path('assets.json'), 'utf8')) as { file: string; mime: string }[];
  const [sound] = all.filter(({ mime }) => mime === 'image/webp');
  if (!sound) throw new Error('the demo has no picture');
  for (const { file } of all) if (file !== sound.file) rmSync(path(file));
  writeFileSync(path(`assets/${id}.webp`), bad);
  const broken = { id, file: `assets/${id}.webp`, mime: 'image/webp', name: 'bad', width: 10, height: 10 };
  writeFileSync(path('assets.json'), JSON.stringify([sound, broken]));
  const manifest = JSON.parse(readFileSync(path('manifest.json'), 'utf8')) as {
    files: Record<string, string>;
  };
  for (const { file } of all) if (file !== sound.file) delete manifest.files[file];
  for (const file of [broken.file, 'assets.json']) manifest.files[file] = hashOf(readFileSync(path(file)));
  writeFileSync(path('manifest.json'), JSON.stringify(manifest));
  return { bundle, sound: sound.file };
}

test('an import that fails leaves nothing: no rows, no files; files that were there stay', async () => {
  const { app, actor, dataDir, env } = await world();
  const { bundle, sound } = brokenBundle();
  const content = join(dataDir, 'wegmarke.db');
  const kept = () =>
    readdirSync(app.assets.folder, { recursive: true }).filter((name) => /ast_/.test(String(name)));

  const before = rowsOf(content, 'content');
  await expect(importCampaign(env, bundle)).rejects.toMatchObject({ code: 'wrong_type' });
  expect(rowsOf(content, 'content')).toEqual(before);
  expect(kept()).toEqual([]);

  const id = sound.slice('assets/'.length, -'.webp'.length);
  const entry = { id, file: sound, mime: 'image/webp', name: 'tin', width: 10, height: 10 } as const;
  await app.assets.adopt(actor.workspaceId, [entry], async () => readFileSync(join(bundle, sound)));
  await expect(importCampaign(env, bundle)).rejects.toMatchObject({ code: 'wrong_type' });
  expect(kept()).toEqual([`${id}.webp`]);
  expect(rowsOf(content, 'content').get('asset')).toHaveLength(1);
});

test('the ledger as CSV and NDJSON, by days, without addresses, never over an existing file', async () => {
  const { app, actor, env, dataDir } = await world();
  const { campaign, code } = await plantStory({ app, actor, dataDir } as TestApp);
  const route = app.routes.find(code.letters);
  if (!route) throw new Error('no route');
  for (const [day, address] of [
    [9, '198.51.100.77'],
    [10, '198.51.100.77'],
    [11, '198.51.100.78'],
  ] as const) {
    const { campaignId, letters, codeId, bearer } = route;
    await app.ledger.append(
      scanOf({
        at: Date.UTC(2026, 4, day, 12),
        address,
        route: { ...scanOf().route, campaignId, code: letters, codeId, bearer },
      }),
    );
  }
  const to = folder();
  const all = { from: undefined, until: undefined };
  const csv = await exportLedger(env, 'Lamp', join(to, 'a.csv'), { from: '2026-05-01', until: '2026-06-01' });
  expect(csv.json['scans']).toBe(3);
  const lines = readFileSync(join(to, 'a.csv'), 'utf8').trimEnd().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines[0]).toMatch(/^at,local_time,/);
  expect(lines.join()).not.toContain('198.51.100');
  expect(lines[1]).toContain(',"Pier, Poster",');
  const days = { from: '2026-05-10', until: '2026-05-10' };
  expect((await exportLedger(env, campaign.id, join(to, 'b.ndjson'), days)).json['scans']).toBe(1);
  expect(JSON.parse(readFileSync(join(to, 'b.ndjson'), 'utf8'))).toMatchObject({
    counting_day: '2026-05-10',
    verdict: 'person',
  });
  await expect(exportLedger(env, 'Lamp', join(to, 'a.csv'), all)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(exportLedger(env, 'Lamp', join(to, 'a.txt'), all)).rejects.toMatchObject({ code: 'invalid' });
  await expect(
    exportLedger(env, 'Lamp', join(to, 'c.csv'), { from: 'May', until: undefined }),
  ).rejects.toMatchObject({ code: 'invalid' });
  expect(readdirSync(to).sort()).toEqual(['a.csv', 'b.ndjson']);
});

test('a mistyped data folder is told, not made', async () => {
  const DATA_DIR = join(folder(), 'none');
  await expect(backup(envOf(DATA_DIR), join(folder(), 'x.zip'))).rejects.toThrow('There is no Wegmarke');
  await expect(exportCampaign(envOf(DATA_DIR), 'x', 'y')).rejects.toThrow('There is no Wegmarke');
  expect(existsSync(DATA_DIR)).toBe(false);
});
