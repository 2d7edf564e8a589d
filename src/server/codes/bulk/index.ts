/**
 * Many codes from a table at once. An import is one transaction: all its places, prints and codes, or nothing; it is
 * remembered, and taken back as a whole as long as nobody has worked on what it made.
 */
import { and, desc, eq, inArray, isNull, max } from 'drizzle-orm';
import { code, codeChange, place, placement, placementEvent } from '#db/schema/documents.ts';
import { bulkImport } from '#db/schema/styles.ts';
import { type BulkImport, type BulkPlan, bulkPlanSchema } from '#domain/code/bulk/model.ts';
import { type Code, mintCode, type Target } from '#domain/code/model.ts';
import { codeSchema } from '#domain/code/schema.ts';
import { newPlace, newPlacement } from '#domain/place/model.ts';
import { placementSchema, placeSchema } from '#domain/place/schema.ts';
import { defaultStyle, type StyleDocument } from '#domain/qr/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import { newId } from '#domain/shared/id.ts';
import type { Campaigns } from '../../campaigns/index.ts';
import { type Actor, type Context, found } from '../../context.ts';
import type { Scenes } from '../../scenes/index.ts';
import type { Stories } from '../../stories/index.ts';
import type { Styles } from '../styles/index.ts';

interface Made {
  readonly placeIds: readonly string[];
  readonly placementIds: readonly string[];
  readonly codeIds: readonly string[];
}

const toImport = (row: typeof bulkImport.$inferSelect): BulkImport => {
  const { placeIds, codeIds } = JSON.parse(row.doc) as Made;
  return { id: row.id, madeAt: row.madeAt, takenBackAt: row.takenBackAt, places: placeIds.length, codeIds };
};

