/**
 * Assets: uploaded pictures, models, sound, film and plans of towns. A file is believed only after its bytes were looked at;
 * pictures are decoded and written anew in a process of their own, models go through the glTF validator.
 * The id is the content hash, so an address can be cached for ever and the same file is kept once.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { desc, eq, inArray, or } from 'drizzle-orm';
import { asset } from '#db/schema/assets.ts';
import { type AssetEntry, assetTypes, type Bundle } from '#domain/campaign/bundle.ts';
import { planLimits } from '#domain/place/plan.ts';
import type { ModelFacts } from '#domain/scene/model-facts.ts';
import { DomainError } from '#domain/shared/error.ts';
import { paths } from '#paths';
import { type Actor, type Context, found } from '../context.ts';
import { openGently } from '../gentle-file.ts';
import { clipsOf } from './clips.ts';
import { examine, examineAll, type ToExamine } from './examining.ts';
import { type LightenOptions, lightenFile } from './models/lightening.ts';
import { makeQuickLookStore } from './quick-look/store.ts';
import { type AssetKind, maxBytes, SNIFF_BYTES, sniff } from './sniff.ts';

/** An asset as pages and islands see it. Width and height are null for what is no picture. */
export interface AssetRef {
  readonly id: string;
  readonly url: string;
  readonly mime: string;
  readonly name: string;
  readonly bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  /** What phones get in place of a model or a poster; its own id when nothing is lighter, null until it was tried. */
  readonly lighterId: string | null;
  /** Null for what is no model, and until it was measured. */
  readonly model: ModelFacts | null;
}

export type Assets = ReturnType<typeof makeAssets>;

type Row = typeof asset.$inferSelect;

const toRef = (row: Row): AssetRef => ({
  id: row.id,
  url: paths.asset(row.id, row.extension),
  mime: row.mime,
  name: row.name,
  bytes: row.bytes,
  width: row.width,
  height: row.height,
  lighterId: row.lighterId,
  model: row.model,
});

/** The store's surroundings; tests make limits small and disks full. */
export interface AssetOptions {
  readonly limits?: Readonly<Record<AssetKind, number>>;
  /** Opens a new file for what arrives. */
  readonly open?: (file: string) => Writable;
}

/** Told to whoever sends something else. */
const ALLOWED = ['JPEG', 'PNG', 'WebP', 'GLB', 'MP3', 'M4A', 'WAV', 'MP4'];

/** Files of a bundle that lie in the incoming folder and share a process at one time. */
const ADOPT_AT_ONCE = 16;

const isFull = (cause: unknown): boolean => {
  const code = (cause as { code?: string } | null)?.code;
  return code === 'ENOSPC' || code === 'SQLITE_FULL';
};

/** Read in pieces: fifty megabytes at once would hold up every scan. */
async function assetId(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return `ast_${hash.digest('hex').slice(0, 32)}`;
}

