import { request } from 'node:http';
import { median, type Peer, rounded, startPeer } from './child-processes.ts';
import type { LoadOrder, LoadResult } from './load-generator.ts';
import type { ServerOrder, ServerStarted } from './scan-server.ts';

/**
 * Bench `scan`: CPU per durable scan through the product's front, as a ratio to a bare node:http that sends the
 * same headers and body; and the slowest percent at 2,000 scans a second.
 */

type Report = (line: object) => void;

const ROUNDS = 5;
const SECONDS = 1.5;
const VISITORS = 20_000;

interface Round {
  /** CPU of the thread that answers. */
  readonly cpuUs: number;
  /** CPU of the whole process: the thread that counts and the runtime's helpers included. */
  readonly allUs: number;
  readonly perSecond: number;
  readonly p99Ms: number;
}

interface Usage {
  readonly thread: NodeJS.CpuUsage;
  readonly all: NodeJS.CpuUsage;
  readonly rss: number;
}

const serverSpecific = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding']);

/** The answer of the front to one scan, for the bare server to repeat. */
function capture(started: ServerStarted, path: string): Promise<ServerOrder> {
  return new Promise((resolve, reject) => {
    const headers = { host: started.host, 'user-agent': 'Mozilla/5.0', 'accept-encoding': 'gzip' };
    request(
      { host: '127.0.0.1', port: started.port, path, headers, signal: AbortSignal.timeout(10_000) },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const kept: Record<string, string> = {};
          for (let index = 0; index < response.rawHeaders.length; index += 2) {
            const name = response.rawHeaders[index] ?? '';
            if (!serverSpecific.has(name.toLowerCase())) kept[name] = response.rawHeaders[index + 1] ?? '';
          }
          const body = Buffer.concat(chunks).toString('base64');
          resolve({ start: 'bare', status: response.statusCode ?? 0, headers: kept, body });
        });
      },
    )
      .on('error', reject)
      .end();
  });
}

async function measure(server: Peer, load: Peer, order: LoadOrder): Promise<Round> {
  const before = await server.ask<Usage>('usage');
  const result = await load.ask<LoadResult>(order);
  const after = await server.ask<Usage>('usage');
  if (result.failed > 0 || result.requests === 0) throw new Error(`${result.failed} requests failed`);
  const each = (name: 'thread' | 'all'): number =>
    (after[name].user + after[name].system - before[name].user - before[name].system) / result.requests;
  return {
    cpuUs: each('thread'),
    allUs: each('all'),
    perSecond: result.requests / result.seconds,
    p99Ms: result.p99Ms,
  };
}

export default async function bench(report: Report): Promise<void> {
  const front = startPeer('./scan-server.ts');
  const load = startPeer('./load-generator.ts');
  try {
    const started = await front.ask<ServerStarted>({ start: 'front' } satisfies ServerOrder);
    for (const answer of ['302', 'scene'] as const) {
      const paths = answer === '302' ? started.redirects : started.scenes;
      const bare = startPeer('./scan-server.ts');
      try {
        const copy = await capture(started, paths[0] ?? '/');
        const bareStarted = await bare.ask<ServerStarted>(copy);
        const common = { paths, host: started.host, visitors: VISITORS };
        const toBare = { ...common, port: bareStarted.port };
        const toFront = { ...common, port: started.port };
        await measure(bare, load, { ...toBare, connections: 16, seconds: 1 });
        await measure(front, load, { ...toFront, connections: 16, seconds: 1 });
        for (const connections of [1, 16, 64]) {
          const bares: Round[] = [];
          const fronts: Round[] = [];
          for (let round = 0; round < ROUNDS; round += 1) {
            bares.push(await measure(bare, load, { ...toBare, connections, seconds: SECONDS }));
            fronts.push(await measure(front, load, { ...toFront, connections, seconds: SECONDS }));
          }
          const middle = (rounds: readonly Round[], of: keyof Round): number =>
            median(rounds.map((round) => round[of]));
          report({
            figure: 'cpu per durable scan',
            answer,
            connections,
            ratio: rounded(
              median(fronts.map(({ cpuUs }, index) => cpuUs / (bares[index]?.cpuUs ?? Number.NaN))),
            ),
            reach: answer === '302' ? 2 : 3.5,
            ratioWithCounting: rounded(
              median(fronts.map(({ allUs }, index) => allUs / (bares[index]?.allUs ?? Number.NaN))),
            ),
            scanUs: rounded(middle(fronts, 'cpuUs'), 1),
            bareUs: rounded(middle(bares, 'cpuUs'), 1),
            scansPerSecond: Math.round(middle(fronts, 'perSecond')),
            barePerSecond: Math.round(middle(bares, 'perSecond')),
            p99Ms: rounded(middle(fronts, 'p99Ms')),
            bareP99Ms: rounded(middle(bares, 'p99Ms')),
          });
        }
        if (answer === '302') {
          const rounds: Round[] = [];
          for (let round = 0; round < ROUNDS; round += 1) {
            rounds.push(await measure(front, load, { ...toFront, connections: 64, seconds: 3, rate: 2_000 }));
          }
          report({
            figure: 'p99 at 2,000 scans/s, idle',
            p99Ms: median(rounds.map(({ p99Ms }) => p99Ms)),
            reachMs: 25,
            perSecond: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
          });
        }
      } finally {
        bare.end();
      }
    }
    const { rss } = await front.ask<Usage>('usage');
    report({ figure: 'memory of the front after the run', mib: Math.round(rss / 2 ** 20) });
  } finally {
    front.end();
    load.end();
  }
}
