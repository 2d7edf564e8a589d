import { Show } from 'solid-js';
import type { StyleDocument } from '#domain/qr/model.ts';
import { symbol } from '#domain/qr/symbol.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import { fill, type Lang } from '#i18n/text.ts';
import Card from '#islands/ui/Card.tsx';
import { say } from '#islands/ui/toast.ts';

/** What the symbol says and how large it is in modules. */
export default function FactsCard(props: {
  readonly lang: Lang;
  readonly payload: string;
  readonly style: StyleDocument;
  readonly testPrint: boolean;
}) {
  const t = designerTexts[props.lang];
  const version = () => symbol(props.payload, props.style.errorCorrection);
  const copyAddress = () =>
    navigator.clipboard?.writeText(props.payload).then(
      () => say(t.copied),
      () => undefined,
    );
  return (
    <Card title={t.facts}>
      <dl class="facts">
        <div>
          <dt>{t.address}</dt>
          <dd>
            <code class="code-text">{props.payload}</code>{' '}
            <button type="button" class="mend" onClick={() => void copyAddress()}>
              {t.copy}
            </button>
          </dd>
        </div>
        <div>
          <dt>{t.symbolSize}</dt>
          <dd>{fill(t.symbolFact, { version: version().version, n: version().size })}</dd>
        </div>
      </dl>
      <Show when={props.testPrint}>
        <p class="notice" data-tone="warn">
          {t.testPrint}
        </p>
      </Show>
    </Card>
  );
}
