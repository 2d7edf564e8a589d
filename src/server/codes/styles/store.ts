import { and, asc, eq, isNull, max, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { campaign } from '#db/schema/campaigns.ts';
import { code } from '#db/schema/documents.ts';
import { palette, savedStyle } from '#db/schema/styles.ts';
import type { Code } from '#domain/code/model.ts';
import { emptyPaletteBook, type PaletteBook, type SavedStyle } from '#domain/qr/style-library.ts';
import { paletteBookSchema, savedStyleSchema } from '#domain/qr/style-library-schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { Localized } from '#domain/shared/language.ts';
import { type Context, found } from '../../context.ts';
import { readCode } from '../store.ts';

/** A code that wears a saved style, with what a list says about it. */
export interface Wearing {
  readonly styleId: string;
  readonly codeId: string;
  readonly letters: string;
  readonly campaignId: string;
  readonly campaign: { readonly title: Localized; readonly languages: readonly string[] };
  readonly version: number;
  readonly doc: Code;
}

type Row = typeof savedStyle.$inferSelect;

const toStored = ({ id, version, doc, updatedAt }: Row): Stored<SavedStyle> => ({
  id,
  version,
  doc: savedStyleSchema.parse(JSON.parse(doc)),
  updatedAt,
});

/** The book of a workspace that has not kept one has version 0. */
const noBook: Stored<PaletteBook> = { id: 'palettes', version: 0, doc: emptyPaletteBook, updatedAt: 0 };

export function makeStyleStore({ db, clock }: Context) {
  const row = (workspaceId: string, id: string, trashed = false): Row | undefined =>
    db
      .select()
      .from(savedStyle)
      .where(
        and(
          eq(savedStyle.workspaceId, workspaceId),
          eq(savedStyle.id, id),
          trashed ? undefined : isNull(savedStyle.trashedAt),
        ),
      )
      .get();

  const book = (workspaceId: string): Stored<PaletteBook> => {
    const kept = db.select().from(palette).where(eq(palette.workspaceId, workspaceId)).get();
    return kept
      ? {
          id: noBook.id,
          version: kept.version,
          doc: JSON.parse(kept.doc) as PaletteBook,
          updatedAt: kept.updatedAt,
        }
      : noBook;
  };

  return {
    list(workspaceId: string): Stored<SavedStyle>[] {
      return db
        .select()
        .from(savedStyle)
        .where(and(eq(savedStyle.workspaceId, workspaceId), isNull(savedStyle.trashedAt)))
        .orderBy(asc(savedStyle.position))
        .all()
        .map(toStored);
    },
    find(workspaceId: string, id: string): Stored<SavedStyle> | null {
      const kept = row(workspaceId, id);
      return kept ? toStored(kept) : null;
    },
    create(workspaceId: string, id: string, input: z.input<typeof savedStyleSchema>): Stored<SavedStyle> {
      const doc = JSON.stringify(savedStyleSchema.parse(input));
      const now = clock();
      const last = db
        .select({ value: max(savedStyle.position) })
        .from(savedStyle)
        .where(eq(savedStyle.workspaceId, workspaceId))
        .get();
      const made: Row = {
        id,
        workspaceId,
        position: (last?.value ?? 0) + 1,
        version: 1,
        doc,
        createdAt: now,
        updatedAt: now,
        trashedAt: null,
      };
      db.insert(savedStyle).values(made).run();
      return toStored(made);
    },
    /** @throws DomainError `conflict` with `{ current }` when `baseVersion` is not the stored one. */
    save(workspaceId: string, id: string, baseVersion: number, input: SavedStyle): Stored<SavedStyle> {
      const doc = JSON.stringify(savedStyleSchema.parse(input));
      const changed = db
        .update(savedStyle)
        .set({ version: baseVersion + 1, doc, updatedAt: clock() })
        .where(
          and(
            eq(savedStyle.workspaceId, workspaceId),
            eq(savedStyle.id, id),
            eq(savedStyle.version, baseVersion),
            isNull(savedStyle.trashedAt),
          ),
        )
        .run();
      const current = toStored(found(row(workspaceId, id), 'style'));
      if (changed.changes === 0) throw new DomainError('conflict', { current });
      return current;
    },
    trash(workspaceId: string, id: string): void {
      found(row(workspaceId, id), 'style');
      db.update(savedStyle).set({ trashedAt: clock() }).where(eq(savedStyle.id, id)).run();
    },
    restore(workspaceId: string, id: string): Stored<SavedStyle> {
      const kept = found(row(workspaceId, id, true), 'style');
      db.update(savedStyle).set({ trashedAt: null }).where(eq(savedStyle.id, id)).run();
      return toStored(kept);
    },
    /** Every code of the workspace that wears a saved style; those of one style with `styleId`. */
    wearing(workspaceId: string, styleId?: string): Wearing[] {
      const worn = sql<string | null>`json_extract(${code.doc}, '$.from.id')`;
      return db
        .select({
          styleId: worn,
          codeId: code.id,
          letters: code.letters,
          version: code.version,
          doc: code.doc,
          campaignId: campaign.id,
          campaign: campaign.doc,
        })
        .from(code)
        .innerJoin(campaign, eq(campaign.id, code.campaignId))
        .where(
          and(
            eq(campaign.workspaceId, workspaceId),
            isNull(campaign.trashedAt),
            isNull(code.trashedAt),
            styleId === undefined ? sql`${worn} is not null` : eq(worn, styleId),
          ),
        )
        .orderBy(asc(campaign.createdAt), asc(code.position))
        .all()
        .map(({ doc, campaign: about, ...rest }) => {
          const { title, languages } = JSON.parse(about) as Wearing['campaign'];
          return {
            ...rest,
            styleId: rest.styleId ?? '',
            doc: readCode(doc),
            campaign: { title, languages },
          };
        });
    },
    palettes: book,
    /** @throws DomainError `conflict` with `{ current }` when `baseVersion` is not the stored one. */
    savePalettes(workspaceId: string, baseVersion: number, input: PaletteBook): Stored<PaletteBook> {
      const doc = JSON.stringify(paletteBookSchema.parse(input));
      return db.transaction(() => {
        const current = book(workspaceId);
        if (current.version !== baseVersion) throw new DomainError('conflict', { current });
        const next = { version: baseVersion + 1, doc, updatedAt: clock() };
        db.insert(palette)
          .values({ workspaceId, ...next })
          .onConflictDoUpdate({ target: palette.workspaceId, set: next })
          .run();
        return book(workspaceId);
      });
    },
  };
}
