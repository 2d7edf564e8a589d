import type { Connection } from '#db/open.ts';
import { dayNoOf, dayOf } from '#domain/insight/hour.ts';
import type { FeedScan } from '#domain/insight/model.ts';
import { readEvidence } from '#domain/scan/evidence.ts';
import { firstScanNoAt, scanNoAt } from '#domain/scan/visit.ts';
import { addDays, countingDay, dayStart, type LocalDay, toLocalTime } from '#domain/shared/time.ts';
import type { QueryName } from './queries.ts';
import { makeRouteReader, type StoredRoute } from './routes.ts';
import { judgementNow } from './rules.ts';

export type ExportFormat = 'csv' | 'ndjson';

export interface ExportQuestion {
  readonly campaignId: string;
  /** Counting days, both included. */
  readonly from: LocalDay;
  readonly until: LocalDay;
  readonly format: ExportFormat;
}

interface Row {
  readonly no: number;
  readonly route: number;
  readonly judged: number;
  readonly evidence: number;
  readonly skew: number;
  readonly agent: string;
}

const PAGE = 2_000;

export const exportColumns = [
  'at',
  'local_time',
  'counting_day',
  'code',
  'bearer',
  'bearer_id',
  'place_id',
  'chapter_id',
  'channel',
  'target',
  'rule',
  'version_id',
  'language',
  'verdict',
  'reason',
  'device',
  'user_agent',
] as const;

/**
 * A CSV cell (RFC 4180). Text that a spreadsheet would run as a formula gets a leading apostrophe
 * (OWASP, "CSV Injection").
 */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  let text = String(value);
  if (typeof value === 'string' && /^[=+\-@\t\r]/.test(text)) text = `'${text}`;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export interface ScanReader {
  /** The newest scans of a campaign, newest first. */
  feed(campaignId: string, limit: number): FeedScan[];
  /** Pages of an export; the first holds the column names when it is CSV. No page is kept in memory. */
  pages(question: ExportQuestion): Generator<string, void>;
}

/** Reads single scans from the ledger: the live feed and the export. */
export function makeScanReader(
  ledger: Connection,
  rollup: Connection,
  queries: Record<QueryName, string>,
): ScanReader {
  const readRoutes = makeRouteReader(ledger, queries.routes);
  const lastDays = rollup.prepare<{ campaign: number }, { day: number }>(queries['last-days']);
  const feedRows = ledger.prepare<{ first: number; last: number; routes: string; limit: number }, Row>(
    queries.feed,
  );
  const exportRows = ledger.prepare<{ after: number; last: number; routes: string; limit: number }, Row>(
    queries['export-page'],
  );

  const timeOf = (row: Row): number => scanNoAt(row.no) + row.skew;

  function cells(row: Row, route: StoredRoute): (string | number | null)[] {
    const at = timeOf(row);
    const { verdict, reason } = judgementNow(row);
    return [
      new Date(at).toISOString(),
      toLocalTime(at, route.timeZone),
      countingDay(at, route.timeZone),
      route.code,
      route.bearer.kind,
      route.bearer.id,
      route.placeId,
      route.chapterId,
      route.channel,
      route.targetKind,
      route.rule < 0 ? null : route.rule,
      route.sceneVersionId,
      route.language,
      verdict,
      reason,
      readEvidence(row.evidence).device,
      row.agent,
    ];
  }

  return {
    feed(campaignId, limit) {
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
            at: timeOf(row),
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
    },

    *pages({ campaignId, from, until, format }) {
      if (format === 'csv') yield `${exportColumns.join(',')}\r\n`;
      const routes = readRoutes(campaignId);
      const list = JSON.stringify([...routes.keys()]);
      const zones = [...new Set([...routes.values()].map(({ timeZone }) => timeZone))];
      const starts = zones.map((zone) => dayStart(from, zone));
      const ends = zones.map((zone) => dayStart(addDays(until, 1), zone));
      if (zones.length === 0 || dayNoOf(until) < dayNoOf(from)) return;
      let after = firstScanNoAt(Math.min(...starts)) - 1;
      // Numbers run ahead of the scans' times by as long as the clock was set back; a day covers what is usual.
      const last = firstScanNoAt(Math.max(...ends) + 86_400_000);
      for (;;) {
        const rows = exportRows.all({ after, last, routes: list, limit: PAGE });
        const end = rows.at(-1);
        if (end === undefined) return;
        after = end.no;
        let text = '';
        for (const row of rows) {
          const route = routes.get(row.route);
          if (route === undefined) continue;
          const day = countingDay(timeOf(row), route.timeZone);
          if (day < from || day > until) continue;
          const values = cells(row, route);
          text +=
            format === 'csv'
              ? `${values.map(csvCell).join(',')}\r\n`
              : `${JSON.stringify(Object.fromEntries(exportColumns.map((name, index) => [name, values[index]])))}\n`;
        }
        if (text !== '') yield text;
      }
    },
  };
}
