import { createEffect, createSignal, For, type JSX, on, onCleanup, Show } from 'solid-js';
import { FAMILIES } from '#domain/qr/captures.ts';
import { GATE } from '#domain/qr/limits.ts';
import type { Finding } from '#domain/qr/model.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, formatNumber, formatPercent, type Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Progress from '#islands/ui/Progress.tsx';
import type { Judge } from './make-judge.ts';
import { findingWords, mendWords, qrText } from './words.ts';

const FAIR = 90;
const WEAK = 70;

/** The verdict: score, families, and every finding with the button that mends it. */
export default function Meter(props: {
  readonly lang: Lang;
  readonly judge: Judge;
  /** All findings, those of the words included. */
  readonly findings: readonly Finding[];
  readonly onMend: (finding: Finding) => void;
  readonly onRepair: () => void;
  /** What a repair found, for the designer to take or leave. */
  readonly proposal: JSX.Element;
  /** What else is measured, next to the score. */
  readonly beside: JSX.Element;
}) {
  const t = designerTexts[props.lang];
  const result = () => props.judge.preflight();
  const score = () => Math.floor(result()?.score ?? 0);
  const refusals = () => props.findings.filter(({ severity }) => severity === 'refuse');
  const passes = () => props.judge.passes() && refusals().length === 0;
  const verdict = () => {
    if (passes()) return t.ready;
    const static_ = refusals().filter(({ code }) => !code.startsWith('scan.')).length;
    if (static_ === 0) return t.notReady;
    return static_ === 1 ? t.refused : fill(t.refusedMany, { n: static_ });
  };
  const summary = () => {
    const preflight = result();
    if (!preflight) return '';
    const figures = { readers: preflight.decoders.length, photos: preflight.photos };
    const part = preflight.controlRate > 0 ? preflight.rate / preflight.controlRate : 0;
    if (part >= 0.995 && preflight.passes) return fill(t.meterAsGood, figures);
    const says = fill(t.meterSays, { ...figures, percent: formatPercent(props.lang, part) });
    return score() < GATE.score ? `${says} ${fill(t.needs, { needed: GATE.score })}` : says;
  };
  const families = () =>
    FAMILIES.map((family) => {
      const found = result()?.families.find((one) => one.family === family);
      const part = found && found.control > 0 ? Math.min(1, found.rate / found.control) : 1;
      // Nothing is said before it was looked at.
      return { family, percent: found ? Math.round(part * 100) : null };
    });
  /** One search for a passing style answers all that ask for it. */
  const isRepeated = (finding: Finding) =>
    finding.mend?.action === 'repair' &&
    props.findings.find(({ mend }) => mend?.action === 'repair') !== finding;
  const tone = (percent: number) => (percent >= FAIR ? 'good' : percent >= WEAK ? 'fair' : 'bad');

  // Said once it stands still, not at every step of a slider.
  const [said, setSaid] = createSignal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  createEffect(
    on([score, verdict, props.judge.isCurrent], () => {
      clearTimeout(timer);
      if (!props.judge.isCurrent()) return;
      timer = setTimeout(() => setSaid(fill(t.said, { score: score(), verdict: verdict() })), 700);
    }),
  );
  onCleanup(() => clearTimeout(timer));

  return (
    <>
      <section class="card meter" aria-label={t.meter} aria-busy={!props.judge.isCurrent()}>
        <div class="meter-head">
          <span
            class="meter-score"
            data-tone={result() ? (passes() ? 'good' : score() >= WEAK ? 'fair' : 'bad') : undefined}
            data-old={props.judge.isCurrent() ? undefined : ''}
          >
            {result() ? score() : '·'}
          </span>
          <div>
            <strong>{result() ? verdict() : t.judgingShort}</strong>
            <p>{summary()}</p>
          </div>
        </div>
        <Show when={props.judge.isRepairing()}>
          <Progress label={t.repairing} share={props.judge.progress()} />
        </Show>
        <Show when={!props.judge.isRepairing()}>
          <div class="meter-line" data-busy={props.judge.progress() === null ? undefined : ''}>
            <progress
              aria-label={fill(t.judging, { n: result()?.photos ?? 50 })}
              value={props.judge.progress() ?? 1}
              max={1}
            />
          </div>
        </Show>
        <Show when={props.judge.failed()}>
          <p class="notice" data-tone="warn">
            <span>
              {t.judgeFailed}{' '}
              <button type="button" class="mend" onClick={() => props.judge.again()}>
                {t.judgeAgain}
              </button>
            </span>
          </p>
        </Show>
        <Show when={props.judge.isCurrent() && !passes() && !props.judge.isRepairing()}>
          <div class="row">
            <Button small onClick={() => props.onRepair()}>
              {t.repair}
            </Button>
            <small>{t.repairHint}</small>
          </div>
        </Show>
        {props.proposal}
        <p class="sr-only" role="status">
          {said()}
        </p>
      </section>
      {props.beside}

      <Card title={t.families}>
        <dl class="families" data-old={props.judge.isCurrent() ? undefined : ''}>
          <For each={families()}>
            {(one) => (
              <div>
                <dt>{qrText(props.lang, `family.${one.family}`)}</dt>
                <dd>
                  <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                    <rect class="trough" width="100" height="6" />
                    <Show when={one.percent}>
                      {(percent) => <rect data-tone={tone(percent())} width={percent()} height="6" />}
                    </Show>
                  </svg>
                  <b>{one.percent === null ? '–' : formatNumber(props.lang, one.percent)}</b>
                </dd>
              </div>
            )}
          </For>
        </dl>
        <p class="why">{t.familiesNote}</p>
      </Card>

      <Card
        title={passes() && props.findings.length > 0 ? t.findingsWeak : t.findings}
        tone={refusals().length > 0 ? 'bad' : undefined}
      >
        <Show when={props.findings.length > 0} fallback={<p>{t.findingsNone}</p>}>
          <ul class="style-findings plain">
            <For each={props.findings}>
              {(finding) => (
                <li data-severity={finding.severity}>
                  <span>{findingWords(props.lang, finding)}</span>{' '}
                  <Show when={isRepeated(finding) ? null : mendWords(props.lang, finding)}>
                    {(words) => (
                      <button type="button" class="mend" onClick={() => props.onMend(finding)}>
                        {words()}
                      </button>
                    )}
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Show>
      </Card>
    </>
  );
}
