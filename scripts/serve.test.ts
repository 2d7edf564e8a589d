import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '#server/main.ts';
import { readSettings } from '#server/settings.ts';
import { barePages, makeTestApp } from '#testing/app.ts';
import { ensureCertificate } from './certificate.ts';
import { refusalSentence } from './refusals.ts';

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'wegmarke-start-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

function run(file: string, words: string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const options = { env: { ...process.env, HOST: '127.0.0.1', PORT: '4400', ...env }, timeout: 60_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, [script(file), ...words], options, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code ?? 99) : 0, out, error }),
    );
  });
}

function fingerprint(path: string): string {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((name) => `${name} ${createHash('sha256').update(readFileSync(name)).digest('hex')}`)
    .join('\n');
}

/** A data folder that was served and stopped. */
async function served(): Promise<string> {
  const { app, dataDir } = await makeTestApp();
  await app.close();
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

function write(file: string, at: number, bytes: Uint8Array): void {
  const opened = openSync(file, 'r+');
  writeSync(opened, bytes, 0, bytes.length, at);
  closeSync(opened);
}

/** The sentence of a start that fails. */
async function refusalOf(env: NodeJS.ProcessEnv): Promise<string | null> {
  try {
    const running = await serve(readSettings(env), { roots: [], handler: barePages });
    await running.stop(true);
    return 'started';
  } catch (cause) {
    return refusalSentence(cause, env);
  }
}

const version999 = Buffer.alloc(4);
version999.writeUInt32BE(999);

test('a start that cannot succeed says in one sentence why, ends with 1 and changes nothing', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const inTheWay = join(folder(), 'file');
  writeFileSync(inTheWay, '');

  const newer = await served();
  write(join(newer, 'ledger.db'), 60, version999);
  const garbage = await served();
  writeFileSync(join(garbage, 'wegmarke.db'), 'This is no database. '.repeat(500));
  const short = await served();
  truncateSync(join(short, 'wegmarke.db'), 8_192);
  const fine = await served();

  const cases: [string, NodeJS.ProcessEnv, RegExp][] = [
    ['port', { PORT: String(port), DATA_DIR: fine }, /^Port \d+ is in use\. Stop the other program, or/],
    [
      'file',
      { DATA_DIR: inTheWay },
      /^The data folder \S+ cannot be written\. Choose another with DATA_DIR\.$/,
    ],
    ['below a file', { DATA_DIR: join(inTheWay, 'data') }, /^The data folder \S+ cannot be written\./],
    ['newer', { DATA_DIR: newer }, /ledger\.db was written by a newer Wegmarke\. Update the program, or/],
    ['garbage', { DATA_DIR: garbage }, /wegmarke\.db is damaged and was left as it is\. Restore the last/],
    ['short', { DATA_DIR: short }, /wegmarke\.db is damaged and was left as it is\. Restore the last/],
    ['PORT', { PORT: '70000', DATA_DIR: fine }, /^PORT must be a number from 1 to 65535; it is "70000"\.$/],
    ['PORT', { PORT: '44oo', DATA_DIR: fine }, /^PORT must be a number/],
    ['origin', { PUBLIC_ORIGIN: 'example.org', DATA_DIR: fine }, /^PUBLIC_ORIGIN is not an address/],
    ['path', { PUBLIC_ORIGIN: 'https://a.org/x', DATA_DIR: fine }, /^PUBLIC_ORIGIN must be scheme and host/],
    ['proxy', { TRUSTED_PROXIES: '10.0.0.0/8', DATA_DIR: fine }, /^TRUSTED_PROXIES must be addresses/],
    ['HOST', { HOST: 'not a host', DATA_DIR: fine }, /^HOST must be an address/],
    ['HOST', { HOST: '192.0.2.1', PORT: '4723', DATA_DIR: fine }, /^HOST is no address of this machine/],
  ];
  for (const [name, env, sentence] of cases) {
    const before = env['DATA_DIR']?.startsWith(inTheWay) ? '' : fingerprint(env['DATA_DIR'] ?? '');
    const said = await refusalOf({ HOST: '127.0.0.1', PORT: '4400', ...env });
    expect([name, said]).toEqual([name, expect.stringMatching(sentence)]);
    expect(said).not.toContain('\n');
    if (before) expect([name, fingerprint(env['DATA_DIR'] ?? '')]).toEqual([name, before]);
  }
  const ended = await run('serve.ts', [], { DATA_DIR: garbage });
  expect([ended.code, ended.out]).toEqual([1, '']);
  expect(ended.error.trim()).toMatch(/^\S+wegmarke\.db is damaged and was left as it is\..+$/);
}, 120_000);

test('a certificate holds every name, is kept while it fits, and made anew for a new one', async () => {
  const dataDir = folder();
  const read = () => readFileSync(join(dataDir, 'secret', 'tls.crt'), 'utf8');
  await ensureCertificate(dataDir, ['localhost', '127.0.0.1']);
  const first = read();
  await ensureCertificate(dataDir, ['127.0.0.1']);
  expect(read()).toBe(first);
  await ensureCertificate(dataDir, ['localhost', '192.0.2.4', '::1']);
  expect(read()).not.toBe(first);
  await ensureCertificate(dataDir, ['::1', '192.0.2.4']);
  writeFileSync(join(dataDir, 'secret', 'tls.crt'), 'damaged');
  await ensureCertificate(dataDir, ['localhost']);
  expect(read()).toContain('BEGIN CERTIFICATE');
});

test('the command line: 0 done, 1 refused, 2 wrong words; JSON on request', async () => {
  const none = join(folder(), 'none');
  mkdirSync(none);
  const env = { DATA_DIR: none };
  const wegmarke = (...words: string[]) => run('wegmarke.ts', words, env);
  const help = await wegmarke('--help');
  expect([help.code, help.error]).toEqual([0, '']);
  expect(help.out).toMatch(/^wegmarke <command>/);
  for (const words of [
    [],
    ['nonsense'],
    ['backup'],
    ['backup', 'a', 'b'],
    ['ledger', 'export', 'x', 'y.csv', '--form', '2026-01-01'],
  ]) {
    const ended = await wegmarke(...words);
    expect([words, ended.code, ended.out]).toEqual([words, 2, '']);
    expect(ended.error).toContain('wegmarke <command>');
  }
  const refused = await wegmarke('export', 'Lamp', 'x.zip', '--json');
  expect([refused.code, refused.error]).toEqual([1, '']);
  expect(JSON.parse(refused.out)).toEqual({
    ok: false,
    error: expect.stringContaining('There is no Wegmarke'),
  });
  expect(readdirSync(none)).toEqual([]);
  const link = await wegmarke('owner-link', '--json');
  expect([link.code, link.error]).toEqual([0, '']);
  expect(JSON.parse(link.out)).toEqual({
    ok: true,
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4400\/setup\?token=/),
  });
}, 120_000);
