import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  type AssetEntry,
  assetListSchema,
  assetTypes,
  BUNDLE_FORMAT,
  BUNDLE_LIMITS,
  BUNDLE_SCHEMA,
  type Bundle,
  type BundleFolder,
  bundleFolders,
  campaignSchema,
  type Manifest,
  manifestSchema,
  positionSchema,
} from '#domain/campaign/bundle.ts';
import { DomainError } from '#domain/shared/error.ts';
import { type BundleSource, openSource, refuse } from './source.ts';

/** A bundle that was checked to the last byte, with its assets to be fetched one at a time. */
export interface OpenBundle {
  readonly bundle: Bundle;
  /** The bytes of an asset of `bundle.assets`, checked again against its hash. */
  readAsset(id: string): Promise<Buffer>;
  /** Closes the file; `readAsset` must not be called afterwards. */
  close(): Promise<void>;
}

/**
 * Reads a campaign bundle: a zip (its bytes, or a path) or a folder in the same layout. Nothing is written and
 * nothing outside the bundle is opened. Every file is hashed against the manifest, every document is checked
 * by its schema, and no reference is followed (that is `remap`'s part).
 * @throws DomainError `bundle_invalid` with `{ reason, path }`: `not_a_zip`, `too_many_files`,
 *   `too_large_unpacked`, `ratio`, `overlapping`, `symlink`, `encrypted`, `duplicate_name`, `unexpected_file`,
 *   `missing_file`, `broken_utf8`, `not_json`, `not_a_bundle`, `newer_schema`, `wrong_hash`, `document_too_large`
 *   or `document` (with `at`, the place inside the document).
 */
export async function readBundle(source: string | Uint8Array): Promise<OpenBundle> {
  const files = await openSource(source);
  try {
    const manifest = await readManifest(files);
    compareLists(files, manifest);
    const bundle = await readDocuments(files, manifest);
    await checkAssets(files, manifest, bundle.assets);
    const byId = new Map(bundle.assets.map((asset) => [asset.id, asset]));
    return {
      bundle,
      async readAsset(id) {
        const asset = byId.get(id);
        if (!asset) throw refuse('missing_file', id);
        const { bytes, hash } = await readAll(files, asset.file);
        if (hash !== manifest.files[asset.file]) throw refuse('wrong_hash', asset.file);
        return bytes;
      },
      close: () => files.close(),
    };
  } catch (cause) {
    await files.close();
    throw cause;
  }
}

async function readAll(files: BundleSource, name: string): Promise<{ bytes: Buffer; hash: string }> {
  const parts: Buffer[] = [];
  const hash = await hashOf(files, name, (part) => parts.push(part));
  return { bytes: Buffer.concat(parts), hash };
}

async function hashOf(files: BundleSource, name: string, take?: (part: Buffer) => void): Promise<string> {
  const hash = createHash('sha256');
  if (files.files.get(name) === 0) return hash.digest('hex');
  try {
    for await (const part of await files.read(name)) {
      hash.update(part as Buffer);
      take?.(part as Buffer);
    }
  } catch (cause) {
    throw cause instanceof DomainError ? cause : refuse('not_a_zip', name, cause);
  }
  return hash.digest('hex');
}

async function readJson(files: BundleSource, name: string, expectedHash: string | null): Promise<unknown> {
  const size = files.files.get(name);
  if (size === undefined) throw refuse('missing_file', name);
  if (size > BUNDLE_LIMITS.documentBytes) throw refuse('document_too_large', name);
  const { bytes, hash } = await readAll(files, name);
  if (expectedHash !== null && hash !== expectedHash) throw refuse('wrong_hash', name);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw refuse('broken_utf8', name, cause);
  }
  try {
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new Error('a document must not name a prototype');
      return value;
    });
  } catch (cause) {
    throw refuse('not_json', name, cause);
  }
}

function parse<S extends z.ZodType>(schema: S, value: unknown, path: string): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const at = result.error.issues[0]?.path.map(String).join('.') ?? '';
  throw new DomainError('bundle_invalid', { reason: 'document', path, at }, { cause: result.error });
}

async function readManifest(files: BundleSource): Promise<Manifest> {
  if (!files.files.has('manifest.json')) throw refuse('not_a_bundle');
  const value = await readJson(files, 'manifest.json', null);
  if (value === null || typeof value !== 'object' || !('format' in value) || value.format !== BUNDLE_FORMAT) {
    throw refuse('not_a_bundle', 'manifest.json');
  }
  if ('schema' in value && typeof value.schema === 'number' && value.schema > BUNDLE_SCHEMA) {
    throw refuse('newer_schema', 'manifest.json');
  }
  return parse(manifestSchema, value, 'manifest.json');
}

function compareLists(files: BundleSource, manifest: Manifest): void {
  for (const name of Object.keys(manifest.files)) {
    if (!files.files.has(name)) throw refuse('missing_file', name.slice(0, 120));
  }
  for (const name of files.files.keys()) {
    if (name !== 'manifest.json' && !Object.hasOwn(manifest.files, name))
      throw refuse('unexpected_file', name);
  }
}

async function readDocuments(files: BundleSource, manifest: Manifest): Promise<Bundle> {
  const json = async <S extends z.ZodType>(schema: S, name: string): Promise<z.infer<S>> =>
    parse(schema, await readJson(files, name, manifest.files[name] ?? ''), name);
  const folder = async <F extends BundleFolder>(name: F): Promise<z.infer<(typeof bundleFolders)[F]>[]> => {
    const found: { readonly position: number; readonly entry: z.infer<(typeof bundleFolders)[F]> }[] = [];
    for (const path of [...files.files.keys()].filter((file) => file.startsWith(`${name}/`)).sort()) {
      const stored = await json(bundleFolders[name].extend({ position: positionSchema.optional() }), path);
      const { position = Number.MAX_SAFE_INTEGER, ...rest } = stored;
      const entry = rest as z.infer<(typeof bundleFolders)[F]>;
      if (path !== `${name}/${entry.id}.json`) {
        throw new DomainError('bundle_invalid', { reason: 'document', path, at: 'id' });
      }
      found.push({ position, entry });
    }
    return found.sort((a, b) => a.position - b.position).map(({ entry }) => entry);
  };
  return {
    exportedAt: manifest.exportedAt,
    campaign: await json(campaignSchema, 'campaign.json'),
    chapters: await folder('chapters'),
    posts: await folder('posts'),
    places: await folder('places'),
    placements: await folder('placements'),
    codes: await folder('codes'),
    scenes: await folder('scenes'),
    assets: await json(assetListSchema, 'assets.json'),
  };
}

async function checkAssets(
  files: BundleSource,
  manifest: Manifest,
  assets: readonly AssetEntry[],
): Promise<void> {
  const listed = new Set<string>();
  for (const { id, file, mime } of assets) {
    if (file !== `assets/${id}.${assetTypes[mime]}` || listed.has(file))
      throw refuse('document', 'assets.json');
    listed.add(file);
    if (!files.files.has(file)) throw refuse('missing_file', file);
    const hash = await hashOf(files, file);
    if (hash !== manifest.files[file] || `ast_${hash.slice(0, 32)}` !== id) throw refuse('wrong_hash', file);
  }
  for (const name of files.files.keys()) {
    if (name.startsWith('assets/') && !listed.has(name)) throw refuse('unexpected_file', name);
  }
}
