import { and, desc, eq, getTableColumns, gte, inArray, sql } from 'drizzle-orm';
import { proof } from '#db/schema/proofs.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { ProofRecord, StoredProof } from '#domain/qr/proof.ts';
import { PROOF_EDITION } from '#domain/qr/proof-captures.ts';
import type { Context } from '../../context.ts';

/** Proofs of a code that are listed. */
const LISTED = 20;

/** Proofs are written once and never changed. */
export function makeProofStore({ db }: Context) {
  const columns = {
    ...getTableColumns(proof),
    byName: sql<string | null>`(SELECT name FROM user WHERE user.id = ${proof.madeBy})`,
  };
  type Row = typeof proof.$inferSelect & { byName: string | null };
  const toStored = (row: Row): StoredProof => {
    // Every single figure stays in the database; nobody is sent hundreds of numbers with each proof.
    const { table: _, ...proof } = JSON.parse(row.doc) as ProofRecord;
    const { id, codeId, origin, madeAt, byName } = row;
    return { id, codeId, origin, madeAt, byName, proof };
  };

  return {
    async add(input: {
      id: string;
      codeId: string;
      origin: string;
      record: ProofRecord;
      madeAt: number;
      madeBy: string;
    }) {
      const { id, codeId, origin, madeAt, madeBy } = input;
      const { artwork, score } = input.record;
      db.insert(proof)
        .values({ id, codeId, artwork, origin, score, doc: JSON.stringify(input.record), madeAt, madeBy })
        .run();
    },
    /** The newest first. */
    async list(codeId: string): Promise<StoredProof[]> {
      return db
        .select(columns)
        .from(proof)
        .where(eq(proof.codeId, codeId))
        .orderBy(desc(proof.madeAt), desc(proof.id))
        .limit(LISTED)
        .all()
        .map(toStored);
    },
    /** Artworks of each of these codes that passed a proof of the present edition for this origin. */
    async passed(codeIds: readonly string[], origin: string): Promise<ReadonlyMap<string, Set<string>>> {
      const rows = db
        .selectDistinct({ codeId: proof.codeId, artwork: proof.artwork })
        .from(proof)
        .where(
          and(
            inArray(proof.codeId, sql`(SELECT value FROM json_each(${JSON.stringify(codeIds)}))`),
            eq(proof.origin, origin),
            gte(proof.score, GATE.score),
            eq(sql`json_extract(${proof.doc}, '$.edition')`, PROOF_EDITION),
          ),
        )
        .all();
      const found = new Map<string, Set<string>>();
      for (const { codeId, artwork } of rows)
        found.set(codeId, (found.get(codeId) ?? new Set()).add(artwork));
      return found;
    },
    /** The newest proof of this artwork for this origin. */
    async find(codeId: string, artwork: string, origin: string): Promise<StoredProof | null> {
      const row = db
        .select(columns)
        .from(proof)
        .where(and(eq(proof.codeId, codeId), eq(proof.artwork, artwork), eq(proof.origin, origin)))
        .orderBy(desc(proof.madeAt), desc(proof.id))
        .limit(1)
        .get();
      return row ? toStored(row) : null;
    },
  };
}
