import { For, type JSX, Show } from 'solid-js';
import type { AttentionFinding } from '#domain/qr/attention.ts';
import { attentionTexts } from '#i18n/studio/attention.ts';
import { fill, formatNumber, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { widthFor } from '../print-size.ts';
import type { Attention } from './make-attention.ts';
import { metres, millimetres } from './words.ts';

/** The figures of the print in its place, and what to do where it fails. */
export default function Verdict(props: { readonly lang: Lang; readonly attention: Attention }) {
  const t = attentionTexts[props.lang];
  const { attention } = props;
  /** Small shares keep their first figure. */
  const share = (part: number) =>
    formatNumber(props.lang, part, {
      style: 'percent',
      maximumSignificantDigits: part < 0.1 ? 2 : 3,
    });
  const says = ({ code, details }: AttentionFinding) => {
    const { wantedM = 0, scanM = 0, noticeM = 0, ratio = 0, percent = 0, degrees = 0 } = details;
    return fill(t[code], {
      wanted: metres(props.lang, wantedM),
      scan: metres(props.lang, scanM),
      notice: metres(props.lang, noticeM),
      ratio: formatNumber(props.lang, ratio, { minimumFractionDigits: 1 }),
      percent: share(percent / 100),
      degrees: Math.round(degrees),
    });
  };
  const contrast = () => {
    const found = attention.contrast();
    if (!found) return t.figContrastNone;
    return fill(t.ratio, {
      n: formatNumber(props.lang, Math.floor(found.best * 10) / 10, { minimumFractionDigits: 1 }),
    });
  };
  return (
    <Card title={t.says} class="seen-says">
      <ul class="style-findings">
        <For each={attention.findings()}>
          {(finding) => (
            <li data-severity={finding.severity === 'bad' ? 'refuse' : finding.severity}>
              {says(finding)}{' '}
              <Show when={finding.details['neededMm']}>
                {(needed) => (
                  <button type="button" class="mend" onClick={() => attention.setWidth(needed())}>
                    {fill(t.makeWide, { needed: millimetres(props.lang, needed()) })}
                  </button>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <dl class="seen-figures">
        <Figure name={t.figContrast}>{contrast()}</Figure>
        <Show when={attention.wall() === null}>
          <Figure name={t.figShare}>{share(attention.share().ofPicture)}</Figure>
        </Show>
        <Figure name={t.figScan}>{metres(props.lang, attention.size().distanceM)}</Figure>
        <Figure name={t.figNotice}>{metres(props.lang, attention.noticeM())}</Figure>
        <Figure name={fill(t.figSmallest, { distance: metres(props.lang, attention.wantedM()) })}>
          {millimetres(props.lang, widthFor(attention.drawn(), attention.style, attention.wantedM()))}
        </Figure>
      </dl>
      <p class="why">{t.thumb}</p>
    </Card>
  );
}

function Figure(props: { readonly name: string; readonly children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
