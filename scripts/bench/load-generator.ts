import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Load generator of the benches, run as a process of its own (IPC): keep-alive connections on plain sockets,
 * each sends its next request when the last is answered (closed loop), or, with `rate`, when it is due (open
 * loop: the latency counts from the due time, so that a stalled server cannot hide its queue).
 */
export interface LoadOrder {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly paths: readonly string[];
  readonly host: string;
  /** Requests per second over all connections. */
  readonly rate?: number;
  /** Distinct visitors (address and browser). */
  readonly visitors: number;
}

export interface LoadResult {
  readonly requests: number;
  readonly failed: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly statuses: Readonly<Record<string, number>>;
}

function requestsOf({ paths, host, visitors }: LoadOrder): string[] {
  return Array.from({ length: visitors }, (_, index) => {
    const version = 100 + (index % 60);
    const model = index % 3 === 0 ? 'iPhone; CPU iPhone OS 19_1 like Mac OS X' : 'Linux; Android 10; K';
    const agent = `Mozilla/5.0 (${model}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Mobile Safari/537.36`;
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
    return [
      `GET ${paths[index % paths.length]} HTTP/1.1`,
      `Host: ${host}`,
      `User-Agent: ${agent}`,
      'Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      'Accept-Language: de-DE,de;q=0.9,en;q=0.8',
      'Accept-Encoding: gzip, deflate, br, zstd',
      'Sec-Fetch-Mode: navigate',
      'Sec-Fetch-Dest: document',
      'Sec-Fetch-User: ?1',
      `X-Forwarded-For: ${address}`,
      '\r\n',
    ].join('\r\n');
  });
}

/** Sends requests for as long as the order says. */
export async function load(order: LoadOrder): Promise<LoadResult> {
  const { port, connections, seconds, rate } = order;
  const texts = requestsOf(order);
  const latencies: number[] = [];
  const statuses: Record<string, number> = {};
  const due: number[] = [];
  const idle: (() => void)[] = [];
  let sent = 0;
  let failed = 0;
  let stopped = false;

  const runConnection = (): Promise<void> =>
    new Promise((resolve) => {
      let startedAt = 0;
      let busy = false;
      let received = '';
      const socket: Socket = connect(port, '127.0.0.1');
      socket.setNoDelay(true);
      socket.setEncoding('latin1');
      const send = (from: number): void => {
        startedAt = from;
        busy = true;
        received = '';
        socket.write(texts[sent++ % texts.length] ?? '', 'latin1');
      };
      const next = (): void => {
        busy = false;
        if (stopped) {
          socket.destroy();
          resolve();
        } else if (rate === undefined) send(performance.now());
        else if (due.length > 0) send(due.shift() ?? performance.now());
        else idle.push(next);
      };
      socket.on('connect', next);
      socket.on('data', (chunk: string) => {
        received += chunk;
        const head = received.indexOf('\r\n\r\n');
        if (head < 0) return;
        const length = /content-length: (\d+)/i.exec(received.slice(0, head));
        if (received.length < head + 4 + Number(length?.[1] ?? 0)) return;
        latencies.push(performance.now() - startedAt);
        const status = received.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
        next();
      });
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (busy) failed += 1;
        resolve();
      });
    });

  const began = performance.now();
  const running = Array.from({ length: connections }, runConnection);
  if (rate === undefined) await wait(seconds * 1_000);
  else {
    for (
      let at = began;
      at < began + seconds * 1_000;
      at = Math.min(performance.now(), began + seconds * 1_000)
    ) {
      const target = Math.floor(((at - began) / 1_000) * rate);
      while (issued < target) due.push(began + (++issued / rate) * 1_000);
      while (due.length > 0 && idle.length > 0) idle.shift()?.();
      await wait(1);
    }
  }
  stopped = true;
  for (const end of idle) end();
  const took = (performance.now() - began) / 1_000;
  await Promise.race([Promise.all(running), wait(2_000)]);
  latencies.sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round((latencies[Math.floor(latencies.length * share)] ?? 0) * 100) / 100;
  return { requests: latencies.length, failed, seconds: took, p50Ms: at(0.5), p99Ms: at(0.99), statuses };
}

let issued = 0;

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  process.on('message', (order: LoadOrder) => {
    issued = 0;
    void load(order).then((result) => process.send?.(result));
  });
  process.on('disconnect', () => process.exit(0));
}
