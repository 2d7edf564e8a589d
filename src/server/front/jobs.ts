/** Long jobs over HTTP: their state, their end, their file. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#domain/shared/error.ts';
import type { App } from '../app.ts';
import type { Actor } from '../context.ts';
import { attachment, sendJson } from './exchange.ts';

const JOB = /^\/api\/jobs\/(job_[0-9a-z]{16})(\/file)?$/;

/** The id in a job's address and whether its file is meant; null for any other path. */
export function jobPath(path: string): { id: string; file: boolean } | null {
  const match = JOB.exec(path);
  return match?.[1] ? { id: match[1], file: match[2] !== undefined } : null;
}

/** `GET /api/jobs/<id>`, `DELETE /api/jobs/<id>`, `GET /api/jobs/<id>/file`. */
export async function answerJob(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
  actor: Actor | null,
  asked: { id: string; file: boolean },
): Promise<void> {
  if (!actor) throw new DomainError('not_signed_in');
  const { id } = asked;
  if (request.method === 'DELETE') {
    if (asked.file) throw new DomainError('not_found', { what: 'job' });
    sendJson(response, 200, app.jobs.cancel(actor, id));
    return;
  }
  if (!asked.file) {
    sendJson(response, 200, app.jobs.get(actor, id));
    return;
  }
  const file = app.jobs.file(actor, id);
  // Opened before the head is written: the file may be removed at any time.
  const handle: FileHandle = await open(file.path).catch(() => {
    throw new DomainError('not_found', { what: 'file' });
  });
  response.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': file.bytes,
    'Content-Disposition': attachment(file.name),
    'Cache-Control': 'no-store',
  });
  if (request.method === 'HEAD') {
    await handle.close();
    response.end();
    return;
  }
  await pipeline(createReadStream('', { fd: handle }), response).catch(() => response.destroy());
}
