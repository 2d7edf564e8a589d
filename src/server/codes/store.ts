import { and, asc, desc, eq, getTableColumns, inArray, isNull, max, sql } from 'drizzle-orm';
import { code, codeChange } from '#db/schema/documents.ts';
import type { Bearer, Code } from '#domain/code/model.ts';
import { codeSchema } from '#domain/code/schema.ts';
import { defaultStyle } from '#domain/qr/model.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { type Context, found } from '../context.ts';
import { pause } from './thread.ts';

/** A code with what never changes about it: its six characters and its bearer. */
export interface StoredCode extends Stored<Code> {
  readonly campaignId: string;
  readonly letters: string;
  readonly bearer: Bearer;
  readonly createdAt: number;
}

export interface CodeChange {
  readonly at: number;
  readonly by: string;
  /** The person's name; null when the account is gone. */
  readonly byName: string | null;
  readonly version: number;
  readonly doc: Code;
}

type Row = typeof code.$inferSelect;

/** Codes read at once where many are: a logo makes a document of them some 60 kB, and scans wait meanwhile. */
const PORTION = 20;

/** Documents were checked when they were written; only an older version is read through the schema again. */
export function readCode(json: string): Code {
  const stored = JSON.parse(json) as Code;
  return stored.style.schema === defaultStyle.schema ? stored : codeSchema.parse(stored);
}

const toStored = (row: Row): StoredCode => ({
  id: row.id,
  campaignId: row.campaignId,
  letters: row.letters,
  bearer: { kind: row.bearerKind as Bearer['kind'], id: row.bearerId },
  version: row.version,
  doc: readCode(row.doc),
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export type CodeStore = ReturnType<typeof makeCodeStore>;

export function makeCodeStore({ db, clock }: Context) {
  const live = isNull(code.trashedAt);

  /** Stores a new version and its line of history. @throws DomainError `conflict` with `{ current }`. */
  function write(
    tx: Pick<Context['db'], 'select' | 'update' | 'insert'>,
    change: Pick<StoredCode, 'campaignId' | 'id' | 'doc'> & {
      readonly baseVersion: number;
      readonly by: string;
    },
  ): StoredCode {
    const { campaignId, id, baseVersion, by } = change;
    const doc = JSON.stringify(codeSchema.parse(change.doc));
    const now = clock();
    const one = and(eq(code.campaignId, campaignId), eq(code.id, id));
    const changed = tx
      .update(code)
      .set({ version: baseVersion + 1, doc, updatedAt: now })
      .where(and(one, eq(code.version, baseVersion)))
      .run();
    const current = toStored(found(tx.select().from(code).where(one).get(), 'code'));
    if (changed.changes === 0) throw new DomainError('conflict', { current });
    tx.insert(codeChange).values({ codeId: id, at: now, by, version: current.version, doc }).run();
    return current;
  }

  return {
    async listAll(): Promise<StoredCode[]> {
      return db.select().from(code).where(live).all().map(toStored);
    },
    async list(campaignId: string): Promise<StoredCode[]> {
      return db
        .select()
        .from(code)
        .where(and(eq(code.campaignId, campaignId), live))
        .orderBy(asc(code.position))
        .all()
        .map(toStored);
    },
    /** Those of `ids` that are the campaign's, by id; read a portion at a time, so that others get their turn. */
    async pick(campaignId: string, ids: readonly string[]): Promise<Map<string, StoredCode>> {
      const picked = new Map<string, StoredCode>();
      for (let at = 0; at < ids.length; at += PORTION) {
        const some = inArray(code.id, ids.slice(at, at + PORTION));
        const rows = db
          .select()
          .from(code)
          .where(and(eq(code.campaignId, campaignId), live, some))
          .all();
        for (const row of rows) picked.set(row.id, toStored(row));
        await pause();
      }
      return picked;
    },
    async get(campaignId: string, id: string): Promise<StoredCode> {
      const row = db
        .select()
        .from(code)
        .where(and(eq(code.campaignId, campaignId), eq(code.id, id)))
        .get();
      return toStored(found(row, 'code'));
    },
    async findByBearer(bearer: Bearer): Promise<StoredCode | null> {
      const row = db
        .select()
        .from(code)
        .where(and(eq(code.bearerKind, bearer.kind), eq(code.bearerId, bearer.id)))
        .get();
      return row ? toStored(row) : null;
    },
    /** `mint` is asked again while its letters are taken; a code is never re-issued, so trashed ones count. */
    async create(input: {
      id: string;
      campaignId: string;
      bearer: Bearer;
      doc: Code;
      by: string;
      mint: () => string;
    }): Promise<StoredCode> {
      const doc = JSON.stringify(codeSchema.parse(input.doc));
      return db.transaction((tx) => {
        const last = tx
          .select({ value: max(code.position) })
          .from(code)
          .where(eq(code.campaignId, input.campaignId))
          .get();
        let letters = input.mint();
        while (tx.select({ id: code.id }).from(code).where(eq(code.letters, letters)).get())
          letters = input.mint();
        const now = clock();
        const row: Row = {
          id: input.id,
          campaignId: input.campaignId,
          position: (last?.value ?? 0) + 1,
          letters,
          bearerKind: input.bearer.kind,
          bearerId: input.bearer.id,
          version: 1,
          doc,
          createdAt: now,
          updatedAt: now,
          trashedAt: null,
        };
        tx.insert(code).values(row).run();
        tx.insert(codeChange).values({ codeId: input.id, at: now, by: input.by, version: 1, doc }).run();
        return toStored(row);
      });
    },
    async save(
      campaignId: string,
      id: string,
      baseVersion: number,
      doc: Code,
      by: string,
    ): Promise<StoredCode> {
      return db.transaction((tx) => write(tx, { campaignId, id, baseVersion, doc, by }));
    },
    /** Saves several documents, all or none; those that are `same` are left alone. */
    async saveAll(
      changes: readonly (Pick<StoredCode, 'campaignId' | 'id' | 'doc'> & {
        readonly baseVersion: number;
        readonly same: boolean;
      })[],
      by: string,
    ): Promise<{ codeId: string; before: number; after: number }[]> {
      return db.transaction((tx) => {
        const due = changes.filter(({ same }) => !same);
        for (const { campaignId, id, baseVersion, doc } of due)
          write(tx, { campaignId, id, baseVersion, doc, by });
        return due.map(({ id, baseVersion }) => ({
          codeId: id,
          before: baseVersion,
          after: baseVersion + 1,
        }));
      });
    },
    /** The document as it was at `version`; null when that was never stored. */
    at(id: string, version: number): Code | null {
      const row = db
        .select({ doc: codeChange.doc })
        .from(codeChange)
        .where(and(eq(codeChange.codeId, id), eq(codeChange.version, version)))
        .get();
      return row ? readCode(row.doc) : null;
    },
    async history(id: string): Promise<CodeChange[]> {
      const byName = sql<string | null>`(SELECT name FROM user WHERE user.id = ${codeChange.by})`;
      return db
        .select({ ...getTableColumns(codeChange), byName })
        .from(codeChange)
        .where(eq(codeChange.codeId, id))
        .orderBy(desc(codeChange.id))
        .limit(100)
        .all()
        .map(({ at, by, byName: name, version, doc }) => ({
          at,
          by,
          byName: name,
          version,
          doc: readCode(doc),
        }));
    },
  };
}
