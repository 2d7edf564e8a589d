import { For, Show } from 'solid-js';
import { findChannel } from '#domain/channel/catalogue.ts';
import { alikeFrom } from '#domain/channel/likeness.ts';
import type { PostCheck } from '#domain/channel/model.ts';
import {
  channelName,
  channelTexts,
  describeFinding,
  fieldName,
  formatCount,
  unitHint,
  unitName,
} from '#i18n/studio/channel.ts';
import { storyTexts } from '#i18n/studio/story.ts';
import { fill, formatPercent, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { paths } from '#paths';

/** The post of the same chapter and language that is nearest to this one. */
export interface Nearest {
  readonly id: string;
  readonly channel: string;
  readonly likeness: number;
  readonly text: string;
}

/** Consequences of what is written: what the channel would say, how much room is left, who says the same. */
export default function PostAside(props: {
  readonly lang: Lang;
  readonly campaignId: string;
  readonly channel: string;
  readonly check: PostCheck;
  /** Nothing was written yet: then nothing is said to be wrong. */
  readonly isUntouched: boolean;
  readonly nearest: Nearest | null;
}) {
  const t = storyTexts[props.lang];
  const name = () => channelName(props.lang, props.channel);
  const isRefused = () => props.check.blocked && !props.isUntouched;
  const isAlike = () => (props.nearest?.likeness ?? 0) >= alikeFrom;
  const share = () => formatPercent(props.lang, props.nearest?.likeness ?? 0);
  return (
    <>
      <Card title={fill(t.checkTitle, { channel: name() })} tone={isRefused() ? 'bad' : undefined}>
        <Show
          when={!props.isUntouched && props.check.findings.length > 0}
          fallback={
            <p class={props.isUntouched ? 'dim' : 'fits'}>{props.isUntouched ? t.emptyPost : t.checkFits}</p>
          }
        >
          <ul class="plain says-what" aria-live="polite">
            <For each={props.check.findings}>
              {(finding) => (
                <li data-tone={finding.severity === 'stop' ? 'bad' : 'warn'}>
                  {describeFinding(props.lang, finding)}
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Card>
      <div id="likeness">
        <Card title={t.likenessTitle} tone={isAlike() ? 'warn' : undefined}>
          <Show when={props.nearest} fallback={<p class="dim">{t.likenessNone}</p>}>
            {(nearest) => (
              <>
                <p>
                  {fill(isAlike() ? t.likenessAlike : t.likenessFine, {
                    channel: channelName(props.lang, nearest().channel),
                    share: share(),
                    own: name(),
                  })}
                </p>
                <Show when={isAlike()}>
                  <blockquote class="sibling">{nearest().text}</blockquote>
                </Show>
                <a class="mend" href={paths.post(props.campaignId, nearest().id)}>
                  {t.openPost}
                </a>
              </>
            )}
          </Show>
        </Card>
      </div>
    </>
  );
}

/** How much room is left in every respect, and what works on the channel. */
export function PostRoom(props: {
  readonly lang: Lang;
  readonly channel: string;
  readonly check: PostCheck;
}) {
  const t = storyTexts[props.lang];
  const name = () => channelName(props.lang, props.channel);
  const upper = () => props.check.counts.filter(({ bound, used }) => bound === 'max' && used > 0);
  const tones = () => findChannel(props.channel)?.tone ?? [];
  return (
    <>
      <Show when={upper().length > 0}>
        <Card title={t.countsTitle}>
          <ul class="plain rooms">
            <For each={upper()}>
              {(count) => (
                <li title={unitHint(props.lang, count.unit)}>
                  <span>{fieldName(props.lang, count.field)}</span>
                  <span class="count" data-over={count.used > count.limit ? '' : undefined}>
                    {fill(channelTexts[props.lang].countOf, {
                      used: formatCount(props.lang, count.unit, count.used),
                      limit: formatCount(props.lang, count.unit, count.limit),
                      unit: unitName(props.lang, count.unit, count.limit),
                    })}
                  </span>
                </li>
              )}
            </For>
          </ul>
        </Card>
      </Show>
      <Show when={tones().length > 0}>
        <Card title={fill(t.toneTitle, { channel: name() })}>
          <ul class="tones">
            <For each={tones()}>{(tone) => <li>{channelTexts[props.lang][`tone_${tone}`]}</li>}</For>
          </ul>
        </Card>
      </Show>
    </>
  );
}
