import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Document, NodeIO } from '@gltf-transform/core';
import sharp from 'sharp';
import { addDays, countingDay } from '#domain/shared/time.ts';
import { environment, residentMib, type Server, signIn, startServer } from './built-server.ts';
import { median, startPeer } from './child-processes.ts';
import { DAYS, type Installation, makeInstallation } from './full-installation.ts';
import { ZONE } from './full-ledger.ts';
import type { LoadOrder, LoadResult } from './load-generator.ts';

/**
 * Bench `service`: the whole built server on ten million scans and ten thousand codes (`SCANS` and `CODES` for
 * fewer): time to the first scan answered, memory, and the slowest percent of scans while heavy work runs beside
 * them. `DATA=folder` keeps the prepared data for the next run. Needs a build.
 */

type Report = (line: object) => void;

const SCANS = Number(process.env['SCANS'] ?? 10_000_000);
const CODES = Number(process.env['CODES'] ?? 10_000);
const STARTS = 5;
const BUSY_SECONDS = 20;
const MILLION = 1_000_000;

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

export default async function bench(report: Report): Promise<void> {
  const kept = process.env['DATA'];
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'wegmarke-service-'));
  const dataDir = join(folder, 'data');
  const notes = join(folder, 'prepared.json');
  const load = startPeer('./load-generator.ts');
  let server: Server | null = null;
  try {
    if (!existsSync(notes))
      writeFileSync(notes, JSON.stringify(await makeInstallation(dataDir, SCANS, CODES)));
    const { campaignId, redirects } = JSON.parse(readFileSync(notes, 'utf8')) as Installation;
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
    for (let round = 0; round < 2; round += 1) {
      for (let sent = 0; sent < MILLION; ) sent += (await ask({ seconds: 10 })).requests;
      await wait(15_000);
      memory.push(residentMib(server));
    }
    report({ figure: 'memory after 1 and 2 million scans', mib: memory, reach: 'no growth' });
  } finally {
    server?.child.kill('SIGKILL');
    load.end();
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}
