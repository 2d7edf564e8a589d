import { createHash } from 'node:crypto';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Locals } from './types.ts';

/** Astro's middleware-mode handler: request, response, next, locals. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (cause?: unknown) => void,
  locals: object,
) => unknown;

export interface Rendered {
  readonly status: number;
  readonly html: string;
}

/** Renders a page of ours without a socket: the handler is given a request and response that go nowhere. */
export function renderPage(
  handler: PageHandler,
  path: string,
  host: string,
  locals: Locals,
): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const request = new IncomingMessage(new Socket());
    request.method = 'GET';
    request.url = path;
    request.headers = { host };
    request.push(null);
    const response = new ServerResponse(request);
    const chunks: Buffer[] = [];
    const keep = (chunk: unknown): void => {
      if (typeof chunk === 'string') chunks.push(Buffer.from(chunk));
      else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    };
    response.writeHead = (status: number) => {
      response.statusCode = status;
      return response;
    };
    response.write = (chunk: unknown) => {
      keep(chunk);
      return true;
    };
    response.end = (chunk?: unknown) => {
      keep(chunk);
      response.emit('finish');
      resolve({ status: response.statusCode, html: Buffer.concat(chunks).toString('utf8') });
      return response;
    };
    handler(request, response, (cause) => reject(cause ?? new Error(`no page at ${path}`)), locals);
  });
}

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Hashes of the inline scripts and styles of a page. */
export function inlineHashes(html: string): { scripts: string[]; styles: string[] } {
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(/<script([^>]*)>([\s\S]*?)<\/script>/gi)) {
    if (!/\ssrc=/.test(attributes) && text) scripts.add(sha256(text));
  }
  for (const [, text = ''] of html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi))
    if (text) styles.add(sha256(text));
  return { scripts: [...scripts], styles: [...styles] };
}
