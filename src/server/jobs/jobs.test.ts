import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { DomainError } from '#domain/shared/error.ts';
import { listenForTest, makeTestApp, signUp, TEST_ORIGIN } from '#testing/app.ts';
import type { Actor } from '../context.ts';
import { type JobLimits, makeJobs } from './index.ts';

const actorOf = (workspaceId: string): Actor => ({
  userId: 'u',
  name: 'N',
  email: 'n@example.org',
  workspaceId,
  sessionId: 's',
});
const [mine, theirs] = [actorOf('wsp_mine'), actorOf('wsp_theirs')];
const campaignId = 'cmp_one';
const kind = 'print';

function world(limits?: Partial<JobLimits>) {
  const folder = join(mkdtempSync(join(tmpdir(), 'wegmarke-jobs-')), 'jobs');
  let now = 1_000;
  const make = () =>
    makeJobs(folder, () => now, { open: 2, openInAll: 3, kept: 3, keptMs: 5_000, ...limits });
  const jobs = make();
  onTestFinished(async () => {
    await jobs.close();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });
  return { folder, jobs, make, tick: (ms: number) => (now += ms) };
}

/** Work that goes on until it is let go or stopped. */
function held() {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const run = ({ signal }: { signal: AbortSignal }) =>
    new Promise<object>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      void gate.then(() => resolve({}));
    });
  return { run, release };
}

const text = (value: string) => new TextEncoder().encode(value);
const refused = (code: string) => expect.objectContaining({ code });

afterEach(() => vi.restoreAllMocks());

test('tells how far it is, never less than before, and hands over its file', async () => {
  const { jobs, folder } = world();
  let goOn = (): void => undefined;
  const gate = new Promise<void>((resolve) => (goOn = resolve));
  const id = jobs.start({
    actor: mine,
    campaignId,
    kind,
    run: async ({ progress }) => {
      progress(0.5, 'drawing');
      progress(0.2);
      await gate;
      return { file: { name: 'a.pdf', type: 'application/pdf', bytes: text('pdf') }, data: { pages: 2 } };
    },
  });
  expect(jobs.get(mine, id)).toMatchObject({ state: 'running', done: 0.5, step: 'drawing', file: null });
  expect(() => jobs.file(mine, id)).toThrow(refused('not_found'));
  goOn();
  await jobs.settled(mine, id);
  expect(jobs.get(mine, id)).toMatchObject({
    state: 'done',
    done: 1,
    data: { pages: 2 },
    file: { name: 'a.pdf', bytes: 3 },
    endedAt: 1_000,
  });
  expect(jobs.file(mine, id).path.startsWith(folder)).toBe(true);
  expect(jobs.list(mine, campaignId).map((job) => job.id)).toEqual([id]);
  expect(jobs.list(mine, campaignId, 'proof')).toEqual([]);
});

test('a file may be written in place', async () => {
  const { jobs } = world();
  const id = jobs.start({
    actor: mine,
    campaignId,
    kind,
    run: async ({ path }) => {
      await writeFile(path, 'long');
      return { file: { name: 'a.zip', type: 'application/zip' } };
    },
  });
  await jobs.settled(mine, id);
  expect(jobs.file(mine, id)).toMatchObject({ bytes: 4, type: 'application/zip' });
});

test('another workspace sees, stops and fetches nothing', async () => {
  const { jobs } = world();
  const { run, release } = held();
  const id = jobs.start({ actor: mine, campaignId, kind, run });
  for (const look of ['get', 'cancel', 'file', 'settled'] as const)
    expect(() => jobs[look](theirs, id)).toThrow(refused('not_found'));
  expect(jobs.list(theirs, campaignId)).toEqual([]);
  expect(jobs.get(mine, id).state).toBe('running');
  release();
  await jobs.settled(mine, id);
});

test('cancelling stops the work and leaves no file; a second time it is forgotten', async () => {
  const { jobs, folder } = world();
  let stopped = false;
  const id = jobs.start({
    actor: mine,
    campaignId,
    kind,
    run: async ({ path, signal }) => {
      writeFileSync(path, 'half');
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      stopped = true;
      return { file: { name: 'a', type: 'b' } };
    },
  });
  const settled = jobs.settled(mine, id);
  expect(jobs.cancel(mine, id).state).toBe('cancelled');
  await settled;
  expect(stopped).toBe(true);
  expect(jobs.get(mine, id)).toMatchObject({ state: 'cancelled', file: null, error: null });
  expect(readdirSync(folder)).toEqual([]);
  jobs.cancel(mine, id);
  expect(() => jobs.get(mine, id)).toThrow(refused('not_found'));
});

test('a refusal keeps its name, a full disk gets one, anything else is written to the log', async () => {
  const { jobs } = world();
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const ends = async (cause: unknown) => {
    const id = jobs.start({ actor: mine, campaignId, kind, run: () => Promise.reject(cause) });
    await jobs.settled(mine, id);
    return jobs.get(mine, id);
  };
  expect(await ends(new DomainError('preflight_failed', { findings: [1] }))).toMatchObject({
    state: 'failed',
    error: { code: 'preflight_failed', details: { findings: [1] } },
  });
  expect((await ends(Object.assign(new Error(), { code: 'ENOSPC' }))).error?.code).toBe('disk_full');
  expect(log).not.toHaveBeenCalled();
  expect((await ends(new TypeError('bug'))).error).toEqual({ code: 'unavailable', details: {} });
  expect(log).toHaveBeenCalledOnce();
  const inThread = new DomainError('unavailable', {}, { cause: new Error('in a thread') });
  expect((await ends(inThread)).error?.code).toBe('unavailable');
  expect(log.mock.lastCall?.join(' ')).toContain('in a thread');
});

