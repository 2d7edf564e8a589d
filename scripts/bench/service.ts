import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Document, NodeIO } from '@gltf-transform/core';
import sharp from 'sharp';
import { openDatabase } from '#db/open.ts';
import { mintCode, type Target } from '#domain/code/model.ts';
import { newPlacement } from '#domain/place/model.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import type { ScanRoute } from '#domain/scan/model.ts';
import { parseVisitId } from '#domain/scan/visit.ts';
import { newBlock } from '#domain/scene/model.ts';
import { newId } from '#domain/shared/id.ts';
import { addDays, countingDay } from '#domain/shared/time.ts';
import { makeContent } from '#server/app.ts';
import { makeFold } from '#server/insight/fold.ts';
import { readSettings } from '#server/settings.ts';
import { serverArguments } from '../server-arguments.mjs';
import { median, startPeer } from './child-processes.ts';
import { fillLedger, makeRoutes, ZONE } from './full-ledger.ts';
import type { LoadOrder, LoadResult } from './load-generator.ts';

/**
 * Bench `service`: the whole built server, as `npm start` runs it, on ten million scans and ten thousand codes
 * (`SCANS` and `CODES` for fewer): time to the first scan answered, memory, the slowest percent of scans while
 * heavy work runs beside them, and `kill -9` of the whole process under load. `DATA=folder` keeps the prepared
 * data for the next run. Needs a build.
 */

type Report = (line: object) => void;

const SCANS = Number(process.env['SCANS'] ?? 10_000_000);
const CODES = Number(process.env['CODES'] ?? 10_000);
const DAYS = 90;
const STARTS = 5;
const BUSY_SECONDS = 20;
const MILLION = 1_000_000;
const KILLS = 50;

interface Prepared {
  readonly campaignId: string;
  /** Paths of codes that lead to an address, and to a scene. */
  readonly redirects: readonly string[];
  readonly scenes: readonly string[];
}

/** Two campaigns: one whose 200 codes carry the scans, one with all the other codes. */
async function prepare(dataDir: string, scans: number, codeCount: number): Promise<Prepared> {
  const content = await makeContent(readSettings({ HOST: '127.0.0.1', DATA_DIR: dataDir }));
  const routes: ScanRoute[] = [];
  const letters: Record<'url' | 'scene', string[]> = { url: [], scene: [] };
  let campaignId = '';
  try {
    const workspaceId = content.accounts.ensureWorkspace('Bench');
    const actor = { userId: 'bench', name: 'Bench', email: 'bench@example.org', workspaceId, sessionId: '' };
    for (const [title, count] of [
      ['Harbour', Math.min(200, codeCount)],
      ['Archive', codeCount - 200],
    ] as const) {
      const made = await content.campaigns.create(actor, { title, language: 'en', timeZone: ZONE });
      campaignId ||= made.id;
      await content.campaigns.save(actor, made.id, made.version, { ...made.doc, state: 'live' });
      const scene = await content.scenes.create(actor, made.id, {
        title: { en: 'The lamp is cold.' },
        blocks: [{ ...newBlock('text'), text: { en: 'It has burned here every night since 1892.' } }],
      });
      await content.scenes.publish(actor, made.id, scene.id);
      for (const [index, like] of makeRoutes(made.id).entries()) {
        if (index >= count) break;
        for (let copy = index; copy < count; copy += 200) {
          const bearer = { kind: 'placement', id: newId('plm') } as const;
          await content.places.placements.create(made.id, bearer.id, newPlacement('poster', null));
          const url = `https://shop.example.org/harbour/${copy}`;
          const otherwise: Target = copy % 2 ? { kind: 'scene', id: scene.id } : { kind: 'url', url };
          const code = await content.codes.store.create({
            id: newId('cod'),
            campaignId: made.id,
            bearer,
            doc: { schema: 1, style: defaultStyle, rules: [], otherwise, retired: false },
            by: actor.userId,
            mint: mintCode,
          });
          letters[otherwise.kind === 'url' ? 'url' : 'scene'].push(`/Q/${code.letters}`);
          if (made.id === campaignId) routes.push({ ...like, code: code.letters, codeId: code.id, bearer });
        }
      }
    }
  } finally {
    content.close();
  }
  const ledger = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' });
  const rollup = openDatabase(join(dataDir, 'rollup.db'), { kind: 'rollup' });
  const until = addDays(countingDay(Date.now(), ZONE), -1);
  if (scans > 0) fillLedger(ledger, { scans, routes, from: addDays(until, 1 - DAYS), until });
  const { fold } = makeFold(ledger, rollup, Date.now);
  while (fold().more);
  rollup.pragma('wal_checkpoint(TRUNCATE)');
  rollup.close();
  ledger.close();
  return { campaignId, redirects: letters.url, scenes: letters.scene };
}

