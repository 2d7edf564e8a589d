import type { Connection } from '#db/open.ts';
import { dayOf } from '#domain/insight/hour.ts';
import type { FeedScan } from '#domain/insight/model.ts';
import { readEvidence } from '#domain/scan/evidence.ts';
import { firstScanNoAt, scanNoAt } from '#domain/scan/visit.ts';
import { dayStart } from '#domain/shared/time.ts';
import type { QueryName } from './queries.ts';
import { makeRouteReader } from './routes.ts';
import { judgementNow } from './rules.ts';

interface Row {
  readonly no: number;
  readonly route: number;
  readonly judged: number;
  readonly evidence: number;
  readonly skew: number;
  readonly agent: string;
}

/** Reads the newest scans of a campaign from the ledger, newest first. */
export function makeFeedReader(
  ledger: Connection,
  rollup: Connection,
  queries: Record<QueryName, string>,
): (campaignId: string, limit: number) => FeedScan[] {
  const readRoutes = makeRouteReader(ledger, queries.routes);
  const lastDays = rollup.prepare<{ campaign: number }, { day: number }>(queries['last-days']);
  const feedRows = ledger.prepare<{ first: number; last: number; routes: string; limit: number }, Row>(
    queries.feed,
  );

  return (campaignId, limit) => {
    const routes = readRoutes(campaignId);
    const [any] = routes.values();
    if (any === undefined) return [];
    const list = JSON.stringify([...routes.keys()]);
    const found: FeedScan[] = [];
    let before = Number.MAX_SAFE_INTEGER;
    for (const { day } of lastDays.all({ campaign: any.campaign })) {
      const first = firstScanNoAt(dayStart(dayOf(day), any.timeZone));
      for (const row of feedRows.all({ first, last: before, routes: list, limit: limit - found.length })) {
        const route = routes.get(row.route);
        if (route === undefined) continue;
        const { code, bearer, placeId, chapterId, channel, language } = route;
        const { verdict, reason } = judgementNow(row);
        const { device } = readEvidence(row.evidence);
        found.push({
          at: scanNoAt(row.no) + row.skew,
          code,
          bearer,
          placeId,
          chapterId,
          channel,
          language,
          device,
          verdict,
          reason,
        });
      }
      before = Math.min(before, first - 1);
      if (found.length >= limit) break;
    }
    return found;
  };
}
