import type { Dirent } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import * as yauzl from 'yauzl';
import { BUNDLE_LIMITS, isBundleFile } from '#domain/campaign/bundle.ts';
import { DomainError } from '#domain/shared/error.ts';

/** Files by name, with sizes that were checked against the limits and names that cannot lead anywhere. */
export interface BundleSource {
  /** Name → unpacked size in bytes. */
  readonly files: ReadonlyMap<string, number>;
  /** The bytes of one listed file; never more than its listed size. */
  read(name: string): Promise<Readable>;
  close(): Promise<void>;
}

export const refuse = (reason: string, path: string | null = null, cause?: unknown): DomainError =>
  new DomainError('bundle_invalid', { reason, path }, cause === undefined ? undefined : { cause });

/** A name from outside, fit for a message: no control characters, at most 120 characters. */
const shown = (name: string): string => name.replace(/[\p{Cc}\p{Cf}]/gu, '\ufffd').slice(0, 120);

/** Opens a zip (bytes or a path) or a folder. @throws DomainError `bundle_invalid` when it breaks a limit. */
export async function openSource(source: string | Uint8Array): Promise<BundleSource> {
  if (typeof source === 'string' && (await lstat(source)).isDirectory()) return openFolder(source);
  return openZip(source);
}

class Tally {
  readonly files = new Map<string, number>();
  private readonly folded = new Set<string>();
  private unpacked = 0;

  add(name: string, bytes: number): void {
    if (!isBundleFile(name)) throw refuse('unexpected_file', shown(name));
    const folded = name.normalize('NFC').toLowerCase();
    if (this.folded.has(folded)) throw refuse('duplicate_name', name);
    this.folded.add(folded);
    this.files.set(name, bytes);
    this.unpacked += bytes;
    if (this.files.size > BUNDLE_LIMITS.files) throw refuse('too_many_files');
    if (this.unpacked > BUNDLE_LIMITS.unpackedBytes) throw refuse('too_large_unpacked');
  }

  get unpackedBytes(): number {
    return this.unpacked;
  }
}

const SYMLINK = 0o120000;
const FILE_TYPE = 0o170000;
const MADE_BY_UNIX = 3;

function entryName(entry: yauzl.Entry): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(entry.fileNameRaw);
  } catch (cause) {
    throw refuse('broken_utf8', null, cause);
  }
}

function checkEntry(entry: yauzl.Entry, name: string): void {
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (entry.versionMadeBy >>> 8 === MADE_BY_UNIX && type === SYMLINK) throw refuse('symlink', shown(name));
  if (entry.isEncrypted()) throw refuse('encrypted', shown(name));
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw refuse('not_a_zip', shown(name));
  const { compressedSize, uncompressedSize } = entry;
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (uncompressedSize > BUNDLE_LIMITS.ratioFloorBytes && ratio > BUNDLE_LIMITS.ratio) {
    throw refuse('ratio', shown(name));
  }
}

async function openZip(source: string | Uint8Array): Promise<BundleSource> {
  const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };
  let zip: yauzl.ZipFile;
  try {
    zip =
      typeof source === 'string'
        ? await yauzl.openPromise(source, options)
        : await yauzl.fromBufferPromise(
            Buffer.from(source.buffer, source.byteOffset, source.byteLength),
            options,
          );
  } catch (cause) {
    throw refuse('not_a_zip', null, cause);
  }
  try {
    if (zip.entryCount > BUNDLE_LIMITS.files + 20) throw refuse('too_many_files');
    const tally = new Tally();
    const entries = new Map<string, yauzl.Entry>();
    let packed = 0;
    for await (const entry of zip.eachEntry()) {
      const name = entryName(entry);
      if (name.endsWith('/') && entry.uncompressedSize === 0 && /^[a-z]+\/$/.test(name)) continue;
      checkEntry(entry, name);
      tally.add(name, entry.uncompressedSize);
      packed += entry.compressedSize;
      entries.set(name, entry);
    }
    // Entries that share bytes add up to more than the file holds: a bomb without nesting.
    if (packed > zip.fileSize) throw refuse('overlapping');
    const whole = tally.unpackedBytes / Math.max(1, packed);
    if (tally.unpackedBytes > BUNDLE_LIMITS.ratioFloorBytes && whole > BUNDLE_LIMITS.ratio)
      throw refuse('ratio');
    return {
      files: tally.files,
      async read(name) {
        const entry = entries.get(name);
        if (!entry) throw refuse('missing_file', shown(name));
        try {
          return await zip.openReadStreamPromise(entry);
        } catch (cause) {
          throw refuse('not_a_zip', name, cause);
        }
      },
      close: async () => zip.close(),
    };
  } catch (cause) {
    zip.close();
    throw cause instanceof DomainError ? cause : refuse('not_a_zip', null, cause);
  }
}

async function openFolder(root: string): Promise<BundleSource> {
  const tally = new Tally();
  const visit = async (folder: string, prefix: string): Promise<void> => {
    const children: Dirent[] = await readdir(folder, { withFileTypes: true });
    for (const child of children.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = prefix + child.name;
      if (child.isSymbolicLink()) throw refuse('symlink', shown(name));
      if (child.isDirectory()) {
        if (prefix !== '') throw refuse('unexpected_file', shown(name));
        await visit(join(folder, child.name), `${child.name}/`);
      } else {
        tally.add(name, (await lstat(join(folder, child.name))).size);
      }
    }
  };
  await visit(root, '');
  return {
    files: tally.files,
    async read(name) {
      if (!tally.files.has(name)) throw refuse('missing_file', shown(name));
      const path = join(root, name);
      const handle = await open(path);
      return handle.createReadStream({ end: Math.max(0, (tally.files.get(name) ?? 0) - 1) });
    },
    close: async () => undefined,
  };
}
