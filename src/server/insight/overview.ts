import type { Connection } from '#db/open.ts';
import { dayNoOf, dayOf } from '#domain/insight/hour.ts';
import type {
  BlockCount,
  CodeCounts,
  Counts,
  GoalQuestion,
  HourCounts,
  Overview,
  OverviewQuestion,
  PartCounts,
} from '#domain/insight/model.ts';
import { readJudgement } from '#domain/scan/judge.ts';
import { eventKinds, funnelSteps } from '#domain/scan/model.ts';
import type { QueryName } from './queries.ts';
import { makeRouteReader, type StoredRoute } from './routes.ts';

interface Range {
  readonly campaign: number;
  readonly from: number;
  readonly until: number;
  readonly staff: 0 | 1;
}

const MAX_DAYS = 1_000;
const HOUR_DAYS = 7;

/** Answers the dashboard's question from the roll-ups; the cost does not depend on the number of scans. */
export function makeOverview(
  ledger: Connection,
  rollup: Connection,
  queries: Record<QueryName, string>,
): (question: OverviewQuestion, state: { foldedAt: number; behind: number }) => Overview {
  const prepare = <Row>(name: QueryName) => rollup.prepare<Range, Row>(queries[name]);
  const perDay = prepare<{ day: number; scans: number }>('scans-per-day');
  const perRoute = prepare<{ route: number; scans: number }>('scans-per-route');
  const leftOut = prepare<{ judged: number; scans: number }>('left-out');
  const perHour = prepare<{ day: number; hour: number; scans: number }>('scans-per-hour');
  const peoplePerDay = prepare<{ day: number; people: number }>('people-per-day');
  const peoplePerPart = prepare<{ facet: string; value: string; people: number }>('people-per-part');
  const funnel = prepare<{ step: number; visits: number }>('funnel');
  const blocks = prepare<{ kind: number; version: number; block: number; option: number; events: number }>(
    'blocks',
  );
  const findWord = ledger.prepare<[number], string>('SELECT word FROM word WHERE no = ?').pluck();
  const findCampaign = ledger.prepare<[string], number>('SELECT no FROM campaign WHERE id = ?').pluck();
  const readRoutes = makeRouteReader(ledger, queries.routes);

  function hoursOf(range: Range): Pick<Overview, 'hours' | 'hourOfWeek'> {
    const hours: HourCounts[] = [];
    const hourOfWeek = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0));
    for (const { day, hour, scans } of perHour.all(range)) {
      if (day > range.until - HOUR_DAYS) hours.push({ day: dayOf(day), hour, scans });
      // 1970-01-01 was a Thursday; hours 0 to 3 are on the next day of the calendar.
      const week = hourOfWeek[(day + 3 + (hour < 4 ? 1 : 0)) % 7];
      if (week) week[hour] = (week[hour] ?? 0) + scans;
    }
    return { hours, hourOfWeek };
  }

  function partsOf(range: Range, routes: ReadonlyMap<number, StoredRoute>) {
    const people = new Map<string, number>();
    for (const row of peoplePerPart.all(range)) people.set(`${row.facet} ${row.value}`, row.people);
    const sums = {
      place: new Map<string, number>(),
      chapter: new Map<string, number>(),
      channel: new Map<string, number>(),
    };
    const codes = new Map<string, { route: StoredRoute; scans: number }>();
    let shown = 0;
    for (const { route: no, scans } of perRoute.all(range)) {
      const route = routes.get(no);
      if (route === undefined) continue;
      if (route.sceneVersionId !== null) shown += scans;
      const code = codes.get(route.code);
      // The newest route tells where the code is now.
      codes.set(route.code, {
        route: code === undefined || code.route.no < route.no ? route : code.route,
        scans: scans + (code?.scans ?? 0),
      });
      for (const [facet, value] of [
        ['place', route.placeId],
        ['chapter', route.chapterId],
        ['channel', route.channel],
      ] as const) {
        if (value !== null) sums[facet].set(value, (sums[facet].get(value) ?? 0) + scans);
      }
    }
    const byScans = (a: Counts, b: Counts): number => b.scans - a.scans;
    const parts = (facet: keyof typeof sums): PartCounts[] =>
      [...sums[facet]]
        .map(([id, scans]) => ({ id, scans, people: people.get(`${facet} ${id}`) ?? 0 }))
        .sort(byScans);
    const codeCounts: CodeCounts[] = [...codes.values()]
      .map(({ route: { code, codeId, bearer, placeId, channel }, scans }) => ({
        code,
        codeId,
        bearer,
        placeId,
        channel,
        scans,
        people: people.get(`code ${code}`) ?? 0,
      }))
      .sort(byScans);
    return {
      shown,
      codes: codeCounts,
      places: parts('place'),
      chapters: parts('chapter'),
      channels: parts('channel'),
    };
  }

  function blocksOf(range: Range): BlockCount[] {
    const words = new Map<number, string | null>([[0, null]]);
    const word = (no: number): string | null => {
      let text = words.get(no);
      if (text === undefined) {
        text = findWord.get(no) ?? null;
        words.set(no, text);
      }
      return text;
    };
    return blocks.all(range).flatMap(({ kind, version, block, option, events }) => {
      const name = eventKinds[kind];
      const versionId = word(version);
      if (name === undefined || versionId === null) return [];
      return [{ kind: name, versionId, blockId: word(block), optionId: word(option), events }];
    });
  }

  const total = (rows: readonly { scans: number }[]): number =>
    rows.reduce((sum, { scans }) => sum + scans, 0);
  const totalPeople = (range: Range): number =>
    peoplePerDay.all(range).reduce((sum, { people }) => sum + people, 0);
  const visitsAt = (
    rows: readonly { step: number; visits: number }[],
    kind: (typeof eventKinds)[number],
  ): number => rows.find(({ step }) => step === eventKinds.indexOf(kind))?.visits ?? 0;

  /** From the campaign's first scan to the goal's last day, whatever range the dashboard shows. */
  function reached(goal: GoalQuestion, campaign: number, staff: 0 | 1): number {
    const range: Range = { campaign, from: 0, until: dayNoOf(goal.deadline), staff };
    if (goal.measure === 'scans') return total(perDay.all(range));
    if (goal.measure === 'people') return totalPeople(range);
    return visitsAt(funnel.all(range), goal.measure === 'links' ? 'link' : goal.measure);
  }

  return ({ campaignId, from, until, includeStaff, goals = [] }, state) => {
    const first = dayNoOf(from);
    const last = Math.min(dayNoOf(until), first + MAX_DAYS - 1);
    const staff = includeStaff ? 1 : 0;
    const campaign = findCampaign.get(campaignId) ?? -1;
    const range: Range = { campaign, from: first, until: last, staff };
    const scans = new Map(perDay.all(range).map((row) => [row.day, row.scans]));
    const people = new Map(peoplePerDay.all(range).map((row) => [row.day, row.people]));
    const days = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => ({
      day: dayOf(first + index),
      scans: scans.get(first + index) ?? 0,
      people: people.get(first + index) ?? 0,
    }));
    const steps = funnel.all(range);
    const { shown, ...parts } = partsOf(range, readRoutes(campaignId));
    return {
      from,
      until: dayOf(last),
      totals: { scans: total(days), people: days.reduce((sum, day) => sum + day.people, 0) },
      days,
      ...hoursOf(range),
      ...parts,
      leftOut: leftOut.all(range).map((row) => {
        const { verdict, reason } = readJudgement(row.judged);
        return { verdict, reason, scans: row.scans };
      }),
      funnel: funnelSteps.map((step) => ({ step, visits: step === 'scan' ? shown : visitsAt(steps, step) })),
      blocks: blocksOf(range),
      goals: goals.map((goal) => ({ id: goal.id, reached: reached(goal, campaign, staff) })),
      ...state,
    };
  };
}
