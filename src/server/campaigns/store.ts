import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import { campaign } from '#db/schema/campaigns.ts';
import { chapter, code, place, scene } from '#db/schema/documents.ts';
import type { Campaign } from '#domain/campaign/model.ts';
import { campaignSchema } from '#domain/campaign/schema.ts';
import type { Stored } from '#domain/shared/document.ts';
import { DomainError } from '#domain/shared/error.ts';
import { type Context, found } from '../context.ts';

export interface StoredCampaign extends Stored<Campaign> {
  readonly workspaceId: string;
}

export interface CampaignCounts {
  readonly goals: number;
  readonly chapters: number;
  readonly places: number;
  readonly codes: number;
  readonly scenes: number;
}

type Row = typeof campaign.$inferSelect;

const toStored = (row: Row): StoredCampaign => ({
  id: row.id,
  workspaceId: row.workspaceId,
  version: row.version,
  doc: JSON.parse(row.doc) as Campaign,
  updatedAt: row.updatedAt,
});

export function makeCampaignStore({ db, clock }: Context) {
  const findRow = (id: string): Row | undefined =>
    db
      .select()
      .from(campaign)
      .where(and(eq(campaign.id, id), isNull(campaign.trashedAt)))
      .get();
  return {
    async listAll(): Promise<StoredCampaign[]> {
      return db.select().from(campaign).where(isNull(campaign.trashedAt)).all().map(toStored);
    },
    async list(workspaceId: string): Promise<StoredCampaign[]> {
      return db
        .select()
        .from(campaign)
        .where(and(eq(campaign.workspaceId, workspaceId), isNull(campaign.trashedAt)))
        .orderBy(asc(campaign.createdAt))
        .all()
        .map(toStored);
    },
    async find(id: string): Promise<StoredCampaign | null> {
      const row = findRow(id);
      return row ? toStored(row) : null;
    },
    async create(workspaceId: string, id: string, doc: Campaign): Promise<StoredCampaign> {
      const now = clock();
      db.insert(campaign)
        .values({
          id,
          workspaceId,
          version: 1,
          doc: JSON.stringify(campaignSchema.parse(doc)),
          createdAt: now,
          updatedAt: now,
        })
        .run();
      return toStored(found(findRow(id), 'campaign'));
    },
    async save(id: string, baseVersion: number, doc: Campaign): Promise<StoredCampaign> {
      const changed = db
        .update(campaign)
        .set({ version: baseVersion + 1, doc: JSON.stringify(campaignSchema.parse(doc)), updatedAt: clock() })
        .where(and(eq(campaign.id, id), eq(campaign.version, baseVersion)))
        .run();
      const current = toStored(found(findRow(id), 'campaign'));
      if (changed.changes === 0) throw new DomainError('conflict', { current });
      return current;
    },
    async counts(ids: readonly string[]): Promise<Map<string, Omit<CampaignCounts, 'goals'>>> {
      const countIn = (
        table: typeof chapter | typeof place | typeof scene | typeof code,
      ): Map<string, number> =>
        new Map(
          db
            .select({ id: table.campaignId, rows: count() })
            .from(table)
            .where(and(inArray(table.campaignId, [...ids]), isNull(table.trashedAt)))
            .groupBy(table.campaignId)
            .all()
            .map((row) => [row.id, row.rows]),
        );
      const [chapters, places, codes, scenes] = [
        countIn(chapter),
        countIn(place),
        countIn(code),
        countIn(scene),
      ];
      return new Map(
        ids.map((id) => [
          id,
          {
            chapters: chapters.get(id) ?? 0,
            places: places.get(id) ?? 0,
            codes: codes.get(id) ?? 0,
            scenes: scenes.get(id) ?? 0,
          },
        ]),
      );
    },
    async trash(id: string): Promise<void> {
      db.update(campaign).set({ trashedAt: clock() }).where(eq(campaign.id, id)).run();
    },
  };
}
