import { For, Show } from 'solid-js';
import type { FeedScan } from '#domain/insight/model.ts';
import { insightTexts } from '#i18n/studio/insight.ts';
import { type Lang, localeOf } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';
import { type Names, nameOf } from './names.ts';

/** The newest scans with their verdicts; those of signed-in people say that they are tests. */
export default function LiveFeed(props: {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly names: Names;
  readonly feed: readonly FeedScan[];
}) {
  const t = insightTexts[props.lang];
  const clock = new Intl.DateTimeFormat(localeOf(props.lang), {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: props.timeZone,
  });
  const where = (scan: FeedScan) =>
    scan.placeId
      ? nameOf(props.names.places, scan.placeId, t.gone)
      : nameOf(props.names.channels, scan.channel, t.noPlace);
  return (
    <Card title={t.live} aside={t.liveAside}>
      <Show when={props.feed.length > 0} fallback={<p class="dim">{t.liveNone}</p>}>
        <ul class="feed" aria-live="polite">
          <For each={props.feed}>
            {(scan) => (
              <li>
                <time datetime={new Date(scan.at).toISOString()}>{clock.format(scan.at)}</time>
                <span>
                  {where(scan)}
                  <Show when={scan.chapterId}> · {nameOf(props.names.chapters, scan.chapterId, t.gone)}</Show>
                  <small>
                    <code>{scan.code}</code> · {t[`device_${scan.device}`]}
                  </small>
                </span>
                <Chip tone={scan.verdict === 'person' ? 'ok' : scan.verdict === 'staff' ? 'warn' : 'plain'}>
                  {scan.verdict === 'staff' ? t.liveStaff : t[`verdict_${scan.verdict}`]}
                </Chip>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Card>
  );
}
