import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import type { Goal } from '#domain/campaign/model.ts';
import type { LocalDay } from '#domain/shared/time.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { fill, formatDay, formatNumber, formatPercent, type Lang, localeOf } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import Segmented from '#islands/ui/Segmented.tsx';
import Switch from '#islands/ui/Switch.tsx';
import Table from '#islands/ui/Table.tsx';
import Funnel from './Funnel.tsx';
import HourOfWeek from './HourOfWeek.tsx';
import LiveFeed from './LiveFeed.tsx';
import { type Figures, makeOverview } from './make-overview.ts';
import { type Names, nameOf } from './names.ts';
import Parts from './Parts.tsx';
import { lastDays, type Range } from './range.ts';
import Ways from './Ways.tsx';

const DayChart = lazy(() => import('./DayChart.tsx'));

export interface DashboardProps {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly timeZone: string;
  readonly today: LocalDay;
  readonly range: Range;
  readonly goals: readonly Goal[];
  readonly languages: readonly string[];
  readonly names: Names;
  readonly initial: Figures;
}

/** Below this many scans no share is called a finding. */
const FEW_SCANS = 20;
/** From this share on one code carries the story. */
const CARRIES = 0.35;
const DAY_MS = 86_400_000;

type Preset = '7' | '30' | '90' | 'custom';

