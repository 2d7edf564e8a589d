import type { Connection } from '#db/open.ts';
import { dayNoOf } from '#domain/insight/hour.ts';
import { readEvidence } from '#domain/scan/evidence.ts';
import { eventKinds } from '#domain/scan/model.ts';
import { firstScanNoAt, scanNoAt, VISIT_REACH_MS } from '#domain/scan/visit.ts';
import { addDays, countingDay, dayStart, type LocalDay, toLocalTime } from '#domain/shared/time.ts';
import { type CsvValue, csvLine } from './csv.ts';
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
  /** What the ids of the ledger are called (`names.ts`); an id without a name stays an id alone. */
  readonly names?: Readonly<Record<string, string>>;
}

interface ScanRow {
  readonly no: number;
  readonly route: number;
  readonly judged: number;
  readonly evidence: number;
  readonly skew: number;
  readonly agent: string;
}

interface EventRow extends ScanRow {
  readonly event: number;
  readonly at: number;
  readonly kind: number;
  readonly version: string | null;
  readonly block: string | null;
  readonly option: string | null;
}

export interface ExportPage {
  readonly text: string;
  readonly scans: number;
  readonly events: number;
}

const PAGE = 2_000;
const EVENT_PAGE = 20_000;
const DAY_MS = 86_400_000;

/** `kind` is `scan`, or what a visit did; `scan` is the number of the scan that began the visit. */
export const exportColumns = [
  'at',
  'local_time',
  'counting_day',
  'kind',
  'scan',
  'code',
  'bearer',
  'bearer_id',
  'bearer_name',
  'place_id',
  'place',
  'chapter_id',
  'chapter',
  'channel',
  'channel_name',
  'target',
  'rule',
  'version_id',
  'scene',
  'block_id',
  'option_id',
  'text',
  'language',
  'verdict',
  'reason',
  'device',
  'user_agent',
] as const;

/** What a visit did that is exported: the choices taken, the links opened, the ends reached. */
const told = ['chosen', 'link', 'completed'] as const;

/**
 * Reads a campaign's scans as pages of text, then what the visits did in the same days; the first page holds the
 * column names when it is CSV. No page is kept in memory.
 */
export function makeExport(
  ledger: Connection,
  queries: Record<QueryName, string>,
): (question: ExportQuestion) => Generator<ExportPage, void> {
  const readRoutes = makeRouteReader(ledger, queries.routes);
  const scanRows = ledger.prepare<{ after: number; last: number; routes: string; limit: number }, ScanRow>(
    queries['export-page'],
  );
  const eventRows = ledger.prepare<{ after: number; until: number; routes: string; kinds: string }, EventRow>(
    queries['export-events'],
  );
  const lastEvent = ledger.prepare<[], number | null>('SELECT max(no) FROM event').pluck();
  const eventAt = ledger
    .prepare<[number], number>('SELECT at FROM event WHERE no <= ? ORDER BY no DESC LIMIT 1')
    .pluck();
  const kinds = JSON.stringify(told.map((kind) => eventKinds.indexOf(kind)));

  /**
   * An event before which none happened at `from` or later. Events are numbered as they arrive, and arrive at
   * most `VISIT_REACH_MS` after they happened.
   */
  function firstEventFrom(from: number): number {
    let [before, after] = [0, (lastEvent.get() ?? 0) + 1];
    while (after - before > 1) {
      const middle = Math.floor((before + after) / 2);
      if ((eventAt.get(middle) ?? 0) + VISIT_REACH_MS < from) before = middle;
      else after = middle;
    }
    return before;
  }

  return function* pages({ campaignId, from, until, format, names = {} }) {
    if (format === 'csv') yield { text: csvLine(exportColumns), scans: 0, events: 0 };
    const routes = readRoutes(campaignId);
    const list = JSON.stringify([...routes.keys()]);
    const zones = [...new Set([...routes.values()].map(({ timeZone }) => timeZone))];
    if (zones.length === 0 || dayNoOf(until) < dayNoOf(from)) return;
    const start = Math.min(...zones.map((zone) => dayStart(from, zone)));
    const end = Math.max(...zones.map((zone) => dayStart(addDays(until, 1), zone)));
    const nameOf = (id: string | null): string | null => (id === null ? null : (names[id] ?? null));

    function line(
      row: ScanRow,
      route: StoredRoute,
      what: { at: number; kind: string; version: string | null; block: string | null; option: string | null },
    ): string {
      const { verdict, reason } = judgementNow(row);
      const values: CsvValue[] = [
        new Date(what.at).toISOString(),
        toLocalTime(what.at, route.timeZone),
        countingDay(what.at, route.timeZone),
        what.kind,
        row.no,
        route.code,
        route.bearer.kind,
        route.bearer.id,
        nameOf(route.bearer.id),
        route.placeId,
        nameOf(route.placeId),
        route.chapterId,
        nameOf(route.chapterId),
        route.channel,
        nameOf(route.channel),
        route.targetKind,
        route.rule < 0 ? null : route.rule,
        what.version,
        nameOf(what.version),
        what.block,
        what.option,
        what.kind === 'completed' ? null : nameOf(what.option ?? what.block),
        route.language,
        verdict,
        reason,
        readEvidence(row.evidence).device,
        row.agent,
      ];
      return format === 'csv'
        ? csvLine(values)
        : `${JSON.stringify(Object.fromEntries(exportColumns.map((name, index) => [name, values[index]])))}\n`;
    }
    /** The row's route when `at` lies in the days that were asked for. */
    const within = (row: ScanRow, at: number): StoredRoute | null => {
      const route = routes.get(row.route);
      if (route === undefined) return null;
      const day = countingDay(at, route.timeZone);
      return day < from || day > until ? null : route;
    };

    // Numbers run ahead of the scans' times by as long as the clock was set back; a day covers what is usual.
    const last = firstScanNoAt(end + DAY_MS);
    for (let after = firstScanNoAt(start) - 1; ; ) {
      const rows = scanRows.all({ after, last, routes: list, limit: PAGE });
      const lines = rows.flatMap((row) => {
        const at = scanNoAt(row.no) + row.skew;
        const route = within(row, at);
        const what = { at, kind: 'scan', block: null, option: null };
        return route ? line(row, route, { ...what, version: route.sceneVersionId }) : [];
      });
      if (lines.length > 0) yield { text: lines.join(''), scans: lines.length, events: 0 };
      const final = rows.at(-1);
      if (final === undefined) break;
      after = final.no;
    }

    const lastNo = lastEvent.get() ?? 0;
    for (let after = firstEventFrom(start); after < lastNo; after += EVENT_PAGE) {
      if ((eventAt.get(after + 1) ?? 0) > end + VISIT_REACH_MS) return;
      const rows = eventRows.all({ after, until: after + EVENT_PAGE, routes: list, kinds });
      const lines = rows.flatMap((row) => {
        const route = within(row, row.at);
        return route ? line(row, route, { ...row, kind: eventKinds[row.kind] ?? '' }) : [];
      });
      if (lines.length > 0) yield { text: lines.join(''), scans: 0, events: lines.length };
    }
  };
}