export function makeAssets({ db, clock }: Context, folder: string, options: AssetOptions = {}) {
  const { limits = maxBytes, open = openGently } = options;
  const incoming = join(folder, 'incoming');
  const quickLooks = makeQuickLookStore(join(folder, 'quick-looks'), (id) => join(folder, `${id}.glb`));

  /** Ends when the file is closed: a stream that opens it late would make it after the clean-up. */
  async function pour(chunks: () => AsyncGenerator<Buffer, void>, file: string): Promise<void> {
    const sink = open(file);
    const closed = new Promise<void>((resolve) => sink.once('close', () => resolve()));
    await pipeline(chunks, sink).finally(() => closed);
  }

  /** Streams into a temporary file, sniffing the head and counting bytes on the way. */
  async function receive(source: Readable, file: string) {
    let head = Buffer.alloc(0);
    let bytes = 0;
    let sniffed: ReturnType<typeof sniff> = null;
    async function* check() {
      // The source is left open, so that a refusal can still be answered on its connection.
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (!sniffed) {
          head = Buffer.concat([head, chunk.subarray(0, SNIFF_BYTES)]);
          if (head.length >= SNIFF_BYTES) {
            sniffed = sniff(head);
            if (!sniffed) throw new DomainError('wrong_type', { allowed: ALLOWED });
          }
        }
        const limit = sniffed ? limits[sniffed.kind] : SNIFF_BYTES * 64;
        if (bytes > limit) throw new DomainError('too_large', { limitBytes: limit });
        yield chunk;
      }
    }
    await pour(check, file);
    if (!sniffed) throw new DomainError('wrong_type', { allowed: ALLOWED });
    return { sniffed: sniffed as NonNullable<ReturnType<typeof sniff>>, bytes };
  }

  /** Streams into a temporary file; what it holds is looked at when it is there. */
  async function receivePlan(source: Readable, file: string): Promise<void> {
    let bytes = 0;
    async function* check() {
      for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > planLimits.bytes) throw new DomainError('too_large', { limitBytes: planLimits.bytes });
        yield chunk;
      }
    }
    await pour(check, file);
  }

  async function store(
    workspaceId: string,
    file: string,
    meta: Omit<Row, 'id' | 'workspaceId' | 'createdAt' | 'bytes' | 'lighterId' | 'model'>,
    model: Pick<Row, 'model'> & { readonly isLightest?: boolean } = { model: null },
  ) {
    const id = await assetId(file);
    const { size: bytes } = await stat(file);
    await rename(file, join(folder, `${id}.${meta.extension}`));
    const lighterId = model.isLightest ? id : null;
    const row: Row = { id, workspaceId, bytes, createdAt: clock(), lighterId, model: model.model, ...meta };
    try {
      db.insert(asset).values(row).onConflictDoNothing().run();
    } catch (cause) {
      const known = db.select({ id: asset.id }).from(asset).where(eq(asset.id, id)).get();
      if (!known) await rm(join(folder, `${id}.${meta.extension}`), { force: true });
      throw cause;
    }
    return toRef(row);
  }

  const fileOf = ({ id, extension }: Pick<Row, 'id' | 'extension'>): string =>
    join(folder, `${id}.${extension}`);

  const rowOf = (id: string): Row | undefined => db.select().from(asset).where(eq(asset.id, id)).get();

  /** True for a file that was examined when it came. */
  function isHere({ id }: AssetEntry): boolean {
    const known = rowOf(id);
    return known !== undefined && existsSync(join(folder, `${id}.${known.extension}`));
  }

  /** Writes an incoming file; answers how it is to be examined, if it is. */
  async function writeIncoming(file: string, entry: AssetEntry, content: Uint8Array) {
    await writeFile(file, content, { flag: 'wx' });
    if (entry.mime === 'application/json') {
      JSON.parse(Buffer.from(content).toString('utf8'));
      return null;
    }
    const sniffed = sniff(content.subarray(0, SNIFF_BYTES));
    if (sniffed?.mime !== entry.mime) throw new DomainError('wrong_type', { name: safeName(entry.name) });
    const { kind } = sniffed;
    if (content.length > maxBytes[kind]) throw new DomainError('too_large', { limitBytes: maxBytes[kind] });
    return kind === 'image' || kind === 'model' ? { kind, input: file, output: `${file}.made` } : null;
  }

  async function adoptSome(
    workspaceId: string,
    entries: readonly AssetEntry[],
    read: (id: string) => Promise<Uint8Array>,
  ): Promise<void> {
    const arrived = entries.map((entry) => ({
      entry,
      file: join(incoming, randomBytes(12).toString('hex')),
      bytes: 0,
    }));
    try {
      const toExamine: ToExamine[] = [];
      for (const each of arrived) {
        const content = await read(each.entry.id);
        each.bytes = content.length;
        const wanted = await writeIncoming(each.file, each.entry, content);
        if (wanted) toExamine.push(wanted);
      }
      const refused = (await examineAll(toExamine)).find(({ ok }) => !ok);
      if (refused?.ok === false) throw new DomainError(refused.code, refused.details);
      for (const { entry, file, bytes } of arrived) {
        const { id, mime, width, height, lighterId = null, model = null } = entry;
        const extension = assetTypes[mime];
        await rename(file, join(folder, `${id}.${extension}`));
        const name = safeName(entry.name);
        const meta = { mime, extension, width, height, name, lighterId, model };
        const row: Row = { id, workspaceId, bytes, createdAt: clock(), ...meta };
        db.insert(asset).values(row).onConflictDoNothing().run();
      }
    } finally {
      await Promise.all(
        arrived.flatMap(({ file }) => [rm(file, { force: true }), rm(`${file}.made`, { force: true })]),
      );
    }
  }

  return {
    folder,
    /** What was made of models for iPhones. */
    quickLooks,

    /**
     * Takes an upload. @throws DomainError `wrong_type`, `too_large`, `image_too_large`, `model_invalid`, `disk_full`.
     */
    async upload(actor: Actor, source: Readable, name: string): Promise<AssetRef> {
      await mkdir(incoming, { recursive: true });
      const temporary = join(incoming, randomBytes(12).toString('hex'));
      const made = `${temporary}.made`;
      try {
        const { sniffed } = await receive(source, temporary);
        const meta = {
          mime: sniffed.mime,
          extension: sniffed.extension,
          name: safeName(name),
          width: null,
          height: null,
        };
        if (sniffed.kind === 'audio' || sniffed.kind === 'video')
          return await store(actor.workspaceId, temporary, meta);
        const examined = await examine(sniffed.kind, temporary, made);
        return await store(
          actor.workspaceId,
          made,
          sniffed.kind === 'model'
            ? meta
            : {
                ...meta,
                mime: 'image/webp',
                extension: 'webp',
                width: examined.width,
                height: examined.height,
              },
        );
      } catch (cause) {
        if (isFull(cause)) throw new DomainError('disk_full', {}, { cause });
        throw cause;
      } finally {
        await Promise.all([rm(temporary, { force: true }), rm(made, { force: true })]);
      }
    },

    /**
     * Takes the plan of a town (GeoJSON) and keeps what the map draws of it. @throws DomainError `too_large`,
     * `disk_full`, or `invalid` with `details.plan`: why it is no plan (`PlanRefusal`).
     */
    async uploadPlan(actor: Actor, source: Readable, name: string): Promise<AssetRef> {
      await mkdir(incoming, { recursive: true });
      const temporary = join(incoming, randomBytes(12).toString('hex'));
      const made = `${temporary}.made`;
      try {
        await receivePlan(source, temporary);
        await examine('plan', temporary, made);
        return await store(actor.workspaceId, made, {
          mime: 'application/json',
          extension: assetTypes['application/json'],
          name: safeName(name),
          width: null,
          height: null,
        });
      } catch (cause) {
        if (isFull(cause)) throw new DomainError('disk_full', {}, { cause });
        throw cause;
      } finally {
        await Promise.all([rm(temporary, { force: true }), rm(made, { force: true })]);
      }
    },

    /**
     * Takes over the files of an imported bundle under their own ids. They are examined like uploads, but kept to
     * the byte, since an id is a hash; what is here already is left alone. @throws DomainError as `upload` does.
     */
    async adopt(
      workspaceId: string,
      entries: readonly AssetEntry[],
      read: (id: string) => Promise<Uint8Array>,
    ): Promise<void> {
      await mkdir(incoming, { recursive: true });
      const missing = entries.filter((entry) => !isHere(entry));
      for (let at = 0; at < missing.length; at += ADOPT_AT_ONCE)
        await adoptSome(workspaceId, missing.slice(at, at + ADOPT_AT_ONCE), read);
    },

    /**
     * Makes a model lighter for phones and keeps both (docs/decisions/017-lighter-models.md); known at once when that
     * was done before. `lighter` is the original itself when nothing lighter shows the same.
     * @throws DomainError `not_found`, `invalid` for what is no model, `disk_full`; the signal's reason.
     */
    async lighten(
      actor: Actor,
      id: string,
      options: LightenOptions = {},
    ): Promise<{ original: AssetRef; lighter: AssetRef }> {
      const row = rowOf(id);
      const original = found(row?.workspaceId === actor.workspaceId ? row : null, 'asset');
      if (original.extension !== 'glb') throw new DomainError('invalid', { path: 'asset' });
      const known = original.lighterId === null ? undefined : rowOf(original.lighterId);
      if (known) return { original: toRef(original), lighter: toRef(known) };
      await mkdir(incoming, { recursive: true });
      const made = join(incoming, randomBytes(12).toString('hex'));
      try {
        const result = await lightenFile(join(folder, `${id}.glb`), made, options);
        const { mime, extension, name, width, height } = original;
        const lighter = result?.isLighter
          ? await store(
              original.workspaceId,
              made,
              { mime, extension, name, width, height },
              { model: result.after, isLightest: true },
            )
          : null;
        const relation = { lighterId: lighter?.id ?? id, model: result?.before ?? null };
        db.update(asset).set(relation).where(eq(asset.id, id)).run();
        const kept = toRef({ ...original, ...relation });
        return { original: kept, lighter: lighter ?? kept };
      } catch (cause) {
        if (isFull(cause)) throw new DomainError('disk_full', {}, { cause });
        throw cause;
      } finally {
        await rm(made, { force: true });
      }
    },

    /**
     * Makes the small picture of a print's artwork that phones follow (docs/decisions/021-poster-around-the-code.md);
     * known at once when that was done before. @throws DomainError `not_found` for what is no picture of this workspace,
     * `disk_full`.
     */
    async makePoster(workspaceId: string, id: string): Promise<AssetRef> {
      const row = rowOf(id);
      const isOwn = row?.workspaceId === workspaceId && row.mime.startsWith('image/');
      const original = found(isOwn ? row : null, 'asset');
      const known = original.lighterId === null ? undefined : rowOf(original.lighterId);
      if (known) return toRef(known);
      await mkdir(incoming, { recursive: true });
      const made = join(incoming, randomBytes(12).toString('hex'));
      try {
        const { width, height } = await examine('poster', fileOf(original), made);
        const { name } = original;
        const meta = { mime: 'image/webp', extension: 'webp', name, width, height };
        const poster = await store(original.workspaceId, made, meta, { model: null, isLightest: true });
        db.update(asset).set({ lighterId: poster.id }).where(eq(asset.id, id)).run();
        return poster;
      } catch (cause) {
        if (isFull(cause)) throw new DomainError('disk_full', {}, { cause });
        throw cause;
      } finally {
        await rm(made, { force: true });
      }
    },

    /** What phones get in an asset's place, if that was made. */
    async findLighter(id: string): Promise<AssetRef | null> {
      const lighterId = rowOf(id)?.lighterId;
      const row = lighterId ? rowOf(lighterId) : undefined;
      return row ? toRef(row) : null;
    },

    /** Uploads, the newest first; what was made of one lies behind it. */
    async list(actor: Actor, kind?: AssetKind): Promise<AssetRef[]> {
      const rows = db
        .select()
        .from(asset)
        .where(eq(asset.workspaceId, actor.workspaceId))
        .orderBy(desc(asset.createdAt))
        .all();
      const prefix = kind === 'model' ? 'model/' : kind ? `${kind}/` : '';
      const made = new Set(rows.flatMap(({ id, lighterId }) => (lighterId === id ? [] : (lighterId ?? []))));
      return rows.filter((row) => row.mime.startsWith(prefix) && !made.has(row.id)).map(toRef);
    },

    /** The ids with those of the originals and the lighter models that belong to them. */
    async withKin(ids: readonly string[]): Promise<string[]> {
      const rows = db
        .select({ id: asset.id, lighterId: asset.lighterId })
        .from(asset)
        .where(or(inArray(asset.id, [...ids]), inArray(asset.lighterId, [...ids])))
        .all();
      const kin = rows.flatMap(({ id, lighterId }) => [id, lighterId].filter((each) => each !== null));
      return [...new Set([...ids, ...kin])];
    },

    async refs(ids: readonly string[]): Promise<Record<string, AssetRef>> {
      if (ids.length === 0) return {};
      const rows = db
        .select()
        .from(asset)
        .where(inArray(asset.id, [...ids]))
        .all();
      return Object.fromEntries(rows.map((row) => [row.id, toRef(row)]));
    },

    /** The names of the movements of each model among these, by id. */
    async clips(refs: readonly AssetRef[]): Promise<Record<string, readonly string[]>> {
      const models = refs.filter(({ mime }) => mime === 'model/gltf-binary');
      const named = models.map(async (ref) => [ref.id, await clipsOf(this.file(ref))] as const);
      return Object.fromEntries(await Promise.all(named));
    },

    /** Where an asset's bytes lie, for exports. */
    file: (ref: AssetRef): string => join(folder, ref.url.slice(ref.url.lastIndexOf('/') + 1)),

    /** Removes files and rows that an import brought before it failed; nothing may refer to them yet. */
    async discard(entries: readonly AssetEntry[]): Promise<void> {
      for (const { id, mime } of entries) {
        db.delete(asset).where(eq(asset.id, id)).run();
        await rm(join(folder, `${id}.${assetTypes[mime]}`), { force: true });
        await quickLooks.drop(id);
      }
    },

    /** Removes what interrupted uploads left behind; called at start. */
    async sweep(): Promise<void> {
      for (const name of await readdir(incoming).catch(() => []))
        await rm(join(incoming, name), { force: true });
      await quickLooks.sweep();
    },
  };
}

/** A file name fit to be shown: no path, no control or direction characters, at most 120 characters. */
export function safeName(name: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const shown = base
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 120);
  return shown || 'file';
}

/** Every asset that the documents of a campaign name. */
export function assetsOfBundle(documents: Omit<Bundle, 'exportedAt' | 'assets'>): string[] {
  const named = JSON.stringify(documents).match(/ast_[0-9a-f]{32}/g) ?? [];
  return [...new Set(named)];
}
