import { createHash } from 'node:crypto';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUNDLE_SCHEMA, stableJson } from '#domain/campaign/bundle.ts';
import { anySample, type Sample } from '#domain/campaign/bundle-arbitrary.ts';
import { DomainError } from '#domain/shared/error.ts';
import { readBundle, writeBundle, writeBundleFolder } from './index.ts';

const readerOf =
  ({ bytes }: Sample) =>
  async (id: string): Promise<Uint8Array> =>
    bytes.get(id) ?? new Uint8Array();

async function zipOf(sample: Sample): Promise<Buffer> {
  const parts: Buffer[] = [];
  const sink = new Writable({
    write(part: Buffer, _encoding, done) {
      parts.push(part);
      done();
    },
  });
  await writeBundle(sample.bundle, readerOf(sample), sink);
  return Buffer.concat(parts);
}

interface Forged {
  readonly name: string | Buffer;
  readonly data: Buffer;
  readonly deflate?: boolean;
  readonly mode?: number;
  readonly flags?: number;
  /** What the headers claim, if not the truth. */
  readonly claimedBytes?: number;
}

/** A zip made by hand, as an attacker would: APPNOTE 6.3 local headers, central directory, end record. */
function forge(entries: readonly Forged[], claimedCount?: number): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, data, deflate, mode = 0o100644, flags = 0x800, claimedBytes } of entries) {
    const label = Buffer.from(name);
    const packed = deflate ? deflateRawSync(data) : data;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(flags, 2);
    shared.writeUInt16LE(deflate ? 8 : 0, 4);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(claimedBytes ?? data.length, 18);
    shared.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, label, packed]);
    const head = Buffer.alloc(46);
    head.write('PK\u0001\u0002');
    head.writeUInt16LE((3 << 8) | 20, 4);
    shared.copy(head, 6);
    head.writeUInt32LE((mode << 16) >>> 0, 38);
    head.writeUInt32LE(offset, 42);
    central.push(Buffer.concat([head, label]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(claimedCount ?? entries.length, 8);
  end.writeUInt16LE(claimedCount ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function crc32(data: Buffer): number {
  let crc = ~0;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Bytes that do not pack, the same every time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

const sha = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** A small true bundle as forged entries, changed by `change` before the manifest is made. */
function entriesOf(
  change: (files: Map<string, Buffer>) => void = () => undefined,
  schema: unknown = 1,
): Forged[] {
  const sample = fc.sample(anySample, { numRuns: 1, seed: 11 })[0];
  if (!sample) throw new Error('no sample');
  const { bundle, bytes } = sample;
  const files = new Map<string, Buffer>();
  files.set('campaign.json', Buffer.from(stableJson(bundle.campaign)));
  for (const folder of ['chapters', 'posts', 'places', 'placements', 'codes', 'scenes'] as const) {
    for (const entry of bundle[folder])
      files.set(`${folder}/${entry.id}.json`, Buffer.from(stableJson(entry)));
  }
  files.set('assets.json', Buffer.from(stableJson(bundle.assets)));
  for (const asset of bundle.assets) files.set(asset.file, Buffer.from(bytes.get(asset.id) ?? []));
  change(files);
  const hashes = Object.fromEntries([...files].map(([name, data]) => [name, sha(data)]));
  const manifest = { format: 'wegmarke-campaign', schema, exportedAt: 1, files: hashes };
  return [
    { name: 'manifest.json', data: Buffer.from(JSON.stringify(manifest)) },
    ...[...files].map(([name, data]) => ({ name, data })),
  ];
}

const reasonOf = async (source: Uint8Array | string): Promise<unknown> => {
  try {
    const open = await readBundle(source);
    await open.close();
    return null;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.code).toBe('bundle_invalid');
    return error.details['reason'];
  }
};

describe('bundles', () => {
  it('come back as they were written, as zip and as folder', async () => {
    await fc.assert(
      fc.asyncProperty(anySample, async (sample) => {
        const zip = await zipOf(sample);
        expect(await zipOf(sample)).toEqual(zip);
        const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
        try {
          await writeBundleFolder(sample.bundle, readerOf(sample), folder);
          for (const source of [zip, folder]) {
            const open = await readBundle(source);
            expect(open.bundle).toEqual(sample.bundle);
            for (const [id, bytes] of sample.bytes)
              expect(new Uint8Array(await open.readAsset(id))).toEqual(bytes);
            await open.close();
          }
        } finally {
          await rm(folder, { recursive: true });
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are not written with an asset that is not what its id says', async () => {
    const sample = fc.sample(
      anySample.filter(({ bundle }) => bundle.assets.length > 0),
      { numRuns: 1, seed: 3 },
    )[0];
    if (!sample) throw new Error('no sample');
    const wrong = { ...sample, bytes: new Map<string, Uint8Array>() };
    const filled = {
      ...wrong,
      bytes: new Map([...sample.bytes.keys()].map((id) => [id, Uint8Array.of(1, 2, 3)])),
    };
    await expect(zipOf(filled)).rejects.toMatchObject({ code: 'bundle_invalid' });
  });
});

describe('a hostile bundle is refused', () => {
  const cases: [string, string, () => Uint8Array][] = [
    ['no zip at all', 'not_a_zip', () => Buffer.from('GIF89a, honestly')],
    ['an empty file', 'not_a_zip', () => Buffer.alloc(0)],
    ['a zip of something else', 'not_a_bundle', () => forge([])],
    [
      'zip slip',
      'unexpected_file',
      () => forge([...entriesOf(), { name: '../../etc/cron.d/x', data: Buffer.from('x') }]),
    ],
    [
      'an absolute path',
      'unexpected_file',
      () => forge([...entriesOf(), { name: '/etc/passwd', data: Buffer.from('x') }]),
    ],
    [
      'a backslash path',
      'unexpected_file',
      () => forge([...entriesOf(), { name: '..\\x', data: Buffer.from('x') }]),
    ],
    [
      'a symlink',
      'symlink',
      () =>
        forge(
          entriesOf().map((entry) => (entry.name === 'assets.json' ? { ...entry, mode: 0o120777 } : entry)),
        ),
    ],
    [
      'an encrypted entry',
      'encrypted',
      () => forge(entriesOf().map((entry) => ({ ...entry, flags: 0x801, deflate: true }))),
    ],
    [
      'a name twice',
      'duplicate_name',
      () => forge([...entriesOf(), { name: 'campaign.json', data: Buffer.from('{}') }]),
    ],
    [
      'a name that is no UTF-8',
      'broken_utf8',
      () => forge([...entriesOf(), { name: Buffer.from([0x63, 0xff, 0xfe]), data: Buffer.from('x') }]),
    ],
    [
      'a file that is not listed',
      'unexpected_file',
      () => forge([...entriesOf(), { name: `places/plc_${'0'.repeat(16)}.json`, data: Buffer.from('{}') }]),
    ],
    [
      'a listed file that is missing',
      'missing_file',
      () => forge(entriesOf().filter(({ name }) => name !== 'assets.json')),
    ],
    [
      'a wrong hash',
      'wrong_hash',
      () =>
        forge(
          entriesOf().map((entry) =>
            entry.name === 'campaign.json' ? { ...entry, data: Buffer.from('{}') } : entry,
          ),
        ),
    ],
    ['a newer schema', 'newer_schema', () => forge(entriesOf(undefined, BUNDLE_SCHEMA + 1))],
    ['another format', 'document', () => forge(entriesOf(undefined, '1'))],
    [
      'text that is no UTF-8',
      'broken_utf8',
      () => forge(entriesOf((files) => files.set('campaign.json', Buffer.from([0x7b, 0xff, 0x7d])))),
    ],
    [
      'broken JSON',
      'not_json',
      () => forge(entriesOf((files) => files.set('campaign.json', Buffer.from('{"title":')))),
    ],
    [
      'a prototype',
      'not_json',
      () => forge(entriesOf((files) => files.set('campaign.json', Buffer.from('{"__proto__":{"x":1}}')))),
    ],
    [
      'a field too many',
      'document',
      () =>
        forge(
          entriesOf((files) =>
            files.set(
              'campaign.json',
              Buffer.from(
                (files.get('campaign.json') ?? '').toString().replace('{', '{"webhook":"https://x.example",'),
              ),
            ),
          ),
        ),
    ],
    [
      'a document under another id',
      'document',
      () =>
        forge(
          entriesOf((files) => {
            const [name, data] = [...files].find(([file]) => file.startsWith('chapters/')) ?? [
              '',
              Buffer.alloc(0),
            ];
            files.delete(name);
            files.set(`chapters/chp_${'0'.repeat(16)}.json`, data);
          }),
        ),
    ],
    [
      'a bomb',
      'ratio',
      () =>
        forge([
          ...entriesOf(),
          { name: `places/plc_${'1'.repeat(16)}.json`, data: Buffer.alloc(30_000_000), deflate: true },
        ]),
    ],
    [
      'a claim beyond the limit',
      'too_large_unpacked',
      () =>
        forge([
          ...entriesOf(),
          ...['a', 'b'].map((letter) => ({
            name: `places/plc_${letter.repeat(16)}.json`,
            data: noise(3_000_000),
            deflate: true,
            claimedBytes: 260_000_000,
          })),
        ]),
    ],
    ['a million entries', 'too_many_files', () => forge(entriesOf(), 60_000)],
    [
      'six thousand entries',
      'too_many_files',
      () =>
        forge(
          Array.from({ length: 6_000 }, (_, i) => ({
            name: `places/plc_${String(i).padStart(16, '0')}.json`,
            data: Buffer.from('{}'),
          })),
        ),
    ],
  ];
  it.each(cases)('%s', async (_, reason, make) => {
    expect(await reasonOf(make())).toBe(reason);
  });

  it('but the same entries unchanged are read', async () => {
    expect(await reasonOf(forge(entriesOf()))).toBeNull();
    expect(await reasonOf(forge(entriesOf().map((entry) => ({ ...entry, deflate: true }))))).toBeNull();
  });

  it('an entry that unpacks to more than it says', async () => {
    const entries = entriesOf().map((entry) =>
      entry.name === 'campaign.json' ? { ...entry, deflate: true, claimedBytes: 10 } : entry,
    );
    expect(await reasonOf(forge(entries))).toBe('not_a_zip');
  });

  it('entries that share the same bytes', async () => {
    const zip = forge([...entriesOf(), { name: `places/plc_${'2'.repeat(16)}.json`, data: noise(200_000) }]);
    const size = zip.length;
    // Point a dozen directory entries at the one big local entry.
    const names = Array.from({ length: 12 }, (_, i) => `places/plc_${String(i).padStart(16, '3')}.json`);
    const end = zip.subarray(-22);
    const at = end.readUInt32LE(16);
    const directory = zip.subarray(at, size - 22);
    const last = directory.subarray(directory.length - 46 - 32);
    const extra = names.map((name) => {
      const copy = Buffer.from(last);
      copy.write(name, 46);
      return copy;
    });
    const grown = Buffer.concat([directory, ...extra]);
    const tail = Buffer.from(end);
    const count = end.readUInt16LE(10) + extra.length;
    tail.writeUInt16LE(count, 8);
    tail.writeUInt16LE(count, 10);
    tail.writeUInt32LE(grown.length, 12);
    expect(await reasonOf(Buffer.concat([zip.subarray(0, at), grown, tail]))).toBe('overlapping');
  });

  describe('as a folder', () => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    });
    afterEach(() => rm(folder, { recursive: true }));

    it('with a symlink or a stranger', async () => {
      const sample = fc.sample(anySample, { numRuns: 1, seed: 5 })[0];
      if (!sample) throw new Error('no sample');
      await writeBundleFolder(sample.bundle, readerOf(sample), folder);
      expect(await reasonOf(folder)).toBeNull();
      await writeFile(join(folder, 'notes.txt'), 'x');
      expect(await reasonOf(folder)).toBe('unexpected_file');
      await rm(join(folder, 'notes.txt'));
      await rm(join(folder, 'campaign.json'));
      await symlink('/etc/passwd', join(folder, 'campaign.json'));
      expect(await reasonOf(folder)).toBe('symlink');
    });
  });
});
