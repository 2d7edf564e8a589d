import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { createEffect, onCleanup, onMount } from 'solid-js';
import type { DayCounts } from '#domain/insight/model.ts';
import { formatNumber, type Lang, localeOf } from '#i18n/text.ts';

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

/** The value of a design token where `element` stands, so that charts follow the theme. */
const token = (element: Element, name: string): string =>
  getComputedStyle(element).getPropertyValue(name).trim();

/** Scans and people per day as lines. A picture only: the table beside it says the same. */
export default function DayChart(props: {
  readonly lang: Lang;
  readonly days: readonly DayCounts[];
  readonly scans: string;
  readonly people: string;
  readonly label: string;
}) {
  let host!: HTMLDivElement;

  const short = new Intl.DateTimeFormat(localeOf(props.lang), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  });

  onMount(() => {
    const chart = init(host, null, { renderer: 'svg' });
    const draw = () => {
      const ink = token(host, '--ink-3');
      const line = token(host, '--line-soft');
      const series = (name: string, colour: string, values: number[], area: boolean) => ({
        name,
        type: 'line' as const,
        data: values,
        symbol: values.length > 45 ? 'none' : 'circle',
        symbolSize: 5,
        lineStyle: { width: 2.5, color: colour },
        itemStyle: { color: colour },
        ...(area ? { areaStyle: { color: colour, opacity: 0.12 } } : {}),
      });
      chart.setOption({
        animation: false,
        grid: { left: 44, right: 12, top: 16, bottom: 28 },
        tooltip: { trigger: 'axis', renderMode: 'richText', confine: true },
        xAxis: {
          type: 'category',
          data: props.days.map(({ day }) => short.format(Date.parse(day))),
          axisLabel: { color: ink, fontFamily: 'inherit', hideOverlap: true },
          axisLine: { lineStyle: { color: line } },
          axisTick: { show: false },
        },
        yAxis: {
          type: 'value',
          minInterval: 1,
          axisLabel: { color: ink, formatter: (value: number) => formatNumber(props.lang, value) },
          splitLine: { lineStyle: { color: line } },
        },
        series: [
          series(
            props.scans,
            token(host, '--data-1'),
            props.days.map(({ scans }) => scans),
            true,
          ),
          series(
            props.people,
            token(host, '--data-2'),
            props.days.map(({ people }) => people),
            false,
          ),
        ],
      });
    };
    createEffect(draw);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(host);
    onCleanup(() => {
      watch.disconnect();
      scheme.removeEventListener('change', draw);
      chart.dispose();
    });
  });

  return <div class="chart" ref={host} role="img" aria-label={props.label} />;
}
