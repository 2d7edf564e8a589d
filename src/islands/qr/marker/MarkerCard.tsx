import '#styles/marker.css';
import { createEffect, createSignal, For, on, onCleanup, Show } from 'solid-js';
import type { StyleDocument } from '#domain/qr/model.ts';
import { markerTexts } from '#i18n/studio/marker.ts';
import { fill, formatMm, formatNumber, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { FAIR, GOOD, neededMm, type Printed, SAFE, VIEWED_FROM } from '#marker/score.ts';
import { lengthWords } from './length-words.ts';
import type { MarkerState } from './make-marker.ts';

const tone = (score: number) => (score >= GOOD ? 'good' : score >= FAIR ? 'fair' : 'bad');

/** The marker score: whether a scene can stand on the code, how near a phone must come, what holds it back and its mend. */
export default function MarkerCard(props: {
  readonly lang: Lang;
  readonly marker: MarkerState;
  readonly printed: Printed;
  /** Whether a scene stands on the code, so that it counts. */
  readonly isUsed: boolean;
  /** The whole print's width for a symbol's, mm. */
  readonly widthFor: (symbolMm: number) => number;
  /** The widest that the bearer takes, and its name; null where nothing is known about it. */
  readonly bearer: { readonly widthMm: number; readonly medium: string } | null;
  /** Where the artwork around the code may be added; null where it was, or where there can be none. */
  readonly artworkHref: string | null;
  readonly onWidth: (mm: number) => void;
  readonly onStyle: (style: StyleDocument) => void;
}) {
  const t = markerTexts[props.lang];
  const result = () => props.marker.score();
  const score = () => result()?.score ?? 0;
  const metres = (value: number) => lengthWords(props.lang, value);
  const verdict = () => (result()?.lockM.good === null ? t.none : t[tone(score())]);
  const reach = () => {
    const found = result();
    if (!found) return '';
    const { lockM, holdM } = found;
    if (lockM.good === null) return t.reachNone;
    // What was held as far as anybody walks is held at least so far.
    const words = { lock: metres(lockM.good), hold: metres(Math.max(holdM ?? 0, lockM.good)) };
    return lockM.dim === null
      ? fill(t.reachNoDim, words)
      : fill(t.reach, { ...words, dim: metres(lockM.dim) });
  };
  const still = () => {
    const wobbleMm = result()?.wobbleMm ?? null;
    if (wobbleMm === null) return '';
    const wobble = formatMm(props.lang, wobbleMm);
    return fill(t.still, { distance: metres(props.printed.distanceM * VIEWED_FROM), wobble });
  };
  const distance = () => metres(props.printed.distanceM);
  /** The width from which the score is good, with something to spare where there is room, or why there is none. */
  const size = () => {
    const trial = props.marker.trial();
    if (!trial || !props.marker.isCurrent() || score() >= GOOD) return null;
    const { bearer, printed } = props;
    const widths = [SAFE, GOOD].flatMap((wanted) => {
      const symbolMm = neededMm(trial, printed.distanceM, wanted);
      return symbolMm === null || symbolMm <= printed.symbolMm ? [] : [props.widthFor(symbolMm)];
    });
    if (widths.length === 0) return null;
    const width = widths.find((each) => !bearer || each <= bearer.widthMm) ?? null;
    return width === null && bearer
      ? { words: fill(t['limit.bearer'], { distance: distance(), medium: bearer.medium }), width }
      : { words: fill(t['limit.size'], { distance: distance() }), width };
  };
  const parts = () => [
    { name: t.locks, value: result()?.locks ?? null },
    { name: t.holds, value: result()?.holds ?? null },
  ];

  const [said, setSaid] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on([score, props.marker.isCurrent], () => {
      clearTimeout(timer);
      if (!props.marker.isCurrent()) return;
      timer = setTimeout(() => setSaid(fill(t.said, { score: score(), verdict: verdict() })), 1_500);
    }),
  );
  onCleanup(() => clearTimeout(timer));

  return (
    <Card title={t.title} aside={t.aside} class="marker-card">
      <div
        class="marker-head"
        data-old={props.marker.isCurrent() ? undefined : ''}
        data-score={props.marker.isCurrent() ? score() : undefined}
      >
        <span class="marker-score" data-tone={result() ? tone(score()) : undefined}>
          {result() ? formatNumber(props.lang, score()) : '·'}
        </span>
        <div>
          <strong>{result() ? verdict() : t.measuringShort}</strong>
          <p>
            {reach()} {still()}
          </p>
        </div>
      </div>
      <dl class="families">
        <For each={parts()}>
          {(part) => (
            <div>
              <dt>{part.name}</dt>
              <dd>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect class="trough" width="100" height="6" />
                  <Show when={part.value}>
                    {(value) => <rect data-tone={tone(value())} width={value()} height="6" />}
                  </Show>
                </svg>
                <b>{part.value === null ? '–' : formatNumber(props.lang, part.value)}</b>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <div class="meter-line" data-busy={props.marker.isCurrent() || props.marker.failed() ? undefined : ''}>
        <progress aria-label={t.measuring} value={props.marker.progress() ?? 0} max={1} />
      </div>
      <Show when={props.marker.failed()}>
        <p class="notice" data-tone="warn">
          <span>
            {t.failed}{' '}
            <button type="button" class="mend" onClick={() => props.marker.again()}>
              {t.again}
            </button>
          </span>
        </p>
      </Show>
      <ul class="style-findings plain">
        <Show when={props.marker.limit()}>
          {(limit) => (
            <li data-severity="warn">
              <span>{t[`limit.${limit().change}`]}</span>{' '}
              <button type="button" class="mend" onClick={() => props.onStyle(limit().style)}>
                {fill(t[`mend.${limit().change}`], {
                  percent: Math.round(100 * (limit().style.logo?.size ?? 0)),
                })}
              </button>{' '}
              <small>{fill(t.after, { score: formatNumber(props.lang, limit().score) })}</small>
            </li>
          )}
        </Show>
        <Show when={size()}>
          {(found) => (
            <li data-severity="warn">
              <span>{found().words}</span>{' '}
              <Show when={found().width}>
                {(width) => (
                  <button type="button" class="mend" onClick={() => props.onWidth(width())}>
                    {fill(t['mend.size'], { width: formatMm(props.lang, width()) })}
                  </button>
                )}
              </Show>
            </li>
          )}
        </Show>
        <Show when={props.marker.limit() === undefined}>
          <li>
            <small>{t.looking} …</small>
          </li>
        </Show>
      </ul>
      <p class="why">
        {t.note} <Show when={!props.isUsed}>{t.unused}</Show>
      </p>
      <Show when={props.artworkHref}>
        {(href) => (
          <p class="why">
            <a href={href()}>{t.artwork}</a>
            {t.artworkHelps}
          </p>
        )}
      </Show>
      <p class="sr-only" role="status">
        {said()}
      </p>
    </Card>
  );
}
