import { createMemo, For } from 'solid-js';
import { insightTexts } from '#i18n/studio/insight.ts';
import { formatNumber, type Lang, localeOf } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';

const MONDAY = Date.UTC(2024, 0, 1, 12);
const STEPS = 8;

/** Scans by weekday and hour: a table that is also the picture; the deeper the moss, the more scans. */
export default function HourOfWeek(props: {
  readonly lang: Lang;
  readonly hours: readonly (readonly number[])[];
}) {
  const t = insightTexts[props.lang];
  const weekday = new Intl.DateTimeFormat(localeOf(props.lang), { weekday: 'short', timeZone: 'UTC' });
  const most = createMemo(() => Math.max(1, ...props.hours.flat()));
  const depth = (scans: number) => (scans === 0 ? 0 : Math.max(1, Math.ceil((scans / most()) * STEPS)));
  return (
    <Card title={t.weekdays} aside={t.weekdaysAside}>
      <div class="table-scroll">
        <table class="heat">
          <caption class="sr-only">{t.weekdays}</caption>
          <thead>
            <tr>
              <td />
              <For each={Array.from({ length: 24 }, (_, hour) => hour)}>
                {(hour) => (
                  <th scope="col">
                    <span classList={{ 'sr-only': hour % 6 !== 0 }}>{hour}</span>
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody>
            <For each={props.hours}>
              {(row, day) => (
                <tr>
                  <th scope="row">{weekday.format(MONDAY + day() * 86_400_000)}</th>
                  <For each={row}>
                    {(scans) => (
                      <td data-depth={depth(scans)}>
                        <span class="sr-only">{formatNumber(props.lang, scans)}</span>
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </Card>
  );
}
