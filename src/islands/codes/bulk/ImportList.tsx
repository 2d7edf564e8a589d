import { For, Show } from 'solid-js';
import type { BulkImport } from '#domain/code/bulk/model.ts';
import { bulkTexts } from '#i18n/studio/bulk.ts';
import { formatDate, type Lang, plural } from '#i18n/text.ts';
import Button from '#islands/ui/Button.tsx';
import Card from '#islands/ui/Card.tsx';
import Chip from '#islands/ui/Chip.tsx';

/** The last imports of the campaign: each can be taken back and brought back. */
export default function ImportList(props: {
  readonly lang: Lang;
  readonly timeZone: string;
  readonly imports: readonly BulkImport[];
  readonly onTakeBack: (one: BulkImport) => void;
  readonly onRestore: (one: BulkImport) => void;
}) {
  const t = bulkTexts[props.lang];
  return (
    <Card title={t.before}>
      <ul class="plain bulk-imports">
        <For each={props.imports}>
          {(one) => (
            <li>
              <time datetime={new Date(one.madeAt).toISOString()}>
                {formatDate(props.lang, one.madeAt, props.timeZone)}
              </time>
              <span>{plural(props.lang, one.codeIds.length, { one: t.importOne, other: t.imports })}</span>
              <Show
                when={one.takenBackAt === null}
                fallback={
                  <>
                    <Chip>{t.isTakenBack}</Chip>
                    <Button small onClick={() => props.onRestore(one)}>
                      {t.restore}
                    </Button>
                  </>
                }
              >
                <Button small kind="quiet" onClick={() => props.onTakeBack(one)}>
                  {t.takeBack}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </Card>
  );
}
