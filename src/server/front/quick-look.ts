import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename } from 'node:path';
import { metresOf } from '#domain/scene/placing.ts';
import { DomainError } from '#domain/shared/error.ts';
import { idPattern } from '#domain/shared/id.ts';
import type { App } from '../app.ts';
import { stampStand } from '../assets/quick-look/package.ts';
import { quickLookOf } from '../assets/quick-look/store.ts';
import { sendText } from './exchange.ts';
import { rangeOf } from './range.ts';

const versionPattern = idPattern('ver');
/** A print may get another width, and this program may make better files: phones ask again after a day. */
const CACHE = 'public, max-age=86400';

/**
 * `GET /play/quick-look/<version>/<block>.usdz`: a stage of a frozen version for an iPhone's own viewer, in its true size.
 * `symbolMm` is the printed width of the code that was scanned, for sizes in widths of it.
 * @throws DomainError `not_found` when the version has no such stage, or no file was made of it.
 */
export async function sendQuickLook(
  app: App,
  request: IncomingMessage,
  response: ServerResponse,
  { version, block, symbolMm }: { version: string; block: string; symbolMm: number | null },
): Promise<void> {
  const known = versionPattern.test(version) ? await app.scenes.getVersion(version) : null;
  const stage = known?.scene.blocks.find(({ id }) => id === block);
  const look = stage && quickLookOf(stage);
  const file = look && app.assets.quickLooks.find(look);
  if (!file || stage.type !== 'stage') throw new DomainError('not_found', { what: 'model' });
  const stand = { metres: metresOf(stage.ar, symbolMm), turnDeg: stage.ar.turnDeg };
  const made = JSON.stringify([basename(file), stand]);
  const tag = `"${createHash('sha256').update(made).digest('hex').slice(0, 32)}"`;
  const headers = {
    'Content-Type': 'model/vnd.usdz+zip',
    'Cache-Control': CACHE,
    ETag: tag,
    'Accept-Ranges': 'bytes',
    'X-Robots-Tag': 'noindex',
    'Content-Security-Policy': "default-src 'none'; sandbox",
  };
  if (request.headers['if-none-match'] === tag) {
    response.writeHead(304, headers);
    response.end();
    return;
  }
  const bytes = stampStand(await readFile(file), stand);
  const range = rangeOf(request.headers.range, bytes.length);
  if (range === 'outside') {
    sendText(response, 416, '', { 'Content-Range': `bytes */${bytes.length}` });
    return;
  }
  const { start, end } = range ?? { start: 0, end: bytes.length - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    ...(range ? { 'Content-Range': `bytes ${start}-${end}/${bytes.length}` } : {}),
    'Content-Length': end + 1 - start,
  });
  response.end(request.method === 'HEAD' ? undefined : bytes.subarray(start, end + 1));
}