test('more than a workspace or the server may have under way is refused as busy', async () => {
  const { jobs } = world();
  const { run, release } = held();
  const start = (actor: Actor) => jobs.start({ actor, campaignId, kind, run });
  const first = start(mine);
  start(mine);
  expect(() => start(mine)).toThrow(refused('busy'));
  start(theirs);
  expect(() => start(theirs)).toThrow(refused('busy'));
  release();
  await jobs.settled(mine, first);
  expect(start(mine)).toMatch(/^job_/);
});

test('what has ended is forgotten after its time, the oldest sooner when there are many', async () => {
  const { jobs, folder, tick } = world();
  const make = async () => {
    const run = async () => ({ file: { name: 'a', type: 'b', bytes: text('x') } });
    const id = jobs.start({ actor: mine, campaignId, kind, run });
    await jobs.settled(mine, id);
    tick(1);
    return id;
  };
  const ids = [await make(), await make(), await make(), await make()];
  expect(jobs.list(mine, campaignId).map(({ id }) => id)).toEqual([ids[3], ids[2], ids[1]]);
  tick(6_000);
  expect(jobs.list(mine, campaignId)).toEqual([]);
  await vi.waitFor(() => expect(readdirSync(folder)).toEqual([]));
});

test('a start clears what an earlier process left; an end stops the work and takes no more', async () => {
  const { jobs, folder, make } = world();
  writeFileSync(join(folder, 'job_left'), 'x');
  const again = make();
  expect(readdirSync(folder)).toEqual([]);
  const { run } = held();
  const id = again.start({ actor: mine, campaignId, kind, run });
  again.drain();
  await again.settled(mine, id);
  expect(again.get(mine, id)).toMatchObject({ state: 'failed', error: { code: 'unavailable' } });
  expect(() => again.start({ actor: mine, campaignId, kind, run })).toThrow(refused('unavailable'));
  await again.close();
  expect(existsSync(folder)).toBe(false);
  expect(jobs.list(mine, campaignId)).toEqual([]);
});

test('over HTTP: state, file, end; strangers and the signed out get nothing', async () => {
  const world = await makeTestApp();
  const front = await listenForTest(world);
  onTestFinished(async () => {
    await front.close();
    await world.close();
  });
  const cookie = await signUp(world);
  const actor = await world.app.accounts.actorOf(cookie);
  if (!actor) throw new Error('not signed in');
  const ask = (path: string, method = 'GET', headers: Record<string, string> = { cookie }) =>
    new Promise<{ status: number; body: string; name: string }>((resolve, reject) => {
      const sent = httpRequest(
        {
          host: '127.0.0.1',
          port: front.port,
          path,
          method,
          headers: { host: '127.0.0.1:4400', ...headers },
        },
        (response) => {
          let body = '';
          response.on('data', (chunk) => (body += chunk));
          const name = response.headers['content-disposition'] ?? '';
          response.on('end', () => resolve({ status: response.statusCode ?? 0, body, name }));
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  const { jobs } = world.app;
  const run = async () => ({ file: { name: 'Blätter.pdf', type: 'application/pdf', bytes: text('%PDF') } });
  const id = jobs.start({ actor, campaignId, kind, run });
  await jobs.settled(actor, id);
  const state = await ask(`/api/jobs/${id}`);
  expect([state.status, JSON.parse(state.body)]).toMatchObject([200, { id, state: 'done', done: 1 }]);
  const file = await ask(`/api/jobs/${id}/file`);
  expect([file.status, file.body]).toEqual([200, '%PDF']);
  expect(file.name).toContain("filename*=UTF-8''Bl%C3%A4tter.pdf");
  expect((await ask(`/api/jobs/${id}/file`, 'HEAD')).body).toBe('');

  const foreign = jobs.start({ actor: theirs, campaignId, kind, run });
  for (const [path, method] of [
    [`/api/jobs/${foreign}`, 'GET'],
    [`/api/jobs/${foreign}/file`, 'GET'],
    [`/api/jobs/${foreign}`, 'DELETE'],
    ['/api/jobs/job_0000000000000000', 'GET'],
  ] as const)
    expect([method, (await ask(path, method, { cookie, origin: TEST_ORIGIN })).status]).toEqual([
      method,
      404,
    ]);
  expect((await ask(`/api/jobs/${id}`, 'GET', {})).status).toBe(401);
  expect((await ask(`/api/jobs/${id}`, 'DELETE', { cookie, origin: 'https://evil.example' })).status).toBe(
    403,
  );
  expect((await ask('/api/jobs/x', 'DELETE', { cookie, origin: TEST_ORIGIN })).status).toBe(405);

  const { run: long } = held();
  const open = jobs.start({ actor, campaignId, kind, run: long });
  const stopped = await ask(`/api/jobs/${open}`, 'DELETE', { cookie, origin: TEST_ORIGIN });
  expect([stopped.status, JSON.parse(stopped.body).state]).toEqual([200, 'cancelled']);
});