export function makeBulk(
  { db, clock }: Context,
  services: {
    campaigns: Campaigns;
    stories: Pick<Stories, 'chapters'>;
    scenes: Pick<Scenes, 'drafts'>;
    styles: Styles;
  },
  onChange: (campaignId: string) => Promise<void>,
) {
  const { campaigns, stories, scenes, styles } = services;

  /** @throws DomainError `not_found` when a place or target is not of this campaign. */
  async function refuseForeign(campaignId: string, plan: BulkPlan): Promise<void> {
    const [chapters, drafts] = await Promise.all([
      stories.chapters.list(campaignId),
      scenes.drafts.list(campaignId),
    ]);
    const places = db
      .select({ id: place.id })
      .from(place)
      .where(and(eq(place.campaignId, campaignId), isNull(place.trashedAt)))
      .all();
    const own = new Set([...chapters, ...drafts, ...places].map(({ id }) => id));
    const idOf = (target: Target | null) => (target && target.kind !== 'url' ? target.id : null);
    for (const row of plan.rows) {
      const id = idOf(row.target);
      if (id !== null && !own.has(id)) throw new DomainError('not_found', { what: 'target' });
      if (typeof row.place === 'string' && !own.has(row.place))
        throw new DomainError('not_found', { what: 'place' });
    }
  }

  const madeBy = (campaignId: string, id: string) => {
    const row = found(
      db
        .select()
        .from(bulkImport)
        .where(and(eq(bulkImport.campaignId, campaignId), eq(bulkImport.id, id)))
        .get(),
      'import',
    );
    return { row, made: JSON.parse(row.doc) as Made };
  };

  return {
    async list(actor: Actor, campaignId: string): Promise<BulkImport[]> {
      await campaigns.open(actor, campaignId);
      return db
        .select()
        .from(bulkImport)
        .where(eq(bulkImport.campaignId, campaignId))
        .orderBy(desc(bulkImport.madeAt))
        .limit(20)
        .all()
        .map(toImport);
    },

    /**
     * Makes every place, print and code of the plan in one saved style, or the house's plain one with null. Words of a
     * row go into the frame in place of the style's.
     * @throws DomainError `not_found` for a place, target or style of elsewhere; nothing is stored then.
     */
    async make(
      actor: Actor,
      campaignId: string,
      input: BulkPlan,
      styleId: string | null,
    ): Promise<BulkImport> {
      const campaign = await campaigns.open(actor, campaignId);
      const plan = bulkPlanSchema.parse(input);
      await refuseForeign(campaignId, plan);
      const saved = styleId === null ? null : await styles.get(actor, styleId);
      const style = saved?.doc.style ?? defaultStyle;
      const language = campaign.doc.languages[0] ?? 'en';
      const worded = (callToAction: string, caption: string): StyleDocument => ({
        ...style,
        frame: {
          ...style.frame,
          callToAction: callToAction || style.frame.callToAction,
          caption: caption || style.frame.caption,
        },
      });
      const now = clock();
      const row = db.transaction((tx) => {
        const last = (table: typeof place | typeof placement | typeof code): number =>
          tx
            .select({ value: max(table.position) })
            .from(table)
            .where(eq(table.campaignId, campaignId))
            .get()?.value ?? 0;
        const base = { campaignId, version: 1, createdAt: now, updatedAt: now };

        let position = last(place);
        const placeIds = plan.places.map((one) => {
          const id = newId('plc');
          const doc = placeSchema.parse({
            ...newPlace(one.latitudeDeg, one.longitudeDeg),
            name: { [language]: one.name },
            address: one.address,
          });
          position += 1;
          tx.insert(place)
            .values({ ...base, id, position, doc: JSON.stringify(doc) })
            .run();
          return id;
        });

        let printPosition = last(placement);
        let codePosition = last(code);
        const placementIds: string[] = [];
        const codeIds: string[] = [];
        for (const { place: at, target, callToAction, caption, ...print } of plan.rows) {
          const placementId = newId('plm');
          const placeId = typeof at === 'number' ? (placeIds[at] ?? null) : at;
          const printed = placementSchema.parse({ ...newPlacement(print.medium, placeId), ...print });
          printPosition += 1;
          tx.insert(placement)
            .values({ ...base, id: placementId, position: printPosition, doc: JSON.stringify(printed) })
            .run();

          let letters = mintCode();
          while (tx.select({ id: code.id }).from(code).where(eq(code.letters, letters)).get())
            letters = mintCode();
          const look: Code = {
            schema: 1,
            style: worded(callToAction, caption),
            ...(saved ? { from: { id: saved.id, version: saved.version } } : {}),
            rules: [],
            otherwise: target,
            retired: false,
          };
          const id = newId('cod');
          const doc = JSON.stringify(codeSchema.parse(look));
          codePosition += 1;
          const bearer = { bearerKind: 'placement', bearerId: placementId };
          tx.insert(code)
            .values({ ...base, id, position: codePosition, letters, ...bearer, doc })
            .run();
          tx.insert(codeChange).values({ codeId: id, at: now, by: actor.userId, version: 1, doc }).run();
          placementIds.push(placementId);
          codeIds.push(id);
        }
        const made: Made = { placeIds, placementIds, codeIds };
        const remembered = {
          id: newId('imp'),
          campaignId,
          madeAt: now,
          madeBy: actor.userId,
          takenBackAt: null,
          doc: JSON.stringify(made),
        };
        tx.insert(bulkImport).values(remembered).run();
        return remembered;
      });
      await onChange(campaignId);
      return toImport(row);
    },

    /**
     * Takes an import back: its codes, prints and the places that nothing else uses go to the trash.
     * @throws DomainError `code_in_use` (reason `bulk_changed`) when somebody has worked on a code of it, or one of its prints
     * has begun its life.
     */
    async takeBack(actor: Actor, campaignId: string, id: string): Promise<BulkImport> {
      await campaigns.open(actor, campaignId);
      const { row, made } = madeBy(campaignId, id);
      if (row.takenBackAt !== null) return toImport(row);
      const now = clock();
      db.transaction((tx) => {
        const changed = [
          ...tx
            .select({ version: code.version })
            .from(code)
            .where(inArray(code.id, [...made.codeIds]))
            .all(),
          ...tx
            .select({ version: placement.version })
            .from(placement)
            .where(inArray(placement.id, [...made.placementIds]))
            .all(),
        ].some(({ version }) => version > 1);
        const lived = tx
          .select({ id: placementEvent.id })
          .from(placementEvent)
          .where(inArray(placementEvent.placementId, [...made.placementIds]))
          .limit(1)
          .get();
        if (changed || lived) throw new DomainError('code_in_use', { reason: 'bulk_changed' });
        const own = new Set(made.placementIds);
        const used = new Set(
          tx
            .select({ id: placement.id, doc: placement.doc })
            .from(placement)
            .where(and(eq(placement.campaignId, campaignId), isNull(placement.trashedAt)))
            .all()
            .filter((one) => !own.has(one.id))
            .map(({ doc }) => (JSON.parse(doc) as { placeId: string | null }).placeId),
        );
        const trashedAt = now;
        tx.update(code)
          .set({ trashedAt })
          .where(inArray(code.id, [...made.codeIds]))
          .run();
        tx.update(placement)
          .set({ trashedAt })
          .where(inArray(placement.id, [...made.placementIds]))
          .run();
        const free = made.placeIds.filter((one) => !used.has(one));
        if (free.length > 0) tx.update(place).set({ trashedAt }).where(inArray(place.id, free)).run();
        tx.update(bulkImport).set({ takenBackAt: now }).where(eq(bulkImport.id, id)).run();
      });
      await onChange(campaignId);
      return { ...toImport(row), takenBackAt: now };
    },

    /** Brings back what `takeBack` put into the trash. */
    async restore(actor: Actor, campaignId: string, id: string): Promise<BulkImport> {
      await campaigns.open(actor, campaignId);
      const { row, made } = madeBy(campaignId, id);
      db.transaction((tx) => {
        const live = { trashedAt: null };
        if (made.placeIds.length > 0)
          tx.update(place)
            .set(live)
            .where(inArray(place.id, [...made.placeIds]))
            .run();
        tx.update(placement)
          .set(live)
          .where(inArray(placement.id, [...made.placementIds]))
          .run();
        tx.update(code)
          .set(live)
          .where(inArray(code.id, [...made.codeIds]))
          .run();
        tx.update(bulkImport).set({ takenBackAt: null }).where(eq(bulkImport.id, id)).run();
      });
      await onChange(campaignId);
      return { ...toImport(row), takenBackAt: null };
    },
  };
}
