/** Malformed requests on raw sockets against the whole server: it must answer the next request, and never end. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';

type Report = (figure: Record<string, unknown>) => void;

const METHODS = ['GET', 'POST', 'TRACE', 'CONNECT', 'OPTIONS', 'FOO', 'get', '', 'G\0T', 'PRI'];
const PATHS = [
  '/',
  '/Q/AAAAAA',
  '/play/x',
  '*',
  '/\\evil',
  '//evil.example',
  'http://evil/',
  '/%E0%A4%A',
  '/\0',
  '/api/events',
  `/${'a'.repeat(3_000)}`,
  '?',
  '/_actions/x',
  '/studio/../..',
  'evil:80',
];
const VERSIONS = ['HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/9.9', 'http/1.1', '', 'HTTP/1.1 x'];
const HEADERS = [
  'Host: HOST',
  'Host: evil.example',
  'Host: a\r\nHost: b',
  'Content-Length: -1',
  'Content-Length: 5\r\nContent-Length: 6',
  'Content-Length: 99999999999',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: chunked\r\nContent-Length: 3',
  'Transfer-Encoding: x',
  'Expect: 100-continue',
  'Expect: 7',
  'Upgrade: websocket\r\nConnection: Upgrade',
  'Connection: close',
  'X: \0',
  ' folded: x',
  'no colon',
  'Cookie: wegmarke.session_token=%',
  'Origin: http://HOST',
  'Range: bytes=9-1',
  'Accept-Language: ;;;q=,,',
  'Content-Type: application/json',
  `X: ${'y'.repeat(20_000)}`,
];
const BODIES = ['', '5\r\nabc', 'zz\r\n', '{', '0\r\n\r\nGET / HTTP/1.1\r\n\r\n', '\0\0\0'];

/** One malformed request, chosen by `random` (0 ≤ n < 1). */
export function malformed(host: string, random: () => number = Math.random): Buffer {
  const one = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
  if (random() < 0.1) return randomBytes(1 + Math.floor(random() * 300));
  const headers = Array.from({ length: Math.floor(random() * 4) }, () => one(HEADERS)).join('\r\n');
  const text =
    `${one(METHODS)} ${one(PATHS)} ${one(VERSIONS)}\r\n${headers}\r\n\r\n${one(BODIES)}`.replaceAll(
      'HOST',
      host,
    );
  return Buffer.from(random() < 0.1 ? text.slice(0, Math.floor(random() * text.length)) : text, 'latin1');
}

/** Sends `count` requests, several on each connection; each is closed when all of it was answered. */
export async function sendMalformed(port: number, host: string, count: number): Promise<void> {
  const PER_CONNECTION = 5;
  let left = count;
  async function worker(): Promise<void> {
    while (left > 0) {
      const requests = Array.from({ length: Math.min(PER_CONNECTION, left) }, () => malformed(host));
      left -= requests.length;
      await new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(Buffer.concat(requests)));
        socket.setTimeout(2_000, () => socket.destroy());
        socket.on('data', () => undefined);
        socket.on('error', () => undefined);
        socket.on('close', () => resolve());
      });
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker));
}

export default async function bench(report: Report): Promise<void> {
  const { startPeer } = await import('./child-processes.ts');
  const peer = startPeer('./scan-server.ts');
  let exits = 0;
  peer.child.once('exit', () => {
    exits += 1;
  });
  try {
    const { port, host } = await peer.ask<{ port: number; host: string }>({ start: 'front' });
    const requests = 100_000;
    await sendMalformed(port, host, requests);
    const alive =
      exits === 0 &&
      (await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      ));
    report({ figure: 'exits in malformed requests', requests, exits, alive, reach: 0 });
  } finally {
    peer.end();
  }
}
