import { For, Show } from 'solid-js';
import type { Overview } from '#domain/insight/model.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { fill, formatNumber, formatPercent, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';

/** Steps of the visits, widest first: a table whose bars are drawn by `<progress>`. */
export default function Funnel(props: {
  readonly lang: Lang;
  readonly funnel: Overview['funnel'];
  /** Scans of the range; what is more than the funnel's first step was answered without a scene. */
  readonly scans: number;
}) {
  const t = insightTexts[props.lang];
  const elsewhere = () => props.scans - first();
  const first = () => props.funnel[0]?.visits ?? 0;
  return (
    <Card title={t.funnel} aside={t.funnelAside}>
      <table class="table funnel">
        <caption class="sr-only">{t.funnel}</caption>
        <thead>
          <tr>
            <th scope="col">{t.step}</th>
            <th scope="col" class="n">
              {t.visits}
            </th>
            <th scope="col" class="n">
              {t.share}
            </th>
          </tr>
        </thead>
        <tbody>
          <For each={props.funnel}>
            {({ step, visits }) => (
              <tr data-step={step}>
                <th scope="row">
                  {t[`step_${step}`]}
                  <progress max={Math.max(1, first())} value={visits} aria-hidden="true" />
                </th>
                <td class="n">{formatNumber(props.lang, visits)}</td>
                <td class="n">{first() === 0 ? '–' : formatPercent(props.lang, visits / first())}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={elsewhere() > 0}>
        <p class="dim">
          {elsewhere() === 1
            ? t.elsewhereOne
            : fill(t.elsewhere, { n: formatNumber(props.lang, elsewhere()) })}
        </p>
      </Show>
    </Card>
  );
}
