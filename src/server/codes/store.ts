import { and, asc, desc, eq, getTableColumns, isNull, max, sql } from 'drizzle-orm';
import { code, codeChange } from '#db/schema/documents.ts';
import type { Bearer, Code } from '#domain/code/model.ts';
import { codeSchema } from '#domain/code/schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { type Context, found } from '../context.ts';

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

const toStored = (row: Row): StoredCode => ({
  id: row.id,
  campaignId: row.campaignId,
  letters: row.letters,
  bearer: { kind: row.bearerKind as Bearer['kind'], id: row.bearerId },
  version: row.version,
  doc: JSON.parse(row.doc) as Code,
  createdAt: row.createdAt,
  updatedAt: row.updatedAt,
});

export type CodeStore = ReturnType<typeof makeCodeStore>;

export function makeCodeStore({ db, clock }: Context) {
  const live = isNull(code.trashedAt);
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
      const checked = JSON.stringify(codeSchema.parse(doc));
      return db.transaction((tx) => {
        const now = clock();
        const changed = tx
          .update(code)
          .set({ version: baseVersion + 1, doc: checked, updatedAt: now })
          .where(and(eq(code.campaignId, campaignId), eq(code.id, id), eq(code.version, baseVersion)))
          .run();
        const current = toStored(
          found(
            tx
              .select()
              .from(code)
              .where(and(eq(code.campaignId, campaignId), eq(code.id, id)))
              .get(),
            'code',
          ),
        );
        if (changed.changes === 0) throw new DomainError('conflict', { current });
        tx.insert(codeChange)
          .values({ codeId: id, at: now, by, version: current.version, doc: checked })
          .run();
        return current;
      });
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
          doc: JSON.parse(doc) as Code,
        }));
    },
  };
}
