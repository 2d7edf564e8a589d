import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { serverArguments } from '../server-arguments.mjs';

/** The built server as a process of its own, as `npm start` runs it. */

export interface Server {
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

export const environment = (dataDir: string, port: number): NodeJS.ProcessEnv => ({
  ...process.env,
  HOST: '127.0.0.1',
  PORT: String(port),
  DATA_DIR: dataDir,
  WITHOUT_DEMO: '1',
  TRUSTED_PROXIES: '127.0.0.1',
});

/** Answers when `path` is answered with a scene or a redirect. */
export async function startServer(dataDir: string, path: string): Promise<Server> {
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
export const residentMib = ({ child }: Server): number =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1_024);

const owner = { email: 'bench@example.org', password: 'a long enough one' };

/** Makes the owner by the printed link, or signs in where an earlier run made it; the session's cookie. */
export async function signIn(server: Server): Promise<string> {
  const link = await server.setUpUrl();
  const token = link ? (new URL(link).searchParams.get('token') ?? '') : '';
  const action = token
    ? `/setup?_action=account.setUp&token=${encodeURIComponent(token)}`
    : '/sign-in?_action=account.signIn';
  const answer = await fetch(server.origin + action, {
    method: 'POST',
    headers: { Origin: server.origin },
    body: new URLSearchParams(token ? { token, name: 'Bench', ...owner } : owner),
    redirect: 'manual',
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  if (!cookie) throw new Error(`no session: ${answer.status}`);
  return cookie;
}
