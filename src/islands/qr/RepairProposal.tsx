import { For } from 'solid-js';
import { layout } from '#domain/qr/layout.ts';
import type { StyleDocument } from '#domain/qr/model.ts';
import { toSvg } from '#domain/qr/svg.ts';
import { designerTexts } from '#i18n/studio/designer.ts';
import type { Lang } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import { styleChanges } from './style-changes.ts';

/** What a repair would change, in pictures and words, before anything is changed. */
export default function RepairProposal(props: {
  readonly lang: Lang;
  readonly payload: string;
  readonly images: ReadonlyMap<string, string>;
  readonly before: StyleDocument;
  readonly after: StyleDocument;
  readonly onTake: () => void;
  readonly onKeep: () => void;
}) {
  const t = designerTexts[props.lang];
  const picture = (style: StyleDocument, idPrefix: string) =>
    toSvg(layout({ ...style, frame: { ...style.frame, kind: 'none' } }, props.payload, null), {
      images: props.images,
      idPrefix,
    });
  return (
    <section class="repair-proposal" aria-label={t.repairWould}>
      <div class="repair-pictures">
        <figure>
          <div aria-hidden="true" innerHTML={picture(props.before, 'repair-before')} />
          <figcaption>{t.repairBefore}</figcaption>
        </figure>
        <figure>
          <div aria-hidden="true" innerHTML={picture(props.after, 'repair-after')} />
          <figcaption>{t.repairAfter}</figcaption>
        </figure>
      </div>
      <strong>{t.repairWould}</strong>
      <ul class="plain" role="status">
        <For each={styleChanges(props.lang, props.before, props.after)}>
          {(change) => (
            <li>
              {change.part}: {change.from} → <b>{change.to}</b>
            </li>
          )}
        </For>
      </ul>
      <div class="row">
        <Button small kind="go" onClick={() => props.onTake()}>
          {t.repairTake}
        </Button>
        <Button small onClick={() => props.onKeep()}>
          {t.repairKeep}
        </Button>
      </div>
    </section>
  );
}