/** The campaign's figures, live. The title of the page is the finding, so it is drawn here. */
export default function Dashboard(props: DashboardProps) {
  const { lang } = props;
  const t = insightTexts[lang];
  const { figures, asked, setAsked, includeStaff, setIncludeStaff, lost } = makeOverview(
    props.campaignId,
    props.initial,
    props.range,
  );
  const [wrongOrder, setWrongOrder] = createSignal(false);
  const [preset, setPreset] = createSignal<Preset>('7');
  const overview = () => figures().overview;
  const n = (value: number) => formatNumber(lang, value);
  const time = () =>
    new Intl.DateTimeFormat(localeOf(lang), { timeStyle: 'medium', timeZone: props.timeZone }).format(
      overview().foldedAt,
    );
  const left = () => overview().leftOut.reduce((sum, { scans }) => sum + scans, 0);
  const step = (name: string) => overview().funnel.find((each) => each.step === name)?.visits ?? 0;

  const finding = createMemo(() => {
    const { totals, codes } = overview();
    const best = codes.toSorted((a, b) => b.scans - a.scans)[0];
    if (!best || totals.scans === 0) {
      return figures().feed.length > 0
        ? { title: t.findingEmpty, hint: t.findingEmptyHint }
        : { title: t.findingNone, hint: t.findingNoneHint };
    }
    const name = nameOf(props.names.codes, best.codeId, t.gone);
    const share = best.scans / totals.scans;
    const values = { name, share: formatPercent(lang, share), n: n(best.scans), total: n(totals.scans) };
    if (totals.scans === 1)
      return { title: fill(t.findingFirst, values), hint: fill(t.findingOneHint, values) };
    if (totals.scans < FEW_SCANS) {
      return {
        title: fill(t.findingFew, { ...values, n: values.total }),
        hint: fill(t.findingOneHint, values),
      };
    }
    return share >= CARRIES
      ? { title: fill(t.findingOne, values), hint: fill(t.findingOneHint, values) }
      : {
          title: fill(t.findingSpread, { ...values, n: n(codes.length) }),
          hint: fill(t.findingSpreadHint, values),
        };
  });

  const choose = (value: Preset) => {
    setPreset(value);
    if (value !== 'custom') setAsked(lastDays(props.today, Number(value)));
  };
  const setDay = (edge: keyof Range, value: string) => {
    if (!value) return;
    const next = { ...asked(), [edge]: value };
    setWrongOrder(next.from > next.until);
    if (next.from <= next.until) setAsked(next);
  };
  const file = (format: string) =>
    `/api/scans?${new URLSearchParams({ campaign: props.campaignId, format, from: asked().from, until: asked().until })}`;
  /** How a goal stands: reached, over, or what each day must bring until its deadline. */
  const standing = (goal: Goal): string => {
    const missing = goal.target - reached(goal);
    const day = formatDay(lang, goal.deadline);
    if (missing <= 0) return t.goalReady;
    if (goal.deadline < props.today) return fill(t.goalPassed, { day });
    const days = Math.round((Date.parse(goal.deadline) - Date.parse(props.today)) / DAY_MS) + 1;
    const share = formatPercent(lang, reached(goal) / goal.target, 1);
    return fill(t.goalNeeds, { share, n: n(Math.ceil(missing / days)), day });
  };
  const worth = (goal: Goal): string | null =>
    goal.valueCents === null
      ? null
      : fill(t.goalWorth, {
          sum: formatNumber(lang, (reached(goal) * goal.valueCents) / 100, {
            style: 'currency',
            currency: 'EUR',
          }),
        });
  const reached = (goal: Goal) => overview().goals.find(({ id }) => id === goal.id)?.reached ?? 0;

  return (
    <>
      <div class="top">
        <div class="says">
          <p class="kicker">{t.kicker}</p>
          <h1 aria-live="polite">{finding().title}</h1>
          <p class="subtitle">{finding().hint}</p>
        </div>
        <div class="actions">
          <a class="btn" href={file('csv')} download="">
            {t.csv}
          </a>
          <a class="btn" href={file('ndjson')} download="">
            {t.ndjson}
          </a>
        </div>
      </div>

      <div class="insight-filters">
        <Segmented
          label={t.range}
          value={preset()}
          onChange={choose}
          choices={[
            { value: '7', label: t.days7 },
            { value: '30', label: t.days30 },
            { value: '90', label: t.days90 },
            { value: 'custom', label: t.custom },
          ]}
        />
        <Show when={preset() === 'custom'}>
          <label class="insight-day">
            <span>{t.from}</span>
            <input
              class="input"
              type="date"
              value={asked().from}
              max={asked().until}
              onChange={(event) => setDay('from', event.currentTarget.value)}
            />
          </label>
          <label class="insight-day">
            <span>{t.until}</span>
            <input
              class="input"
              type="date"
              value={asked().until}
              min={asked().from}
              max={props.today}
              onChange={(event) => setDay('until', event.currentTarget.value)}
            />
          </label>
        </Show>
        <Show when={wrongOrder()}>
          <p class="error" role="alert">
            {t.dayOrder}
          </p>
        </Show>
        <Switch label={t.staff} checked={includeStaff()} onChange={setIncludeStaff} />
        <small class="dim">
          {fill(t.zone, { zone: props.timeZone })} {fill(t.countedAt, { time: time() })}
        </small>
      </div>

      <Show when={lost()}>
        <p class="notice" data-tone="warn" role="status">
          {fill(t.offline, { time: time() })}
        </p>
      </Show>

      <div class="insight-tiles">
        <Card>
          <small>{t.scans}</small>
          <p class="big">{n(overview().totals.scans)}</p>
          <small>{includeStaff() ? t.withTests : t.scansHint}</small>
        </Card>
        <Card>
          <small>{t.people}</small>
          <p class="big">{n(overview().totals.people)}</p>
          <small>{t.peopleHint}</small>
        </Card>
        <Card>
          <small>{t.completed}</small>
          <p class="big">
            {step('scan') === 0 ? '–' : formatPercent(lang, step('completed') / step('scan'))}
          </p>
          <small>
            {step('scan') === 0
              ? t.noVisits
              : fill(t.completedHint, { n: n(step('completed')), total: n(step('scan')) })}
          </small>
        </Card>
        <For each={props.goals}>
          {(goal) => (
            <Card>
              <small>
                <strong>{t[`kind_${goal.kind}`]}</strong>
              </small>
              <small>{t[`measure_${goal.measure}`]}</small>
              <p class="big">
                {n(reached(goal))} <span>/ {n(goal.target)}</span>
              </p>
              <progress class="pace" max={goal.target} value={Math.min(reached(goal), goal.target)}>
                {fill(t.goalReached, { reached: n(reached(goal)), target: n(goal.target) })}
              </progress>
              <small>{standing(goal)}</small>
              <Show when={worth(goal)}>
                <small>{worth(goal)}</small>
              </Show>
            </Card>
          )}
        </For>
        <Card>
          <small>{t.leftOut}</small>
          <p class="big">{n(left())}</p>
          <small>{t.leftOutHint}</small>
        </Card>
      </div>

      <div class="insight-two">
        <Card title={t.perDay} aside={t.perDayAside}>
          <p class="legend">
            <span data-line="1">{t.scans}</span>
            <span data-line="2">{t.people}</span>
          </p>
          <Suspense fallback={<div class="chart" />}>
            <DayChart lang={lang} days={overview().days} scans={t.scans} people={t.people} label={t.perDay} />
          </Suspense>
          <details>
            <summary>{t.asTable}</summary>
            <Table
              caption={t.perDay}
              hideCaption
              rows={overview().days}
              columns={[
                { head: t.day, cell: (row) => formatDay(lang, row.day) },
                { head: t.scans, cell: (row) => n(row.scans), numeric: true },
                { head: t.people, cell: (row) => n(row.people), numeric: true },
              ]}
            />
          </details>
        </Card>
        <LiveFeed lang={lang} timeZone={props.timeZone} names={props.names} feed={figures().feed} />
      </div>

      <div class="insight-two">
        <Funnel lang={lang} funnel={overview().funnel} scans={overview().totals.scans} />
        <HourOfWeek lang={lang} hours={overview().hourOfWeek} />
      </div>

      <Ways lang={lang} languages={props.languages} campaignId={props.campaignId} scenes={figures().ways} />

      <div class="insight-two">
        <Parts lang={lang} names={props.names} overview={overview()} />
        <Card title={t.leftOutTitle}>
          <Show when={overview().leftOut.length > 0} fallback={<p class="dim">{t.leftOutNone}</p>}>
            <Table
              caption={t.leftOutTitle}
              hideCaption
              rows={overview().leftOut}
              columns={[
                { head: t.verdict, cell: (row) => t[`verdict_${row.verdict}`] },
                { head: t.why, cell: (row) => t[`reason_${row.reason}`] },
                { head: t.requests, cell: (row) => n(row.scans), numeric: true },
              ]}
            />
          </Show>
        </Card>
      </div>
    </>
  );
}
