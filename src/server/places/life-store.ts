import { asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { placementEvent } from '#db/schema/documents.ts';
import type { PlacementState } from '#domain/place/life.ts';
import type { LifeEvent, PhotoReading, PlacementEvent } from '#domain/place/model.ts';
import { DomainError } from '#domain/shared/error.ts';
import type { Context } from '../context.ts';

/** The lives of a campaign's prints. There is no way to change or remove an event. */
export function makeLifeStore({ db }: Context) {
  const byName = sql<string | null>`(SELECT name FROM user WHERE user.id = ${placementEvent.by})`;
  const select = () => db.select({ ...getTableColumns(placementEvent), byName }).from(placementEvent);
  type Row = NonNullable<ReturnType<ReturnType<typeof select>['get']>>;
  const toStored = (row: Row): LifeEvent => ({
    id: row.id,
    at: row.at,
    recordedAt: row.recordedAt,
    by: row.by,
    byName: row.byName,
    state: row.state as PlacementState | null,
    undoes: row.undoes,
    photo: row.photo,
    note: row.note,
    reading: row.reading === null ? null : (JSON.parse(row.reading) as PhotoReading),
  });
  const of = (placementId: string) =>
    select().where(eq(placementEvent.placementId, placementId)).orderBy(asc(placementEvent.number));

  return {
    /** Every print's events in their order, by placement id. */
    async list(campaignId: string): Promise<Record<string, LifeEvent[]>> {
      const lives: Record<string, LifeEvent[]> = {};
      const rows = select()
        .where(eq(placementEvent.campaignId, campaignId))
        .orderBy(asc(placementEvent.placementId), asc(placementEvent.number))
        .all();
      for (const row of rows) {
        lives[row.placementId] ??= [];
        lives[row.placementId]?.push(toStored(row));
      }
      return lives;
    },
    async listOf(campaignId: string, placementId: string): Promise<LifeEvent[]> {
      return of(placementId)
        .all()
        .filter((row) => row.campaignId === campaignId)
        .map(toStored);
    },
    /** Adds one event behind `after` others. @throws DomainError `conflict` with `{ events }` when there are more by now. */
    async append(
      campaignId: string,
      placementId: string,
      after: number,
      event: PlacementEvent,
      by: string | null,
    ): Promise<LifeEvent[]> {
      return db.transaction((tx) => {
        const known = of(placementId).all();
        if (known.length !== after) throw new DomainError('conflict', { events: known.map(toStored) });
        tx.insert(placementEvent)
          .values({
            ...event,
            campaignId,
            placementId,
            number: after + 1,
            by,
            reading: event.reading === null ? null : JSON.stringify(event.reading),
          })
          .run();
        return of(placementId).all().map(toStored);
      });
    },
  };
}
