import { eq } from 'drizzle-orm';
import { campaign } from '#db/schema/campaigns.ts';
import {
  chapter,
  code,
  codeChange,
  place,
  placement,
  placementEvent,
  post,
  scene,
} from '#db/schema/documents.ts';
import { sceneVersion } from '#db/schema/scenes.ts';
import type { Bundle } from '#domain/campaign/bundle.ts';
import { stateOf } from '#domain/place/life.ts';
import { newId } from '#domain/shared/id.ts';
import type { Context } from '../context.ts';

/** Stores a whole campaign in one transaction: all of it, or nothing. Ids are taken as they are. */
export async function insertCampaign(
  { db, clock }: Context,
  bundle: Bundle,
  options: { id: string; workspaceId: string; by: string; mint: () => string },
): Promise<void> {
  const now = clock();
  const { id: campaignId, by } = options;
  db.transaction((tx) => {
    const base = { campaignId, version: 1, createdAt: now, updatedAt: now };
    tx.insert(campaign)
      .values({
        id: campaignId,
        workspaceId: options.workspaceId,
        version: 1,
        doc: JSON.stringify(bundle.campaign),
        createdAt: now,
        updatedAt: now,
      })
      .run();
    const simple = [
      [chapter, bundle.chapters],
      [post, bundle.posts],
      [place, bundle.places],
      [placement, bundle.placements],
      [scene, bundle.scenes],
    ] as const;
    for (const [table, entries] of simple) {
      for (const [position, { id, doc }] of entries.entries()) {
        tx.insert(table)
          .values({ ...base, id, position, doc: JSON.stringify(doc) })
          .run();
      }
    }
    for (const { id, events } of bundle.placements) {
      const row = { campaignId, placementId: id };
      for (const [index, { reading, ...event }] of events.entries()) {
        tx.insert(placementEvent)
          .values({ ...row, ...event, number: index + 1, reading: reading && JSON.stringify(reading) })
          .run();
      }
      if (stateOf(events) === 'planned') continue;
      // The copy's codes are new: what hangs out there bears the codes of the original.
      tx.insert(placementEvent)
        .values({
          ...row,
          id: newId('evt'),
          number: events.length + 1,
          at: now,
          recordedAt: now,
          by,
          state: 'planned',
          note: '',
        })
        .run();
    }
    for (const { id, doc, published } of bundle.scenes) {
      if (!published) continue;
      tx.insert(sceneVersion)
        .values({
          id: newId('ver'),
          sceneId: id,
          campaignId,
          number: 1,
          doc: JSON.stringify(doc),
          publishedAt: now,
          publishedBy: by,
        })
        .run();
    }
    for (const [position, { id, bearer, doc }] of bundle.codes.entries()) {
      let letters = options.mint();
      while (tx.select({ id: code.id }).from(code).where(eq(code.letters, letters)).get())
        letters = options.mint();
      const text = JSON.stringify(doc);
      tx.insert(code)
        .values({ ...base, id, position, letters, bearerKind: bearer.kind, bearerId: bearer.id, doc: text })
        .run();
      tx.insert(codeChange).values({ codeId: id, at: now, by, version: 1, doc: text }).run();
    }
  });
}
