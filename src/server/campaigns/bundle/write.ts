import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  BUNDLE_FORMAT,
  BUNDLE_SCHEMA,
  type Bundle,
  bundleFiles,
  type Manifest,
  stableJson,
} from '#domain/campaign/bundle.ts';
import { DomainError } from '#domain/shared/error.ts';

/** Gives the bytes of an asset of the bundle. */
export type ReadAsset = (id: string) => Promise<Uint8Array>;

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

async function manifestOf(
  bundle: Bundle,
  documents: Map<string, string>,
  read: ReadAsset,
): Promise<Manifest> {
  const files: Record<string, string> = {};
  for (const [name, text] of documents) files[name] = sha256(text);
  for (const asset of bundle.assets) {
    const hash = sha256(await read(asset.id));
    if (`ast_${hash.slice(0, 32)}` !== asset.id) {
      throw new DomainError('bundle_invalid', { reason: 'wrong_hash', path: asset.file });
    }
    files[asset.file] = hash;
  }
  return { format: BUNDLE_FORMAT, schema: BUNDLE_SCHEMA, exportedAt: bundle.exportedAt, files };
}

/**
 * Writes a campaign as a zip. Assets are read twice, one at a time (to hash, to pack), so that memory holds one
 * of them. The same bundle always gives the same bytes: names are sorted, times are `exportedAt`.
 * @throws DomainError `bundle_invalid` (`wrong_hash`) when an asset is not what its id says; the stream's errors.
 */
export async function writeBundle(
  bundle: Bundle,
  readAsset: ReadAsset,
  stream: NodeJS.WritableStream,
): Promise<void> {
  const documents = bundleFiles(bundle);
  const manifest = await manifestOf(bundle, documents, readAsset);
  const zip = new ZipFile();
  const options = { mtime: new Date(bundle.exportedAt), mode: 0o100644, forceDosTimestamp: true };
  zip.addBuffer(Buffer.from(stableJson(manifest)), 'manifest.json', options);
  for (const name of [...documents.keys()].sort()) {
    zip.addBuffer(Buffer.from(documents.get(name) ?? ''), name, options);
  }
  for (const asset of bundle.assets.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    zip.addReadStreamLazy(asset.file, { ...options, compress: asset.mime === 'application/json' }, (give) => {
      readAsset(asset.id).then(
        (bytes) => give(null, Readable.from([Buffer.from(bytes)])),
        (cause: unknown) => zip.emit('error', cause),
      );
    });
  }
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  zip.end();
  await Promise.race([pipeline(zip.outputStream, stream), failed]);
}

/** Writes the same layout as files under `folder`, which is made if need be; what else is there stays. */
export async function writeBundleFolder(bundle: Bundle, readAsset: ReadAsset, folder: string): Promise<void> {
  const documents = bundleFiles(bundle);
  documents.set('manifest.json', stableJson(await manifestOf(bundle, documents, readAsset)));
  for (const [name, text] of documents) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  for (const asset of bundle.assets) {
    await mkdir(dirname(join(folder, asset.file)), { recursive: true });
    await writeFile(join(folder, asset.file), await readAsset(asset.id));
  }
}