interface Server {
  readonly child: ChildProcess;
  readonly origin: string;
  readonly port: number;
  /** Ms from the start of the process to the first scan answered. */
  readonly firstScanMs: number;
  readonly setUpUrl: () => Promise<string>;
  end(signal: NodeJS.Signals): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

const environment = (dataDir: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  HOST: '127.0.0.1',
  PORT: String(port),
  DATA_DIR: dataDir,
  WITHOUT_DEMO: '1',
  TRUSTED_PROXIES: '127.0.0.1',
});

async function startServer(dataDir: string, path: string): Promise<Server> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, serverArguments, {
    env: environment(dataDir, port),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => {
    printed += chunk;
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const origin = `http://127.0.0.1:${port}`;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${printed}`);
    const answer = await fetch(origin + path, { redirect: 'manual' }).catch(() => null);
    await answer?.arrayBuffer();
    if (answer && (answer.status === 302 || answer.status === 200)) break;
    await wait(5);
  }
  const firstScanMs = performance.now() - began;
  return {
    child,
    origin,
    port,
    firstScanMs,
    setUpUrl: async () => {
      while (!printed.includes('Stop with')) await wait(10);
      return /Set-up, once\s+(\S+)/.exec(printed)?.[1] ?? '';
    },
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** Memory of the process that the kernel holds in RAM, MiB. */
const residentMib = ({ child }: Server): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024);

/** Makes the owner by the printed link; the session's cookie. */
async function signIn(server: Server): Promise<string> {
  const token = new URL(await server.setUpUrl()).searchParams.get('token') ?? '';
  const answer = await fetch(
    `${server.origin}/setup?_action=account.setUp&token=${encodeURIComponent(token)}`,
    {
      method: 'POST',
      headers: { Origin: server.origin },
      body: new URLSearchParams({
        token,
        name: 'Bench',
        email: 'bench@example.org',
        password: 'a long enough one',
      }),
      redirect: 'manual',
    },
  );
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  if (!cookie) throw new Error(`no session: ${answer.status}`);
  return cookie;
}

/** A model of nearly 50 MB: the picture on it does not compress. */
async function heavyModel(): Promise<Uint8Array> {
  const side = 3_900;
  const noise = Buffer.alloc(side * side * 3);
  let state = 1;
  for (let index = 0; index < noise.length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[index] = state >>> 24;
  }
  const image = await sharp(noise, { raw: { width: side, height: side, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const document = new Document();
  const buffer = document.createBuffer();
  const accessor = (type: 'VEC3' | 'VEC2', values: number[]) =>
    document.createAccessor().setType(type).setArray(new Float32Array(values)).setBuffer(buffer);
  const primitive = document
    .createPrimitive()
    .setAttribute('POSITION', accessor('VEC3', [0, 0, 0, 1, 0, 0, 0, 1, 0]))
    .setAttribute('TEXCOORD_0', accessor('VEC2', [0, 0, 1, 0, 0, 1]))
    .setMaterial(
      document
        .createMaterial()
        .setBaseColorTexture(document.createTexture().setImage(image).setMimeType('image/png')),
    );
  document
    .createScene()
    .addChild(document.createNode().setMesh(document.createMesh().addPrimitive(primitive)));
  return new NodeIO().writeBinary(document);
}

/** Starts everything that may run beside scans, again and again until `stop` is called; what each did. */
function workBeside(server: Server, dataDir: string, cookie: string, campaignId: string, model: Uint8Array) {
  const done = { exportedMb: 0, uploads: 0, backups: 0, dashboards: 0 };
  const halt = new AbortController();
  const { signal } = halt;
  const headers = { cookie, Origin: server.origin };
  const until = countingDay(Date.now(), ZONE);
  const question = { campaignId, from: addDays(until, 1 - DAYS), until, includeStaff: false };
  const forever = async (each: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      try {
        await each();
      } catch (cause) {
        if (!signal.aborted) throw cause;
      }
    }
  };
  const need = (answer: Response, status: number): Response => {
    if (answer.status !== status) throw new Error(`${answer.url} answered ${answer.status}`);
    return answer;
  };
  const running = [
    forever(async () => {
      const query = new URLSearchParams({ campaign: campaignId, format: 'csv', from: question.from, until });
      const answer = need(await fetch(`${server.origin}/api/scans?${query}`, { headers, signal }), 200);
      for await (const chunk of answer.body ?? []) done.exportedMb += chunk.length / 1e6;
    }),
    forever(async () => {
      const answer = await fetch(`${server.origin}/api/assets?name=model-${done.uploads}.glb`, {
        method: 'POST',
        headers,
        body: Buffer.from(model),
        signal,
      });
      need(answer, 201);
      done.uploads += 1;
    }),
    forever(async () => {
      const file = join(dataDir, '..', `backup-${process.pid}.zip`);
      const child = spawn(process.execPath, ['scripts/wegmarke.ts', 'backup', file], {
        env: environment(dataDir, server.port),
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      signal.addEventListener('abort', () => child.kill(), { once: true });
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(file, { force: true });
      if (child.exitCode === 0) done.backups += 1;
    }),
    forever(async () => {
      const answer = await fetch(`${server.origin}/_actions/insight.overview`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(question),
        signal,
      });
      await need(answer, 200).arrayBuffer();
      done.dashboards += 1;
      await wait(500);
    }),
  ];
  return {
    done,
    async stop(): Promise<void> {
      halt.abort();
      await Promise.all(running);
    },
  };
}

/** Scans scenes as fast as it can until the process is killed; the visits that were answered. */
async function killUnderLoad(server: Server, paths: readonly string[]): Promise<string[]> {
  const visits: string[] = [];
  let sent = 0;
  const visitor = async (): Promise<void> => {
    for (;;) {
      sent += 1;
      const answer = await fetch(server.origin + paths[sent % paths.length], {
        headers: {
          'User-Agent': `Mozilla/5.0 (Linux; Android 10; K) Chrome/${sent % 90} Mobile`,
          'X-Forwarded-For': `10.1.${(sent >> 8) & 255}.${sent & 255}`,
        },
      }).catch(() => null);
      const page = await answer?.text().catch(() => null);
      if (!page) return;
      const visit = /name="v" value="([^"]+)"/.exec(page)?.[1];
      if (visit) visits.push(visit);
    }
  };
  const visitors = Array.from({ length: 64 }, visitor);
  await wait(200 + Math.random() * 300);
  await server.end('SIGKILL');
  await Promise.all(visitors);
  return visits;
}

async function kill(report: Report, folder: string): Promise<void> {
  const dataDir = join(folder, 'kill');
  const { scenes } = await prepare(dataDir, 0, 200);
  let answered = 0;
  let missing = 0;
  let damaged = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const server = await startServer(dataDir, scenes[0] ?? '');
    const visits = await killUnderLoad(server, scenes);
    const db = openDatabase(join(dataDir, 'ledger.db'), { kind: 'ledger' });
    const find = db.prepare<[number], number>('SELECT secret FROM scan WHERE no = ?').pluck();
    for (const visit of visits) {
      const key = parseVisitId(visit);
      if (key === null || find.get(key.scanNo) !== key.secret) missing += 1;
    }
    if (db.pragma('integrity_check', { simple: true }) !== 'ok') damaged += 1;
    db.close();
    answered += visits.length;
  }
  report({
    figure: 'answered scans missing after kill -9 of the whole server',
    rounds: KILLS,
    answered,
    missing,
    damaged,
    reach: 0,
  });
}

export default async function bench(report: Report): Promise<void> {
  const kept = process.env['DATA'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'wegmarke-service-'));
  const dataDir = join(folder, 'data');
  const notes = join(folder, 'prepared.json');
  const load = startPeer('./load-generator.ts');
  let server: Server | null = null;
  try {
    if (!existsSync(notes)) writeFileSync(notes, JSON.stringify(await prepare(dataDir, SCANS, CODES)));
    const { campaignId, redirects } = JSON.parse(readFileSync(notes, 'utf8')) as Prepared;
    const starts: number[] = [];
    for (let round = 0; round < STARTS; round += 1) {
      await server?.end('SIGTERM');
      server = await startServer(dataDir, redirects[0] ?? '');
      starts.push(server.firstScanMs);
    }
    if (!server) return;
    report({
      figure: 'start to first scan answered',
      ms: Math.round(median(starts)),
      reachMs: 2_000,
      scans: SCANS,
      codes: CODES,
    });

    await wait(10_000);
    report({ figure: 'memory at rest', mib: residentMib(server), reachMib: 238 });
    const order = {
      port: server.port,
      host: new URL(server.origin).host,
      paths: redirects,
      visitors: 50_000,
      connections: 64,
    };
    const ask = (more: Partial<LoadOrder>) => load.ask<LoadResult>({ ...order, seconds: 3, ...more });

    const idle: number[] = [];
    for (let round = 0; round < 5; round += 1) idle.push((await ask({ rate: 2_000 })).p99Ms);
    report({ figure: 'p99 at 2,000 scans/s, idle', p99Ms: median(idle), reachMs: 25 });

    const cookie = await signIn(server);
    const beside = workBeside(server, dataDir, cookie, campaignId, await heavyModel());
    await wait(1_000);
    const busy = await ask({ rate: 2_000, seconds: BUSY_SECONDS });
    await beside.stop();
    const { exportedMb, ...work } = beside.done;
    report({
      figure: 'p99 at 2,000 scans/s beside export, upload, backup and dashboard',
      p99Ms: busy.p99Ms,
      p50Ms: busy.p50Ms,
      reachMs: 60,
      perSecond: Math.round(busy.requests / busy.seconds),
      failed: busy.failed,
      exportedMb: Math.round(exportedMb),
      ...work,
    });

    const memory: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      for (let sent = 0; sent < MILLION; ) sent += (await ask({ seconds: 10 })).requests;
      await wait(15_000);
      memory.push(residentMib(server));
    }
    report({ figure: 'memory after 1, 2 and 3 million scans', mib: memory, reach: 'no growth' });
    await server.end('SIGTERM');
    server = null;
    await kill(report, folder);
  } finally {
    server?.child.kill('SIGKILL');
    load.end();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}
