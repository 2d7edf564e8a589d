import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '#domain/shared/error.ts';
import { DomainError } from '#domain/shared/error.ts';
import { errorSentence } from '#i18n/errors.ts';
import type { Lang } from '#i18n/text.ts';

/** Status of each refusal: the one place that turns a name into a number. */
export const statusOf: Record<ErrorCode, number> = {
  not_found: 404,
  not_allowed: 403,
  not_signed_in: 401,
  invalid: 422,
  conflict: 409,
  too_large: 413,
  wrong_type: 415,
  image_too_large: 422,
  model_invalid: 422,
  disk_full: 507,
  link_used: 410,
  code_retired: 410,
  code_in_use: 409,
  nothing_to_publish: 422,
  preflight_failed: 422,
  bundle_invalid: 422,
  rate_limited: 429,
  busy: 503,
  unavailable: 503,
};

/** Answers with a JSON body. */
export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'Content-Type': status >= 400 ? 'application/problem+json' : 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  });
  response.end(text);
}

/** Answers with a problem (RFC 9457): a name, a sentence, a request id; nothing of the input, no stack. */
export function sendProblem(
  response: ServerResponse,
  lang: Lang,
  code: ErrorCode,
  details: Record<string, unknown> = {},
  status = statusOf[code],
): void {
  const requestId = crypto.randomUUID();
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { current: _, ...told } = details;
  sendJson(response, status, {
    type: 'about:blank',
    title: errorSentence(lang, code, told),
    status,
    code,
    details: told,
    requestId,
  });
}

/** `Content-Disposition` of a file (RFC 6266): a plain name for old clients, and the true one. */
export const attachment = (name: string): string => {
  const plain = name.replace(/[^\w.-]+/g, '-');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
};

/** A short page of plain text, for what no reader should ever see. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
    ...headers,
  });
  response.end(text);
}

/**
 * The request's body, at most `maxBytes`. @throws DomainError `too_large` before more than that was read.
 */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw new DomainError('too_large', { limitBytes: maxBytes });
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new DomainError('too_large', { limitBytes: maxBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** One cookie of the request. */
export function cookieOf(request: IncomingMessage, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
