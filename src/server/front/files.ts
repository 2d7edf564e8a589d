/** Static files: what the build made, `public/`, and uploaded assets. Read from disk; what is small or packed is kept. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sendText } from './exchange.ts';
import { makePackedModels } from './packed-models.ts';
import { rangeOf } from './range.ts';

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.glb': 'model/gltf-binary',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.m4a': 'audio/mp4',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const MAX_KEPT_BYTES = 2_000_000;
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

interface Kept {
  readonly body: Buffer;
  readonly encoding: string | null;
}

/** `roots` are searched in order; `assets` lies at `/assets/`. */
export function makeFiles(roots: readonly string[], assets: string) {
  const kept = new Map<string, Kept | null>();
  const models = makePackedModels();

  async function read(file: string, accept: string): Promise<Kept | null> {
    for (const [encoding, suffix] of encodings) {
      if (!accept.includes(encoding)) continue;
      const key = file + suffix;
      let found = kept.get(key);
      if (found === undefined) {
        found = await readFile(key).then(
          (body) => ({ body, encoding }),
          () => null,
        );
        kept.set(key, found);
      }
      if (found) return found;
    }
    const found = kept.get(file);
    if (found !== undefined) return found;
    const info = await stat(file).catch(() => null);
    if (!info?.isFile() || info.size > MAX_KEPT_BYTES) return null;
    const made = { body: await readFile(file), encoding: null };
    kept.set(file, made);
    return made;
  }

  /** The file behind a path, or null; never outside its root. */
  function locate(path: string): { file: string; immutable: boolean; root: 'built' | 'asset' }[] {
    const clean = normalize(path).split(sep).join('/');
    if (clean.includes('..') || clean.includes('\0') || clean.endsWith('/')) return [];
    if (clean.startsWith('/assets/')) {
      const name = clean.slice('/assets/'.length);
      return /^ast_[0-9a-f]{32}\.[a-z0-9]{2,4}$/.test(name)
        ? [{ file: join(assets, name), immutable: true, root: 'asset' }]
        : [];
    }
    if (/\.(?:br|gz)$/.test(clean)) return [];
    return roots.map((root) => ({
      file: join(root, clean),
      immutable: clean.startsWith('/_a/'),
      root: 'built',
    }));
  }

  /** Sends the file at `path`; false when there is none. */
  async function send(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    if (!extname(path)) return false;
    const accept = String(request.headers['accept-encoding'] ?? '');
    for (const { file, immutable, root } of locate(path)) {
      const type = types[extname(file)];
      if (!type) continue;
      const headers: Record<string, string | number> = {
        'Content-Type': type,
        'Cache-Control': immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
        ...(root === 'asset' ? { 'Content-Security-Policy': "default-src 'none'; sandbox" } : {}),
      };
      const found = root === 'built' ? await read(file, accept) : null;
      if (found) {
        response.writeHead(200, {
          ...headers,
          ...(found.encoding ? { 'Content-Encoding': found.encoding } : {}),
          Vary: 'Accept-Encoding',
          'Content-Length': found.body.length,
        });
        response.end(request.method === 'HEAD' ? undefined : found.body);
        return true;
      }
      const info = await stat(file).catch(() => null);
      if (!info?.isFile()) continue;
      if (extname(file) === '.glb') headers['Vary'] = 'Accept-Encoding';
      const isPackable = headers['Vary'] && !request.headers.range && accept.includes('br');
      const packed = isPackable ? await models.get(file, info.size).catch(() => null) : null;
      if (packed) {
        response.writeHead(200, { ...headers, 'Content-Encoding': 'br', 'Content-Length': packed.length });
        response.end(request.method === 'HEAD' ? undefined : packed);
        return true;
      }
      const range = rangeOf(request.headers.range, info.size);
      if (range === 'outside') {
        sendText(response, 416, '', { 'Content-Range': `bytes */${info.size}` });
        return true;
      }
      const { start, end } = range ?? { start: 0, end: info.size - 1 };
      if (range) headers['Content-Range'] = `bytes ${start}-${end}/${info.size}`;
      response.writeHead(range ? 206 : 200, {
        ...headers,
        'Accept-Ranges': 'bytes',
        'Content-Length': end - start + 1,
      });
      if (request.method === 'HEAD') response.end();
      else await pipeline(createReadStream(file, { start, end }), response).catch(() => response.destroy());
      return true;
    }
    return false;
  }

  /** The text of a built file, null when there is none. */
  async function readText(path: string): Promise<string | null> {
    for (const { file, root } of extname(path) ? locate(path) : []) {
      const found = root === 'built' ? await read(file, '') : null;
      if (found) return found.body.toString('utf8');
    }
    return null;
  }

  return { send, readText };
}
