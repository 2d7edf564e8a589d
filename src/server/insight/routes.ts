import type { Connection } from '#db/open.ts';
import type { ScanRoute } from '#domain/scan/model.ts';

/** A route of the ledger and the numbers it has there. */
export interface StoredRoute extends ScanRoute {
  readonly no: number;
  readonly campaign: number;
}

interface Row {
  readonly no: number;
  readonly campaign: number;
  readonly time_zone: string;
  readonly code: string;
  readonly code_id: string;
  readonly bearer_kind: 'placement' | 'post';
  readonly bearer_id: string;
  readonly place_id: string | null;
  readonly chapter_id: string | null;
  readonly channel: string | null;
  readonly target_kind: ScanRoute['targetKind'];
  readonly rule: number;
  readonly version_id: string | null;
  readonly language: string;
}

/** Reads a campaign's routes, by number; empty when it was never scanned. */
export function makeRouteReader(
  ledger: Connection,
  sql: string,
): (campaignId: string) => Map<number, StoredRoute> {
  const select = ledger.prepare<{ campaign: string }, Row>(sql);
  return (campaignId) =>
    new Map(
      select.all({ campaign: campaignId }).map((row) => [
        row.no,
        {
          no: row.no,
          campaign: row.campaign,
          campaignId,
          timeZone: row.time_zone,
          code: row.code,
          codeId: row.code_id,
          bearer: { kind: row.bearer_kind, id: row.bearer_id },
          placeId: row.place_id,
          chapterId: row.chapter_id,
          channel: row.channel,
          targetKind: row.target_kind,
          rule: row.rule,
          sceneVersionId: row.version_id,
          language: row.language,
        },
      ]),
    );
}
