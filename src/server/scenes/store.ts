import { and, asc, desc, eq, max } from 'drizzle-orm';
import { scene } from '#db/schema/documents.ts';
import { sceneVersion } from '#db/schema/scenes.ts';
import type { Scene } from '#domain/scene/model.ts';
import { upgradeScene } from '#domain/scene/schema.ts';
import type { Context } from '../context.ts';

/** A published, frozen scene. */
export interface SceneVersion {
  readonly id: string;
  readonly sceneId: string;
  readonly campaignId: string;
  readonly number: number;
  readonly scene: Scene;
  readonly publishedAt: number;
}

type Row = typeof sceneVersion.$inferSelect;

const toVersion = (row: Row): SceneVersion => ({
  id: row.id,
  sceneId: row.sceneId,
  campaignId: row.campaignId,
  number: row.number,
  scene: upgradeScene(JSON.parse(row.doc)) as Scene,
  publishedAt: row.publishedAt,
});

export function makeSceneVersionStore({ db, clock }: Context) {
  return {
    async find(id: string): Promise<SceneVersion | null> {
      const row = db.select().from(sceneVersion).where(eq(sceneVersion.id, id)).get();
      return row ? toVersion(row) : null;
    },
    /** The campaign that a scene belongs to, trashed or not; null for none. */
    async campaignOf(sceneId: string): Promise<string | null> {
      const row = db.select({ value: scene.campaignId }).from(scene).where(eq(scene.id, sceneId)).get();
      return row?.value ?? null;
    },
    async newestOf(sceneId: string): Promise<SceneVersion | null> {
      const row = db
        .select()
        .from(sceneVersion)
        .where(eq(sceneVersion.sceneId, sceneId))
        .orderBy(desc(sceneVersion.number))
        .limit(1)
        .get();
      return row ? toVersion(row) : null;
    },
    /** The newest version of each of a campaign's published scenes: scene id → version id and number. */
    async newest(
      campaignId: string,
    ): Promise<Map<string, { id: string; number: number; publishedAt: number }>> {
      const rows = db
        .select({
          id: sceneVersion.id,
          sceneId: sceneVersion.sceneId,
          number: sceneVersion.number,
          publishedAt: sceneVersion.publishedAt,
        })
        .from(sceneVersion)
        .where(eq(sceneVersion.campaignId, campaignId))
        .orderBy(sceneVersion.number)
        .all();
      return new Map(rows.map(({ sceneId, ...version }) => [sceneId, version]));
    },
    /** Every version of a campaign's scenes, in the order they were published. */
    async list(campaignId: string): Promise<SceneVersion[]> {
      return db
        .select()
        .from(sceneVersion)
        .where(eq(sceneVersion.campaignId, campaignId))
        .orderBy(asc(sceneVersion.publishedAt), asc(sceneVersion.number))
        .all()
        .map(toVersion);
    },
    async append(input: {
      id: string;
      sceneId: string;
      campaignId: string;
      scene: Scene;
      by: string;
    }): Promise<SceneVersion> {
      return db.transaction((tx) => {
        const last = tx
          .select({ value: max(sceneVersion.number) })
          .from(sceneVersion)
          .where(and(eq(sceneVersion.sceneId, input.sceneId)))
          .get();
        const row: Row = {
          id: input.id,
          sceneId: input.sceneId,
          campaignId: input.campaignId,
          number: (last?.value ?? 0) + 1,
          doc: JSON.stringify(input.scene),
          publishedAt: clock(),
          publishedBy: input.by,
        };
        tx.insert(sceneVersion).values(row).run();
        return toVersion(row);
      });
    },
  };
}
